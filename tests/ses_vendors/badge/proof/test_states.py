"""The state of a proof is the kernel's rule, and a reason where the rule says no."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kernel.badge import Document, Kind
from kernel.badge.rule import holds
from ses_vendors.badge.models import Status
from ses_vendors.badge.proof import states
from ses_vendors.badge.proof.states import State
from ses_vendors.vendors.models import State as SellerState

VERIFIED = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)
STOPPED = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def document(**changes: object) -> Document:
    facts: dict[str, object] = {
        "kind": Kind.ATTESTATION,
        "series": "DEMO",
        "number": "000001",
        "issuer": "AJOFM Iași",
        "issued_on": date(2024, 3, 12),
        "valid_until": date(2026, 10, 25),
        "since": VERIFIED,
    }
    return Document(**{**facts, **changes})  # type: ignore[arg-type]


def state(
    moment: datetime, *, status: str = Status.VERIFIED, seller: str = SellerState.APPROVED, **changes: object
) -> State:
    return states.of(document(**changes), status=status, seller=seller, now=moment)


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        # 60 days before the last day, 26 August, at midnight in Bucharest.
        (datetime(2026, 8, 25, 20, 59, 59, tzinfo=UTC), State.VALID),
        (datetime(2026, 8, 25, 21, 0, tzinfo=UTC), State.EXPIRING),
        # The clocks go back on the last day: it has 25 hours, and ends at 22:00 of UTC.
        (datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC), State.EXPIRING),
        (datetime(2026, 10, 25, 22, 0, tzinfo=UTC), State.EXPIRED),
    ],
)
def test_days_are_those_of_bucharest(moment: datetime, wanted: State) -> None:
    assert state(moment) is wanted


def test_a_document_of_a_later_day_is_not_valid_yet() -> None:
    assert state(VERIFIED, issued_on=date(2026, 2, 1)) is State.NOT_YET


@pytest.mark.parametrize(
    ("status", "seller", "wanted"),
    [
        (Status.SUSPENDED, SellerState.APPROVED, State.SUSPENDED),
        (Status.WITHDRAWN, SellerState.APPROVED, State.WITHDRAWN),
        (Status.VERIFIED, SellerState.SUSPENDED, State.SUSPENDED),
        (Status.VERIFIED, SellerState.CLOSED, State.LEFT),
        (Status.VERIFIED, SellerState.REJECTED, State.LEFT),
        (Status.WITHDRAWN, SellerState.CLOSED, State.WITHDRAWN),
    ],
)
def test_a_stopped_document_tells_why(status: Status, seller: SellerState, wanted: State) -> None:
    assert state(STOPPED, status=status, seller=seller, stopped_at=STOPPED) is wanted


def test_the_end_outweighs_a_suspension_and_a_withdrawal_outweighs_the_end() -> None:
    after = datetime(2027, 1, 1, tzinfo=UTC)

    assert state(after, status=Status.SUSPENDED, stopped_at=STOPPED) is State.EXPIRED
    assert state(after, status=Status.WITHDRAWN, stopped_at=STOPPED) is State.WITHDRAWN


@given(
    moment=some.datetimes(datetime(2023, 1, 1), datetime(2028, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001
    issued_on=some.dates(date(2023, 6, 1), date(2026, 1, 1)),
    days=some.integers(0, 900),
    stopped_at=some.none() | some.just(STOPPED),
    status=some.sampled_from([Status.VERIFIED, Status.SUSPENDED, Status.WITHDRAWN]),
    seller=some.sampled_from(list(SellerState)),
)
def test_it_says_in_force_when_and_only_when_the_rule_does(
    moment: datetime,
    issued_on: date,
    days: int,
    stopped_at: datetime | None,
    status: Status,
    seller: SellerState,
) -> None:
    paper = document(issued_on=issued_on, valid_until=issued_on + timedelta(days=days), stopped_at=stopped_at)

    told = states.of(paper, status=status, seller=seller, now=moment)

    assert told.is_in_force == holds(paper, now=moment)
