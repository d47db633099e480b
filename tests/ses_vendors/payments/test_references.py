"""Payment references: printed, copied by people, read out of a bank's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ses_vendors.payments import references
from ses_vendors.payments.references import ALPHABET, MalformedReference

NUMBERS = st.integers(0, 31**7 - 1)


def test_reference_is_printed_in_groups() -> None:
    reference = references.of_number(0)

    assert (reference, references.printed(reference)) == ("SES22222222", "SES-2222-2222")


@pytest.mark.parametrize("number", [-1, 31**7])
def test_number_out_of_range_is_no_reference(number: int) -> None:
    with pytest.raises(ValueError, match="more digits"):
        references.of_number(number)


@given(NUMBERS, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(number: int, place: int, other: str) -> None:
    reference = references.of_number(number)
    wrong = reference[: 3 + place] + other + reference[4 + place :]

    assert references.is_sound(wrong) is (wrong == reference)


@given(NUMBERS, st.integers(0, 6))
def test_two_neighbours_that_changed_places_are_noticed(number: int, place: int) -> None:
    reference = references.of_number(number)
    body = list(reference)
    body[3 + place], body[4 + place] = body[4 + place], body[3 + place]
    swapped = "".join(body)

    assert references.is_sound(swapped) is (swapped == reference)


@given(NUMBERS)
def test_reference_is_found_again_in_what_is_printed(number: int) -> None:
    reference = references.of_number(number)

    assert references.find(references.printed(reference)) == (reference,)
    assert references.parse(references.printed(reference).lower()) == reference


@pytest.mark.parametrize(
    "text",
    [
        "SES-2222-2222",
        "plata comanda 34 ses 2222 2222 multumesc",
        "OP 15/24.11.2026 SES22222222POPESCU BOGDAN",
        "Ref.: Ses.2222/2222",
        "SES-2222-\n2222",
        "PLATA TESES22222222",
        "  ＳＥＳ－２２２２－２２２２  ",
    ],
)
def test_reference_is_read_however_it_is_typed(text: str) -> None:
    found = references.find(text)

    assert found == ("SES22222222",)


@pytest.mark.parametrize("text", ["", "SES", "SES-2222-222", "SES-2222-2223", "SOS-2222-2222", "\x00" * 99])
def test_other_texts_name_no_reference(text: str) -> None:
    assert references.find(text) == ()
    with pytest.raises(MalformedReference):
        references.parse(text)


def test_several_references_come_in_their_order_once() -> None:
    one, two = references.of_number(1), references.of_number(2)

    found = references.find(f"{two} si {one} si {two}")

    assert found == (two, one)


def test_reference_with_a_wrong_character_is_shown_as_near() -> None:
    assert references.near("SES-2222-2223") == ("SES22222223",)


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for reference in references.find(text):
        assert references.is_sound(reference)


def test_new_references_are_sound_and_differ() -> None:
    made = {references.new() for _ in range(50)}

    assert len(made) == 50
    assert all(references.is_sound(reference) for reference in made)
