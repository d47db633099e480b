"""The badge of a product: its origin from the core, the documents from the tables, judged when asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from commerce import transport
from commerce.errors import CoreUnavailable
from ses_vendors.badge.models import Kind, Status
from ses_vendors.vendors.models import State, Vendor
from tests.ses_vendors.api.asking import a_document, a_mark, ask, data
from tests.ses_vendors.vendors.people import a_vendor
from tests.storefront import market
from tests.storefront.market import Market

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

BADGE = """
query($slug: String, $id: ID) {
  badge(slug: $slug, productId: $id) {
    productId productSlug productName origin level until proofUrl isSheltered judgedAt
    wording { short sentence effectiveFrom source en: short(language: EN) }
    document { kind series number issuer issuedOn validUntil status code proofUrl }
    vendor { slug tradeName }
  }
}
"""


@pytest.fixture
def shop() -> Market:
    """Three SES with eight products in the embedded core."""
    return market.build()


@pytest.fixture
def ana(shop: Market) -> Vendor:
    """Ana's workshop, whose page at the core has the same slug."""
    return a_vendor(slug="atelierul-anei")


def level(slug: str) -> str | None:
    """The level of a product's badge."""
    badge = data("query($slug: String!) { badge(slug: $slug) { level } }", {"slug": slug})["badge"]
    return badge["level"] if badge else None


def test_a_badge_is_told_with_its_words_and_its_document(shop: Market, ana: Vendor) -> None:
    a_document(ana)
    mark = a_mark(ana)

    badge = data(BADGE, {"slug": "sort-de-in"})["badge"]

    assert badge == {
        "productId": shop.product_id("sort-de-in"),
        "productSlug": "sort-de-in",
        "productName": "Șorț de in",
        "origin": "OWN",
        "level": "INSERTION",
        "until": "2027-06-02",
        "proofUrl": f"http://localhost:8000/insigna/{mark.code}/",
        "isSheltered": False,
        "judgedAt": "2026-11-24T09:00:00+00:00",
        "wording": {
            "short": "Făcut de economia socială de inserție",
            "sentence": "Produs realizat de o întreprindere socială de inserție.",
            "effectiveFrom": "2026-09-27",
            "source": "Legea 219/2015 art. 13; Directive (EU) 2024/825, annex, point 2a",
            "en": "Made by social economy, work integration",
        },
        "document": {
            "kind": "MARK",
            "series": "DEMO-MS",
            "number": mark.number,
            "issuer": "AJOFM Iași",
            "issuedOn": "2024-06-03",
            "validUntil": "2027-06-02",
            "status": "VALID",
            "code": mark.code,
            "proofUrl": f"http://localhost:8000/insigna/{mark.code}/",
        },
        "vendor": {"slug": "atelierul-anei", "tradeName": "Atelierul Anei"},
    }


def test_a_product_is_found_by_its_id_too(shop: Market, ana: Vendor) -> None:
    a_document(ana)

    badge = data(BADGE, {"id": shop.product_id("sort-de-in")})["badge"]

    assert (badge["productSlug"], badge["level"]) == ("sort-de-in", "ATTESTED")


def test_resold_goods_carry_the_line_about_who_sells(ana: Vendor) -> None:
    a_document(ana)
    a_mark(ana)

    badge = data(BADGE, {"slug": "prosop-de-bumbac"})["badge"]

    assert (badge["origin"], badge["level"]) == ("RESOLD", "LINE")
    assert badge["wording"]["short"] == "Vândut de o întreprindere socială atestată"


def test_a_badge_falls_at_midnight_in_bucharest(ana: Vendor, clock: time_machine.Traveller) -> None:
    a_document(ana, valid_until=date(2026, 11, 24))

    clock.move_to(datetime(2026, 11, 24, 21, 59, 59, tzinfo=UTC))
    last_second = level("sort-de-in")
    clock.move_to(datetime(2026, 11, 24, 22, 0, tzinfo=UTC))
    midnight = level("sort-de-in")

    assert (last_second, midnight) == ("ATTESTED", "NONE")


@pytest.mark.parametrize(
    "stop",
    [
        {"status": Status.SUSPENDED, "stopped_at": datetime(2026, 11, 24, 8, 59, tzinfo=UTC)},
        {"status": Status.WITHDRAWN, "stopped_at": datetime(2026, 11, 24, 8, 59, tzinfo=UTC)},
        {"status": Status.SUBMITTED, "verified_at": None},
    ],
)
def test_what_does_not_stand_is_no_badge(ana: Vendor, stop: dict[str, Any]) -> None:
    a_document(ana, **stop)

    badge = data(BADGE, {"slug": "sort-de-in"})["badge"]

    assert (badge["level"], badge["wording"], badge["document"], badge["until"]) == ("NONE", None, None, None)


def test_a_suspended_vendor_has_no_badge_and_is_not_named(ana: Vendor) -> None:
    a_document(ana)
    Vendor.objects.filter(pk=ana.pk).update(state=State.SUSPENDED)

    badge = data(BADGE, {"slug": "sort-de-in"})["badge"]

    assert (badge["level"], badge["vendor"], badge["document"]) == ("NONE", None, None)


def test_goods_of_a_sheltered_unit_say_so(ana: Vendor) -> None:
    a_document(ana, kind=Kind.SHELTERED)

    assert data(BADGE, {"slug": "sort-de-in"})["badge"]["isSheltered"] is True
    assert data(BADGE, {"slug": "prosop-de-bumbac"})["badge"]["isSheltered"] is False


@pytest.mark.parametrize(
    "variables",
    [
        {"slug": "nimic"},
        {"slug": ""},
        {"slug": "Ж" * 300},
        {"id": "UHJvZHVjdDo5OTk5OTk="},
        {"id": "UHJvZHVjdDo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk="},
        {"id": "VmVuZG9yOmF0ZWxpZXJ1bC1hbmVp"},
        {"id": "nimic"},
        {"id": ""},
    ],
)
def test_an_unknown_product_has_no_badge(ana: Vendor, variables: dict[str, str]) -> None:
    assert data(BADGE, variables) == {"badge": None}


def test_a_product_that_is_not_for_sale_is_as_unknown(shop: Market, ana: Vendor) -> None:
    shop.unpublish("sort-de-in")

    assert data(BADGE, {"slug": "sort-de-in"}) == {"badge": None}
    assert data(BADGE, {"id": shop.product_id("sort-de-in")}) == {"badge": None}


def test_one_of_slug_and_id_is_wanted() -> None:
    for variables in ({}, {"slug": "a", "id": "b"}):
        answer = ask(BADGE, variables)

        assert [error["message"] for error in answer["errors"]] == ["Give `slug` or `productId`."]


def test_a_core_that_is_away_is_told_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        is_away = True

        def execute(self, **_: Any) -> Any:
            raise CoreUnavailable("connect to 10.0.0.7:8001 refused")

    monkeypatch.setattr(transport, "current", Away)

    answer = ask(BADGE, {"slug": "sort-de-in"})

    assert answer["data"] == {"badge": None}
    (error,) = answer["errors"]
    assert error["message"] == "The shop's core cannot be asked now. Try again in a minute."
    assert "10.0.0.7" not in str(answer)
