"""Products out of Saleor's JSON: a digest entry, a card, a whole page's worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from commerce import richtext
from commerce.shop import attributes
from commerce.shop.values import (
    gross,
    metadata,
    moment,
    money,
    origin,
    pictures,
    seller,
    text,
    thumbnails,
)
from commerce.transport import Json
from commerce.types import Attribute, DigestEntry, Product, ProductCard, ProductId, Variant, VariantId
from kernel.badge import facts
from kernel.badge.facts import PRODUCT_KEY, Origin

GRAMS_PER_UNIT = {
    "G": Decimal(1),
    "KG": Decimal(1000),
    "TONNE": Decimal(1_000_000),
    "OZ": Decimal("28.349523125"),
    "LB": Decimal("453.59237"),
}


def digest_entry(node: Json) -> DigestEntry | None:
    """Read one product of the digest; None for one without a price, which cannot be listed."""
    start = _start(node["pricing"])
    if start is None:
        return None
    sold_by = seller(node["ses"])
    material = node["material"]
    return DigestEntry(
        id=ProductId(node["id"]),
        slug=node["slug"],
        name=node["name"],
        name_en=text(node),
        category_slug=node["category"]["slug"] if node["category"] else "",
        seller_slug=sold_by.slug if sold_by else "",
        material_slugs=tuple(v["slug"] for v in material.get("choices") or ()) if material else (),
        price=gross(start, start["currency"]),
        in_stock=bool(node["isAvailable"]),
        created_at=moment(node["created"]),
        origin=origin(node),
    )


def card(node: Json) -> ProductCard | None:
    """Read a product for a listing; None for one without a price."""
    start = _start(node["pricing"])
    if start is None:
        return None
    currency = start["currency"]
    prices = node["pricing"]["priceRange"]
    variants = node["productVariants"]["edges"]
    return ProductCard(
        id=ProductId(node["id"]),
        slug=node["slug"],
        name=text(node),
        seller=seller(node["ses"]),
        price_from=gross(start, currency),
        price_to=gross(prices["stop"], currency),
        is_available=bool(node["isAvailable"]),
        picture=thumbnails(node, webp=(256, 512), avif=(512,)),
        quick_variant_id=VariantId(variants[0]["node"]["id"]) if len(variants) == 1 else None,
        origin=origin(node),
    )


def product(node: Json) -> Product:
    """Read a product with its variants; a variant without a price in the channel is left out."""
    category = node["category"]
    translation = node.get("translation") or {}
    assigned, told = node["assignedAttributes"], metadata(node)
    read = attributes.read(assigned)
    variants = (edge["node"] for edge in node["productVariants"]["edges"])
    return Product(
        id=ProductId(node["id"]),
        slug=node["slug"],
        name=text(node),
        description_html=richtext.to_html(translation.get("description") or node["description"]),
        seo_description=text(node, "seoDescription"),
        category_slug=category["slug"] if category else "",
        category_name=text(category) if category else "",
        seller=seller(next((a for a in assigned if a["attribute"]["slug"] == "ses"), None)),
        attributes=read,
        variants=tuple(_variant(v) for v in variants if v["pricing"] and v["pricing"]["price"]),
        pictures=pictures(node["media"]),
        is_available=bool(node["isAvailable"]),
        collection_slugs=tuple(c["slug"] for c in node["collections"] or ()),
        weight_grams=_grams(node["weight"]),
        metadata=told,
        origin=_origin(told, read),
    )


def _origin(told: Mapping[str, str], assigned: Iterable[Attribute]) -> Origin | None:
    """Read who made a product: as the facts for badges say, else as its attribute does."""
    if PRODUCT_KEY in told:
        return facts.read(told[PRODUCT_KEY])[1]
    chosen = next((each.values for each in assigned if each.slug == "origine"), ())
    return facts.origin(chosen[0].slug) if chosen else None


def _start(pricing: Json | None) -> Json | None:
    prices = pricing and pricing["priceRange"]
    return prices["start"] if prices else None


def _variant(node: Json) -> Variant:
    price = node["pricing"]["price"]
    currency = price["currency"]
    shown = pictures(node["media"])
    return Variant(
        id=VariantId(node["id"]),
        name=text(node),
        sku=node["sku"] or "",
        price=gross(price, currency),
        net=money(price["net"]["amount"], currency),
        undiscounted=gross(node["pricing"]["priceUndiscounted"] or price, currency),
        available=node["quantityAvailable"] or 0,
        limit=node["quantityLimitPerCustomer"],
        attributes=attributes.read(node["assignedAttributes"]),
        picture=shown[0] if shown else None,
    )


def _grams(weight: Json | None) -> int | None:
    return int(Decimal(str(weight["value"])) * GRAMS_PER_UNIT[weight["unit"]]) if weight else None
