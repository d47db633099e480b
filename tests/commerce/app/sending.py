"""What the tests of the App's verbs say of a call."""

from __future__ import annotations

from typing import Any

from tests.commerce.fake_core import FakeCore


def done(mutation: str, **payload: Any) -> dict[str, Any]:
    """The answer of a mutation that was not refused."""
    return {mutation: {**payload, "errors": []}}


def sent(core: FakeCore, operation: str) -> dict[str, Any]:
    """The variables of the first call of an operation."""
    return next(variables for name, variables, _ in core.calls if name == operation)
