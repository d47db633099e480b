"""Whether a SES takes orders: its state, its attestation, its closures, to the second in Bucharest's days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import selling
from kernel.badge import Document, Kind, Standing
from kernel.badge.facts import NOTHING
from kernel.badge.rule import BUCHAREST
from kernel.selling import Closure, Sales, State, StopKind, judge, read, written

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=BUCHAREST)
ATTESTATION = Document(
    kind=Kind.ATTESTATION,
    series="DEMO",
    number="000001",
    issuer="AJOFM Iași",
    issued_on=date(2024, 3, 12),
    valid_until=date(2029, 3, 11),
    since=datetime(2026, 1, 8, 9, 30, tzinfo=UTC),
)
ATTESTED = Standing((ATTESTATION,))
HOLIDAY = Closure(date(2026, 12, 1), date(2026, 12, 5), "Suntem la târg.", "We are at a fair.")

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
closures = st.builds(
    lambda first, length, note: Closure(
        first, None if length is None else first + timedelta(days=length), note, ""
    ),
    days,
    st.none() | st.integers(0, 60),
    st.sampled_from(["", "Inventar."]),
)
START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 2 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))
sales_facts = st.builds(
    Sales,
    stopped_at=st.none() | moments,
    stop_kind=st.none() | st.sampled_from(list(StopKind)),
    closures=st.lists(closures, max_size=5).map(tuple),
    pause_after_days=st.none() | st.integers(0, 400),
)


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=BUCHAREST)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (at(2026, 11, 30, 23, 59, 59), State.OPEN),
        (at(2026, 12, 1, 0, 0, 0), State.CLOSED),
        (at(2026, 12, 5, 23, 59, 59, 999_999), State.CLOSED),
        (at(2026, 12, 6, 0, 0, 0), State.OPEN),
    ],
)
def test_a_closure_holds_from_its_first_to_its_last_day(now: datetime, state: State) -> None:
    assert judge(Sales(closures=(HOLIDAY,)), ATTESTED, now=now).state is state


def test_a_closure_says_until_when_and_in_the_sellers_words() -> None:
    found = judge(Sales(closures=(HOLIDAY,)), ATTESTED, now=NOON)

    assert (found.until, found.reopens_on) == (date(2026, 12, 5), date(2026, 12, 6))
    assert (found.note("ro"), found.note("EN")) == ("Suntem la târg.", "We are at a fair.")
    assert replace(found, note_en="").note("en") == "Suntem la târg."


def test_an_open_end_lasts() -> None:
    found = judge(Sales(closures=(Closure(date(2026, 12, 1)),)), ATTESTED, now=at(2029, 3, 1, 12))

    assert (found.state, found.until, found.reopens_on) == (State.CLOSED, None, None)


def test_closures_that_follow_each_other_are_one() -> None:
    next_one = Closure(date(2026, 12, 6), date(2026, 12, 20))

    found = judge(Sales(closures=(next_one, HOLIDAY)), ATTESTED, now=NOON)

    assert found.reopens_on == date(2026, 12, 21)
    assert judge(Sales(closures=(HOLIDAY, Closure(date(2026, 12, 4)))), ATTESTED, now=NOON).until is None


def test_midnight_is_that_of_bucharest_on_the_night_the_clocks_go_back() -> None:
    # 25 October 2026 has 25 hours: the day ends at 22:00 UTC, not at 21:00.
    sales = Sales(closures=(Closure(date(2026, 10, 25), date(2026, 10, 25)),))

    assert judge(sales, ATTESTED, now=datetime(2026, 10, 24, 20, 59, 59, tzinfo=UTC)).is_open
    assert judge(sales, ATTESTED, now=datetime(2026, 10, 24, 21, 0, tzinfo=UTC)).is_closed
    assert judge(sales, ATTESTED, now=datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC)).is_closed
    assert judge(sales, ATTESTED, now=datetime(2026, 10, 25, 22, 0, tzinfo=UTC)).is_open


@pytest.mark.parametrize("kind", list(StopKind))
def test_a_seller_that_is_stopped_sells_nothing_from_that_moment(kind: StopKind) -> None:
    sales = Sales(stopped_at=NOON, stop_kind=kind, closures=(HOLIDAY,), pause_after_days=None)

    assert judge(sales, ATTESTED, now=NOON - timedelta(microseconds=1)).is_closed
    assert judge(sales, ATTESTED, now=NOON).is_stopped


@pytest.mark.parametrize("pause_after_days", [30, None])
def test_a_suspended_attestation_stops_at_once_whatever_the_operator_allows(
    pause_after_days: int | None,
) -> None:
    sales, standing = (
        Sales(pause_after_days=pause_after_days),
        Standing((replace(ATTESTATION, stopped_at=NOON),)),
    )

    assert judge(sales, standing, now=NOON - timedelta(microseconds=1)).is_open
    assert judge(sales, standing, now=NOON).is_stopped


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (at(2029, 3, 11, 23, 59, 59), State.OPEN),
        (at(2029, 3, 12, 0, 0, 0), State.OPEN),
        (at(2029, 4, 10, 23, 59, 59), State.OPEN),
        (at(2029, 4, 11, 0, 0, 0), State.STOPPED),
    ],
)
def test_an_attestation_that_ended_leaves_thirty_days(now: datetime, state: State) -> None:
    assert judge(Sales(), ATTESTED, now=now).state is state
    assert judge(Sales(pause_after_days=None), ATTESTED, now=now).is_open


def test_the_last_attestation_decides_and_one_that_holds_is_enough() -> None:
    renewed = replace(
        ATTESTATION,
        issued_on=date(2029, 3, 12),
        valid_until=date(2034, 3, 11),
        since=at(2029, 3, 12, 9),
        stopped_at=at(2029, 3, 20, 9),
    )
    both = Standing((renewed, ATTESTATION))

    assert judge(Sales(), both, now=at(2029, 3, 20, 8)).is_open
    assert judge(Sales(), both, now=at(2029, 3, 20, 10)).is_stopped
    retyped = replace(ATTESTATION, stopped_at=NOON), replace(ATTESTATION, number="000002", since=NOON)
    assert judge(Sales(), Standing(retyped), now=NOON).is_open


def test_a_seller_without_attestation_or_facts_is_not_stopped() -> None:
    mark = replace(ATTESTATION, kind=Kind.MARK, stopped_at=NOON)

    assert judge(Sales(), NOTHING, now=NOON).is_open
    assert judge(Sales(), Standing((mark,)), now=NOON).is_open
    assert judge(None, Standing((replace(ATTESTATION, stopped_at=NOON),)), now=NOON).is_open


@given(sales_facts, moments)
def test_what_is_written_judges_the_same_when_read(sales: Sales, now: datetime) -> None:
    told = written(sales, on=now.astimezone(BUCHAREST).date())

    found = read(told)

    assert judge(found, ATTESTED, now=now) == judge(sales, ATTESTED, now=now)
    assert found is not None
    assert written(found, on=date(2026, 1, 1)) == told


@given(sales_facts, moments)
def test_a_seller_reopens_on_the_day_it_says_and_not_before(sales: Sales, now: datetime) -> None:
    found = judge(replace(sales, stopped_at=None), ATTESTED, now=now)

    if found.is_closed and found.reopens_on is not None:
        midnight = datetime.combine(found.reopens_on, datetime.min.time(), tzinfo=BUCHAREST)
        later = judge(replace(sales, stopped_at=None), ATTESTED, now=midnight)
        before = judge(replace(sales, stopped_at=None), ATTESTED, now=midnight - timedelta(seconds=1))
        assert (later.is_open, before.is_closed) == (True, True)


@given(moments, st.integers(1, 3000))
def test_a_stop_is_for_good(now: datetime, hours: int) -> None:
    sales = Sales(stopped_at=now, stop_kind=StopKind.CLOSED)

    assert judge(sales, ATTESTED, now=now + timedelta(hours=hours)).is_stopped


def test_the_form_in_which_it_travels() -> None:
    past = Closure(date(2026, 8, 1), date(2026, 8, 31))
    sales = Sales(NOON.astimezone(UTC), StopKind.LEAVING, (HOLIDAY, past), None)

    assert written(sales, on=date(2026, 12, 5)) == (
        '{"closures":[{"from":"2026-12-01","note_en":"We are at a fair.","note_ro":"Suntem la târg.",'
        '"to":"2026-12-05"}],"pause_after_days":null,"stop_kind":"leaving",'
        '"stopped_at":"2026-12-03T10:00:00+00:00"}'
    )
    assert written(Sales(), on=date(2026, 12, 5)) == '{"closures":[],"pause_after_days":30}'


def test_no_more_closures_travel_than_can_be_read() -> None:
    many = tuple(
        Closure(date(2026, 12, 1) + timedelta(days=n), None, "ț" * 200, "x" * 200) for n in range(50)
    )

    told = written(Sales(closures=many), on=date(2026, 11, 25))

    assert len(told) < 20_000
    assert read(told) == Sales(closures=many[:20])


@pytest.mark.parametrize("text", [None, ""])
def test_where_there_is_nothing_nobody_is_stopped(text: str | None) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "?",
        "[]",
        "x" * 20_001,
        "[" * 10_000,
        '{"closures":7,"stopped_at":"2026-12-03","stop_kind":"tired","pause_after_days":true}',
        '{"closures":[{"from":"2026-12-05","to":"2026-12-01"},{"from":7},{"to":"2026-12-01"},5]}',
        '{"closures":[{"from":"2026-12-01","note_ro":5}],"stopped_at":7,"pause_after_days":-1}',
    ],
)
def test_what_cannot_be_read_leaves_the_decision_to_the_documents(text: str) -> None:
    stopped = Standing((replace(ATTESTATION, stopped_at=NOON),))

    assert read(text) == Sales()
    assert judge(read(text), stopped, now=NOON).is_stopped
    assert judge(read(text), ATTESTED, now=NOON).is_open


def test_the_term_is_a_dated_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    later = selling.PauseRule(date(2027, 7, 1), 14, "Own rule of the shop.")
    monkeypatch.setattr(selling, "PAUSE_RULES", (*selling.PAUSE_RULES, later))

    assert selling.pause_days(on=date(2027, 6, 30)) == 30
    assert selling.pause_days(on=date(2027, 7, 1)) == 14
    assert selling.pause_days(on=date(2020, 1, 1)) == 30
