"""The demo's collections: curated sets of its goods."""

from __future__ import annotations

from collections.abc import Mapping

from commerce.app import AppClient
from ses_vendors.demo import fixtures
from ses_vendors.setup.lists import rich_text
from ses_vendors.setup.place import Place
from ses_vendors.setup.progress import Progress
from ses_vendors.setup.shelves import english


def load(client: AppClient, place: Place, product_ids: Mapping[str, str], *, progress: Progress) -> None:
    """Make or update the curated sets; `product_ids` is by SKU."""
    entries = fixtures.read("collections")
    for done, entry in enumerate(entries, start=1):
        client.put_collection(
            slug=entry["slug"],
            name=entry["name"],
            channel_id=place.channel_id,
            product_ids=[product_ids[sku] for sku in entry["skus"]],
            description=rich_text(entry["description_ro"]),
            english=english(entry),
        )
        progress("collections", done, len(entries))
