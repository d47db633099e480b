"""Which periods two documents of a kind may have, usual ends, odd dates, reminders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies

from ses_vendors.badge import periods, reminders
from ses_vendors.badge.periods import Doubt, Period

OLD = Period(date(2024, 3, 12), date(2029, 3, 11))
DAYS = strategies.dates(date(2020, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [
        (date(2029, 3, 12), date(2034, 3, 11), True),  # the day after the old one's last
        (date(2029, 3, 11), date(2034, 3, 10), True),  # on its last day
        (date(2028, 9, 12), date(2033, 9, 11), True),  # 180 days before its end
        (date(2028, 9, 11), date(2033, 9, 10), False),  # a day too early
        (date(2028, 12, 1), date(2029, 3, 11), False),  # ends with the old one
        (date(2028, 12, 1), date(2029, 3, 1), False),  # lies inside
        (date(2024, 3, 12), date(2029, 3, 11), False),  # the same again
        (date(2024, 3, 12), date(2034, 3, 11), False),  # begins with it
        (date(2019, 3, 12), date(2024, 3, 11), True),  # the one before, entered later
    ],
)
def test_apart_or_a_renewal(first: date, last: date, may: bool) -> None:
    assert periods.may_stand_beside(OLD, Period(first, last)) is may
    assert periods.may_stand_beside(Period(first, last), OLD) is may


@given(DAYS, DAYS, DAYS, DAYS)
def test_what_may_stand_never_contains_the_other(a: date, b: date, c: date, d: date) -> None:
    one, other = Period(*sorted((a, b))), Period(*sorted((c, d)))

    if periods.may_stand_beside(one, other):
        inside = one.first <= other.first and other.last <= one.last
        around = other.first <= one.first and one.last <= other.last
        assert not inside
        assert not around


def test_usual_ends_and_leap_days() -> None:
    assert periods.usual_end("atestat", date(2024, 3, 12)) == date(2029, 3, 11)
    assert periods.usual_end("marca", date(2024, 2, 29)) == date(2027, 2, 28)
    assert periods.usual_end("upa", date(2024, 3, 12)) is None


def test_odd_dates_are_said_and_not_refused() -> None:
    today = date(2026, 11, 24)

    def doubts(kind: str, first: date, last: date) -> tuple[Doubt, ...]:
        return periods.doubts(kind=kind, issued_on=first, valid_until=last, today=today)

    assert doubts("atestat", date(2024, 3, 12), date(2029, 3, 11)) == ()
    assert doubts("atestat", date(2024, 3, 12), date(2029, 3, 12)) == ()
    assert doubts("atestat", date(2024, 3, 12), date(2029, 3, 13)) == (Doubt.LONG_TERM,)
    assert doubts("marca", date(2026, 11, 25), date(2029, 11, 24)) == (Doubt.FUTURE_ISSUE,)
    assert doubts("marca", date(2023, 11, 1), date(2026, 10, 31)) == (Doubt.ENDED,)


@pytest.mark.parametrize(
    ("left", "sent", "due"),
    [
        (61, (), None),
        (60, (), 60),
        (60, (60,), None),
        (31, (60,), None),
        (30, (60,), 30),
        (8, (60, 30), None),
        (7, (60, 30), 7),
        (0, (60, 30, 7), None),
        (-1, (60, 30, 7), -1),
        (-2, (60, 30, 7, -1), None),
        (5, (), 7),  # three missed: one mail
        (5, (7,), None),
        (-1, (), -1),
        (-31, (), None),
    ],
)
def test_one_reminder_for_each_threshold(left: int, sent: tuple[int, ...], due: int | None) -> None:
    today = date(2026, 11, 24)

    assert reminders.due(today + timedelta(days=left), today=today, sent=sent) == due
