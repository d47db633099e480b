"""Reading what a payment app answered: Saleor's rules for `result`, `pspReference`, amounts and the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from engine.payments import kinds, methods
from engine.payments.methods import Method
from kernel.money import Money

#: Characters of a message; a longer one is cut.
LONGEST_MESSAGE = 512
LONGEST_REFERENCE = 512
#: Bani that an app may speak of: eighteen digits fit every database.
LARGEST_AMOUNT = 10**17


class BadAnswer(Exception):
    """The app's answer does not follow the rules; the text tells why."""

    def __init__(self, message: str) -> None:
        super().__init__(cut(message))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the app says has happened. `amount` is bani; `at` is None for now."""

    type: str
    psp_reference: str
    amount: int
    at: datetime | None
    external_url: str
    message: str


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """The answer to a session: what happened, what can be done next (None: as before), and how was paid."""

    outcome: Outcome
    actions: tuple[str, ...] | None
    method: Method | None


@dataclass(frozen=True, slots=True)
class ActionAnswer:
    """The answer to a request: the app's reference, and what happened if that is known already."""

    psp_reference: str
    outcome: Outcome | None
    actions: tuple[str, ...] | None


def cut(message: str) -> str:
    """Return a message as it is kept."""
    return message[:LONGEST_MESSAGE]


def read_session(content: Any, *, requested: int) -> SessionAnswer:
    """Read the answer to a session about `requested` bani. Raises BadAnswer."""
    answer = _object(content)
    result = answer.get("result")
    if result in kinds.SESSION_REFERENCED:
        reference = _needed_reference(answer)
    elif result in kinds.SESSION_UNREFERENCED:
        reference = _optional_reference(answer)
    else:
        raise _bad_result(result, kinds.EVENT_TYPES)
    outcome = _outcome(answer, result, reference, requested)
    return SessionAnswer(outcome, _actions(answer), _method(answer))


def read_action(content: Any, *, request: str, requested: int) -> ActionAnswer:
    """Read the answer to a request (`CHARGE_REQUEST`, …) about `requested` bani. Raises BadAnswer."""
    answer = _object(content)
    action, result = request.partition("_")[0], answer.get("result")
    if result is None:
        return ActionAnswer(_needed_reference(answer), None, _actions(answer))
    success, failure = f"{action}_SUCCESS", f"{action}_FAILURE"
    if result not in (success, failure):
        raise _bad_result(result, (success, failure))
    reference = _needed_reference(answer) if result == success else _optional_reference(answer)
    return ActionAnswer(reference, _outcome(answer, result, reference, requested), _actions(answer))


def _object(content: Any) -> Mapping[str, Any]:
    if not isinstance(content, Mapping):
        raise BadAnswer(f"Incorrect value ({content}) for the answer. Error: Input should be an object.")
    return content


def _bad_result(result: Any, possible: Collection[str]) -> BadAnswer:
    wanted = ", ".join(possible)
    return BadAnswer(f"Missing or invalid value for `result`: {result}. Possible values: {wanted}.")


def _incorrect(field: str, value: Any, why: str) -> BadAnswer:
    return BadAnswer(f"Incorrect value ({value}) for field: {field}. Error: {why}.")


def _needed_reference(answer: Mapping[str, Any]) -> str:
    if "pspReference" not in answer:
        raise BadAnswer(f"Missing value for field: pspReference. Input: {dict(answer)}.")
    if answer["pspReference"] is None:
        raise _incorrect("pspReference", None, "Input should be a valid string")
    return _optional_reference(answer)


def _optional_reference(answer: Mapping[str, Any]) -> str:
    reference = answer.get("pspReference")
    if reference is None:
        return ""
    if not isinstance(reference, str):
        raise _incorrect("pspReference", reference, "Input should be a valid string")
    if len(reference) > LONGEST_REFERENCE:
        why = f"String should have at most {LONGEST_REFERENCE} characters"
        raise _incorrect("pspReference", reference[:80], why)
    return reference


def _outcome(answer: Mapping[str, Any], result: str, reference: str, requested: int) -> Outcome:
    return Outcome(
        type=result,
        psp_reference=reference,
        # As at Saleor, an amount of nothing is the requested one.
        amount=_amount(answer.get("amount")) or requested,
        at=_moment(answer.get("time")),
        external_url=_url(answer.get("externalUrl")),
        message=cut(str(answer.get("message") or "")),
    )


def _amount(given: Any) -> int:
    """Return bani. Below zero is refused, which Saleor lets pass: no money moves backwards by a session."""
    if given is None:
        return 0
    try:
        lei = Decimal(str(given))
    except InvalidOperation as error:
        raise _incorrect("amount", given, "Input should be a valid decimal") from error
    if isinstance(given, bool) or not lei.is_finite():
        raise _incorrect("amount", given, "Input should be a valid decimal")
    if lei < 0 or lei.adjusted() > 14:
        raise _incorrect("amount", given, "Input should be an amount of zero or more that can be kept")
    return Money.from_decimal(lei).minor_units


def _moment(given: Any) -> datetime | None:
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else _epoch(given)
    except (ValueError, OverflowError, OSError, TypeError) as error:
        raise _incorrect("time", given, "Expected ISO 8601 format") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _epoch(given: Any) -> datetime:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise TypeError("No moment.")
    return datetime.fromtimestamp(given, tz=UTC)


def _url(given: Any) -> str:
    if given is None or given == "":
        return ""
    try:
        URLValidator(schemes=["http", "https"])(given)
    except (ValidationError, TypeError) as error:
        raise _incorrect("externalUrl", given, "Input should be a valid URL") from error
    return str(given)[:LONGEST_REFERENCE]


def _actions(answer: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the named actions, each once; what is none is skipped."""
    given = answer.get("actions")
    if given is None:
        return None
    if not isinstance(given, list):
        raise _incorrect("actions", given, "Input should be a valid list")
    return tuple(action for action in kinds.ACTIONS if action in given)


def _method(answer: Mapping[str, Any]) -> Method | None:
    given = answer.get("paymentMethodDetails")
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise _incorrect("paymentMethodDetails", given, "Input should be an object")
    try:
        return methods.read(given)
    except methods.BadMethod as error:
        field, why = error.problems[0]
        raise _incorrect("paymentMethodDetails", given.get(field), why) from error
