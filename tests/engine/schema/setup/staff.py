"""Ana keeps the shop: what the tests of the set-up share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.accounts.models import User
from kernel.ids import to_global_id
from tests.engine.accounts.people import person
from tests.engine.schema.asking import ask, data

DENIED = "PermissionDenied"


def ana() -> User:
    """A member of staff."""
    return User.objects.filter(is_staff=True).first() or person("ana@example.com", is_staff=True)


def tell(document: str, variables: Mapping[str, Any]) -> Any:
    """Run a mutation as Ana; return its payload."""
    return data(document, variables, user=ana())


def refused(document: str, variables: Mapping[str, Any]) -> list[tuple[str | None, str]]:
    """Run a mutation as Ana that is refused; return field and code of each refusal."""
    return [(error["field"], error["code"]) for error in tell(document, variables)["errors"]]


def denied(document: str, variables: Mapping[str, Any], user: User | None = None) -> bool:
    """Say whether somebody else is not allowed to."""
    (error,) = ask(document, variables, user=user)["errors"]
    return bool(error["extensions"]["exception"]["code"] == DENIED)


def gid(row: Any, type_name: str | None = None) -> str:
    """Return the global id of a row."""
    return to_global_id(type_name or type(row).__name__, row.pk)
