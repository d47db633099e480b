"""An app's manifest: what it says of itself, read into frozen values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from engine.webhooks import headers, payloads, subscriptions
from engine.webhooks.envelopes import SCHEMA_VERSION
from engine.webhooks.kinds import ALL_EVENTS, ALL_QUESTIONS

#: One part of `requiredSaleorVersion`: an npm-style comparison of a version's first two or three numbers.
BOUND = re.compile(r"(\^|~|>=|<=|>|<|=)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?(?:-[0-9A-Za-z.-]+)?")


class BadManifest(Exception):
    """The manifest cannot be used; the message says why, field by field."""


@dataclass(frozen=True, slots=True)
class DeclaredWebhook:
    """A webhook that the app wants."""

    name: str
    target_url: str
    query: str
    events: Sequence[str]
    is_active: bool = True
    identifier: str | None = None
    custom_headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an app says of itself."""

    identifier: str
    version: str
    token_target_url: str
    texts: Mapping[str, str]
    webhooks: Sequence[DeclaredWebhook]


#: Names in the manifest of plain texts, and of the model's fields that they fill.
TEXTS = {
    "about": "about_app",
    "dataPrivacyUrl": "data_privacy_url",
    "homepageUrl": "homepage_url",
    "supportUrl": "support_url",
    "configurationUrl": "configuration_url",
    "appUrl": "app_url",
    "author": "author",
}

#: Characters of a text, as the columns have them; of an address where nothing else is said.
LONGEST = {"id": 256, "version": 60, "author": 60, "about": 10_000, "name": 255, "query": 100_000}
LONGEST_URL = 200


def read(given: Any) -> Manifest:
    """Read a manifest. Raises BadManifest."""
    if not isinstance(given, Mapping):
        raise BadManifest("manifest: It is not an object.")
    _check_version(given.get("requiredSaleorVersion"))
    token_target_url = _text(given, "tokenTargetUrl", required=False)
    if token_target_url and not is_url(token_target_url):
        raise BadManifest("tokenTargetUrl: Incorrect format.")
    declared = given.get("webhooks") or []
    if not isinstance(declared, list):
        raise BadManifest("webhooks: It is not a list.")
    return Manifest(
        identifier=_text(given, "id"),
        version=_text(given, "version"),
        token_target_url=token_target_url,
        texts={field: _text(given, name, required=False) for name, field in TEXTS.items()},
        webhooks=[_webhook(each) for each in declared],
    )


def is_url(text: str) -> bool:
    """Whether a text is an address of the web with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _text(given: Mapping[str, Any], name: str, *, required: bool = True) -> str:
    value = given.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise BadManifest(f"{name}: Field required.")
    longest = LONGEST.get(name, LONGEST_URL)
    if len(value) > longest:
        raise BadManifest(f"{name}: Ensure this value has at most {longest} characters.")
    return value


def _webhook(given: Any) -> DeclaredWebhook:
    if not isinstance(given, Mapping):
        raise BadManifest("webhooks: One of them is not an object.")
    name, target, query = (_text(given, each) for each in ("name", "targetUrl", "query"))
    if not is_url(target):
        raise BadManifest("webhooks: Invalid target url.")
    if (fault := payloads.writer().fault(query)) is not None:
        raise BadManifest(f"webhooks: Subscription query is not valid: {fault[1]}")
    custom = given.get("customHeaders") or {}
    if (wrong := headers.fault(custom)) is not None:
        raise BadManifest(f"webhooks: Invalid custom headers: {wrong}")
    return DeclaredWebhook(
        name=name,
        target_url=target,
        query=query,
        events=_events(given) or subscriptions.events_of(query),
        is_active=given.get("isActive", True) is not False,
        identifier=_text(given, "identifier", required=False).strip() or None,
        custom_headers={key.lower(): value for key, value in custom.items()},
    )


def _events(given: Mapping[str, Any]) -> list[str]:
    wanted = []
    for name, word, known in (
        ("asyncEvents", "asynchronous", ALL_EVENTS),
        ("syncEvents", "synchronous", ALL_QUESTIONS),
    ):
        for code in given.get(name) or []:
            if code not in known:
                raise BadManifest(f"webhooks: Invalid {word} event: {code}.")
            wanted.append(code)
    return list(dict.fromkeys(wanted))


# --- Versions ---


def _check_version(required: Any) -> None:
    if not required:
        return
    ways = [_bounds(way) for way in str(required).split("||")]
    if not any(all(_holds(sign, bound) for sign, bound in way) for way in ways):
        message = f"Saleor version {SCHEMA_VERSION} is not supported by the app."
        raise BadManifest(f"requiredSaleorVersion: {message}")


def _bounds(way: str) -> list[tuple[str, tuple[int, ...]]]:
    words = [word for word in re.split(r"\s+(?![\d.])|\s*,\s*", way.strip()) if word]
    found = [BOUND.fullmatch(word) for word in words]
    if not words or None in found:
        raise BadManifest("requiredSaleorVersion: Incorrect value for required Saleor version.")
    return [(match[1] or "=", _numbers(match)) for match in found if match]


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    """Return major and minor; this core's own version has no third number to compare."""
    minor = match[3]
    return (int(match[2]), int(minor)) if minor and minor.isdecimal() else (int(match[2]),)


def _holds(sign: str, bound: tuple[int, ...]) -> bool:
    own = tuple(int(part) for part in SCHEMA_VERSION.split("."))
    head = own[: len(bound)]
    return {
        "=": head == bound,
        "~": head == bound,
        "^": own[0] == bound[0] and head >= bound,
        ">=": head >= bound,
        ">": head > bound,
        "<=": head <= bound,
        "<": head < bound,
    }[sign]
