"""A checkout with everything that pricing, checks and answers need, read once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from engine.catalog.models import Channel
from engine.checkout import deliveries, pricing, reservations, vouchers
from engine.checkout.deliveries import Option, Parcel
from engine.checkout.models import Checkout, CheckoutDelivery, CheckoutLine
from engine.checkout.offers import Offer
from engine.checkout.offers import load as load_offers
from engine.checkout.pricing import Delivery, Line, PricedLine
from engine.checkout.reservations import Holding
from engine.checkout.vouchers import Situation, VoucherUse
from engine.prepared import prepared
from kernel.money import Money

#: How long an app's word about delivery holds, as at Saleor (CHECKOUT_DELIVERY_OPTIONS_TTL).
QUOTE_LIFETIME = timedelta(hours=24)

#: What a checkout is read with: one query for the row and what hangs on it.
RELATED = ("channel", "user", "shipping_address", "billing_address", "delivery__shipping_method")


def whole() -> QuerySet[Checkout]:
    """Return the queryset of checkouts with what hangs on them."""
    return Checkout.objects.select_related(*RELATED)


@prepared
def find(keys: Collection[UUID]) -> QuerySet[Any, Any]:
    """Checkouts with what hangs on them, by their keys."""
    return whole().filter(pk__in=keys)


@prepared
def _line_rows(checkout_id: UUID) -> QuerySet[Any, Any]:
    return CheckoutLine.objects.filter(checkout=checkout_id)


@dataclass(frozen=True, slots=True)
class LineInfo:
    """A line and what is on offer for it now."""

    line: CheckoutLine
    offer: Offer

    @property
    def unit_price(self) -> Money:
        """Gross; nothing when the variant is no longer listed."""
        return self.offer.price or Money.zero(self.line.checkout.channel.currency_code)


@dataclass
class CheckoutInfo:
    """The checkout at `now`. Everything is read or judged on first use and kept."""

    checkout: Checkout
    now: datetime
    also: Collection[int] = ()

    def __post_init__(self) -> None:
        if self.checkout.delivery is not None:
            self.checkout.delivery.checkout = self.checkout

    @cached_property
    def rows(self) -> Sequence[CheckoutLine]:
        """The rows of its lines."""
        return _line_rows(self.checkout.pk)

    @cached_property
    def offers(self) -> dict[int, Offer]:
        """What is on offer for its lines, and for `also`, by variant."""
        wanted = {row.variant_id for row in self.rows} | set(self.also)
        return load_offers(variant_ids=wanted, channel=self.channel, now=self.now)

    @cached_property
    def lines(self) -> list[LineInfo]:
        """Its lines; their relations cost no further query.

        A variant deleted since the rows were read has taken its line along.
        """
        known = self.offers
        return [self._line(row, known[row.variant_id]) for row in self.rows if row.variant_id in known]

    def _line(self, row: CheckoutLine, offer: Offer) -> LineInfo:
        row.checkout, row.variant = self.checkout, offer.variant
        offer.variant.group.available = _Left(self)  # type: ignore[attr-defined]
        return LineInfo(row, offer)

    @property
    def channel(self) -> Channel:
        """Where it is sold."""
        return self.checkout.channel

    @property
    def currency(self) -> str:
        """ISO code of its amounts."""
        return self.channel.currency_code

    @property
    def country(self) -> str:
        """Where it goes: the channel's country until there is an address."""
        address = self.checkout.shipping_address
        return address.country if address else self.channel.default_country

    @property
    def requires_shipping(self) -> bool:
        """Whether anything in it has to be sent."""
        return any(info.offer.requires_shipping for info in self.lines)

    @property
    def weight_grams(self) -> int:
        """What it weighs."""
        return sum(info.offer.weight_grams * info.line.quantity for info in self.lines)

    @cached_property
    def voucher(self) -> VoucherUse | None:
        """The voucher in force: None when there is no code, or its conditions are not met."""
        use = self.voucher_of_code
        return use if use and vouchers.applies(use, self.situation) else None

    @cached_property
    def voucher_of_code(self) -> VoucherUse | None:
        """What the checkout's code stands for, whether or not the basket meets its conditions."""
        code = self.checkout.voucher_code
        return vouchers.find(code=code, channel=self.channel, now=self.now) if code else None

    @property
    def situation(self) -> Situation:
        """What a voucher's conditions look at."""
        return Situation(
            checkout=self.checkout,
            subtotal=Money.total((i.unit_price * i.line.quantity for i in self.lines), self.currency),
            pieces=sum(info.line.quantity for info in self.lines),
            offers=[info.offer for info in self.lines],
            country=self.country,
        )

    @cached_property
    def options(self) -> list[Option]:
        """The delivery methods that can take it, those of apps among them; none without an address."""
        if not self.checkout.quoted_for or not self._is_sent:
            return self.own_options
        rows = list(self.checkout.deliveries.filter(is_valid=True))
        return _with_quotes(self.own_options, rows, self.currency)

    @property
    def _is_sent(self) -> bool:
        return self.checkout.shipping_address is not None and self.requires_shipping

    @cached_property
    def own_options(self) -> list[Option]:
        """The core's own delivery methods that can take it; none without a shipping address."""
        address = self.checkout.shipping_address
        if address is None or not self.requires_shipping:
            return []
        parcel = Parcel(address.country, self.weight_grams, self.goods_price)
        return deliveries.options(channel=self.channel, parcel=parcel)

    @property
    def goods_price(self) -> Money:
        """What the goods cost, vouchers deducted."""
        return self._price(Delivery(Money.zero(self.currency), 0)).subtotal

    @cached_property
    def terms(self) -> str:
        """A fingerprint of all that an app's delivery price may depend on."""
        address = self.checkout.shipping_address
        place = [address.country, address.country_area, address.city, address.postal_code] if address else []
        goods = sorted((entry.line.variant_id, entry.line.quantity) for entry in self.lines)
        text = json.dumps([place, goods, self.checkout.voucher_code, self.goods_price.minor_units])
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_quote_stale(self) -> bool:
        """Whether apps should be asked again before their word is used."""
        asked_at = self.checkout.quoted_at
        if not self.checkout.quoted_for or asked_at is None:
            return False
        return self.checkout.quoted_for != self.terms or self.now >= asked_at + QUOTE_LIFETIME

    @cached_property
    def chosen(self) -> Option | None:
        """The chosen method at its price of now; None when none is chosen or it no longer fits."""
        delivery = self.checkout.delivery
        if delivery is None:
            return None
        return next((option for option in self.options if option.is_active and option.is_of(delivery)), None)

    def choose(self, delivery: CheckoutDelivery | None) -> None:
        """Set the chosen delivery, and forget what was worked out with the one before."""
        self.checkout.delivery = delivery
        for name in ("chosen", "priced", "voucher"):
            self.__dict__.pop(name, None)

    @cached_property
    def priced(self) -> pricing.Priced:
        """The prices of everything."""
        return self._price(Delivery(self._delivery_price, self.channel.default_tax_rate))

    @property
    def _delivery_price(self) -> Money:
        delivery = self.checkout.delivery
        if self.chosen is not None:
            return self.chosen.price
        kept = delivery.price if delivery and self.requires_shipping else 0
        return Money(kept, self.currency)

    def _price(self, delivery: Delivery) -> pricing.Priced:
        use = self.voucher
        lines = [
            Line(
                quantity=info.line.quantity,
                unit_price=info.unit_price,
                tax_rate=info.offer.tax_rate,
                is_eligible=use is None or use.is_for(info.offer),
            )
            for info in self.lines
        ]
        return pricing.price(lines, delivery, use.terms if use else None)

    def entry(self, line: CheckoutLine) -> LineInfo:
        """Return one of its lines with what is on offer for it."""
        return self.lines[self._positions[line.pk]]

    def priced_line(self, line: CheckoutLine) -> PricedLine:
        """Return the prices of one of its lines."""
        return self.priced.lines[self._positions[line.pk]]

    @cached_property
    def _positions(self) -> dict[UUID, int]:
        return {info.line.pk: position for position, info in enumerate(self.lines)}

    @cached_property
    def holding(self) -> Holding:
        """The pieces it holds and could have, of each variant whose stock is tracked."""
        tracked = {i.offer.variant.pk for i in self.lines if i.offer.variant.track_inventory}
        return reservations.read(
            checkout_id=self.checkout.pk, variant_ids=tracked, channel=self.channel, now=self.now
        )

    @property
    def free(self) -> Mapping[int, int]:
        """Pieces of each tracked variant that this checkout could have, its own holds included."""
        return self.holding.free

    @property
    def short_lines(self) -> list[LineInfo]:
        """The lines that want more than there is."""
        return [info for info in self.lines if info.line.quantity > self._free_for(info)]

    def _free_for(self, info: LineInfo) -> int:
        return self.free.get(info.offer.variant.pk, info.line.quantity)

    @property
    def unavailable_lines(self) -> list[LineInfo]:
        """The lines whose variant has been withdrawn from sale."""
        return [info for info in self.lines if not info.offer.is_available]

    @property
    def invalid_delivery(self) -> CheckoutDelivery | None:
        """The chosen delivery when it can no longer take the basket."""
        return self.checkout.delivery if self.requires_shipping and self.chosen is None else None

    @property
    def stale_delivery(self) -> CheckoutDelivery | None:
        """The chosen delivery when its price is no longer the one that was offered."""
        delivery = self.checkout.delivery
        if delivery is None or self.chosen is None:
            return None
        if self.chosen.method is None and self.is_quote_stale:
            return delivery
        return delivery if self.chosen.price.minor_units != delivery.price else None


