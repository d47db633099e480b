"""Categories, collections, pages, menus, and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commerce.app.verbs import Verbs, json_text
from commerce.transport import Upload

RichText = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a menu: a URL, or the id of what it leads to."""

    name: str
    english_name: str
    url: str | None = None
    category_id: str | None = None
    collection_id: str | None = None
    page_id: str | None = None


class ContentVerbs(Verbs):
    """Verbs for the shop's shelves and words. `english` holds fields of Saleor's translation inputs."""

    def put_category(
        self,
        *,
        slug: str,
        name: str,
        parent_id: str | None = None,
        description: RichText | None = None,
        english: Mapping[str, Any] | None = None,
    ) -> str:
        """Make or update a category; its parent is set when it is made. Returns its id."""
        found = self._ask("category", slug=slug)
        made = {"slug": slug, "name": name, "description": json_text(description)}
        category_id = self._put("category", found, made, payload_key="category", parent=parent_id)
        self._translate("category", category_id, english)
        return category_id

    def put_collection(
        self,
        *,
        slug: str,
        name: str,
        channel_id: str,
        product_ids: Sequence[str],
        description: RichText | None = None,
        english: Mapping[str, Any] | None = None,
    ) -> str:
        """Make or update a collection, publish it in the channel and add products. Returns its id."""
        found = self._ask("collection", slug=slug)
        made = {"slug": slug, "name": name, "description": json_text(description)}
        collection_id = self._put("collection", found, made, payload_key="collection")
        listing = {"addChannels": [{"channelId": channel_id, "isPublished": True}]}
        self._tell("collection_listing", id=collection_id, input=listing)
        if product_ids:
            self._tell("collection_add_products", id=collection_id, products=list(product_ids))
        self._translate("collection", collection_id, english)
        return collection_id

    def put_page(
        self,
        *,
        slug: str,
        title: str,
        page_type_id: str,
        content: RichText | None = None,
        attributes: Sequence[Mapping[str, Any]] = (),
        metadata: Mapping[str, str] | None = None,
        english: Mapping[str, Any] | None = None,
    ) -> str:
        """Make or update a published page. Returns its id."""
        found = self._ask("page", slug=slug)
        made: dict[str, Any] = {
            "slug": slug,
            "title": title,
            "content": json_text(content),
            "isPublished": True,
            "attributes": [dict(each) for each in attributes],
        }
        if found is None:
            made["pageType"] = page_type_id
        page_id = self._put("page", found, made, payload_key="page")
        self.set_metadata(object_id=page_id, values=metadata or {})
        self._translate("page", page_id, english)
        return page_id

    def put_menu(self, *, slug: str, name: str, entries: Sequence[MenuEntry]) -> str:
        """Find a menu by slug or make it, and add the entries it lacks by name. Returns its id."""
        found = self._ask("menu", slug=slug)
        if found is None:
            found = {**self._tell("menu_create", input={"slug": slug, "name": name})["menu"], "items": []}
        known = {item["name"] for item in found["items"] or ()}
        for entry in entries:
            if entry.name not in known:
                self._add_entry(found["id"], entry)
        return str(found["id"])

    def upload_file(self, upload: Upload) -> tuple[str, str]:
        """Store a file at the core. Returns its URL and its media type."""
        stored = self._tell("file_upload", file=None, files={"file": upload})["uploadedFile"]
        return str(stored["url"]), str(stored["contentType"] or upload.content_type)

    def _add_entry(self, menu_id: str, entry: MenuEntry) -> None:
        leads_to = {
            "url": entry.url,
            "category": entry.category_id,
            "collection": entry.collection_id,
            "page": entry.page_id,
        }
        made = {"menu": menu_id, "name": entry.name}
        made.update({kind: target for kind, target in leads_to.items() if target is not None})
        item = self._tell("menu_item_create", input=made)["menuItem"]
        self._translate("menu_item", item["id"], {"name": entry.english_name})
