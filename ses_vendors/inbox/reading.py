"""From the bytes of a webhook to an event: what happened, to what, and under which key it is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

# Parts of a payload that say who is told and by whom, not what it is about.
ENVELOPE = frozenset({"recipient", "issuingPrincipal"})
#: Characters of an id; Saleor's are about 60.
LONGEST_ID = 128


class Unreadable(ValueError):
    """The body is not what the App's subscriptions ask for."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a core told. `code` is Saleor's (ORDER_CREATED); `payload` is the answer to the subscription.

    The payload may be old or come out of order: a handler looks at the core for how things are now.
    """

    code: str
    object_id: str
    issued_at: datetime | None
    payload: Mapping[str, Any]


def read(body: bytes | str) -> Event:
    """Read a body. Raises Unreadable.

    Which event it is comes from `__typename`: the header that names it is not signed.
    """
    try:
        payload = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable("The body is not JSON.") from error
    type_name = payload.get("__typename") if isinstance(payload, dict) else None
    if not isinstance(type_name, str) or not re.fullmatch(r"[A-Z][A-Za-z]{1,60}", type_name):
        raise Unreadable("The body does not say which event it is.")
    return Event(_code(type_name), _object_id(payload), _moment(payload.get("issuedAt")), payload)


def key_of(*, api_url: str, event: Event, body: bytes) -> str:
    """Return the key an event is kept under: from its core, what, about what, when, and its very words."""
    issued_at = event.issued_at.isoformat() if event.issued_at else ""
    told = (api_url, event.code, event.object_id, issued_at, hashlib.sha256(body).hexdigest())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _code(type_name: str) -> str:
    """ProductVariantStockUpdated is PRODUCT_VARIANT_STOCK_UPDATED."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type_name).upper()


def _object_id(payload: Mapping[str, Any]) -> str:
    """Find the id of what the event is about: the first object that is no part of the envelope."""
    for name, value in payload.items():
        if name not in ENVELOPE and isinstance(value, Mapping) and isinstance(value.get("id"), str):
            return str(value["id"]).replace("\x00", "")[:LONGEST_ID]
    return ""


def _moment(text: Any) -> datetime | None:
    try:
        moment = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        moment = None
    return None if moment is None or is_naive(moment) else moment
