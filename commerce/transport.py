"""How an operation reaches the commerce core, whichever core it is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from commerce.errors import CoreUnavailable, InsufficientStock, InvalidRequest, PermissionRefused, Problem

Json = Mapping[str, Any]

# `extensions.exception.code` names the class of what went wrong inside the core.
REQUEST_FAULTS = frozenset({"GraphQLError", "GraphQLSyntaxError", "QueryCostError", "ValidationError"})
PERMISSION_FAULTS = frozenset(
    {"PermissionDenied", "ExpiredSignatureError", "InvalidTokenError", "InvalidSignatureError", "DecodeError"}
)
# What Saleor fails with, instead of refusing, when others take the last pieces at the same moment.
SHORTAGE_FAULT = "InsufficientStock"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send: its name, its bytes and its media type."""

    name: str
    content: bytes
    content_type: str


class Transport(Protocol):
    """Runs one operation of `commerce/operations` at the core."""

    def execute(
        self,
        *,
        operation: str,
        variables: Json,
        token: str | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Json:
        """Return the answer's `data`.

        `files` maps paths inside the variables ("input.image") to what goes there.
        Raises CoreUnavailable, InvalidRequest or PermissionRefused.
        """
        ...

    @property
    def is_away(self) -> bool:
        """Say whether the core is known not to answer just now."""
        ...

    def keys(self) -> Json:
        """Return the keys that the core signs with, as a JSON Web Key Set. Raises CoreUnavailable."""
        ...


def current() -> Transport:
    """The transport that `settings.COMMERCE_TRANSPORT` names, one per process."""
    return _build(settings.COMMERCE_TRANSPORT)


@cache
def _build(dotted_path: str) -> Transport:
    return cast(Transport, import_string(dotted_path)())


# A forked worker must not share its parent's sockets.
os.register_at_fork(after_in_child=_build.cache_clear)


def data_of(answer: Json, *, is_mutation: bool) -> Json:
    """Return a GraphQL answer's `data`, or raise what its `errors` mean.

    Raises:
        PermissionRefused: the token is missing, expired or too weak.
        InvalidRequest: the document or its variables were refused.
        InsufficientStock: others took the last pieces at the same moment.
        CoreUnavailable: the core failed while it worked.
    """
    errors = answer.get("errors")
    if errors:
        _raise_fault(errors[0], is_mutation=is_mutation)
    data = answer.get("data")
    if data is None:
        raise CoreUnavailable("The core answered without data.", may_have_happened=is_mutation)
    return cast(Json, data)


def _raise_fault(error: Json, *, is_mutation: bool) -> None:
    message = str(error.get("message", ""))
    extensions = error.get("extensions") or {}
    # Saleor always names what went wrong. Whoever does not is something in front of it that fails.
    code = (extensions.get("exception") or {}).get("code", "")
    if code in PERMISSION_FAULTS:
        raise PermissionRefused(message)
    if code in REQUEST_FAULTS:
        raise InvalidRequest(message)
    if code == SHORTAGE_FAULT:
        raise InsufficientStock((Problem("quantity", "INSUFFICIENT_STOCK", message),))
    raise CoreUnavailable(f"{code}: {message}", may_have_happened=is_mutation)


def with_values(variables: Json, values: Mapping[str, Any]) -> dict[str, Any]:
    """Copy the variables with a value put at each dotted path ("input.image")."""
    result: dict[str, Any] = dict(variables)
    for path, value in values.items():
        *parents, last = path.split(".")
        target = result
        for name in parents:
            target[name] = dict(target.get(name) or {})
            target = target[name]
        target[last] = value
    return result
