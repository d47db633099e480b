"""The directory as open data: what is in it, how it may be kept, what a spreadsheet may not run."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ses_vendors.api.feeds import csv_file
from ses_vendors.vendors.models import AddressKind, State, VatPeriod
from tests.ses_vendors.api.asking import a_document, a_mark
from tests.ses_vendors.vendors.people import a_vendor, an_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

JSON_LD, CSV = "/ses/director.jsonld", "/ses/director.csv"


def read(url: str, **headers: str) -> Any:
    """Ask for a feed as a stranger."""
    return Client().get(url, headers=headers)


def organizations() -> list[dict[str, Any]]:
    """The organizations of the JSON-LD."""
    return [each["item"] for each in json.loads(read(JSON_LD).getvalue())["itemListElement"]]


def rows() -> list[dict[str, str]]:
    """The rows of the table."""
    return list(csv.DictReader(io.StringIO(read(CSV).getvalue().decode("utf-8-sig"), newline="")))


def test_the_list_says_what_it_is_and_how_it_may_be_used() -> None:
    found = json.loads(read(JSON_LD).getvalue())

    assert found == {
        "@context": "https://schema.org",
        "@type": ["ItemList", "Dataset"],
        "@id": "http://localhost:8000/ses/director.jsonld",
        "name": "Directory of social enterprises",
        "description": "Social enterprises that sell at Tejgheaua, with their attestations.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": "Tejgheaua", "url": "http://localhost:8000"},
        "dateModified": "2026-11-24",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [],
    }


def test_a_vendor_is_an_organization_with_certifications() -> None:
    ana = a_vendor(slug="atelierul-anei", cui="9800000012", web="https://atelier.example")
    an_address(ana, AddressKind.WORKPLACE, street="Str. Lungă nr. 2", county="RO-B", locality="București",
               sector="3")  # fmt: skip
    VatPeriod.objects.create(vendor=ana, starts_on=date(2025, 1, 1))
    document = a_document(ana)
    over = a_mark(ana, valid_until=date(2026, 11, 23), registry_checked_on=None)

    (found,) = organizations()

    assert found == {
        "@type": "Organization",
        "@id": "http://localhost:8000/ses/atelierul-anei/",
        "url": "http://localhost:8000/ses/atelierul-anei/",
        "identifier": "atelierul-anei",
        "name": "Atelierul Anei",
        "legalName": "Atelierul Anei DEMO SRL",
        "description": "Coasem la metru și pe măsură.",
        "taxID": "RO9800000012",
        "vatID": "RO9800000012",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Str. Exemplului nr. 1",
            "addressLocality": "Iași",
            "addressRegion": "RO-IS",
            "postalCode": "700001",
            "addressCountry": "RO",
        },
        "location": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Str. Lungă nr. 2",
                "addressLocality": "București, Sector 3",
                "addressRegion": "RO-B",
                "postalCode": "700001",
                "addressCountry": "RO",
            },
        },
        "email": "ana@atelier.example",
        "telephone": "+40700000001",
        "sameAs": "https://atelier.example",
        "numberOfEmployees": {
            "@type": "QuantitativeValue",
            "value": 8,
            "description": "7 of them for people of vulnerable groups, on 2026-11-24",
        },
        "hasCertification": [
            {
                "@type": "Certification",
                "name": "Atestat de întreprindere socială",
                "additionalType": "atestat",
                "certificationIdentification": f"DEMO {document.number}",
                "issuedBy": {"@type": "Organization", "name": "AJOFM Iași"},
                "validFrom": "2024-03-12",
                "expires": "2029-03-11",
                "auditDate": "2026-01-08",
                "certificationStatus": "https://schema.org/CertificationActive",
                "url": f"http://localhost:8000/insigna/{document.code}/",
            },
            {
                "@type": "Certification",
                "name": "Marca socială",
                "additionalType": "marca",
                "certificationIdentification": f"DEMO-MS {over.number}",
                "issuedBy": {"@type": "Organization", "name": "AJOFM Iași"},
                "validFrom": "2024-06-03",
                "expires": "2026-11-23",
                "certificationStatus": "https://schema.org/CertificationInactive",
                "url": f"http://localhost:8000/insigna/{over.code}/",
            },
        ],
    }


def test_the_table_is_rfc_4180_for_spreadsheets() -> None:
    a_vendor(trade_name='Ana, "la colț"')

    answer = read(CSV)
    content = answer.getvalue()

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="director.csv"'
    assert content.startswith(b"\xef\xbb\xbfslug,url,trade_name,legal_name,")
    assert content.count(b"\r\n") == 2
    assert b'"Ana, ""la col\xc8\x9b"""' in content


