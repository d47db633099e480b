"""The demo, loaded through the gateway into the embedded core: once, again, and after an interruption."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from commerce.app import AppClient
from commerce.shop import account
from engine.catalog.models import (
    Category,
    Channel,
    Collection,
    Menu,
    MenuItem,
    Page,
    Product,
    ProductMedia,
    ProductVariant,
    TaxClass,
    Translation,
)
from engine.checkout.models import VoucherCode
from engine.inventory.models import ShippingMethod, Stock, Warehouse
from kernel.ids import to_global_id
from ses_vendors.demo import art, fixtures, loader, people
from ses_vendors.demo.loader import studio
from ses_vendors.demo.loader.studio import Order
from ses_vendors.desk import health
from ses_vendors.management.commands.load_demo import put_accounts
from ses_vendors.vendors import completeness, queries
from ses_vendors.vendors.models import Vendor, VendorDocument

MODELS = (
    Channel, TaxClass, Warehouse, ShippingMethod, VoucherCode, Category, Collection, Menu, MenuItem, Page,
    Product, ProductVariant, ProductMedia, Stock, Translation, VendorDocument,
)  # fmt: skip


class Stopped(Exception):
    """The load was stopped half-way."""


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in MODELS}


def log_in() -> AppClient:
    put_accounts()
    return AppClient.log_in(email=settings.SALEOR_STAFF_EMAIL, password=settings.SALEOR_STAFF_PASSWORD)


def stop_at(product: int) -> Any:
    """A progress display that ends the load at a product."""

    def progress(what: str, done: int, of: int) -> None:
        if what == "products" and done == product:
            raise Stopped

    return progress


def run() -> str:
    said = io.StringIO()
    call_command("load_demo", no_pictures=True, stdout=said)
    return said.getvalue()


@pytest.mark.slow
@pytest.mark.django_db
def test_a_load_that_was_stopped_goes_on_and_a_second_finds_all_done(
    django_assert_max_num_queries: Any,
) -> None:
    with pytest.raises(Stopped):
        loader.load(log_in(), progress=stop_at(30), with_pictures=False)
    half = counts()
    assert not loader.is_loaded()

    said = run()

    whole = counts()
    assert (half["Product"], half["Page"]) == (30, 11)
    assert (whole["Page"], whole["Product"], whole["Warehouse"], whole["Channel"]) == (11, 100, 11, 1)
    variants = sum(len(entry["variants"]) for entry in fixtures.read("products"))
    assert (whole["ProductVariant"], whole["Stock"], whole["ProductMedia"]) == (variants, variants, 0)
    assert (whole["TaxClass"], whole["ShippingMethod"], whole["VoucherCode"]) == (3, 2, 1)
    assert said.splitlines() == [
        "  categories   9/9",
        "  setup        3/3",
        "  sellers      11/11",
        "  attestations 11/11",
        "  products     100/100",
        "  collections  4/4",
        "The demo is loaded.",
    ]

    with django_assert_max_num_queries(20):
        assert loader.is_loaded()
    assert run() == "The demo is loaded.\n"
    loader.load(log_in(), progress=lambda *_: None, with_pictures=False)
    assert counts() == whole
    check_sellers()

    # A demo that an older version loaded: at the core, and unknown to the App.
    Vendor.objects.filter(slug="norisor").update(page_id="")
    assert not loader.is_loaded()


def check_sellers() -> None:
    sellers = {each.slug: each for each in Vendor.objects.prefetch_related("addresses", "vat_periods")}
    pages = {to_global_id("Page", page.pk): page.slug for page in Page.objects.filter(slug__in=sellers)}
    eleven = {entry["slug"]: entry for entry in fixtures.read("ses")}
    assert sellers.keys() >= eleven.keys()
    for slug, entry in eleven.items():
        seller = sellers[slug]
        assert (seller.state, pages[seller.page_id], completeness.missing(seller)) == ("approved", slug, {})
        assert completeness.doubts(seller) == []
        assert queries.cui_on(seller, date(2026, 11, 24)) == entry["cui"]
        assert set(seller.public_groups) == (set(entry["groups"]) if entry["groups_public"] else set())
    assert sum(sellers[slug].jobs_vulnerable for slug in eleven) == 47
    assert not health.selling(timezone.now()).filter(health.ill()).exists()
    chain = [(c.from_state, c.to_state) for c in sellers["norisor"].state_changes.all()]
    assert chain == [
        ("", "applied"),
        ("applied", "onboarding"),
        ("onboarding", "in_review"),
        ("in_review", "approved"),
    ]


@pytest.mark.django_db
def test_demo_shoppers_and_staff_log_in_and_a_second_time_is_no_second_account() -> None:
    put_accounts()
    put_accounts()

    for shopper in people.SHOPPERS:
        assert account.log_in(email=shopper.email, password=shopper.password).access
    assert account.log_in(email=settings.SALEOR_STAFF_EMAIL, password=settings.SALEOR_STAFF_PASSWORD).access


class Wall:
    """Stands in for the client: remembers the pictures hung."""

    def __init__(self) -> None:
        self.pictures: list[tuple[str, str, str, bytes]] = []

    def add_picture(self, *, product_id: str, alt: str, picture: Any) -> None:
        self.pictures.append((product_id, alt, picture.name, picture.content[:8]))


def order(detail: int) -> Order:
    return Order(
        product_id="P",
        alt=f"Șorț {detail}",
        file_name=f"sort-{detail}.png",
        motif=next(iter(art.MOTIFS)),
        palette=next(iter(art.PALETTES)),
        detail=detail,
    )


def test_the_studio_hangs_each_picture_in_the_order_taken() -> None:
    wall, seen = Wall(), []

    with studio.opened(wall, progress=lambda *step: seen.append(step), is_drawing=True) as open_studio:
        open_studio.take(order(0))
        open_studio.take(order(1))

    png = b"\x89PNG\r\n\x1a\n"
    assert wall.pictures == [("P", "Șorț 0", "sort-0.png", png), ("P", "Șorț 1", "sort-1.png", png)]
    assert seen[-1] == ("pictures", 2, 2)


def test_a_studio_that_is_not_to_draw_hangs_nothing() -> None:
    wall = Wall()

    with studio.opened(wall, progress=lambda *_: None, is_drawing=False) as open_studio:
        open_studio.take(order(0))

    assert wall.pictures == []


def test_a_load_that_stops_leaves_what_is_not_drawn() -> None:
    wall = Wall()

    def load_and_stop() -> None:
        with studio.opened(wall, progress=lambda *_: None, is_drawing=True) as open_studio:
            open_studio.take(order(0))
            raise Stopped

    with pytest.raises(Stopped):
        load_and_stop()

    assert wall.pictures == []
