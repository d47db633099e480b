"""Numbers that people type: read as they come, kept one way, refused when they cannot be right."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given, strategies

from ses_vendors.vendors import identifiers
from ses_vendors.vendors.identifiers import BadCui, BadIban, BadPhone, BadPostalCode, BadRegistration
from ses_vendors.vendors.models import LegalForm, RegistryKind

ONRC, COURT = RegistryKind.ONRC, RegistryKind.ASSOCIATIONS


@pytest.mark.parametrize("typed", ["9900000010", "RO9900000010", "ro 9900 000 010", " RO-9900000010 "])
def test_a_tax_number_is_kept_as_digits(typed: str) -> None:
    assert identifiers.cui(typed) == "9900000010"


@pytest.mark.parametrize(
    "typed", ["", "RO", "9900000011", "0", "12", "ROXX", "1234567890123", "99000000\x0010"]
)
def test_what_is_no_tax_number_is_refused(typed: str) -> None:
    with pytest.raises(BadCui) as refused:
        identifiers.cui(typed)

    assert refused.value.code == "cui"


def test_ro_stands_before_a_vat_payers_number_only() -> None:
    assert identifiers.shown_cui("9900000010", is_vat_payer=True) == "RO9900000010"
    assert identifiers.shown_cui("9900000010", is_vat_payer=False) == "9900000010"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (ONRC, "J12/345/2015", "J12/345/2015"),
        (ONRC, " j 12 / 345 / 2015 ", "J12/345/2015"),
        (ONRC, "J5/12/2001", "J05/12/2001"),
        (ONRC, "J2015999901223", "J2015999901223"),
        (ONRC, "C2015999903363", "C2015999903363"),
        (ONRC, "", ""),
        (COURT, "12/A/2015 (Registrul asociațiilor)", "12/A/2015 (Registrul asociațiilor)"),
        (COURT, "  12/A/2015\x00  ", "12/A/2015"),
        (COURT, "", ""),
    ],
)
def test_a_registration_is_kept_as_its_register_writes_it(kind: str, typed: str, kept: str) -> None:
    assert identifiers.registration(kind, typed) == kept


@pytest.mark.parametrize("typed", ["J2015999901224", "J99/345/2015", "X12/345/2015", "J12/345", "12/A/2015"])
def test_what_is_no_number_of_the_trade_register_is_refused(typed: str) -> None:
    with pytest.raises(BadRegistration):
        identifiers.registration(ONRC, typed)


def test_associations_may_have_no_registration_number() -> None:
    assert identifiers.needs_registration(ONRC, LegalForm.SRL)
    assert not identifiers.needs_registration(COURT, LegalForm.ASOC)
    assert not identifiers.needs_registration(ONRC, LegalForm.FUND)


def test_an_iban_tells_its_bank_where_anybody_knows_it() -> None:
    known = identifiers.account("ro37 btrl 0000 0000 0000 0001")
    unknown = identifiers.account("ro93 aaaa ses1 1000 0000 0001")

    assert known == identifiers.Account("RO37BTRL0000000000000001", "BANCA TRANSILVANIA S.A.")
    assert unknown == identifiers.Account("RO93AAAASES1100000000001", "")


@pytest.mark.parametrize("typed", ["", "RO94AAAASES1100000000001", "RO93AAAASES110000000000", "cont", "\x00"])
def test_what_is_no_iban_is_refused(typed: str) -> None:
    with pytest.raises(BadIban):
        identifiers.account(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0700 000 001", "+40700000001"),
        ("+40 700-000-001", "+40700000001"),
        ("0040700000001", "+40700000001"),
        ("+373 22 000 000", "+37322000000"),
    ],
)
def test_a_phone_is_kept_with_its_countrys_code(typed: str, kept: str) -> None:
    assert identifiers.phone(typed) == kept


@pytest.mark.parametrize("typed", ["", "12", "zero șapte", "+40", "0700 000 0012345678"])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    with pytest.raises(BadPhone):
        identifiers.phone(typed)


def test_postal_codes_have_six_digits_and_begin_as_their_countys_do() -> None:
    assert identifiers.postal_code(" 700 001 ") == "700001"
    assert not identifiers.is_postal_code_doubtful("RO-IS", "700001")
    assert identifiers.is_postal_code_doubtful("RO-IS", "400001")
    assert not identifiers.is_postal_code_doubtful("RO-B", "060001")
    for typed in ("70000", "7000012", "70000a", "७०००००", ""):
        with pytest.raises(BadPostalCode):
            identifiers.postal_code(typed)


@given(strategies.text(max_size=80))
def test_whatever_is_typed_ends_in_a_value_or_in_a_named_refusal(typed: str) -> None:
    readers: list[Any] = [
        identifiers.cui, identifiers.phone, identifiers.postal_code,
        lambda text: identifiers.account(text).iban,
        lambda text: identifiers.registration(ONRC, text), lambda text: identifiers.registration(COURT, text),
    ]  # fmt: skip

    for read in readers:
        with contextlib.suppress(identifiers.BadValue):
            assert len(read(typed)) <= 80
