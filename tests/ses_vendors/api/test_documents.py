"""The documentation's examples run as they are written, and its numbers are those of the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ses_vendors.api import limits, paging
from ses_vendors.api.feeds import csv_file
from tests.ses_vendors.api.asking import a_document, data
from tests.ses_vendors.vendors.people import a_vendor
from tests.storefront import market

DOCS = Path(settings.BASE_DIR) / "docs"
API = (DOCS / "api.md").read_text(encoding="utf-8")
OPEN_DATA = (DOCS / "open-data.md").read_text(encoding="utf-8")
BADGE, VENDORS, ATTESTATION = re.findall(r"```graphql\n(.*?)```", API, re.DOTALL)


@pytest.fixture
def shop(db: None, clock: Any) -> market.Market:
    """A market whose first seller is a vendor with an attestation."""
    built = market.build()
    a_document(a_vendor(slug="atelierul-anei"), code="4KX7TR2MPQ98", number="000001")
    return built


def test_the_badge_of_a_product(shop: market.Market) -> None:
    assert data(BADGE) == {
        "badge": {
            "level": "ATTESTED",
            "origin": "OWN",
            "until": "2029-03-11",
            "proofUrl": "http://localhost:8000/insigna/4KX7TR2MPQ98/",
            "wording": {
                "short": "Făcut de economia socială",
                "sentence": (
                    "Făcut de economia socială: produs în atelierul unei întreprinderi sociale atestate."
                ),
                "effectiveFrom": "2026-09-27",
                "source": "Legea 219/2015 art. 8; Directive (EU) 2024/825, annex, point 2a",
            },
            "document": {
                "kind": "ATTESTATION",
                "series": "DEMO",
                "number": "000001",
                "issuer": "AJOFM Iași",
                "validUntil": "2029-03-11",
                "status": "VALID",
            },
            "vendor": {"slug": "atelierul-anei", "tradeName": "Atelierul Anei"},
        }
    }


def test_the_attested_vendors_of_a_county(shop: market.Market) -> None:
    found = data(VENDORS)["vendors"]

    assert found["totalCount"] == 1
    assert found["edges"][0]["node"] == {
        "slug": "atelierul-anei",
        "tradeName": "Atelierul Anei",
        "url": "http://localhost:8000/ses/atelierul-anei/",
        "seat": {"locality": "Iași", "county": {"name": "Iași"}, "region": {"name": "Nord-Est"}},
        "jobs": {"total": 8, "vulnerable": 7, "asOf": "2026-11-24"},
        "saleState": "SELLING",
    }


def test_a_document_by_its_code(shop: market.Market) -> None:
    assert data(ATTESTATION)["attestation"] == {
        "kind": "ATTESTATION",
        "series": "DEMO",
        "number": "000001",
        "issuer": "AJOFM Iași",
        "issuedOn": "2024-03-12",
        "validUntil": "2029-03-11",
        "status": "VALID",
        "checkedOn": "2026-01-08",
        "proofUrl": "http://localhost:8000/insigna/4KX7TR2MPQ98/",
        "vendorSlug": "atelierul-anei",
    }


def test_the_bounds_are_those_of_the_code() -> None:
    for said in (
        f"{paging.MOST_ROWS} vendors; {paging.USUAL_ROWS} where nothing is said",
        f"{limits.MAXIMUM_TOKENS:,} words and signs, {limits.MAXIMUM_SELECTIONS:,} fields",
        f"{limits.MAXIMUM_DEPTH} levels",
        f"{limits.MAXIMUM_COST:,}: one for each field",
        f"{limits.PRICES['vendor']} for each root field, {limits.PRICES['badge']} for `badge`",
        f"{settings.API_REQUESTS_A_MINUTE} requests a minute",
    ):
        assert said in API


def test_every_column_is_explained() -> None:
    explained = re.sub(r"`(workplace|atestat|marca|upa)_…`", "", OPEN_DATA)

    for column in csv_file.COLUMNS:
        bare = re.sub(r"^(workplace|atestat|marca|upa)_", "", column)

        assert f"`{bare}`" in explained, column
