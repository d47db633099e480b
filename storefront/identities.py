"""Who the sellers are before the law; a shopper must see it before ordering (Ordin ANPC 225/2023)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache

from commerce import freshness
from commerce.shop import sellers
from commerce.types import Language, Seller

#: A seat or a phone number changes rarely; without word of a change a shopper sees it within minutes.
KEPT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Identity:
    """A seller's legal identity, each part empty where the seller's page does not state it."""

    slug: str
    name: str
    legal_name: str
    cui: str
    registration: str
    address: str
    phone: str
    email: str
    is_vat_payer: bool


def by_slug(language: Language) -> Mapping[str, Identity]:
    """Return every seller's identity, in one question to the core for all of them."""
    key = f"identities:{language}:{freshness.stamp('catalogue')}"
    kept: Mapping[str, Identity] | None = cache.get(key)
    if kept is None:
        kept = {seller.slug: _identity(seller) for seller in sellers.all(language=language)}
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _identity(seller: Seller) -> Identity:
    return Identity(
        slug=seller.slug,
        name=seller.name,
        legal_name=seller.text("denumire-legala"),
        cui=seller.text("cui"),
        registration=seller.text("registru"),
        address=seller.text("sediu"),
        phone=seller.text("telefon"),
        email=seller.text("email"),
        is_vat_payer=seller.value_slug("platitor-tva") == "true",
    )
