"""The rule judges documents at one moment, to the second, in Bucharest's days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.badge import Document, Kind, Level, Origin, Standing, day_of, judge, sheltered
from kernel.badge.rule import BUCHAREST, holds

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=BUCHAREST)
ATTESTATION = Document(
    kind=Kind.ATTESTATION,
    series="DEMO",
    number="000001",
    issuer="AJOFM Iași",
    issued_on=date(2024, 3, 12),
    valid_until=date(2029, 3, 11),
    since=datetime(2026, 1, 8, 9, 30, tzinfo=UTC),
)
MARK = replace(ATTESTATION, kind=Kind.MARK, series="DEMO-MS", valid_until=date(2027, 6, 2))
SHELTERED = replace(ATTESTATION, kind=Kind.SHELTERED, series="")


@pytest.mark.parametrize(
    ("documents", "origin", "level"),
    [
        ((), Origin.OWN, Level.NONE),
        ((MARK,), Origin.OWN, Level.NONE),
        ((SHELTERED,), Origin.OWN, Level.NONE),
        ((ATTESTATION,), Origin.OWN, Level.ATTESTED),
        ((ATTESTATION, MARK), Origin.OWN, Level.INSERTION),
        ((ATTESTATION, MARK), Origin.ASSEMBLED, Level.LINE),
        ((ATTESTATION, MARK), Origin.RESOLD, Level.LINE),
        ((ATTESTATION,), None, Level.LINE),
    ],
)
def test_origin_and_documents_decide(
    documents: tuple[Document, ...], origin: Origin | None, level: Level
) -> None:
    verdict = judge(origin=origin, standing=Standing(documents), now=NOON)

    assert verdict.level is level


@pytest.mark.parametrize(
    ("now", "level"),
    [
        (datetime(2027, 6, 2, 23, 59, 59, tzinfo=BUCHAREST), Level.INSERTION),
        (datetime(2027, 6, 3, 0, 0, 0, tzinfo=BUCHAREST), Level.ATTESTED),
        (datetime(2029, 3, 11, 23, 59, 59, 999_999, tzinfo=BUCHAREST), Level.ATTESTED),
        (datetime(2029, 3, 12, 0, 0, 0, tzinfo=BUCHAREST), Level.NONE),
    ],
)
def test_a_document_falls_at_midnight_after_its_last_day(now: datetime, level: Level) -> None:
    assert judge(origin=Origin.OWN, standing=Standing((ATTESTATION, MARK)), now=now).level is level


def test_midnight_is_that_of_bucharest_on_the_night_the_clocks_go_back() -> None:
    # 25 October 2026 has 25 hours: the day ends at 22:00 UTC, not at 21:00.
    last = replace(ATTESTATION, valid_until=date(2026, 10, 25))

    assert holds(last, now=datetime(2026, 10, 24, 21, 0, tzinfo=UTC))
    assert holds(last, now=datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC))
    assert not holds(last, now=datetime(2026, 10, 25, 22, 0, tzinfo=UTC))


def test_a_suspension_takes_effect_at_its_very_moment() -> None:
    stopped = replace(ATTESTATION, stopped_at=NOON)

    assert holds(stopped, now=NOON - timedelta(microseconds=1))
    assert not holds(stopped, now=NOON)


def test_nothing_holds_before_it_was_verified_or_issued() -> None:
    issued_tomorrow = replace(ATTESTATION, issued_on=date(2026, 11, 26))

    assert not holds(ATTESTATION, now=ATTESTATION.since - timedelta(microseconds=1))
    assert holds(ATTESTATION, now=ATTESTATION.since)
    assert not holds(issued_tomorrow, now=NOON)


def test_a_verdict_names_the_document_that_holds_longest() -> None:
    renewed = replace(ATTESTATION, number="000777", valid_until=date(2031, 3, 11))

    verdict = judge(origin=Origin.OWN, standing=Standing((ATTESTATION, renewed)), now=NOON)

    assert (verdict.document, verdict.until) == (renewed, date(2031, 3, 11))


@pytest.mark.parametrize(
    ("origin", "expected"),
    [(Origin.OWN, SHELTERED), (Origin.ASSEMBLED, None), (Origin.RESOLD, None), (None, None)],
)
def test_only_own_work_of_a_sheltered_unit_counts_for_companies(
    origin: Origin | None, expected: Document | None
) -> None:
    assert sheltered(origin=origin, standing=Standing((SHELTERED,)), now=NOON) == expected


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
moments = st.integers(0, 16 * 365 * 86_400).map(lambda seconds: FIRST + timedelta(seconds=seconds))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document."""
    first, last = sorted((draw(days), draw(days)))
    return replace(
        ATTESTATION,
        kind=draw(st.sampled_from(Kind)),
        issued_on=first,
        valid_until=last,
        since=draw(moments),
        stopped_at=draw(st.none() | moments),
    )


@given(st.lists(documents(), max_size=5), st.none() | st.sampled_from(Origin), moments)
def test_a_badge_always_rests_on_a_document_that_holds(
    found: list[Document], origin: Origin | None, now: datetime
) -> None:
    standing = Standing(tuple(found))

    verdict = judge(origin=origin, standing=standing, now=now)

    attested = any(each.kind is Kind.ATTESTATION and holds(each, now=now) for each in found)
    marked = any(each.kind is Kind.MARK and holds(each, now=now) for each in found)
    assert (verdict.level is not Level.NONE) == attested
    assert verdict.level.is_badge == (attested and origin is Origin.OWN)
    assert (verdict.level is Level.INSERTION) == (attested and marked and origin is Origin.OWN)
    assert verdict.document is None or holds(verdict.document, now=now)


@given(st.lists(documents(), max_size=5), moments, st.timedeltas(timedelta(0), timedelta(days=9000)))
def test_what_has_fallen_does_not_rise_again_by_time_alone(
    found: list[Document], now: datetime, later: timedelta
) -> None:
    standing = Standing(tuple(each for each in found if each.since <= now and each.issued_on <= day_of(now)))
    then = now + later

    before = judge(origin=Origin.OWN, standing=standing, now=now)
    after = judge(origin=Origin.OWN, standing=standing, now=then)

    rank = list(Level)
    assert rank.index(after.level) <= rank.index(before.level)
