"""Every level that says something has words in both languages, from the day the directive applies."""

from __future__ import annotations

from datetime import date

import pytest

from kernel.badge.rule import Level
from kernel.badge.texts import WORDINGS, wording


def test_no_badge_has_no_words() -> None:
    assert wording(Level.NONE, on=date(2026, 11, 25)) is None


def test_the_words_of_own_production_are_the_founders() -> None:
    words = wording(Level.ATTESTED, on=date(2026, 9, 27))

    assert words is not None
    assert (words.label("ro"), words.label("EN")) == ("Făcut de economia socială", "Made by social economy")


@pytest.mark.parametrize("level", [Level.LINE, Level.ATTESTED, Level.INSERTION])
def test_a_wording_begins_on_its_day(level: Level) -> None:
    assert wording(level, on=date(2026, 9, 26)) is None
    assert wording(level, on=date(2026, 9, 27)) is not None


def test_every_wording_names_its_source_and_uses_the_romanian_letters() -> None:
    for words in WORDINGS:
        assert words.source
        assert not set("şţŞŢ") & set(words.short_ro + words.sentence_ro)
