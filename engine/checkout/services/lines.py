"""Putting goods into a checkout, changing how many, taking them out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from engine.catalog.models import ProductVariant
from engine.checkout import info as infos
from engine.checkout import reservations
from engine.checkout.info import CheckoutInfo
from engine.checkout.limits import limit_of
from engine.checkout.models import CheckoutLine
from engine.checkout.offers import Offer
from engine.checkout.reservations import Holding, Shortage
from engine.checkout.services import baskets
from engine.errors import Refusal, refuse
from engine.metadata import check as check_metadata
from kernel.ids import to_global_id


@dataclass(frozen=True, slots=True)
class Wish:
    """A variant and how many pieces of it; `quantity` None leaves them as they are."""

    variant_id: int
    quantity: int | None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineChange:
    """The same for an existing line."""

    line_id: UUID
    quantity: int | None
    metadata: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add(*, checkout_id: UUID, wishes: Sequence[Wish], now: datetime) -> CheckoutInfo:
    """Put pieces in beside those already there, and hold them.

    Raises:
        Refusal: NOT_FOUND, ZERO_QUANTITY, QUANTITY_GREATER_THAN_LIMIT, INSUFFICIENT_STOCK,
            PRODUCT_UNAVAILABLE_FOR_PURCHASE, UNAVAILABLE_VARIANT_IN_CHANNEL, PRODUCT_NOT_PUBLISHED.
    """
    info = baskets.open_for_change(checkout_id, now=now, also={wish.variant_id for wish in wishes})
    there = {entry.line.variant_id: entry.line.quantity for entry in info.lines}
    totals = sums(info.offers, wishes)
    quantities = {variant: there.get(variant, 0) + more for variant, more in totals.items()}
    check_quantities(info.offers, quantities)
    return baskets.close(write(info, quantities, metadata_of(wishes), strict=quantities))


def sums(offers: Mapping[int, Offer], wishes: Sequence[Wish]) -> dict[int, int]:
    """Add up the wishes of each variant after checking that it may be bought at all."""
    check_existing(offers, wishes)
    check_buyable([offers[wish.variant_id] for wish in wishes])
    totals: dict[int, int] = {}
    for wish in wishes:
        quantity = wish.quantity or 0
        if quantity <= 0:
            raise refuse("ZERO_QUANTITY", "The quantity should be higher than zero.", "quantity")
        totals[wish.variant_id] = totals.get(wish.variant_id, 0) + quantity
    return totals


@transaction.atomic
def update(
    *,
    checkout_id: UUID,
    changes: Sequence[LineChange] = (),
    wishes: Sequence[Wish] = (),
    now: datetime,
) -> CheckoutInfo:
    """Set how many pieces lines (or variants) have; 0 removes, a new variant is put in.

    Raises:
        Refusal: as `add`; GRAPHQL_ERROR when a line is not of this checkout.
    """
    info = baskets.open_for_change(checkout_id, now=now, also={wish.variant_id for wish in wishes})
    wishes = [*wishes, *_as_wishes(info, changes)]
    check_existing(info.offers, wishes)
    quantities = {w.variant_id: w.quantity for w in wishes if w.quantity is not None}
    if any(quantity < 0 for quantity in quantities.values()):
        raise refuse("ZERO_QUANTITY", "The quantity should be higher or equal zero.", "quantity")
    kept = {variant: quantity for variant, quantity in quantities.items() if quantity}
    check_buyable([info.offers[variant] for variant in kept])
    check_quantities(info.offers, kept)
    return baskets.close(write(info, quantities, metadata_of(wishes), strict=kept))


def _as_wishes(info: CheckoutInfo, changes: Sequence[LineChange]) -> list[Wish]:
    variants = {entry.line.pk: entry.line.variant_id for entry in info.lines}
    foreign = _foreign(variants, [change.line_id for change in changes])
    if foreign:
        message = f"Could not resolve to a node with the global id list of '{foreign}'."
        raise refuse("GRAPHQL_ERROR", message, "lineId")
    return [Wish(variants[c.line_id], c.quantity, c.metadata) for c in changes]


@transaction.atomic
def delete(*, checkout_id: UUID, line_ids: Sequence[UUID], now: datetime) -> CheckoutInfo:
    """Take lines out; their pieces are free again.

    Raises:
        Refusal: NOT_FOUND; INVALID when a line is not of this checkout.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    variants = {entry.line.pk: entry.line.variant_id for entry in info.lines}
    foreign = _foreign(variants, line_ids)
    if foreign:
        raise refuse("INVALID", "Provided line_ids aren't part of checkout.", "lineId", lines=foreign)
    return baskets.close(write(info, {variants[key]: 0 for key in line_ids}, {}, strict=()))


# --- Checks ---


def check_existing(offers: Mapping[int, Offer], wishes: Sequence[Wish]) -> None:
    """Refuse variants that do not exist, in the words Saleor was seen to use."""
    unknown = [w.variant_id for w in wishes if w.variant_id not in offers]
    if unknown:
        raise unknown_variants([to_global_id("ProductVariant", key) for key in unknown])


def unknown_variants(global_ids: Sequence[str]) -> Refusal:
    """Say that ids are no variants."""
    message = f"Could not resolve to a node with the global id list of '{list(global_ids)}'."
    return refuse("GRAPHQL_ERROR", message, "variantId")


