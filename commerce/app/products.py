"""Products, their variants, prices, stock and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from commerce.app.verbs import Verbs, decimal_text, json_text
from commerce.errors import Problem, Refused
from commerce.transport import Json, Upload
from kernel.money import Money

GRAMS_PER_KILOGRAM = 1000


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as the loader wants it. `english` holds fields of Saleor's TranslationInput."""

    reference: str
    slug: str
    name: str
    product_type_id: str
    category_id: str
    description: Mapping[str, Any] | None = None
    seo_description: str = ""
    attributes: Sequence[Mapping[str, Any]] = ()
    collection_ids: Sequence[str] = ()
    tax_class_id: str | None = None
    weight_grams: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """A variant as the loader wants it; `stock` is pieces by warehouse id."""

    sku: str
    name: str
    english_name: str
    price: Money
    attributes: Sequence[Mapping[str, Any]] = ()
    stock: Mapping[str, int] = field(default_factory=dict)
    weight_grams: int | None = None


@dataclass(frozen=True, slots=True)
class ProductRef:
    """A product at the core: its variants' ids by SKU, its pictures' ids by alt text."""

    id: str
    variant_ids: Mapping[str, str]
    picture_ids: Mapping[str, str]


class ProductVerbs(Verbs):
    """Verbs for goods. The order is: put_product, publish_product, put_variants, add_picture."""

    def find_product(self, reference: str) -> ProductRef | None:
        """Find a product by its external reference, published or not."""
        node = self._ask("product", reference=reference)
        if node is None:
            return None
        variants = (edge["node"] for edge in node["productVariants"]["edges"])
        return ProductRef(
            id=node["id"],
            variant_ids={variant["sku"]: variant["id"] for variant in variants},
            picture_ids={picture["alt"]: picture["id"] for picture in node["media"] or ()},
        )

    def put_product(self, draft: ProductDraft) -> ProductRef:
        """Make or update a product by its external reference; its variants and pictures are left alone."""
        found = self.find_product(draft.reference)
        made = _product_input(draft)
        if found is None:
            created = self._tell("product_create", input={**made, "productType": draft.product_type_id})
            found = ProductRef(id=created["product"]["id"], variant_ids={}, picture_ids={})
        else:
            self._tell("product_update", id=found.id, input=made)
        self._translate("product", found.id, draft.english)
        return found

    def publish_product(self, *, product_id: str, channel_id: str, is_published: bool = True) -> None:
        """List a product in the channel, or hide it; variants can be priced only after this."""
        listing = {
            "channelId": channel_id,
            "isPublished": is_published,
            "visibleInListings": is_published,
            "isAvailableForPurchase": is_published,
        }
        self._tell("product_listing", id=product_id, input={"updateChannels": [listing]})

    def put_variants(
        self, *, product: ProductRef, channel_id: str, variants: Sequence[VariantDraft]
    ) -> dict[str, str]:
        """Make the variants whose SKU is new, with their stock; set the price of the others.

        Stock of a variant that is there already is not touched: something of it may be sold.
        Returns ids by SKU. Raises Refused, and then none was made.
        """
        ids = dict(product.variant_ids)
        new = [draft for draft in variants if draft.sku not in ids]
        if new:
            ids.update(self._create_variants(product.id, channel_id, new))
        for draft in variants:
            if draft.sku in product.variant_ids:
                self.set_price(variant_id=ids[draft.sku], channel_id=channel_id, price=draft.price)
            self._translate("variant", ids[draft.sku], {"name": draft.english_name})
        return ids

    def set_price(self, *, variant_id: str, channel_id: str, price: Money) -> None:
        """Set a variant's gross price in the channel."""
        self._tell("variant_listing", id=variant_id, input=[_price(channel_id, price)])

    def set_stock(self, *, variant_id: str, warehouse_id: str, quantity: int) -> None:
        """Set the pieces in one warehouse."""
        stocks = [{"warehouse": warehouse_id, "quantity": quantity}]
        self._tell("variant_stocks_update", id=variant_id, stocks=stocks)

    def add_picture(self, *, product_id: str, alt: str, picture: Upload) -> str:
        """Add a picture as the product's last. Returns its id."""
        made = {"product": product_id, "alt": alt, "image": None}
        return str(self._tell("media_create", input=made, files={"input.image": picture})["media"]["id"])

    def delete_picture(self, *, picture_id: str) -> None:
        """Take a picture away."""
        self._tell("media_delete", id=picture_id)

    def _create_variants(
        self, product_id: str, channel_id: str, drafts: Sequence[VariantDraft]
    ) -> dict[str, str]:
        wanted = [_variant_input(draft, channel_id) for draft in drafts]
        results = self._tell("variant_bulk_create", product=product_id, variants=wanted)["results"]
        _raise_row_refusals(results)
        return {row["productVariant"]["sku"]: row["productVariant"]["id"] for row in results}


def _product_input(draft: ProductDraft) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": draft.name,
        "slug": draft.slug,
        "externalReference": draft.reference,
        "category": draft.category_id,
        "description": json_text(draft.description),
        "attributes": [dict(each) for each in draft.attributes],
        "collections": list(draft.collection_ids),
        "metadata": [{"key": key, "value": value} for key, value in draft.metadata.items()],
        "seo": {"description": draft.seo_description},
    }
    if draft.tax_class_id is not None:
        made["taxClass"] = draft.tax_class_id
    if draft.weight_grams is not None:
        made["weight"] = _kilograms(draft.weight_grams)
    return made


def _variant_input(draft: VariantDraft, channel_id: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "sku": draft.sku,
        "name": draft.name,
        "externalReference": draft.sku,
        "trackInventory": True,
        "attributes": [dict(each) for each in draft.attributes],
        "stocks": [{"warehouse": key, "quantity": pieces} for key, pieces in draft.stock.items()],
        "channelListings": [_price(channel_id, draft.price)],
    }
    if draft.weight_grams is not None:
        made["weight"] = _kilograms(draft.weight_grams)
    return made


def _price(channel_id: str, price: Money) -> dict[str, str]:
    return {"channelId": channel_id, "price": decimal_text(price)}


def _kilograms(grams: int) -> str:
    """Saleor's WeightScalar is a number in the shop's default unit, which is the kilogram."""
    return str(Decimal(grams) / GRAMS_PER_KILOGRAM)


def _raise_row_refusals(results: Sequence[Json]) -> None:
    problems = tuple(
        Problem(error["field"], error["code"], error["message"] or "")
        for row in results
        for error in row["errors"] or ()
    )
    if problems:
        raise Refused(problems)
