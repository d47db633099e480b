"""Fills a prepared shop with the demo's sellers and goods, through the gateway alone; safe to repeat."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from commerce.app import AppClient
from commerce.shop import sellers as shop_sellers
from kernel.money import Money
from ses_vendors import setup
from ses_vendors.demo import fixtures
from ses_vendors.demo.loader import attestations, curated, goods, queues, sellers, studio, vendors
from ses_vendors.setup import place
from ses_vendors.setup.progress import Progress

#: Public metadata of the last SES page to be finished: which data it was loaded from.
LOADED_KEY = "demo.digest"


def is_loaded() -> bool:
    """Say whether the whole demo was loaded from the data as it is now, at the core and in the App."""
    if not vendors.are_loaded():
        return False
    slug = fixtures.read("ses")[-1]["slug"]
    seller = shop_sellers.one(slug=slug, language="RO")
    return seller is not None and seller.metadata.get(LOADED_KEY) == fixtures.digest()


def load(client: AppClient, *, progress: Progress, with_pictures: bool = True) -> None:
    """Prepare the shop, then load sellers and goods in the order in which they need each other.

    A load that stopped half-way goes on where it was: everything is looked up by slug, SKU or name
    first. Raises what the gateway raises.
    """
    ground = setup.prepare(client, progress=progress)
    warehouses = place.open_warehouses(client, ground.place, sellers.seats())
    _put_voucher(client, ground.place.channel_id)
    known = vendors.load(progress=progress, now=timezone.now(), with_logos=with_pictures)
    pages = sellers.load(client, ground.words, known, progress=progress)
    attestations.load(client, progress=progress)
    with studio.opened(client, progress=progress, is_drawing=with_pictures) as drawer:
        products = goods.load(client, ground, pages, warehouses, progress=progress, studio=drawer)
    attestations.load_goods(client)
    queues.load()
    curated.load(client, ground.place, products, progress=progress)
    last = fixtures.read("ses")[-1]["slug"]
    client.set_metadata(object_id=pages[last], values={LOADED_KEY: fixtures.digest()})


def _put_voucher(client: AppClient, channel_id: str) -> None:
    client.put_voucher(
        code="BUNVENIT10",
        name="Bun venit: 10 %",
        channel_id=channel_id,
        discount_type="PERCENTAGE",
        value=Decimal(10),
        minimum_spent=Money(10000),
    )
