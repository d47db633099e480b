"""A small market for the tests of stock, checkouts and orders: Ana sells, Bogdan buys."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from engine.accounts.models import Address, User
from engine.catalog.models import (
    Channel,
    Product,
    ProductChannelListing,
    ProductType,
    ProductVariant,
    VariantChannelListing,
)
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Voucher, VoucherChannelListing, VoucherCode
from engine.checkout.services import completion, creation, delivery
from engine.checkout.services.creation import Draft
from engine.checkout.services.lines import Wish
from engine.inventory.models import (
    ShippingMethod,
    ShippingMethodChannelListing,
    ShippingZone,
    Stock,
    Warehouse,
)
from engine.orders.models import Order

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def channel(**fields: Any) -> Channel:
    """The shop's channel: lei, orders without payment, reservations of 30 minutes."""
    defaults = {"name": "SES", "slug": "ses-ro", "allow_unpaid_orders": True}
    return Channel.objects.create(**{**defaults, **fields})


def address(**fields: Any) -> Address:
    """Bogdan's address, not stored."""
    defaults = {
        "first_name": "Bogdan",
        "last_name": "Ionescu",
        "street_address_1": "Str. Exemplului 7",
        "city": "Iași",
        "country_area": "RO-IS",
        "postal_code": "700001",
        "country": "RO",
    }
    return Address(**{**defaults, **fields})


def warehouse(shop: Channel, slug: str = "atelierul-anei") -> Warehouse:
    """Ana's warehouse."""
    place = address()
    place.save()
    made = Warehouse.objects.create(name=slug, slug=slug, address=place)
    made.channels.add(shop)
    return made


def variant(
    shop: Channel, *, price: int | None = 10000, tax_rate: int | None = 21, **fields: Any
) -> ProductVariant:
    """A variant on sale at a gross price in bani, of a product of its own."""
    number = next(_numbers)
    kind = ProductType.objects.create(name="Textile", slug=f"textile-{number}")
    product = Product.objects.create(
        product_type=kind, name=f"Șorț {number}", slug=f"sort-{number}", tax_rate=tax_rate
    )
    ProductChannelListing.objects.create(
        product=product, channel=shop, is_published=True, published_at=NOW, available_for_purchase_at=NOW
    )
    defaults = {"name": "M", "sku": f"SORT-{number}"}
    made = ProductVariant.objects.create(product=product, **{**defaults, **fields})
    VariantChannelListing.objects.create(variant=made, channel=shop, price=price)
    return made


def stock(of: ProductVariant, place: Warehouse, quantity: int, allocated: int = 0) -> Stock:
    """Pieces in a warehouse."""
    return Stock.objects.create(variant=of, warehouse=place, quantity=quantity, quantity_allocated=allocated)


def method(
    shop: Channel, *, price: int = 1999, countries: Sequence[str] = ("RO",), **fields: Any
) -> ShippingMethod:
    """A courier for a gross price in bani."""
    zone = ShippingZone.objects.create(name="România", countries=list(countries))
    zone.channels.add(shop)
    limits = {key: fields.pop(key) for key in ("minimum_order_price", "maximum_order_price") if key in fields}
    made = ShippingMethod.objects.create(shipping_zone=zone, **{"name": "Curier", **fields})
    ShippingMethodChannelListing.objects.create(shipping_method=made, channel=shop, price=price, **limits)
    return made


def voucher(shop: Channel, code: str = "IARNA", *, value: int, **fields: Any) -> VoucherCode:
    """A voucher with one code; `value` is bani, or percent with discount_value_type PERCENTAGE."""
    minimum = fields.pop("minimum_spent", None)
    made = Voucher.objects.create(**{"name": "Iarna", "starts_at": NOW, **fields})
    VoucherChannelListing.objects.create(
        voucher=made, channel=shop, discount_value=value, minimum_spent=minimum
    )
    return VoucherCode.objects.create(voucher=made, code=code)


def user(email: str = "bogdan@example.com", **fields: Any) -> User:
    """Bogdan's account."""
    return User.objects.create(email=email, password="!", jwt_key="k", **fields)


def basket(
    shop: Channel, *wishes: tuple[ProductVariant, int], now: datetime = NOW, **draft: Any
) -> CheckoutInfo:
    """A checkout with variants and quantities."""
    return creation.create(
        channel=shop,
        wishes=[Wish(of.pk, quantity) for of, quantity in wishes],
        draft=Draft(**draft),
        user=None,
        now=now,
    )


def ready(
    shop: Channel, *wishes: tuple[ProductVariant, int], now: datetime = NOW, **draft: Any
) -> CheckoutInfo:
    """A checkout that can be completed; the channel needs a delivery method."""
    draft = {
        "email": "bogdan@example.com",
        "shipping_address": address(),
        "billing_address": address(),
        **draft,
    }
    info = basket(shop, *wishes, now=now, **draft)
    offered = delivery.offer(checkout_id=info.checkout.pk, now=now)
    return delivery.choose(checkout_id=info.checkout.pk, delivery_id=offered[0].pk, now=now)


def ordered(shop: Channel, *wishes: tuple[ProductVariant, int], now: datetime = NOW, **draft: Any) -> Order:
    """An order of variants and quantities."""
    info = ready(shop, *wishes, now=now, **draft)
    return completion.complete(checkout_id=info.checkout.pk, now=now)
