"""The categories, in two levels."""

from __future__ import annotations

from commerce.app import AppClient
from ses_vendors.setup import lists
from ses_vendors.setup.progress import Progress


def prepare(client: AppClient, *, progress: Progress) -> dict[str, str]:
    """Make or update the two-level tree. Returns category ids by slug."""
    ids: dict[str, str] = {}
    tops = lists.read("categories")
    for done, top in enumerate(tops, start=1):
        ids[top["slug"]] = _category(client, top, parent_id=None)
        for child in top["children"]:
            ids[child["slug"]] = _category(client, child, parent_id=ids[top["slug"]])
        progress("categories", done, len(tops))
    return ids


def _category(client: AppClient, entry: lists.Entry, *, parent_id: str | None) -> str:
    return client.put_category(
        slug=entry["slug"],
        name=entry["name"],
        parent_id=parent_id,
        description=lists.rich_text(entry["description_ro"]),
        english=english(entry),
    )


def english(entry: lists.Entry) -> dict[str, object]:
    """Return the English name and description of a shelf."""
    return {"name": entry["name_en"], "description": lists.rich_text(entry["description_en"])}