def test_a_row_tells_a_vendor_and_the_documents_in_force() -> None:
    ana = a_vendor(slug="atelierul-anei", cui="9800000012", jobs_vulnerable=7)
    document = a_document(ana)
    a_mark(ana, valid_until=date(2026, 11, 23))

    (row,) = rows()

    told = {name: text for name, text in row.items() if text}
    assert told == {
        "slug": "atelierul-anei",
        "url": "http://localhost:8000/ses/atelierul-anei/",
        "trade_name": "Atelierul Anei",
        "legal_name": "Atelierul Anei DEMO SRL",
        "legal_form": "SRL",
        "cui": "9800000012",
        "is_vat_payer": "false",
        "registry_kind": "onrc",
        "registry_number": "J2015999901223",
        "region": "nord-est",
        "county": "RO-IS",
        "locality": "Iași",
        "street": "Str. Exemplului nr. 1",
        "postal_code": "700001",
        "email": "ana@atelier.example",
        "phone": "+40700000001",
        "medium": "urban",
        "kind": "atelier de croitorie",
        "jobs_total": "8",
        "jobs_vulnerable": "7",
        "jobs_as_of": "2026-11-24",
        "sale_state": "selling",
        "level": "attested",
        "atestat_series": "DEMO",
        "atestat_number": document.number,
        "atestat_issuer": "AJOFM Iași",
        "atestat_issued_on": "2024-03-12",
        "atestat_valid_until": "2029-03-11",
        "atestat_checked_on": "2026-01-08",
        "atestat_proof_url": f"http://localhost:8000/insigna/{document.code}/",
    }
    assert set(row) == set(csv_file.COLUMNS)


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("+40 700 000 001", "+40 700 000 001"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_formula_is_no_formula(text: str, guarded: str) -> None:
    assert csv_file.guarded(text) == guarded


def test_a_formula_in_a_name_is_guarded_in_the_file() -> None:
    a_vendor(trade_name="=HYPERLINK(1)")

    (row,) = rows()

    assert row["trade_name"] == "'=HYPERLINK(1)"


def test_only_public_vendors_are_in_it() -> None:
    for state in State:
        a_vendor(slug=state.value.replace("_", "-"), state=state)

    assert {row["slug"] for row in rows()} == {"approved", "leaving"}
    assert {each["identifier"] for each in organizations()} == {"approved", "leaving"}


@pytest.mark.parametrize("url", [JSON_LD, CSV])
def test_a_feed_is_named_by_its_content(url: str) -> None:
    ana = a_vendor()
    first = read(url)

    again = read(url, **{"if-none-match": first.headers["ETag"]})
    ana.trade_name = "Altfel"
    ana.save(update_fields=["trade_name"])
    changed = read(url, **{"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.getvalue()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"] != changed.headers["ETag"]
    assert changed.status_code == 200
    assert first.headers["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.streaming
    assert not first.cookies


@pytest.mark.parametrize("url", [JSON_LD, CSV])
def test_a_feed_is_not_kept_past_midnight_in_bucharest(url: str, clock: time_machine.Traveller) -> None:
    clock.move_to(datetime(2026, 11, 24, 21, 58, 20, tzinfo=UTC))
    late = read(url).headers["Cache-Control"]
    clock.move_to(datetime(2026, 11, 24, 22, 0, tzinfo=UTC))
    midnight = read(url).headers["Cache-Control"]

    assert (late, midnight) == ("public, max-age=100", "public, max-age=300")


@pytest.mark.parametrize("url", [JSON_LD, CSV])
def test_questions_do_not_grow_with_vendors(url: str) -> None:
    asked = []
    for wanted in (1, 11, 50):
        while len(rows()) < wanted:
            a_mark(a_vendor())
        with CaptureQueriesContext(connection) as seen:
            read(url).getvalue()
        asked.append(len(seen))

    assert asked == [7, 7, 7]


def test_a_large_directory_comes_whole_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ses_vendors.api.feeds.rows.CHUNK", 2)
    for letter in "CABED":
        a_vendor(trade_name=letter)

    assert [row["trade_name"] for row in rows()] == list("ABCDE")
    assert [each["name"] for each in organizations()] == list("ABCDE")


@pytest.mark.parametrize("url", [JSON_LD, CSV])
def test_what_is_large_waits_on_the_disk(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    a_vendor()
    whole = read(url)
    monkeypatch.setattr("ses_vendors.api.views.feeds.HELD", 10)

    found = read(url)

    content = whole.getvalue()
    assert found.getvalue() == content
    assert found.headers["Content-Length"] == str(len(content))
    assert found.headers["ETag"] == whole.headers["ETag"]


def test_a_feed_is_asked_for_and_not_told() -> None:
    answer = Client().post(CSV)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
