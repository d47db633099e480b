"""Facts for search engines as JSON-LD. A data block is not run, so the security policy lets it stand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import orjson
from django.utils.safestring import SafeString, mark_safe

from commerce.types import Product
from kernel.badge import Document
from storefront.badges import Shown
from storefront.offers import Offer

IN_STOCK, OUT_OF_STOCK = "https://schema.org/InStock", "https://schema.org/OutOfStock"
# In a script element only these could end it or open a comment.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def product(offer: Offer, shown: Shown | None, *, is_sold: bool = True, site: str, path: str) -> SafeString:
    """Describe a product for sale, as schema.org has it; `site` is where others reach the shop.

    A badge is told as a certification while it is shown; the line about who sells it is none of the product.
    While its seller takes no orders (not `is_sold`) it is out of stock.
    """
    thing = offer.product
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": thing.name,
        "description": thing.seo_description,
        "url": site + path,
        "image": pictures(thing, site=site),
        "category": thing.category_name,
        "offers": [
            {
                "@type": "Offer",
                "sku": option.variant.sku,
                "price": str(option.variant.price.amount),
                "priceCurrency": option.variant.price.currency,
                "availability": IN_STOCK if is_sold and option.is_available else OUT_OF_STOCK,
                "itemCondition": "https://schema.org/NewCondition",
                "seller": {"@type": "Organization", "name": thing.seller.name if thing.seller else ""},
            }
            for option in offer.options
        ],
    }
    if shown and shown.is_badge:
        facts["hasCertification"] = _certification(shown, site)
    return _json(facts)


def pictures(thing: Product, *, site: str) -> list[str]:
    """Return the addresses of a product's pictures, the largest of each; a Saleor's have its host."""
    return [urljoin(f"{site}/", picture.webp[-1][1]) for picture in thing.pictures if picture.webp]


def _certification(shown: Shown, site: str) -> dict[str, Any]:
    """Describe the document that a badge rests on (schema.org/Certification)."""
    document = shown.paper.document
    facts = {
        "@type": "Certification",
        "name": shown.label,
        "about": {"@type": "Thing", "name": shown.paper.name},
        "certificationIdentification": shown.paper.title,
        "certificationStatus": "https://schema.org/CertificationActive",
        "issuedBy": {"@type": "GovernmentOrganization", "name": document.issuer},
        "expires": document.valid_until.isoformat(),
        "url": site + shown.paper.href,
    }
    if isinstance(document, Document):
        facts["validFrom"] = document.issued_on.isoformat()
        if document.checked_on:
            facts["auditDate"] = document.checked_on.isoformat()
    return facts


def _json(facts: dict[str, Any]) -> SafeString:
    return mark_safe(orjson.dumps(facts).decode().translate(_ESCAPES))  # noqa: S308