def _with_quotes(own: Iterable[Option], rows: Sequence[CheckoutDelivery], currency: str) -> list[Option]:
    """Add the apps' methods to the own ones, and what apps said of those; cheapest first."""
    known = {row.shipping_method_id: row for row in rows if row.shipping_method_id is not None}
    judged = [_judged(option, known.get(option.method.pk)) for option in own if option.method is not None]
    external = [
        Option(None, Money(row.price, currency), row, row.is_active, row.message)
        for row in rows
        if row.external_id is not None
    ]
    return sorted([*judged, *external], key=lambda option: option.price)


def _judged(option: Option, row: CheckoutDelivery | None) -> Option:
    return option if row is None else replace(option, is_active=row.is_active, message=row.message)


def load(checkout: Checkout, *, now: datetime, also: Collection[int] = ()) -> CheckoutInfo:
    """Return a checkout whose lines and offers are read, in two queries, when they are first looked at.

    `also` adds variants' offers.
    """
    return CheckoutInfo(checkout, now, also)


def assemble(
    checkout: Checkout, *, lines: Sequence[CheckoutLine], offers: dict[int, Offer], now: datetime
) -> CheckoutInfo:
    """Put read parts together."""
    info = CheckoutInfo(checkout, now)
    info.rows, info.offers = lines, offers
    return info


@dataclass(frozen=True, slots=True)
class _Left:
    """`VariantGroup.available` of a checkout's variants: read, with its own holds, when first asked for."""

    info: CheckoutInfo

    def get(self, variant_id: int, default: int) -> int:
        return self.info.holding.left.get(variant_id, default)
