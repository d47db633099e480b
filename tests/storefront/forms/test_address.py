"""What shoppers type becomes a Romanian address, or a message beside the field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from commerce.types import Address
from storefront.forms import error_links
from storefront.forms.address import AddressForm, CompanyForm, as_initial, company_as_initial

TYPED = {
    "first_name": "Ana",
    "last_name": "Ionescu",
    "phone": "0722 123 456",
    "county": "RO-IS",
    "city": "Iași",
    "sector": "",
    "street": "Str. Exemplului nr. 4",
    "street_extra": "bl. C2, sc. B, et. 3, ap. 14",
    "postal_code": "700505",
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages are asserted in the language of the source."""
    with translation.override("en"):
        yield


def filled(**changes: str) -> AddressForm:
    return AddressForm({**TYPED, **changes})


def test_a_full_address_is_ready_for_the_core() -> None:
    form = filled()

    assert form.is_valid()
    assert form.address == Address(
        first_name="Ana",
        last_name="Ionescu",
        phone="+40722123456",
        county="RO-IS",
        city="Iași",
        sector="",
        street="Str. Exemplului nr. 4",
        street_extra="bl. C2, sc. B, et. 3, ap. 14",
        postal_code="700505",
    )
    assert form.warnings == ()


def test_everything_missing_is_said_field_by_field() -> None:
    form = AddressForm({})

    assert {name: list(texts) for name, texts in form.errors.items()} == {
        "first_name": ["Enter the first name."],
        "last_name": ["Enter the last name."],
        "phone": ["Enter a phone number."],
        "county": ["Choose the county."],
        "city": ["Enter the town or village."],
        "street": ["Enter the street and the number."],
        "postal_code": ["Enter the postal code."],
    }


def test_a_postal_code_of_another_county_is_a_warning_that_does_not_block() -> None:
    form = filled(postal_code="100505")

    assert form.is_valid()
    assert form.address.postal_code == "100505"
    assert form.warnings == ("The postal code 100505 does not look like one of Iași. Please check it.",)


@pytest.mark.parametrize("code", ["70050", "7005055", "70050a", "七〇〇五〇五", "٧٠٠٥٠٥", "-70050"])
def test_a_postal_code_has_six_digits(code: str) -> None:
    form = filled(postal_code=code)

    assert form.errors == {"postal_code": ["Enter a postal code of six digits, for example 700505."]}


def test_blanks_in_a_postal_code_are_forgiven() -> None:
    form = filled(postal_code=" 700 505 ")

    assert form.is_valid()
    assert form.address.postal_code == "700505"


def test_cedillas_become_commas_and_blanks_are_trimmed() -> None:
    form = filled(first_name="  Ştefan \t Ţuţu\u00a0", city="Ias\u0327i", street="Str.\u202e\nFeşti 1")

    assert form.is_valid()
    assert form.address.first_name == "Ștefan Țuțu"
    assert form.address.city == "Iași"
    assert form.address.street == "Str. Fești 1"


def test_letters_of_any_script_and_emoji_survive() -> None:
    form = filled(last_name="Łukasz-O’Neil 🧵")

    assert form.is_valid()
    assert form.address.last_name == "Łukasz-O’Neil 🧵"


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "{{ 7*7 }}"])
def test_markup_in_a_name_is_only_text(value: str) -> None:
    form = filled(first_name=value, city="")

    page = render_to_string("storefront/_address_fields.html", {"form": form})

    assert "<script>" not in page
    assert "49" not in page.split('name="first_name"')[1][:80]


def test_too_long_text_is_refused() -> None:
    form = filled(city="a" * 101)

    assert list(form.errors) == ["city"]


def test_null_bytes_are_no_fault() -> None:
    form = filled(city="Ia\x00și")

    assert form.is_valid()
    assert form.address.city == "Ia și"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0722123456", "+40722123456"),
        ("+40 722 123 456", "+40722123456"),
        ("0040722123456", "+40722123456"),
        ("0232 123 456", "+40232123456"),
        ("0700.000.001", "+40700000001"),
    ],
)
def test_a_romanian_phone_is_kept_in_its_international_form(typed: str, kept: str) -> None:
    form = filled(phone=typed)

    assert form.is_valid()
    assert form.address.phone == kept


@pytest.mark.parametrize(
    "typed", ["123", "letters", "+44 20 7946 0958", "0722 123 45", "112", "0900 123 456"]
)
def test_what_is_no_romanian_phone_is_refused(typed: str) -> None:
    form = filled(phone=typed)

    assert form.errors == {"phone": ["Enter a Romanian phone number, for example 0722 123 456."]}


