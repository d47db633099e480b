"""The core under test: the embedded one of this process, or the Saleor that SALEOR_API_URL names.

Scenarios use the gateway (`commerce.shop`, `commerce.app`). What the gateway has no verb for, such as a
staff member's hand on an order or a question that must be refused, is asked here in plain GraphQL, and of
both cores over HTTP's own door.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx2
from django.conf import settings
from django.test import Client

#: Seconds a document may take on a busy machine.
PATIENCE = 60


class Answer(NamedTuple):
    """An HTTP status and the GraphQL answer with it."""

    status: int
    body: dict[str, Any]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Code and message of each error that is not a payload's."""
        errors = self.body.get("errors", ())
        return [(error["extensions"]["exception"]["code"], error["message"]) for error in errors]


def is_saleor() -> bool:
    """Whether a real Saleor is under test."""
    return bool(settings.SALEOR_API_URL)


def ask(document: str, variables: Mapping[str, Any] | None = None, *, token: str | None = None) -> Answer:
    """Send one document as anybody, or with a token."""
    return send({"query": document, "variables": dict(variables or {})}, token=token)


def send(body: Any, *, token: str | None = None) -> Answer:
    """Send a whole body, which may be no GraphQL at all."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    content = json.dumps(body)
    if is_saleor():
        headers["Content-Type"] = "application/json"
        got = httpx2.post(settings.SALEOR_API_URL, content=content, headers=headers, timeout=PATIENCE)
        return Answer(got.status_code, got.json())
    answer = Client().post("/graphql/", content, content_type="application/json", headers=headers)
    return Answer(answer.status_code, answer.json())


def data(document: str, variables: Mapping[str, Any] | None = None, *, token: str | None = None) -> Any:
    """Return the data of an answer without errors: the only field's value."""
    answer = ask(document, variables, token=token)
    assert not answer.faults, answer.faults
    (value,) = answer.body["data"].values()
    return value


def told(document: str, variables: Mapping[str, Any] | None = None, *, token: str | None = None) -> Any:
    """Return the payload of a mutation that was not refused."""
    payload = data(document, variables, token=token)
    assert not payload["errors"], payload["errors"]
    return payload


def refusals(
    document: str, variables: Mapping[str, Any] | None = None, *, token: str | None = None
) -> list[tuple[str | None, str]]:
    """Return field and code of each refusal of a mutation."""
    payload = data(document, variables, token=token)
    return [(error["field"], error["code"]) for error in payload["errors"]]
