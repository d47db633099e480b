"""Fills an empty core with the demo shop, through the gateway alone; safe to repeat."""

from __future__ import annotations

from collections.abc import Callable

from commerce.app import AppClient
from commerce.shop import sellers as shop_sellers
from ses_vendors.demo import fixtures
from ses_vendors.demo.loader import goods, sellers, setup, shelves, studio, vocabulary

#: Public metadata of the last SES page to be finished: which data it was loaded from.
LOADED_KEY = "demo.digest"

Progress = Callable[[str, int, int], None]


def is_loaded() -> bool:
    """Say whether the whole demo was loaded from the data as it is now."""
    slug = fixtures.read("ses")[-1]["slug"]
    seller = shop_sellers.one(slug=slug, language="RO")
    return seller is not None and seller.metadata.get(LOADED_KEY) == fixtures.digest()


def load(client: AppClient, *, progress: Progress, with_pictures: bool = True) -> None:
    """Load channel, sellers and goods in the order in which they need each other.

    `progress(what, done, of)` is called after each step. A load that stopped half-way goes on where
    it was: everything is looked up by slug, SKU or name first. Raises what the gateway raises.
    """
    progress("setup", 0, 1)
    place = setup.prepare(client)
    words = vocabulary.prepare(client)
    progress("setup", 1, 1)
    pages = sellers.load(client, place, words, progress=progress, with_logos=with_pictures)
    categories = shelves.load_categories(client, progress=progress)
    with studio.opened(client, progress=progress, is_drawing=with_pictures) as drawer:
        products = goods.load(client, place, words, pages, categories, progress=progress, studio=drawer)
    shelves.load_collections(client, place, products, progress=progress)
    last = fixtures.read("ses")[-1]["slug"]
    client.set_metadata(object_id=pages[last], values={LOADED_KEY: fixtures.digest()})
