"""How tests ask the public API, and the papers of the workshops they ask about."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from ses_vendors.badge import codes
from ses_vendors.badge.models import Attestation, Kind, Status
from ses_vendors.vendors.models import Vendor

URL = "/ses/graphql/"
_numbers = itertools.count(1)


def ask(document: str, variables: dict[str, Any] | None = None, **headers: Any) -> dict[str, Any]:
    """Ask by POST as a stranger and return what is answered, errors included."""
    body = {"query": document, "variables": variables or {}}
    answer = Client().post(URL, body, content_type="application/json", **headers)
    return dict(answer.json())


def data(document: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask, and return the data of an answer without errors."""
    answer = ask(document, variables)
    assert "errors" not in answer, answer
    return dict(answer["data"])


def messages(document: str, variables: dict[str, Any] | None = None) -> list[str]:
    """Ask, and return what the errors say."""
    return [error["message"] for error in ask(document, variables)["errors"]]


def a_document(vendor: Vendor, **changes: Any) -> Attestation:
    """A verified attestation of a workshop, good from 2024 to 2029 unless said otherwise."""
    number = next(_numbers)
    fields: dict[str, Any] = {
        "kind": Kind.ATTESTATION,
        "series": "DEMO",
        "number": f"{number:06}",
        "issuer": "AJOFM Iași",
        "issued_on": date(2024, 3, 12),
        "valid_until": date(2029, 3, 11),
        "code": codes.derived(f"api-{number}"),
        "status": Status.VERIFIED,
        "entered_at": datetime(2026, 1, 8, 9, 0, tzinfo=UTC),
        "verified_at": datetime(2026, 1, 8, 9, 30, tzinfo=UTC),
        "registry_checked_on": date(2026, 1, 8),
    }
    return Attestation.objects.create(vendor=vendor, **{**fields, **changes})


def a_mark(vendor: Vendor, **changes: Any) -> Attestation:
    """A verified social mark, good to the middle of 2027."""
    dates = {"issued_on": date(2024, 6, 3), "valid_until": date(2027, 6, 2)}
    return a_document(vendor, **{"kind": Kind.MARK, "series": "DEMO-MS", **dates, **changes})
