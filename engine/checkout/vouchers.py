"""Which voucher a code stands for, and whether a basket meets its conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from engine.catalog.models import Channel, CollectionProduct
from engine.checkout.models import Checkout, Voucher, VoucherChannelListing, VoucherCode, VoucherCustomer
from engine.checkout.offers import Offer
from engine.checkout.pricing import Scope, Terms
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Targets:
    """The keys of what a voucher for specific products is for."""

    products: frozenset[int] = frozenset()
    variants: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()

    def meet(self, offer: Offer) -> bool:
        """Whether the voucher is for this variant; a category includes those below it."""
        category = offer.product.category
        above = (
            {int(part) for part in category.path.split("/") if part} | {category.pk} if category else set()
        )
        return (
            offer.product.pk in self.products
            or offer.variant.pk in self.variants
            or not self.categories.isdisjoint(above)
        )


@dataclass(frozen=True, slots=True)
class VoucherUse:
    """A valid code with its voucher's value in one channel."""

    code: VoucherCode
    voucher: Voucher
    listing: VoucherChannelListing
    targets: Targets = field(default_factory=Targets)

    @property
    def terms(self) -> Terms:
        """The reduction, for pricing."""
        return Terms(
            scope=Scope(self.voucher.type),
            is_percentage=self.voucher.discount_value_type == "PERCENTAGE",
            value=self.listing.discount_value,
            is_for_one_piece=self.voucher.apply_once_per_order,
        )

    def is_for(self, offer: Offer) -> bool:
        """Whether the voucher reduces this variant."""
        return Scope(self.voucher.type) is not Scope.SPECIFIC_PRODUCT or self.targets.meet(offer)


@dataclass(frozen=True, slots=True)
class Situation:
    """What a voucher's conditions look at: the basket before any reduction."""

    checkout: Checkout
    subtotal: Money
    pieces: int
    offers: Sequence[Offer]
    country: str


def find(*, code: str, channel: Channel, now: datetime) -> VoucherUse | None:
    """Return what a code gives in a channel; None when it is unknown, out of date or used up."""
    row = (
        VoucherCode.objects.select_related("voucher")
        .filter(code=code, is_active=True, voucher__starts_at__lte=now)
        .filter(Q(voucher__ends_at=None) | Q(voucher__ends_at__gte=now))
        .first()
    )
    if row is None or _is_used_up(row):
        return None
    listing = VoucherChannelListing.objects.filter(voucher=row.voucher, channel=channel).first()
    if listing is None:
        return None
    return VoucherUse(row, row.voucher, listing, _targets(row.voucher))


def _is_used_up(row: VoucherCode) -> bool:
    limit = 1 if row.voucher.single_use else row.voucher.usage_limit
    return limit is not None and row.used >= limit


def _targets(voucher: Voucher) -> Targets:
    if Scope(voucher.type) is not Scope.SPECIFIC_PRODUCT:
        return Targets()
    collected = CollectionProduct.objects.filter(collection__vouchers=voucher)
    return Targets(
        products=frozenset(voucher.products.values_list("pk", flat=True))
        | frozenset(collected.values_list("product_id", flat=True)),
        variants=frozenset(voucher.variants.values_list("pk", flat=True)),
        categories=frozenset(voucher.categories.values_list("pk", flat=True)),
    )


def applies(use: VoucherUse, situation: Situation) -> bool:
    """Whether a basket meets the voucher's conditions."""
    return (
        _spends_enough(use, situation)
        and any(use.is_for(offer) for offer in situation.offers)
        and _ships_as_wanted(use, situation)
        and _is_for_this_customer(use, situation.checkout)
    )


def _spends_enough(use: VoucherUse, situation: Situation) -> bool:
    least, pieces = use.listing.minimum_spent, use.voucher.min_checkout_items_quantity
    return (least is None or situation.subtotal.minor_units >= least) and situation.pieces >= (pieces or 0)


def _ships_as_wanted(use: VoucherUse, situation: Situation) -> bool:
    if Scope(use.voucher.type) is not Scope.SHIPPING:
        return True
    if situation.checkout.delivery_id is None:
        return False
    return not use.voucher.countries or situation.country in use.voucher.countries


def _is_for_this_customer(use: VoucherUse, checkout: Checkout) -> bool:
    if use.voucher.only_for_staff and not (checkout.user and checkout.user.is_staff):
        return False
    if not use.voucher.apply_once_per_customer or not checkout.email:
        return True
    used = VoucherCustomer.objects.filter(voucher_code__voucher=use.voucher)
    return not used.filter(email__iexact=checkout.email).exists()
