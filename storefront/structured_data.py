"""Facts for search engines as JSON-LD. A data block is not run, so the security policy lets it stand."""

from __future__ import annotations

from typing import Any

import orjson
from django.utils.safestring import SafeString, mark_safe

from storefront.offers import Offer

# In a script element only these could end it or open a comment.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def product(offer: Offer, *, site: str, path: str) -> SafeString:
    """Describe a product for sale, as schema.org has it; `site` is where others reach the shop."""
    thing = offer.product
    pictures = [site + picture.webp[-1][1] for picture in thing.pictures if picture.webp]
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": thing.name,
        "description": thing.seo_description,
        "url": site + path,
        "image": pictures,
        "category": thing.category_name,
        "offers": [
            {
                "@type": "Offer",
                "sku": option.variant.sku,
                "price": str(option.variant.price.amount),
                "priceCurrency": option.variant.price.currency,
                "availability": f"https://schema.org/{'InStock' if option.is_available else 'OutOfStock'}",
                "itemCondition": "https://schema.org/NewCondition",
                "seller": {"@type": "Organization", "name": thing.seller.name if thing.seller else ""},
            }
            for option in offer.options
        ],
    }
    return _json(facts)


def _json(facts: dict[str, Any]) -> SafeString:
    return mark_safe(orjson.dumps(facts).decode().translate(_ESCAPES))  # noqa: S308
