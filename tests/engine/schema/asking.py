"""How the tests of the schema ask: through the executor, as somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from engine.accounts.models import User
from engine.schema.context import Context
from engine.schema.executor import execute
from engine.webhooks.models import App

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def ask(
    document: str,
    variables: Mapping[str, Any] | None = None,
    *,
    user: User | None = None,
    app: App | None = None,
    now: datetime = NOW,
    ip_address: str = "192.0.2.1",
) -> dict[str, Any]:
    """Return the whole answer."""
    context = Context(user=user, app=app, now=now, ip_address=ip_address)
    return execute(document, variables, context=context)


def data(document: str, variables: Mapping[str, Any] | None = None, **how: Any) -> Any:
    """Return the data of an answer without errors: the only field's value where there is one field."""
    answer = ask(document, variables, **how)
    assert "errors" not in answer, answer["errors"]
    values = list(answer["data"].values())
    return values[0] if len(values) == 1 else answer["data"]


def refusals(
    document: str, variables: Mapping[str, Any] | None = None, **how: Any
) -> list[tuple[str | None, str]]:
    """Return field and code of each refusal of a mutation."""
    return [(error["field"], error["code"]) for error in data(document, variables, **how)["errors"]]
