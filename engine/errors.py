"""How the core's services refuse: problems with Saleor's fields and codes, raised together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal. `extra` holds further fields of the error type, such as variants or lines."""

    code: str
    message: str
    field: str | None = None
    extra: Mapping[str, Any] = default(default_factory=dict)


class Refusal(Exception):
    """A service understood the wish and refuses it; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def refuse(code: str, message: str, field: str | None = None, **extra: Any) -> Refusal:
    """Return a refusal with one problem, ready to be raised."""
    return Refusal(Problem(code=code, message=message, field=field, extra=extra))


class PermissionDenied(Exception):
    """The caller lacks a permission; the answer's error carries this name as its code."""

    def __init__(self, *permissions: str) -> None:
        wanted = ", ".join(permissions)
        super().__init__("To access this path, you need one of the following permissions: " + wanted)
