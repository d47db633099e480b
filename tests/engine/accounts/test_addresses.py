"""What the core asks of an address."""

from __future__ import annotations

import pytest

from engine.accounts.addresses import validate_address
from engine.errors import Refusal

BOGDAN = {
    "first_name": " Bogdan ",
    "street_address_1": "Str. Exemplului 7",
    "city": "Iași",
    "country": "RO",
    "country_area": "RO-IS",
    "postal_code": "700001",
    "phone": "0722 123 456",
}


def refused(**changes: str | None) -> list[tuple[str | None, str]]:
    with pytest.raises(Refusal) as caught:
        validate_address({**BOGDAN, **changes}, address_type="SHIPPING")
    assert all(problem.extra == {"address_type": "SHIPPING"} for problem in caught.value.problems)
    return [(problem.field, problem.code) for problem in caught.value.problems]


def test_a_good_address_is_trimmed_and_its_phone_made_international() -> None:
    clean = validate_address(BOGDAN)

    assert clean["first_name"] == "Bogdan"
    assert clean["phone"] == "+40722123456"
    assert clean["company_name"] == ""


def test_a_county_may_be_missing() -> None:
    assert validate_address({**BOGDAN, "country_area": None})["country_area"] == ""


def test_missing_fields_are_told_together() -> None:
    found = refused(street_address_1="", city=None, postal_code=" ")

    assert found == [("streetAddress1", "REQUIRED"), ("city", "REQUIRED"), ("postalCode", "REQUIRED")]


@pytest.mark.parametrize("postal_code", ["70000", "7000011", "70000A", "７００００１"])
def test_a_romanian_postal_code_has_six_digits(postal_code: str) -> None:
    assert refused(postal_code=postal_code) == [("postalCode", "INVALID")]


def test_a_phone_that_is_none_is_refused_with_its_text() -> None:
    with pytest.raises(Refusal) as caught:
        validate_address({**BOGDAN, "phone": "12"})

    [problem] = caught.value.problems
    assert (problem.field, problem.message) == ("phone", "'12' is not a valid phone number.")
    assert problem.extra == {}


def test_a_text_longer_than_its_column_is_refused() -> None:
    assert refused(city="a" * 257) == [("city", "INVALID")]


def test_metadata_passes_unchanged() -> None:
    assert validate_address({**BOGDAN, "metadata": {"cui": "1"}})["metadata"] == {"cui": "1"}
