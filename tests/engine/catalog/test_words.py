"""Words as the search sees them."""

from __future__ import annotations

import pytest

from engine.catalog import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("brățară", "brățări"),
        ("brățară", "bratara"),
        ("brăţări", "brățări"),
        ("lumânare", "lumânări"),
        ("săpun", "săpunurile"),
        ("șorț", "şorţuri"),
        ("floare", "florile"),
        ("prăjitură", "prăjituri"),
        ("tricou", "tricouri"),
        ("coș", "coșul"),
        ("sacoșă", "sacoșe"),
        ("ceai", "ceaiuri"),
        ("ie", "iile"),
        ("candle", "candles"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert words.terms(one) == words.terms(other)


@pytest.mark.parametrize(("one", "other"), [("cană", "canapea"), ("miere", "mere"), ("bol", "bolduri")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert words.terms(one) != words.terms(other)


def test_words_that_say_nothing_are_left_out() -> None:
    assert words.terms("Șorț de bucătărie cu buzunar") == words.terms("sort bucatarie buzunar")


def test_linen_is_a_word_and_the_preposition_is_none() -> None:
    assert words.terms("Cămașă de in în cutie") == words.terms("camasa in cutie")


def test_a_very_long_word_is_cut() -> None:
    assert words.terms("x" * 500) == ["x" * 64]
