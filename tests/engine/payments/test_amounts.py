"""What events come to: any order, any repeats, the same sums; refunds within charges; statuses by amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.payments import amounts, statuses
from tests.engine.checkout.market import NOW


@dataclass(frozen=True, slots=True)
class Told:
    """An event."""

    type: str
    amount: int
    psp_reference: str = "p"
    second: int = 0

    @property
    def created_at(self) -> datetime:
        return NOW + timedelta(seconds=self.second)


def sums(*events: Told) -> dict[str, int]:
    """Return what the events come to; what is nothing is left out."""
    added = amounts.add_up(events)
    return {name: getattr(added, name) for name in amounts.NAMES if getattr(added, name)}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], {}),
        ([Told("CHARGE_REQUEST", 7)], {"charge_pending": 7}),
        ([Told("CHARGE_REQUEST", 7), Told("CHARGE_SUCCESS", 7)], {"charged": 7}),
        ([Told("CHARGE_REQUEST", 7), Told("CHARGE_FAILURE", 7)], {}),
        (
            [Told("CHARGE_REQUEST", 7), Told("CHARGE_SUCCESS", 7, "other")],
            {"charge_pending": 7, "charged": 7},
        ),
        ([Told("CHARGE_SUCCESS", 7), Told("CHARGE_FAILURE", 7, second=1)], {}),
        ([Told("CHARGE_SUCCESS", 7, second=1), Told("CHARGE_FAILURE", 7)], {"charged": 7}),
        ([Told("CHARGE_SUCCESS", 7), Told("CHARGE_FAILURE", 7)], {}),
        (
            [Told("AUTHORIZATION_SUCCESS", 9), Told("CHARGE_REQUEST", 4)],
            {"authorized": 5, "charge_pending": 4},
        ),
        ([Told("AUTHORIZATION_SUCCESS", 9), Told("CHARGE_SUCCESS", 9)], {"charged": 9}),
        ([Told("AUTHORIZATION_SUCCESS", 9), Told("CHARGE_SUCCESS", 12)], {"charged": 12}),
        ([Told("AUTHORIZATION_SUCCESS", 9), Told("CANCEL_SUCCESS", 4)], {"authorized": 5, "canceled": 4}),
        ([Told("AUTHORIZATION_REQUEST", 9)], {"authorize_pending": 9}),
        ([Told("CHARGE_SUCCESS", 9), Told("REFUND_REQUEST", 4)], {"charged": 5, "refund_pending": 4}),
        ([Told("CHARGE_SUCCESS", 9), Told("REFUND_SUCCESS", 4)], {"charged": 5, "refunded": 4}),
        ([Told("CHARGE_SUCCESS", 9), Told("CHARGE_BACK", 4)], {"charged": 5}),
        (
            [Told("CHARGE_SUCCESS", 9), Told("REFUND_SUCCESS", 4), Told("REFUND_REVERSE", 4, second=1)],
            {"charged": 9},
        ),
        (
            [Told("AUTHORIZATION_SUCCESS", 9), Told("AUTHORIZATION_ADJUSTMENT", 3, "q", 1)],
            {"authorized": 3},
        ),
        (
            [Told("AUTHORIZATION_ADJUSTMENT", 3, "q", 1), Told("AUTHORIZATION_ADJUSTMENT", 5, "r", 2)],
            {"authorized": 5},
        ),
        # Without a reference amounts only add up: their writer states each.
        ([Told("CHARGE_SUCCESS", 9, ""), Told("REFUND_SUCCESS", 4, "")], {"charged": 9, "refunded": 4}),
        ([Told("CHARGE_SUCCESS", 9, ""), Told("CHARGE_SUCCESS", -2, "")], {"charged": 7}),
        ([Told("CHARGE_REQUEST", 9, "")], {}),
        ([Told("INFO", 9), Told("CHARGE_ACTION_REQUIRED", 9)], {}),
    ],
)
def test_events_come_to_what_saleor_says(events: list[Told], expected: dict[str, int]) -> None:
    assert sums(*events) == expected


KINDS = [
    f"{action}_{end}"
    for action in ("CHARGE", "REFUND", "CANCEL")
    for end in ("REQUEST", "SUCCESS", "FAILURE")
]
KINDS += ["CHARGE_BACK", "REFUND_REVERSE", "AUTHORIZATION_ADJUSTMENT", "AUTHORIZATION_REQUEST"]


@st.composite
def histories(draw: st.DrawFn) -> list[Told]:
    """Events of a few references, each kind once for each, at times of their own."""
    named = draw(
        st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from("abc")), unique=True, max_size=12)
    )
    seconds = draw(st.permutations(range(len(named))))
    return [
        Told(kind, draw(st.integers(0, 10**6)), reference, second)
        for (kind, reference), second in zip(named, seconds, strict=True)
    ]


@given(histories(), st.data())
def test_the_order_of_reports_does_not_matter(history: list[Told], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(history))

    assert amounts.add_up(shuffled) == amounts.add_up(history)


@given(histories())
def test_authorizations_are_never_below_zero(history: list[Told]) -> None:
    added = amounts.add_up(history)

    assert added.authorized >= 0
    assert min(added.charge_pending, added.refund_pending, added.cancel_pending) >= 0


@given(st.integers(0, 10**6), st.lists(st.tuples(st.integers(0, 10**6), st.booleans()), max_size=6))
def test_what_is_charged_and_refunded_is_what_came_in(
    charge: int, wishes: Sequence[tuple[int, bool]]
) -> None:
    """Each wish is limited by what is charged then, as `requests.wish` does it."""
    history = [Told("CHARGE_SUCCESS", charge, "c")]
    for number, (amount, is_done) in enumerate(wishes):
        taken = min(amount, amounts.add_up(history).charged)
        kind = "REFUND_SUCCESS" if is_done else "REFUND_REQUEST"
        history.append(Told(kind, taken, f"r{number}"))

    added = amounts.add_up(history)

    assert added.charged + added.refunded + added.refund_pending == charge
    assert min(added.charged, added.refunded, added.refund_pending) >= 0


@pytest.mark.parametrize(
    ("total", "granted", "charged", "status"),
    [
        (100, 0, 0, "NONE"), (100, 0, -5, "NONE"), (100, 0, 99, "PARTIAL"), (100, 0, 100, "FULL"),
        (100, 0, 101, "OVERCHARGED"), (0, 0, 0, "FULL"), (100, 30, 70, "FULL"), (100, 30, 71, "OVERCHARGED"),
        (100, 200, 0, "FULL"),
    ],
)  # fmt: skip
def test_an_orders_charge_status(total: int, granted: int, charged: int, status: str) -> None:
    assert statuses.order_charge(total=total, granted=granted, charged=charged) == status


@pytest.mark.parametrize(
    ("total", "granted", "authorized", "charged", "status"),
    [
        (100, 0, 0, 0, "NONE"), (0, 0, 0, 0, "FULL"), (100, 0, 40, 59, "PARTIAL"), (100, 0, 40, 60, "FULL"),
        (100, 30, 70, 0, "FULL"),
    ],
)  # fmt: skip
def test_an_orders_authorize_status(
    total: int, granted: int, authorized: int, charged: int, status: str
) -> None:
    found = statuses.order_authorize(total=total, granted=granted, authorized=authorized, charged=charged)

    assert found == status


@pytest.mark.parametrize(
    ("total", "has_lines", "paid", "charge", "authorize"),
    [
        (100, True, 0, "NONE", "NONE"), (0, True, 0, "FULL", "FULL"), (0, False, 0, "NONE", "NONE"),
        (100, True, 99, "PARTIAL", "PARTIAL"), (100, True, 100, "FULL", "FULL"),
        (100, True, 101, "OVERCHARGED", "FULL"), (100, True, -1, "NONE", "NONE"),
    ],
)  # fmt: skip
def test_a_checkouts_statuses(total: int, has_lines: bool, paid: int, charge: str, authorize: str) -> None:
    assert statuses.checkout_charge(total=total, has_lines=has_lines, charged=paid) == charge
    assert statuses.checkout_authorize(total=total, has_lines=has_lines, covered=paid) == authorize
