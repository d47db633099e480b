"""What the operator asks for, line by line, and how far a SES is."""

from __future__ import annotations

from typing import Any

import pytest

from ses_vendors.vendors import checklist
from ses_vendors.vendors.models import Requirement, Vendor
from ses_vendors.vendors.services import papers, requirements, terms
from tests.ses_vendors.vendors.people import NOW, a_bare_vendor, a_member, a_vendor, an_operator
from tests.ses_vendors.vendors.test_uploads import PDF, file

pytestmark = pytest.mark.django_db
CODES = [
    "identitate", "adrese", "contact", "poveste", "locuri-de-munca", "cont-bancar", "siguranta-produselor",
    "acte-constitutive", "dovada-cont", "atestat", "termeni",
]  # fmt: skip


def attested(vendor: Vendor, kind: str) -> bool:
    """Stands in for the attestations' room: Ana's workshop has handed its attestation in."""
    return kind == "atestat" and vendor.trade_name == "Atelierul Anei"


@pytest.fixture(autouse=True)
def _lines(settings: Any) -> None:
    settings.ATTESTATION_CHECK = f"{__name__}.attested"
    requirements.put_defaults()


def met(vendor: Vendor) -> dict[str, bool]:
    """Which lines are met."""
    return {line.requirement.code: line.is_met for line in checklist.of(vendor, NOW)}


def test_the_usual_lines_are_put_once_and_stay_as_the_operator_left_them() -> None:
    Requirement.objects.filter(code="termeni").update(title_ro="Condițiile noastre", is_required=False)

    requirements.put_defaults()

    assert list(Requirement.objects.values_list("code", flat=True)) == CODES
    assert Requirement.objects.get(code="termeni").title_ro == "Condițiile noastre"
    assert all(each.title_en and each.title_ro for each in Requirement.objects.all())


def test_a_new_ses_has_everything_to_do_and_is_told_which_fields() -> None:
    lines = {line.requirement.code: line for line in checklist.of(a_bare_vendor(), NOW)}

    assert list(lines) == CODES
    assert not any(line.is_met for line in lines.values())
    assert lines["identitate"].missing == ("registry_number",)
    assert lines["locuri-de-munca"].missing == ("jobs_total", "jobs_as_of")


def test_papers_count_when_accepted_and_are_handed_in_before() -> None:
    vendor, carmen = a_vendor(terms_accepted_at=None), an_operator()
    ana = a_member(vendor)
    terms.accept(vendor=vendor, by=ana, now=NOW)
    wanted = {each.code: each for each in Requirement.objects.all()}
    assert [code for code, is_met in met(vendor).items() if not is_met] == [
        "acte-constitutive",
        "dovada-cont",
    ]
    assert not checklist.is_handed_in(vendor, NOW)

    handed = [
        papers.hand_in(vendor=vendor, requirement=wanted[code], upload=file(PDF), by=ana, now=NOW)
        for code in ("acte-constitutive", "dovada-cont")
    ]
    assert checklist.is_handed_in(vendor, NOW)
    assert not checklist.is_complete(vendor, NOW)

    papers.decide(document=handed[0], accepted=False, note="Lipsește pagina 2.", by=carmen, now=NOW)
    papers.decide(document=handed[1], accepted=True, by=carmen, now=NOW)
    line = next(each for each in checklist.of(vendor, NOW) if each.requirement.code == "acte-constitutive")
    assert (line.is_met, line.is_handed_in, line.note) == (False, False, "Lipsește pagina 2.")
    assert line.document == handed[0]
    assert not checklist.is_handed_in(vendor, NOW)

    again = papers.hand_in(
        vendor=vendor, requirement=wanted["acte-constitutive"], upload=file(PDF), by=ana, now=NOW
    )
    papers.decide(document=again, accepted=True, by=carmen, now=NOW)
    assert checklist.is_complete(vendor, NOW)


def test_what_is_not_required_or_not_asked_for_holds_nobody_up() -> None:
    vendor = a_vendor()
    Requirement.objects.filter(code="acte-constitutive").update(is_required=False)
    Requirement.objects.filter(code="dovada-cont").update(is_active=False)

    assert met(vendor) == {code: code != "acte-constitutive" for code in CODES if code != "dovada-cont"}
    assert checklist.is_complete(vendor, NOW)


def test_terms_are_accepted_once(django_assert_max_num_queries: Any) -> None:
    vendor = a_vendor()
    first = vendor.terms_accepted_at

    terms.accept(vendor=vendor, by=None, now=NOW.replace(year=2027))

    assert Vendor.objects.get(pk=vendor.pk).terms_accepted_at == first
    with django_assert_max_num_queries(4):
        checklist.of(vendor, NOW)
