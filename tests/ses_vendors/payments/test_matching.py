"""What a statement's lines are: paid only where reference and amount agree; all else is a person's."""

from __future__ import annotations

from datetime import date

import pytest

from kernel.money import Money
from ses_vendors.payments import matching, references
from ses_vendors.payments.matching import Candidate, Match, Outcome
from ses_vendors.payments.statements import Line

DAY = date(2026, 11, 24)
REFERENCE, OTHER = references.of_number(7), references.of_number(8)


def line(text: str, bani: int = 8450, currency: str = "RON") -> Line:
    return Line(DAY, Money(bani, currency), text)


def one(lines: list[Line], *candidates: Candidate) -> list[Match]:
    known = {each.reference: each for each in candidates}
    waiting = [each for each in candidates if each.state == "pending"]
    return list(matching.match(lines, known, open_payments=waiting))


def test_reference_and_exact_amount_is_paid() -> None:
    (found,) = one([line(references.printed(REFERENCE))], Candidate(REFERENCE, Money(8450), "pending"))

    assert (found.outcome, found.reference, found.guesses) == (Outcome.PAID, REFERENCE, ())


@pytest.mark.parametrize("bani", [8449, 8451, 1])
def test_another_amount_is_listed(bani: int) -> None:
    (found,) = one([line(REFERENCE, bani)], Candidate(REFERENCE, Money(8450), "pending"))

    assert (found.outcome, found.reference) == (Outcome.AMOUNT_DIFFERS, REFERENCE)


def test_another_currency_is_another_amount() -> None:
    (found,) = one([line(REFERENCE, currency="EUR")], Candidate(REFERENCE, Money(8450), "pending"))

    assert found.outcome is Outcome.AMOUNT_DIFFERS


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("paid", Outcome.ALREADY_PAID),
        ("refund_requested", Outcome.ALREADY_PAID),
        ("refunded", Outcome.ALREADY_PAID),
        ("cancelled", Outcome.CANCELLED),
    ],
)
def test_what_is_not_awaited_any_more_is_listed(state: str, outcome: Outcome) -> None:
    (found,) = one([line(REFERENCE)], Candidate(REFERENCE, Money(8450), state))

    assert found.outcome is outcome


def test_payment_of_a_basket_that_was_never_ordered_is_listed() -> None:
    (found,) = one([line(REFERENCE)], Candidate(REFERENCE, Money(8450), "pending", is_ordered=False))

    assert found.outcome is Outcome.NOT_ORDERED


def test_second_transfer_for_one_payment_is_listed() -> None:
    first, second = one([line(REFERENCE), line(REFERENCE)], Candidate(REFERENCE, Money(8450), "pending"))

    assert (first.outcome, second.outcome) == (Outcome.PAID, Outcome.TWICE)


def test_transfer_that_names_two_payments_is_listed() -> None:
    both = [Candidate(REFERENCE, Money(8450), "pending"), Candidate(OTHER, Money(8450), "pending")]

    (found,) = one([line(f"{REFERENCE} + {OTHER}")], *both)

    assert (found.outcome, found.guesses) == (Outcome.SEVERAL, (REFERENCE, OTHER))


def test_unknown_transfer_is_never_taken_for_the_payment_of_its_amount() -> None:
    (found,) = one([line("multumesc")], Candidate(REFERENCE, Money(8450), "pending"))

    assert (found.outcome, found.reference, found.guesses) == (Outcome.UNKNOWN, "", (REFERENCE,))


def test_nearly_right_reference_is_the_first_guess() -> None:
    wrong = OTHER[:-1] + ("2" if OTHER[-1] != "2" else "3")
    waiting = [Candidate(REFERENCE, Money(8450), "pending"), Candidate(OTHER, Money(8450), "pending")]

    (found,) = one([line(wrong)], *waiting)

    assert (found.outcome, found.guesses) == (Outcome.UNKNOWN, (OTHER, REFERENCE))


def test_money_that_goes_out_pays_nothing() -> None:
    (found,) = one([line(REFERENCE, -8450)], Candidate(REFERENCE, Money(8450), "pending"))

    assert found.outcome is Outcome.OUTGOING


def test_line_that_an_earlier_statement_brought_counts_once() -> None:
    candidate = Candidate(REFERENCE, Money(8450), "pending")

    found = matching.match([line(REFERENCE)], {REFERENCE: candidate}, seen=frozenset({0}))

    assert found[0].outcome is Outcome.SEEN_BEFORE