def check_buyable(offers: Sequence[Offer]) -> None:
    """Refuse variants that are not on sale, in Saleor's order of checks."""
    _refuse_variants(
        [offer for offer in offers if not offer.is_purchasable],
        "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
        "Cannot add lines for unavailable for purchase variants.",
    )
    _refuse_variants(
        [offer for offer in offers if offer.price is None],
        "UNAVAILABLE_VARIANT_IN_CHANNEL",
        "Cannot add lines with unavailable variants.",
    )
    _refuse_variants(
        [offer for offer in offers if not offer.is_published],
        "PRODUCT_NOT_PUBLISHED",
        "Cannot add lines for unpublished variants.",
    )


def _refuse_variants(offers: Sequence[Offer], code: str, message: str) -> None:
    if offers:
        raise refuse(code, message, "lines", variants=[_gid(offer.variant) for offer in offers])


def check_quantities(offers: Mapping[int, Offer], quantities: Mapping[int, int]) -> None:
    """Refuse more pieces than one order may have of a variant."""
    for variant_id, quantity in quantities.items():
        variant = offers[variant_id].variant
        limit = limit_of(variant)
        if limit is not None and quantity > limit:
            message = f"Cannot add more than {limit} times this item: {_name(variant)}."
            raise refuse("QUANTITY_GREATER_THAN_LIMIT", message, "quantity")


def _foreign(own: Collection[UUID], line_ids: Sequence[UUID]) -> list[str]:
    """Return the global ids of lines that the checkout does not have."""
    return [to_global_id("CheckoutLine", key) for key in line_ids if key not in own]


def _gid(variant: ProductVariant) -> str:
    return to_global_id("ProductVariant", variant.pk)


def _name(variant: ProductVariant) -> str:
    return variant.name or variant.sku or str(variant.pk)


def metadata_of(wishes: Sequence[Wish]) -> dict[int, Mapping[str, str]]:
    """Return the metadata that comes with wishes, by variant."""
    return {wish.variant_id: wish.metadata for wish in wishes if wish.metadata}


# --- Writing ---


def write(
    info: CheckoutInfo,
    quantities: Mapping[int, int],
    metadata: Mapping[int, Mapping[str, str]],
    *,
    strict: Collection[int],
) -> CheckoutInfo:
    """Store what each variant's line holds from now on (0 removes it) and renew the reservations.

    Raises:
        Refusal: INSUFFICIENT_STOCK, for the variants in `strict`; REQUIRED or INVALID for metadata.
    """
    lines = {entry.line.variant_id: entry.line for entry in info.lines}
    _remove([lines.pop(v) for v, quantity in quantities.items() if not quantity and v in lines])
    wanted = {variant: quantity for variant, quantity in quantities.items() if quantity}
    _set(lines, wanted, metadata)
    _put_in(info, lines, wanted, metadata)
    changed = infos.assemble(info.checkout, lines=list(lines.values()), offers=info.offers, now=info.now)
    changed.holding = _hold(changed, strict)
    return changed


def _remove(lines: Sequence[CheckoutLine]) -> None:
    if lines:
        CheckoutLine.objects.filter(pk__in=[line.pk for line in lines]).delete()


def _set(
    lines: Mapping[int, CheckoutLine],
    wanted: Mapping[int, int],
    metadata: Mapping[int, Mapping[str, str]],
) -> None:
    changed = [lines[variant] for variant in lines if variant in wanted or variant in metadata]
    for line in changed:
        line.quantity = wanted.get(line.variant_id, line.quantity)
        line.metadata = _checked({**line.metadata, **metadata.get(line.variant_id, {})})
    if changed:
        CheckoutLine.objects.bulk_update(changed, ["quantity", "metadata"])


def _put_in(
    info: CheckoutInfo,
    lines: dict[int, CheckoutLine],
    wanted: Mapping[int, int],
    metadata: Mapping[int, Mapping[str, str]],
) -> None:
    """Make lines for new variants; a microsecond apart, so that their order stays as asked."""
    new = [
        CheckoutLine(
            checkout=info.checkout,
            variant_id=variant,
            quantity=wanted[variant],
            metadata=_checked(metadata.get(variant, {})),
            created_at=info.now + timedelta(microseconds=index),
        )
        for index, variant in enumerate(wanted)
        if variant not in lines
    ]
    CheckoutLine.objects.bulk_create(new)
    lines.update({line.variant_id: line for line in new})


def _checked(pairs: Mapping[str, str]) -> dict[str, str]:
    check_metadata(pairs)
    return dict(pairs)


def _hold(info: CheckoutInfo, strict: Collection[int]) -> Holding:
    tracked = [i.line for i in info.lines if i.offer.variant.track_inventory]
    try:
        return reservations.hold(
            checkout_id=info.checkout.pk,
            channel=info.channel,
            lines=tracked,
            strict=strict,
            is_authenticated=info.checkout.user_id is not None,
            now=info.now,
        )
    except Shortage as shortage:
        raise Refusal(
            *(
                reservations.problem(variant, _name(info.offers[variant].variant), free)
                for variant, free in shortage.free.items()
            )
        ) from shortage
