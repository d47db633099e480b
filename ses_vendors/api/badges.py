"""The badge of a product: who made it comes from the core, what its SES may say from the documents, now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commerce.errors import InvalidRequest
from commerce.shop import catalogue
from commerce.types import Product, ProductId
from kernel.badge import Document, Level, Origin, Standing, day_of, judge, sheltered
from kernel.badge.texts import Wording, wording
from ses_vendors.api import reading
from ses_vendors.api.facts import PublicAttestation, PublicVendor
from ses_vendors.badge import facts as standing_facts


@dataclass(frozen=True, slots=True)
class PublicBadge:
    """What may be said of a product at one moment, and what it rests on."""

    product_id: str
    product_slug: str
    product_name: str
    origin: Origin | None
    level: Level
    wording: Wording | None
    document: PublicAttestation | None
    is_sheltered: bool
    vendor: PublicVendor | None
    judged_at: datetime


def by_slug(slug: str, *, now: datetime) -> PublicBadge | None:
    """Judge a product for sale; None where there is none of that slug. Raises CommerceError."""
    product = catalogue.product(slug=slug, language="RO") if slug else None
    return _judged(product, now) if product else None


def by_id(product_id: str, *, now: datetime) -> PublicBadge | None:
    """Judge a product by its id at the core; None where there is none for sale. Raises CommerceError."""
    try:
        cards = catalogue.cards(ids=[ProductId(product_id)], language="RO")
    except InvalidRequest:  # It is no id.
        return None
    return by_slug(cards[0].slug, now=now) if cards else None


def _judged(product: Product, now: datetime) -> PublicBadge:
    row = reading.listed().filter(slug=product.seller.slug).first() if product.seller else None
    standing = standing_facts.standings([row.pk]).get(row.pk, Standing()) if row else Standing()
    vendor = reading.told([row], now=now)[0] if row else None
    verdict = judge(origin=product.origin, standing=standing, now=now)
    return PublicBadge(
        product_id=product.id,
        product_slug=product.slug,
        product_name=product.name,
        origin=product.origin,
        level=verdict.level,
        wording=wording(verdict.level, on=day_of(now)),
        document=_public(verdict.document, vendor),
        is_sheltered=sheltered(origin=product.origin, standing=standing, now=now) is not None,
        vendor=vendor,
        judged_at=now,
    )


def _public(document: Document | None, vendor: PublicVendor | None) -> PublicAttestation | None:
    """Find the public face of the document that a verdict rests on."""
    told = vendor.attestations if document and vendor else ()
    return next((each for each in told if document and each.code == document.code), None)
