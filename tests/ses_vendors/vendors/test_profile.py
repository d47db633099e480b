"""What a SES says of itself: whole sections or nothing, and no more about people than the law allows."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ses_vendors.vendors import completeness
from ses_vendors.vendors.models import AddressKind, Group, Vendor
from ses_vendors.vendors.sections import FIELDS, SECTIONS
from ses_vendors.vendors.services import identity, profile
from tests.ses_vendors.vendors.people import NOW, TODAY, a_bare_vendor, a_vendor

SEAT = {
    "seat_county": "RO-B",
    "seat_locality": "București",
    "seat_sector": "3",
    "seat_street": "Str. Exemplului nr. 11",
    "seat_postal_code": "030 001",
}
WHOLE: dict[str, dict[str, Any]] = {
    "identity": {
        "trade_name": "Atelier nou",
        "legal_name": "Atelier nou DEMO SRL",
        "legal_form": "SRL",
        "registry_kind": "onrc",
        "registry_number": "J12/345/2015",
    },
    "addresses": SEAT,
    "contact": {"email": "Nou@Atelier.example", "phone": "0700 000 002", "opening_hours": "9–17"},
    "story": {"kind": "atelier", "tagline_ro": "Coasem.", "story_ro": "Povestea noastră."},
    "jobs": {
        "jobs_total": 8,
        "jobs_vulnerable": 7,
        "groups": ["monoparental", "dizabilitate", "dizabilitate"],
        "jobs_as_of": TODAY,
    },
    "bank": {"iban": "RO93 AAAA SES1 1000 0000 0001", "bank_name": "Banca Demo"},
    "safety": {"safety_email": "siguranta@atelier.example", "declares_compliance": True},
}


def put(vendor: Vendor, section: str, **values: Any) -> Vendor:
    """Keep values of a section."""
    return profile.update(vendor=vendor, section=section, values=values, by=None, now=NOW)


def refused(vendor: Vendor, section: str, **values: Any) -> list[str]:
    """The fields that are named when values are refused; nothing was kept."""
    before = Vendor.objects.filter(pk=vendor.pk).values().get(), list(vendor.addresses.values())
    with pytest.raises(profile.BadFields) as refusal:
        put(vendor, section, **values)
    after = Vendor.objects.filter(pk=vendor.pk).values().get(), list(vendor.addresses.values())
    assert after == before
    assert all(message for messages in refusal.value.message_dict.values() for message in messages)
    return sorted(refusal.value.message_dict)


@pytest.mark.django_db
def test_section_by_section_a_profile_becomes_complete() -> None:
    vendor = a_bare_vendor()
    assert set(completeness.missing(vendor)) == set(SECTIONS)

    for done, (section, values) in enumerate(WHOLE.items(), start=1):
        put(vendor, section, **values)
        assert set(completeness.missing(vendor)) == set(SECTIONS[done:])

    kept = Vendor.objects.get(pk=vendor.pk)
    assert (kept.registry_number, kept.phone, kept.iban) == (
        "J12/345/2015", "+40700000002", "RO93AAAASES1100000000001",
    )  # fmt: skip
    assert (kept.bank_name, kept.groups) == ("Banca Demo", ["dizabilitate", "monoparental"])
    assert kept.compliance_declared_at == NOW
    assert vendor.addresses.get().postal_code == "030001"


@pytest.mark.django_db
def test_values_come_back_as_a_form_begins_with_them() -> None:
    vendor = a_vendor()

    for section in SECTIONS:
        assert list(profile.values_of(vendor, section)) == list(FIELDS[section])

    assert profile.values_of(vendor, "safety")["declares_compliance"] is True
    assert profile.values_of(vendor, "addresses")["seat_postal_code"] == "700001"
    assert profile.values_of(vendor, "addresses")["returns_street"] == ""


@pytest.mark.django_db
def test_fields_that_are_not_of_the_section_are_not_kept() -> None:
    vendor = a_vendor()

    put(
        vendor,
        "contact",
        opening_hours="10–18",
        state="closed",
        iban="",
        slug="altul",
        terms_accepted_at=None,
    )

    kept = Vendor.objects.get(pk=vendor.pk)
    assert (kept.opening_hours, kept.state, kept.iban) == ("10–18", "approved", vendor.iban)
    assert (kept.slug, kept.terms_accepted_at) == (vendor.slug, NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("section", "values", "fields"),
    [
        ("identity", {"registry_number": "12/A/2015", "trade_name": ""}, ["registry_number", "trade_name"]),
        ("identity", {"legal_form": "PFA"}, ["legal_form"]),
        ("contact", {"phone": "12", "email": "ana", "web": "javascript:alert(1)"}, ["email", "phone", "web"]),
        ("contact", {"opening_hours": "x" * 201}, ["opening_hours"]),
        ("story", {"story_ro": "x" * 4001, "medium": "munte"}, ["medium", "story_ro"]),
        ("jobs", {"jobs_total": 3, "jobs_vulnerable": 4}, ["jobs_vulnerable"]),
        ("jobs", {"jobs_total": -1}, ["jobs_total"]),
        ("jobs", {"jobs_total": 10**9}, ["jobs_total"]),
        ("jobs", {"groups": ["vârstnici"]}, ["groups"]),
        ("bank", {"iban": "RO94AAAASES1100000000001"}, ["iban"]),
        ("safety", {"safety_phone": "abc"}, ["safety_phone"]),
    ],
)
def test_what_cannot_be_kept_is_named_beside_its_field(
    section: str, values: dict[str, Any], fields: list[str]
) -> None:
    assert refused(a_vendor(), section, **values) == fields


@pytest.mark.django_db
def test_addresses_are_checked_together_and_an_emptied_one_goes() -> None:
    vendor = a_vendor()

    wrong = {**SEAT, "seat_sector": "", "returns_county": "RO-XX", "returns_postal_code": "12"}
    assert refused(vendor, "addresses", **wrong) == [
        "returns_county", "returns_locality", "returns_postal_code", "returns_street", "seat_sector",
    ]  # fmt: skip
    assert refused(vendor, "addresses", **dict.fromkeys(SEAT, "")) == ["seat_street"]

    workplace = {name.replace("seat", "workplace"): value for name, value in SEAT.items()}
    put(vendor, "addresses", **workplace)
    assert {each.kind for each in vendor.addresses.all()} == {"seat", "workplace"}
    put(vendor, "addresses", **dict.fromkeys(workplace, ""))
    assert [each.kind for each in vendor.addresses.all()] == [AddressKind.SEAT]


@pytest.mark.django_db
def test_a_sector_is_bucharests_only_and_a_foreign_postal_code_a_doubt() -> None:
    vendor = a_vendor()

    put(vendor, "addresses", **{**SEAT, "seat_county": "RO-IS", "seat_locality": "Iași"})

    assert vendor.addresses.get().sector == ""
    assert completeness.doubts(vendor) == ["seat_postal_code"]


@pytest.mark.django_db
def test_a_tax_number_is_corrected_before_the_check_and_never_after() -> None:
    early, other, late = a_bare_vendor(), a_bare_vendor(), a_vendor()

    put(early, "identity", cui="RO 9900000010")

    assert Vendor.objects.get(pk=early.pk).cui == "9900000010"
    assert refused(early, "identity", cui=other.cui) == ["cui"]
    assert refused(early, "identity", cui="9900000011") == ["cui"]
    assert refused(late, "identity", cui="9900000029") == ["cui"]


@pytest.mark.django_db
def test_compliance_is_declared_once() -> None:
    vendor = a_vendor()

    later = NOW + timedelta(days=1)
    values = {"declares_compliance": True}
    profile.update(vendor=vendor, section="safety", values=values, by=None, now=later)

    assert Vendor.objects.get(pk=vendor.pk).compliance_declared_at == NOW


@pytest.mark.django_db
def test_an_association_is_complete_without_a_registration_number() -> None:
    association = a_vendor(legal_form="ASOC", registry_kind="associations", registry_number="")
    company = a_vendor(registry_number="")

    assert completeness.missing(association) == {}
    assert completeness.missing(company) == {"identity": ["registry_number"]}


# --- GDPR art. 9: totals and an unordered list of codes, and nothing else ---


@pytest.mark.django_db
@pytest.mark.parametrize(
    "groups",
    [
        {"dizabilitate": 4},
        [["dizabilitate", 4]],
        ["dizabilitate: 4"],
        [{"code": "dizabilitate", "count": 4}],
        ["monoparental", "dizabilitate"],
        ["dizabilitate", "dizabilitate"],
        "dizabilitate",
        4,
        None,
    ],
)
def test_the_database_is_given_no_counts_no_persons_and_no_order(groups: Any) -> None:
    vendor = a_vendor()

    vendor.groups = groups
    with pytest.raises(ValidationError), transaction.atomic():
        vendor.save()
    with pytest.raises(ValidationError), transaction.atomic():
        Vendor.objects.filter(pk=vendor.pk).update(groups=groups)
    with pytest.raises(ValidationError), transaction.atomic():
        Vendor.objects.bulk_update([vendor], ["groups"])

    assert Vendor.objects.get(pk=vendor.pk).groups == ["dizabilitate", "monoparental"]


@pytest.mark.django_db
def test_groups_are_public_from_five_jobs_for_them_up() -> None:
    few, enough = a_vendor(jobs_vulnerable=4), a_vendor(jobs_vulnerable=5)

    assert (few.public_groups, enough.public_groups) == ((), ("dizabilitate", "monoparental"))
    assert few.groups == enough.groups


@pytest.mark.django_db
def test_the_database_keeps_the_jobs_within_their_total() -> None:
    vendor = a_vendor()

    with pytest.raises(IntegrityError), transaction.atomic():
        Vendor.objects.filter(pk=vendor.pk).update(jobs_vulnerable=9)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("identity", {"legal_name": "Atelierul Anei și al Mariei DEMO SRL"}),
        ("identity", {"registry_number": "J12/345/2015"}),
        ("addresses", {"seat_street": "Str. Nouă nr. 2"}),
        ("bank", {"iban": "RO49AAAA1B31007593840000"}),
    ],
)
def test_a_change_of_identity_after_approval_is_for_the_operator(section: str, values: Any) -> None:
    vendor, new = a_vendor(), a_bare_vendor()
    later = NOW + timedelta(hours=1)

    for each in (vendor, new):
        with contextlib.suppress(profile.BadFields):
            profile.update(vendor=each, section=section, values=values, by=None, now=NOW)

    assert (vendor.identity_changed_at, new.identity_changed_at) == (NOW, None)
    assert list(Vendor.objects.identity_unchecked()) == [vendor]
    identity.look_at(vendor=vendor, by=None, now=later)
    assert (vendor.is_identity_unchecked, list(Vendor.objects.identity_unchecked())) == (False, [])
    profile.update(vendor=vendor, section=section, values=values, by=None, now=later + timedelta(hours=1))
    assert vendor.is_identity_unchecked is False


@pytest.mark.django_db
def test_what_is_said_to_shoppers_changes_without_the_operator() -> None:
    vendor = a_vendor()

    for section, values in (
        ("identity", {"trade_name": "Atelierul cu ulcior"}),
        ("addresses", {"workplace_street": ""}),
        ("contact", {"opening_hours": "luni, 9–17"}),
    ):
        profile.update(vendor=vendor, section=section, values=values, by=None, now=NOW)

    assert vendor.identity_changed_at is None


def test_no_table_has_a_column_for_a_count_by_group_or_for_a_person_of_one() -> None:
    """Every column is named here: who adds one reads the rule first (rules of GDPR art. 9 above)."""
    expected = {
        "ActingSession": "id vendor_id operator_id reason started_at expires_at ended_at",
        "Closure": "id vendor_id starts_on ends_on note_ro note_en",
        "Invitation": "id is_owner keeps_catalogue handles_orders sees_money vendor_id email token_hash "
        "invited_by_id invited_at expires_at accepted_at revoked_at",
        "Membership": "id is_owner keeps_catalogue handles_orders sees_money vendor_id user_id joined_at",
        "Picture": "id vendor_id is_logo file alt_ro alt_en position",
        "Requirement": "id code kind section title_ro title_en help_ro help_en is_required is_active "
        "position",
        "StateChange": "id vendor_id from_state to_state reason by_id at",
        "VatPeriod": "id vendor_id starts_on ends_on",
        "Vendor": "id slug state state_reason state_changed_at applied_at page_id page_logo trade_name "
        "legal_name legal_form cui registry_kind registry_number iban bank_name email phone web "
        "opening_hours contact_name safety_email safety_phone medium kind tagline_ro tagline_en story_ro "
        "story_en jobs_total jobs_vulnerable groups jobs_as_of terms_accepted_at compliance_declared_at "
        "may_sell_unattested unattested_reason identity_changed_at identity_checked_at",
        "VendorAddress": "id vendor_id kind county locality sector street postal_code",
        "VendorDocument": "id vendor_id requirement_id file original_name media_type size sha256 state note "
        "uploaded_by_id uploaded_at decided_by_id decided_at",
    }

    models = apps.get_app_config("ses_sellers").get_models(include_auto_created=True)

    assert {
        model.__name__: " ".join(field.attname for field in model._meta.local_fields) for model in models
    } == expected


def test_the_nine_groups_are_those_of_the_founding_document() -> None:
    from ses_vendors.setup import lists
    from ses_vendors.vendors import names

    nine = {each["code"]: each["label_ro"] for each in lists.read("vulnerable_groups")}

    assert dict(names.GROUPS) == nine
    assert set(Group.values) == set(nine)
    assert len(nine) == 9
