"""The directory: one vendor, pages of them, what narrows them, and how often the database is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel.ids import to_global_id
from ses_vendors.badge.models import Kind, Status
from ses_vendors.vendors.models import AddressKind, Closure, State, VatPeriod, Vendor
from tests.ses_vendors.api.asking import a_document, a_mark, ask, data, messages
from tests.ses_vendors.vendors.people import a_vendor, an_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NAMES = """
query($first: Int, $last: Int, $after: String, $before: String) {
  vendors(first: $first, last: $last, after: $after, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { tradeName } }
  }
}
"""
EVERYTHING = """
{
  vendors(first: 100) {
    totalCount
    edges { node {
      id slug url tradeName legalName legalForm cui isVatPayer registryKind registryNumber
      seat { street locality sector postalCode county { iso name } region { slug name nuts2 } }
      workplace { street } county { iso } region { slug }
      contact { email phone web openingHours }
      medium kind kindSlug tagline story
      jobs { total vulnerable asOf groups }
      closures { startsOn endsOn note } saleState level isSheltered
      attestations {
        id kind series number issuer issuedOn validUntil status checkedOn code proofUrl vendorSlug
      }
    } }
  }
}
"""


def slugs(arguments: str) -> list[str]:
    """The slugs of the vendors that the arguments leave."""
    found = data(f"{{ vendors({arguments}) {{ edges {{ node {{ slug }} }} }} }}")
    return [edge["node"]["slug"] for edge in found["vendors"]["edges"]]


def told(vendor: Vendor, fields: str) -> dict[str, Any]:
    """What is told of a vendor."""
    document = f"query($slug: String!) {{ vendor(slug: $slug) {{ {fields} }} }}"
    return dict(data(document, {"slug": vendor.slug})["vendor"])


def page(**variables: Any) -> dict[str, Any]:
    """One page of names."""
    return dict(data(NAMES, variables)["vendors"])


def names(found: dict[str, Any]) -> list[str]:
    """The names on a page."""
    return [edge["node"]["tradeName"] for edge in found["edges"]]


def test_a_vendor_is_told_with_every_public_fact() -> None:
    ana = a_vendor(slug="atelierul-anei", web="https://atelier.example", cui="9800000012")
    an_address(ana, AddressKind.WORKPLACE, street="Str. Lungă nr. 2", county="RO-SV", locality="Suceava")
    an_address(ana, AddressKind.RETURNS, street="Str. Retur nr. 3")
    VatPeriod.objects.create(vendor=ana, starts_on=date(2025, 1, 1))
    document = a_document(ana)

    (edge,) = data(EVERYTHING)["vendors"]["edges"]

    assert edge["node"] == {
        "id": to_global_id("Vendor", "atelierul-anei"),
        "slug": "atelierul-anei",
        "url": "http://localhost:8000/ses/atelierul-anei/",
        "tradeName": "Atelierul Anei",
        "legalName": "Atelierul Anei DEMO SRL",
        "legalForm": "SRL",
        "cui": "RO9800000012",
        "isVatPayer": True,
        "registryKind": "ONRC",
        "registryNumber": "J2015999901223",
        "seat": {
            "street": "Str. Exemplului nr. 1",
            "locality": "Iași",
            "sector": "",
            "postalCode": "700001",
            "county": {"iso": "RO-IS", "name": "Iași"},
            "region": {"slug": "nord-est", "name": "Nord-Est", "nuts2": "RO21"},
        },
        "workplace": {"street": "Str. Lungă nr. 2"},
        "county": {"iso": "RO-IS"},
        "region": {"slug": "nord-est"},
        "contact": {
            "email": "ana@atelier.example",
            "phone": "+40700000001",
            "web": "https://atelier.example",
            "openingHours": "luni–vineri, 9–17",
        },
        "medium": "URBAN",
        "kind": "atelier de croitorie",
        "kindSlug": "atelier-de-croitorie",
        "tagline": "Coasem la metru și pe măsură.",
        "story": "Pe masa lungă din mijloc se croiește.",
        "jobs": {
            "total": 8,
            "vulnerable": 7,
            "asOf": "2026-11-24",
            "groups": ["DISABILITY", "SINGLE_PARENTS"],
        },
        "closures": [],
        "saleState": "SELLING",
        "level": "ATTESTED",
        "isSheltered": False,
        "attestations": [
            {
                "id": to_global_id("Attestation", document.code),
                "kind": "ATTESTATION",
                "series": "DEMO",
                "number": document.number,
                "issuer": "AJOFM Iași",
                "issuedOn": "2024-03-12",
                "validUntil": "2029-03-11",
                "status": "VALID",
                "checkedOn": "2026-01-08",
                "code": document.code,
                "proofUrl": f"http://localhost:8000/insigna/{document.code}/",
                "vendorSlug": "atelierul-anei",
            }
        ],
    }


def test_texts_come_in_english_where_there_is_english() -> None:
    ana = a_vendor(story_en="")

    found = data(f'{{ vendor(slug: "{ana.slug}") {{ tagline(language: EN) story(language: EN) }} }}')[
        "vendor"
    ]

    assert found == {
        "tagline": "We sew by the metre and to measure.",
        "story": "Pe masa lungă din mijloc se croiește.",
    }


def test_groups_are_named_only_where_enough_people_work() -> None:
    few = a_vendor(jobs_total=4, jobs_vulnerable=4)

    found = told(few, "jobs { vulnerable groups }")["jobs"]

    assert found == {"vulnerable": 4, "groups": []}


def test_the_tax_number_bears_ro_only_while_vat_is_paid(clock: time_machine.Traveller) -> None:
    ana = a_vendor(cui="9800000012")
    VatPeriod.objects.create(vendor=ana, starts_on=date(2025, 1, 1), ends_on=date(2026, 11, 24))
    document = f'{{ vendor(slug: "{ana.slug}") {{ cui isVatPayer }} }}'

    assert data(document)["vendor"] == {"cui": "RO9800000012", "isVatPayer": True}
    clock.move_to(datetime(2026, 11, 24, 22, 0, tzinfo=UTC))
    assert data(document)["vendor"] == {"cui": "9800000012", "isVatPayer": False}


def test_a_closure_is_told_on_its_days_and_no_other(clock: time_machine.Traveller) -> None:
    ana = a_vendor()
    Closure.objects.create(
        vendor=ana, starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 31), note_ro="Ne odihnim."
    )
    fields = "saleState closures { startsOn endsOn note(language: EN) }"

    clock.move_to(datetime(2026, 12, 23, 21, 59, 59, tzinfo=UTC))
    before = told(ana, fields)
    clock.move_to(datetime(2026, 12, 23, 22, 0, tzinfo=UTC))
    within = told(ana, fields)

    assert before == {"saleState": "SELLING", "closures": []}
    assert within == {
        "saleState": "ON_BREAK",
        "closures": [{"startsOn": "2026-12-24", "endsOn": "2026-12-31", "note": "Ne odihnim."}],
    }


@pytest.mark.parametrize("state", [s for s in State if s not in (State.APPROVED, State.LEAVING)])
def test_a_vendor_that_is_not_public_is_as_unknown_as_none(state: State) -> None:
    hidden = a_vendor(state=state)
    code = a_document(hidden).code
    for_hidden = (hidden.slug, to_global_id("Vendor", hidden.slug), code, to_global_id("Attestation", code))
    for_nobody = ("nimeni", to_global_id("Vendor", "nimeni"), "0" * 12, to_global_id("Attestation", "0" * 12))
    document = (
        "query($slug: String!, $id: ID!, $code: String!, $document: ID!) {"
        " bySlug: vendor(slug: $slug) { slug } byId: vendor(id: $id) { slug } node(id: $id) { id }"
        " attestation(code: $code) { number } paper: node(id: $document) { id } vendors { totalCount } }"
    )

    hidden_answer, unknown_answer = (
        ask(document, dict(zip(("slug", "id", "code", "document"), values, strict=True)))
        for values in (for_hidden, for_nobody)
    )

    assert hidden_answer == unknown_answer
    assert hidden_answer["data"] == {
        "bySlug": None, "byId": None, "node": None, "attestation": None, "paper": None,
        "vendors": {"totalCount": 0},
    }  # fmt: skip


def test_a_leaving_vendor_is_told_as_leaving() -> None:
    ana = a_vendor(state=State.LEAVING)

    assert told(ana, "saleState") == {"saleState": "LEAVING"}


def test_what_was_never_verified_is_not_told() -> None:
    ana = a_vendor()
    kept = [a_document(ana, status=status, verified_at=None) for status in (Status.DRAFT, Status.SUBMITTED)]

    found = told(ana, "level attestations { number }")

    assert found == {"level": "NONE", "attestations": []}
    for document in kept:
        assert data(f'{{ attestation(code: "{document.code}") {{ number }} }}') == {"attestation": None}


@pytest.mark.parametrize(
    ("changes", "status", "level"),
    [
        ({}, "VALID", "ATTESTED"),
        ({"valid_until": date(2027, 1, 23)}, "EXPIRING", "ATTESTED"),
        ({"valid_until": date(2027, 1, 24)}, "VALID", "ATTESTED"),
        ({"valid_until": date(2026, 11, 24)}, "EXPIRING", "ATTESTED"),
        ({"valid_until": date(2026, 11, 23)}, "EXPIRED", "NONE"),
        ({"issued_on": date(2026, 11, 25)}, "NOT_YET_VALID", "NONE"),
        ({"status": Status.SUSPENDED, "stopped_at": datetime(2026, 11, 24, tzinfo=UTC)}, "SUSPENDED", "NONE"),
        ({"status": Status.WITHDRAWN, "stopped_at": datetime(2026, 11, 24, tzinfo=UTC)}, "WITHDRAWN", "NONE"),
    ],
)
def test_a_document_is_judged_now(changes: dict[str, Any], status: str, level: str) -> None:
    ana = a_vendor()
    document = a_document(ana, **changes)

    found = told(ana, "level attestations { status }")

    assert found == {"level": level, "attestations": [{"status": status}]}
    assert data(f'{{ attestation(code: "{document.code.lower()}") {{ status }} }}') == {
        "attestation": {"status": status}
    }


def test_pages_go_forth_and_back() -> None:
    for letter in "ABCDE":
        a_vendor(trade_name=letter)

    first = page(first=2)
    second = page(first=2, after=first["pageInfo"]["endCursor"])
    third = page(first=2, after=second["pageInfo"]["endCursor"])
    last = page(last=2)
    before = page(last=2, before=last["pageInfo"]["startCursor"])

    assert [names(each) for each in (first, second, third)] == [["A", "B"], ["C", "D"], ["E"]]
    assert [each["pageInfo"]["hasNextPage"] for each in (first, second, third)] == [True, True, False]
    assert [names(each) for each in (last, before)] == [["D", "E"], ["B", "C"]]
    assert [each["pageInfo"]["hasPreviousPage"] for each in (last, before)] == [True, True]
    assert {each["totalCount"] for each in (first, second, third, last, before)} == {5}


def test_twenty_come_where_nothing_is_said() -> None:
    for _ in range(21):
        a_vendor()

    found = page()

    assert len(found["edges"]) == 20
    assert found["pageInfo"]["hasNextPage"] is True


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"first": 101}, "`first` is a number from 0 to 100."),
        ({"last": 101}, "`last` is a number from 0 to 100."),
        ({"first": -1}, "`first` is a number from 0 to 100."),
        ({"first": 1, "last": 1}, "Give `first` or `last`, not both."),
        ({"after": "nimic"}, "This is no cursor."),
        ({"before": "YXJyYXljb25uZWN0aW9uOi01"}, "This is no cursor."),
    ],
)
def test_a_page_out_of_bounds_is_refused(variables: dict[str, Any], said: str) -> None:
    assert messages(NAMES, variables) == [said]


def test_a_cursor_beyond_the_end_finds_nothing() -> None:
    a_vendor()

    assert page(first=1, after="YXJyYXljb25uZWN0aW9uOjk5OTk5OTk5OTk5OTk5OTk5OTk5OTk=")["edges"] == []


def test_the_directory_is_narrowed_by_the_shops_own_words() -> None:
    iasi = a_vendor(slug="iasi", trade_name="A", medium="rural")
    cluj = a_vendor(slug="cluj", trade_name="B", kind="tâmplărie, jucării și obiecte din lemn")
    cluj.addresses.update(county="RO-CJ", locality="Cluj-Napoca")
    a_document(iasi)
    a_mark(iasi)

    assert slugs("first: 5") == ["iasi", "cluj"]
    assert slugs('county: "RO-IS"') == slugs('county: "ro-is"') == ["iasi"]
    assert slugs('region: "nord-vest"') == ["cluj"]
    assert slugs('region: "nord-vest", county: "RO-IS"') == []
    assert slugs('kind: "tamplarie-jucarii-si-obiecte-din-lemn"') == ["cluj"]
    assert slugs("medium: RURAL") == ["iasi"]
    assert slugs("level: INSERTION") == ["iasi"]
    assert slugs("level: NONE") == ["cluj"]
    assert slugs('county: "RO-XX"') == slugs('region: "nicaieri"') == slugs('kind: "nimic"') == []


def test_a_seat_counts_and_no_other_address() -> None:
    ana = a_vendor()
    an_address(ana, AddressKind.WORKPLACE, county="RO-SV")

    assert slugs('county: "RO-SV"') == []


def test_a_search_needs_no_diacritics_and_every_word() -> None:
    a_vendor(slug="lemn", trade_name="Țăndărică", kind="tâmplărie")
    a_vendor(slug="lut", trade_name="Lut și foc", kind="ceramică")

    assert slugs('search: "tandarica"') == ["lemn"]
    assert slugs('search: "CERAMICĂ lut"') == ["lut"]
    assert slugs('search: "ceramica lemn"') == []
    assert slugs('search: "IASI"') == ["lut", "lemn"] or slugs('search: "IASI"') == ["lemn", "lut"]
    assert slugs('search: "%"') == []


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)])
def test_the_levels_in_sql_are_those_of_the_rule(day: date, clock: time_machine.Traveller) -> None:
    """Every mix of kinds, statuses and dates around a day: what narrows agrees with what is told."""
    stopped = {"stopped_at": datetime(2026, 11, 24, 10, 0, tzinfo=UTC)}
    for kinds in ([Kind.ATTESTATION], [Kind.MARK], [Kind.ATTESTATION, Kind.MARK], [Kind.SHELTERED]):
        for changes in (
            {},
            {"valid_until": date(2026, 11, 24)},
            {"issued_on": date(2026, 11, 24)},
            {"status": Status.SUSPENDED, **stopped},
            {"verified_at": datetime(2026, 11, 24, 12, 0, tzinfo=UTC)},
        ):
            vendor = a_vendor()
            for kind in kinds:
                a_document(vendor, kind=kind, **changes)
    for moment in (0, 11, 13, 22):
        clock.move_to(datetime(day.year, day.month, day.day, moment, 0, tzinfo=UTC) + timedelta(seconds=1))
        all_of_them = data("{ vendors(first: 100) { edges { node { slug level } } } }")["vendors"]["edges"]

        for level in ("NONE", "ATTESTED", "INSERTION"):
            expected = {edge["node"]["slug"] for edge in all_of_them if edge["node"]["level"] == level}
            assert set(slugs(f"first: 100, level: {level}")) == expected


def test_questions_do_not_grow_with_vendors() -> None:
    asked = []
    for wanted in (1, 11, 50):
        while wanted > data("{ vendors { totalCount } }")["vendors"]["totalCount"]:
            vendor = a_vendor()
            an_address(vendor, AddressKind.WORKPLACE)
            a_document(vendor)
            a_mark(vendor)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert data(EVERYTHING)["vendors"]["totalCount"] == wanted
        asked.append(len(seen))

    assert asked == [8, 8, 8]