def test_bucharest_needs_a_sector() -> None:
    form = filled(county="RO-B", city="București", postal_code="010011")

    assert form.errors == {"sector": ["Choose the sector."]}


def test_a_sector_is_kept_in_bucharest_and_forgotten_elsewhere() -> None:
    inside = filled(county="RO-B", city="București", postal_code="010011", sector="3")
    outside = filled(sector="3")

    assert inside.is_valid()
    assert inside.address.sector == "3"
    assert outside.is_valid()
    assert outside.address.sector == ""


@pytest.mark.parametrize(("field", "value"), [("county", "RO-XX"), ("county", "Iași"), ("sector", "7")])
def test_a_choice_that_is_not_on_the_list_is_refused(field: str, value: str) -> None:
    form = filled(**{field: value})

    assert list(form.errors) == [field]


def test_a_known_address_fills_the_form_and_comes_back_the_same() -> None:
    form = filled(county="RO-B", city="București", postal_code="010011", sector="3")
    assert form.is_valid()

    again = AddressForm(as_initial(form.address))

    assert again.is_valid()
    assert again.address == form.address
    assert as_initial(None) == {}


def test_a_control_points_to_its_hint_and_its_message() -> None:
    form = filled(postal_code="x")

    page = render_to_string("storefront/_field.html", {"field": form["postal_code"]})

    assert 'aria-describedby="id_postal_code_helptext id_postal_code_error"' in page
    assert 'id="id_postal_code_helptext"' in page
    assert 'id="id_postal_code_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'autocomplete="postal-code"' in page
    assert 'value="x"' in page


def test_a_section_tells_the_browser_which_address_it_is() -> None:
    form = AddressForm(section="billing", prefix="billing")

    assert 'autocomplete="billing postal-code"' in str(form["postal_code"])
    assert 'name="billing-postal_code"' in str(form["postal_code"])
    assert 'autocomplete="postal-code"' in str(AddressForm()["postal_code"])


def test_the_summary_leads_to_the_fields_of_every_form() -> None:
    address, company = filled(city=""), CompanyForm({"buyer": ""})

    links = error_links(address, company)

    assert [(link.target, link.text) for link in links] == [
        ("id_city", "Enter the town or village."),
        ("id_buyer_0", "This field is required."),
    ]


def test_a_person_buys_whatever_stands_in_the_company_fields() -> None:
    form = CompanyForm(
        {"buyer": "person", "cui": "wrong", "registry_number": "wrong", "company_name": "Firma"}
    )

    assert form.is_valid()
    assert form.with_company(filled_address()) == filled_address()


def test_a_company_is_named_on_the_address_with_its_codes() -> None:
    form = CompanyForm(
        {
            "buyer": "company",
            "company_name": "DEMO Atelier SRL",
            "cui": "ro 9900000010",
            "registry_number": "j22 / 345 / 2015",
        }
    )

    assert form.is_valid()
    address = form.with_company(filled_address())
    assert address.company_name == "DEMO Atelier SRL"
    assert address.metadata == {"cui": "RO9900000010", "registry_number": "J22/345/2015"}
    assert company_as_initial(address) == {
        "buyer": "company",
        "company_name": "DEMO Atelier SRL",
        "cui": "RO9900000010",
        "registry_number": "J22/345/2015",
    }
    assert company_as_initial(filled_address()) == {}


def test_a_company_needs_its_name_and_code() -> None:
    form = CompanyForm({"buyer": "company"})

    assert form.errors == {
        "company_name": ["Enter the company's name."],
        "cui": ["Enter the company's CUI."],
    }


@pytest.mark.parametrize("typed", ["9900000011", "RO", "12345678901", "abc", "RO99٠٠٠٠٠١٠"])
def test_a_cui_with_a_wrong_check_digit_is_refused(typed: str) -> None:
    form = CompanyForm({"buyer": "company", "company_name": "DEMO Atelier SRL", "cui": typed})

    assert form.errors == {"cui": ["This is not a valid CUI: check the digits, for example RO9900000010."]}


@pytest.mark.parametrize("typed", ["345", "X22/345/2015", "J2015000345229", "J/٣/2015"])
def test_a_wrong_register_number_is_refused(typed: str) -> None:
    form = CompanyForm(
        {"buyer": "company", "company_name": "X", "cui": "9900000010", "registry_number": typed}
    )

    assert list(form.errors) == ["registry_number"]


def filled_address() -> Address:
    form = filled()
    assert form.is_valid()
    return form.address
