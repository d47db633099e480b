"""What an order keeps of a checkout: names and prices as they are at this moment."""

from __future__ import annotations

from django.conf import settings

from engine.catalog.models import Translation
from engine.checkout.info import CheckoutInfo, LineInfo
from engine.checkout.pricing import PricedLine
from engine.orders.models import Order, OrderLine
from kernel.ids import to_global_id
from kernel.money import Money

#: Where an order keeps the id of an app's delivery method: its private metadata, as at Saleor.
EXTERNAL_METHOD = "external_app_shipping_id"

#: (GraphQL type, object key) to the name in the checkout's language.
Names = dict[tuple[str, str], str]


def order(info: CheckoutInfo) -> Order:
    """Return the unsaved order of a checkout, without its number."""
    placed = _heading(info)
    _freeze_delivery(placed, info)
    _freeze_totals(placed, info)
    return placed


def _heading(info: CheckoutInfo) -> Order:
    checkout, channel = info.checkout, info.channel
    confirmed = channel.automatically_confirm_all_new_orders
    return Order(
        checkout_id=checkout.pk,
        channel=channel,
        user=checkout.user,
        user_email=checkout.email or "",
        status="UNFULFILLED" if confirmed else "UNCONFIRMED",
        currency=info.currency,
        language_code=checkout.language_code,
        billing_address=checkout.billing_address,
        shipping_address=checkout.shipping_address if info.requires_shipping else None,
        customer_note=checkout.note,
        weight_grams=info.weight_grams,
        metadata=dict(checkout.metadata),
        private_metadata=dict(checkout.private_metadata),
        created_at=info.now,
    )


def _freeze_delivery(placed: Order, info: CheckoutInfo) -> None:
    priced = info.priced
    if info.chosen is not None:
        placed.shipping_method = info.chosen.method
        placed.shipping_method_name = info.chosen.name
        if info.chosen.offered is not None:
            placed.private_metadata[EXTERNAL_METHOD] = info.chosen.offered.external_id
    placed.shipping_gross = priced.delivery_price.minor_units
    placed.shipping_net = priced.delivery_price_net.minor_units
    placed.undiscounted_shipping = priced.delivery.price.minor_units
    placed.shipping_tax_rate = priced.delivery.tax_rate


def _freeze_totals(placed: Order, info: CheckoutInfo) -> None:
    priced, use = info.priced, info.voucher
    placed.total_gross = priced.total.minor_units
    placed.total_net = priced.total_net.minor_units
    placed.undiscounted_total_gross = priced.undiscounted_total.minor_units
    placed.undiscounted_total_net = priced.undiscounted_total_net.minor_units
    placed.discount_amount = priced.discount.minor_units
    if use is not None:
        placed.voucher_code = use.code.code
        placed.discount_name = use.voucher.name or use.code.code


def translated_names(info: CheckoutInfo) -> Names:
    """Read the names of products and variants in the checkout's language, in one query at most."""
    language = info.checkout.language_code.lower()
    if language == settings.LANGUAGE_CODE:
        return {}
    keys = {str(entry.offer.product.pk) for entry in info.lines}
    keys |= {str(entry.offer.variant.pk) for entry in info.lines}
    rows = Translation.objects.filter(
        kind__in=("Product", "ProductVariant"), object_key__in=keys, language_code=language
    )
    return {(row.kind, row.object_key): row.texts.get("name") or "" for row in rows}


def order_line(
    placed: Order, entry: LineInfo, priced: PricedLine, *, names: Names, position: int
) -> OrderLine:
    """Return the unsaved order line of a checkout line."""
    variant, product = entry.offer.variant, entry.offer.product
    return OrderLine(
        order=placed,
        variant=variant,
        product_name=product.name,
        variant_name=variant.name,
        translated_product_name=names.get(("Product", str(product.pk)), ""),
        translated_variant_name=names.get(("ProductVariant", str(variant.pk)), ""),
        product_sku=variant.sku,
        product_variant_id=to_global_id("ProductVariant", variant.pk),
        is_shipping_required=entry.offer.requires_shipping,
        quantity=entry.line.quantity,
        tax_rate=entry.offer.tax_rate,
        metadata=dict(entry.line.metadata),
        private_metadata=dict(entry.line.private_metadata),
        sort_order=position,
        **_frozen_prices(priced),
    )


def _frozen_prices(priced: PricedLine) -> dict[str, int]:
    rate = priced.line.tax_rate
    gross: dict[str, Money] = {
        "unit": priced.unit,
        "total": priced.total,
        "undiscounted_unit": priced.line.unit_price,
        "undiscounted_total": priced.line.total,
    }
    frozen = {f"{name}_gross": amount.minor_units for name, amount in gross.items()}
    frozen |= {f"{name}_net": amount.net_of(rate).minor_units for name, amount in gross.items()}
    return {**frozen, "unit_discount": priced.unit_discount.minor_units}
