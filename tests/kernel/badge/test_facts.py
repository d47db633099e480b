"""Facts survive the journey through a core's metadata; what is not understood is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.badge import Document, Kind, Origin, Standing
from kernel.badge.facts import LONGEST_FACTS, NOTHING, read, written

DOCUMENT = Document(
    kind=Kind.ATTESTATION,
    series="DEMO",
    number="000001",
    issuer="AJOFM Iași",
    issued_on=date(2024, 3, 12),
    valid_until=date(2029, 3, 11),
    since=datetime(2026, 1, 8, 9, 30, tzinfo=UTC),
    code="4KX7TR2MPQ9W",
)
WRITTEN = (
    '{"documents":[{"code":"4KX7TR2MPQ9W","issued_on":"2024-03-12","issuer":"AJOFM Iași","kind":"atestat",'
    '"number":"000001","series":"DEMO","since":"2026-01-08T09:30:00+00:00","valid_until":"2029-03-11"}],'
    '"origin":"productie-proprie"}'
)


def test_facts_are_written_in_one_form() -> None:
    assert written(Standing((DOCUMENT,)), origin=Origin.OWN) == WRITTEN


def test_written_facts_are_read_back() -> None:
    assert read(WRITTEN) == (Standing((DOCUMENT,)), Origin.OWN)


@pytest.mark.parametrize(
    "text",
    [None, "", "no", "[]", "7", '{"documents":"x"}', "[" * 5000, '{"a":"' + "x" * LONGEST_FACTS + '"}'],
)
def test_what_is_no_facts_is_nothing(text: str | None) -> None:
    assert read(text) == (NOTHING, None)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"kind":"atestat"', '"kind":"medalie"'),
        ('"2029-03-11"', '"11.03.2029"'),
        ('"since":"2026-01-08T09:30:00+00:00"', '"since":"2026-01-08T09:30:00"'),
        ('"number":"000001"', '"number":1'),
        ('"issued_on":"2024-03-12",', ""),
    ],
)
def test_a_document_that_is_not_understood_does_not_count(good: str, bad: str) -> None:
    assert read(WRITTEN.replace(good, bad)) == (NOTHING, Origin.OWN)


def test_an_unknown_origin_is_no_origin() -> None:
    assert read(WRITTEN.replace("productie-proprie", "adus"))[1] is None


@given(st.text(max_size=12), st.text(min_size=1, max_size=20), st.none() | st.sampled_from(Origin))
def test_any_words_survive(series: str, number: str, origin: Origin | None) -> None:
    standing = Standing(
        (
            Document(
                kind=Kind.MARK,
                series=series,
                number=number,
                issuer="AJOFM Iași",
                issued_on=date(2024, 3, 12),
                valid_until=date(2027, 3, 11),
                since=datetime(2026, 1, 8, tzinfo=UTC),
                stopped_at=datetime(2026, 5, 1, tzinfo=UTC),
                checked_on=date(2026, 4, 1),
            ),
        )
    )

    assert read(written(standing, origin=origin)) == (standing, origin)
