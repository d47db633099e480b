"""From a payload's `errors` to a named exception."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commerce.errors import (
    BasketGone,
    InsufficientStock,
    InvalidCredentials,
    LoginDelayed,
    Problem,
    Refused,
)
from commerce.transport import Json

BASKET_AREAS = frozenset({"basket", "checkout"})
BASKET_ID_FIELDS = frozenset({"id", "checkoutId", "token"})
MISSING_CODES = frozenset({"NOT_FOUND", "GRAPHQL_ERROR"})
CREDENTIAL_CODES = frozenset(
    {
        "INVALID_CREDENTIALS",
        "ACCOUNT_NOT_CONFIRMED",
        "INACTIVE",
        "JWT_SIGNATURE_EXPIRED",
        "JWT_INVALID_TOKEN",
        "JWT_DECODE_ERROR",
        "JWT_MISSING_TOKEN",
        "JWT_INVALID_CSRF_TOKEN",
    }
)


def raise_if_refused(payloads: Iterable[Json], *, area: str) -> None:
    """Raise what the payloads' errors mean in an area of `operations/`; nothing when there are none.

    Raises:
        BasketGone, InsufficientStock: in the areas "basket" and "checkout".
        InvalidCredentials, LoginDelayed: in the area "account".
        Refused: anything else the core would not do.
    """
    problems = tuple(_problem(error) for payload in payloads for error in payload["errors"])
    if problems:
        raise _named(problems, area)(problems)


def _named(problems: Sequence[Problem], area: str) -> type[Refused]:
    if area in BASKET_AREAS:
        return _basket_refusal(problems)
    if area == "account":
        return _account_refusal(problems)
    return Refused


def _basket_refusal(problems: Sequence[Problem]) -> type[Refused]:
    if any(p.code in MISSING_CODES and p.field in BASKET_ID_FIELDS for p in problems):
        return BasketGone
    if any(p.code == "INSUFFICIENT_STOCK" for p in problems):
        return InsufficientStock
    return Refused


def _account_refusal(problems: Sequence[Problem]) -> type[Refused]:
    if any(p.code == "LOGIN_ATTEMPT_DELAYED" for p in problems):
        return LoginDelayed
    if any(p.code in CREDENTIAL_CODES or _is_spent_token(p) for p in problems):
        return InvalidCredentials
    return Refused


def _is_spent_token(problem: Problem) -> bool:
    """A mailed token that is used, old or another account's; the e-mail is checked together with it."""
    return (problem.field, problem.code) in {("token", "INVALID"), ("email", "NOT_FOUND")}


def _problem(error: Json) -> Problem:
    return Problem(
        field=error.get("field"),
        code=error["code"],
        message=error.get("message") or "",
        variant_ids=tuple(error.get("variants") or ()),
        line_ids=tuple(error.get("lines") or ()),
        address_type=error.get("addressType"),
    )
