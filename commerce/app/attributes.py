"""Attributes, and the types of products and pages that have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from commerce.app.verbs import Verbs, json_text
from commerce.transport import Json

AttributeOwner = Literal["PRODUCT_TYPE", "PAGE_TYPE"]


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """An attribute at the core, with the ids of its choices by name."""

    id: str
    value_ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PageWords:
    """A type of pages at the core, and its attributes by slug."""

    page_type_id: str
    attributes: Mapping[str, AttributeRef]


class AttributeVerbs(Verbs):
    """Verbs for what can be said of a product or a page."""

    def page_words(self, *, slug: str) -> PageWords | None:
        """Read what can be said on pages of a type; None where there is no such type."""
        found = self._ask_first("page_words", slugs=[slug])
        if found is None:
            return None
        known = {each["slug"]: AttributeRef(each["id"], _ids_by_name(each)) for each in found["attributes"]}
        return PageWords(found["id"], known)

    def put_attribute(
        self,
        *,
        slug: str,
        name: str,
        english_name: str,
        owner: AttributeOwner,
        input_type: str,
        entity_type: str | None = None,
        values: Mapping[str, str] | None = None,
    ) -> AttributeRef:
        """Find an attribute by slug or make it, and add the choices it lacks.

        `values` are Romanian names of choices with their English ones. The core makes a choice's slug
        of its Romanian name, so a choice that must have the slug `ro-is` is named "RO-IS".
        """
        names = list(values or ())
        found = self._ask("attribute", slug=slug)
        if found is None:
            found = self._create(slug, name, owner, input_type, entity_type, names)
        else:
            found = self._complete(found, name, names)
        self._translate("attribute", found["id"], {"name": english_name})
        reference = AttributeRef(found["id"], _ids_by_name(found))
        for romanian, english in (values or {}).items():
            self._translate("attribute_value", reference.value_ids[romanian], {"name": english})
        return reference

    def put_page_type(self, *, slug: str, name: str, attribute_ids: Sequence[str]) -> str:
        """Find a page type by slug or make it, and assign the attributes it lacks. Returns its id."""
        found = self._ask_first("page_type", slugs=[slug])
        if found is None:
            made = {"slug": slug, "name": name, "addAttributes": list(attribute_ids)}
            return str(self._tell("page_type_create", input=made)["pageType"]["id"])
        missing = _missing(attribute_ids, found["attributes"])
        if missing:
            self._tell("page_attribute_assign", id=found["id"], attributes=missing)
        return str(found["id"])

    def put_product_type(
        self,
        *,
        slug: str,
        name: str,
        product_attribute_ids: Sequence[str],
        variant_attribute_ids: Sequence[str],
        is_shipped: bool = True,
    ) -> str:
        """Find a product type by slug or make it; assign the attributes it lacks. Returns its id.

        Variant attributes are those by which a shopper chooses (`variantSelection`).
        """
        found = self._ask_first("product_type", slugs=[slug])
        if found is None:
            made = {
                "slug": slug,
                "name": name,
                "kind": "NORMAL",
                "hasVariants": True,
                "isShippingRequired": is_shipped,
            }
            found = {**self._tell("product_type_create", input=made)["productType"]}
        assigned = found.get("assignedVariantAttributes") or ()
        operations = [
            {"id": attribute_id, "type": "PRODUCT"}
            for attribute_id in _missing(product_attribute_ids, found.get("productAttributes"))
        ] + [
            {"id": attribute_id, "type": "VARIANT", "variantSelection": True}
            for attribute_id in _missing(variant_attribute_ids, [each["attribute"] for each in assigned])
        ]
        if operations:
            self._tell("product_attribute_assign", id=found["id"], operations=operations)
        return str(found["id"])

    def _create(
        self,
        slug: str,
        name: str,
        owner: AttributeOwner,
        input_type: str,
        entity_type: str | None,
        names: Sequence[str],
    ) -> Json:
        made: dict[str, Any] = {
            "slug": slug,
            "name": name,
            "type": owner,
            "inputType": input_type,
            "visibleInStorefront": True,
        }
        if entity_type:
            made["entityType"] = entity_type
        if names:
            made["values"] = [{"name": each} for each in names]
        created: Json = self._tell("attribute_create", input=made)["attribute"]
        return created

    def _complete(self, found: Json, name: str, names: Sequence[str]) -> Json:
        known = _ids_by_name(found)
        wanted: dict[str, Any] = {"name": name}
        missing = [{"name": each} for each in names if each not in known]
        if missing:
            wanted["addValues"] = missing
        updated: Json = self._tell("attribute_update", id=found["id"], input=wanted)["attribute"]
        return updated


def _ids_by_name(attribute: Json) -> dict[str, str]:
    choices = attribute["choices"]
    return {edge["node"]["name"]: edge["node"]["id"] for edge in choices["edges"]} if choices else {}


def _missing(wanted: Sequence[str], present: Sequence[Json] | None) -> list[str]:
    known = {node["id"] for node in present or ()}
    return [each for each in wanted if each not in known]


# --- What to say of a product, variant or page: AttributeValueInput ---


def plain_text(attribute: AttributeRef, text: str) -> dict[str, Any]:
    """Say a text."""
    return {"id": attribute.id, "plainText": text}


def rich_text(attribute: AttributeRef, content: Mapping[str, Any]) -> dict[str, Any]:
    """Say a rich text (EditorJS)."""
    return {"id": attribute.id, "richText": json_text(content)}


def choice(attribute: AttributeRef, name: str) -> dict[str, Any]:
    """Choose one value by its Romanian name."""
    return {"id": attribute.id, "dropdown": {"id": attribute.value_ids[name]}}


def choices(attribute: AttributeRef, names: Sequence[str]) -> dict[str, Any]:
    """Choose several values by their Romanian names."""
    return {"id": attribute.id, "multiselect": [{"id": attribute.value_ids[name]} for name in names]}


def boolean(attribute: AttributeRef, value: bool) -> dict[str, Any]:
    """Say yes or no."""
    return {"id": attribute.id, "boolean": value}


def number(attribute: AttributeRef, value: int) -> dict[str, Any]:
    """Say a whole number."""
    return {"id": attribute.id, "numeric": str(value)}


def day(attribute: AttributeRef, value: date | None) -> dict[str, Any]:
    """Say a day; None says none."""
    return {"id": attribute.id, "date": value.isoformat() if value else None}


def references(attribute: AttributeRef, ids: Sequence[str]) -> dict[str, Any]:
    """Point to pages (or what the attribute's entity type is)."""
    return {"id": attribute.id, "references": list(ids)}


def file(attribute: AttributeRef, url: str, content_type: str) -> dict[str, Any]:
    """Attach a file that was uploaded before."""
    return {"id": attribute.id, "file": url, "contentType": content_type}
