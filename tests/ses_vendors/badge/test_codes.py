"""Codes of proofs: what is typed wrong shows, and what merely looks different is read."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from ses_vendors.badge import codes

CODES = strategies.binary(min_size=4, max_size=8).map(lambda seed: codes.derived(seed.hex()))


def test_codes_have_twelve_characters_and_differ() -> None:
    made = {codes.new() for _ in range(500)}

    assert len(made) == 500
    assert all(len(each) == 12 and set(each) <= set(codes.ALPHABET) for each in made)


@given(CODES, strategies.integers(0, 11), strategies.sampled_from(codes.ALPHABET))
def test_any_one_wrong_character_shows(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]

    assert codes.parse(wrong) == (code if wrong == code else None)


@given(CODES)
def test_a_code_is_read_however_it_is_written(code: str) -> None:
    assert codes.parse(f" {codes.printed(code).lower()} ") == code
    assert codes.parse(code.replace("0", "O").replace("1", "l")) == code


@pytest.mark.parametrize("text", ["", "x", "U" * 12, "4KX7 TR2M", "ț" * 12, "\x00" * 12, "0" * 41, "٠" * 12])
def test_what_is_no_code_is_none(text: str) -> None:
    assert codes.parse(text) is None


def test_a_derived_code_stays() -> None:
    assert codes.derived("demo:lut-si-fir:atestat") == codes.derived("demo:lut-si-fir:atestat")
    assert codes.derived("demo:lut-si-fir:atestat") != codes.derived("demo:lut-si-fir:marca")
