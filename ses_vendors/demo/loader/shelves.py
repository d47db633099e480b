"""Categories and collections of the demo."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commerce.app import AppClient
from ses_vendors.demo import fixtures
from ses_vendors.demo.loader.setup import Place


def load_categories(client: AppClient, *, progress: Callable[[str, int, int], None]) -> dict[str, str]:
    """Make or update the two-level tree. Returns category ids by slug."""
    ids: dict[str, str] = {}
    tops = fixtures.read("categories")
    for done, top in enumerate(tops, start=1):
        ids[top["slug"]] = _category(client, top, parent_id=None)
        for child in top["children"]:
            ids[child["slug"]] = _category(client, child, parent_id=ids[top["slug"]])
        progress("categories", done, len(tops))
    return ids


def load_collections(
    client: AppClient,
    place: Place,
    product_ids: Mapping[str, str],
    *,
    progress: Callable[[str, int, int], None],
) -> None:
    """Make or update the curated sets; `product_ids` is by SKU."""
    entries = fixtures.read("collections")
    for done, entry in enumerate(entries, start=1):
        client.put_collection(
            slug=entry["slug"],
            name=entry["name"],
            channel_id=place.channel_id,
            product_ids=[product_ids[sku] for sku in entry["skus"]],
            description=fixtures.rich_text(entry["description_ro"]),
            english=_english(entry),
        )
        progress("collections", done, len(entries))


def _category(client: AppClient, entry: fixtures.Entry, *, parent_id: str | None) -> str:
    return client.put_category(
        slug=entry["slug"],
        name=entry["name"],
        parent_id=parent_id,
        description=fixtures.rich_text(entry["description_ro"]),
        english=_english(entry),
    )


def _english(entry: fixtures.Entry) -> dict[str, object]:
    return {"name": entry["name_en"], "description": fixtures.rich_text(entry["description_en"])}
