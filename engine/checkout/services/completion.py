"""From a checkout to an order: checked again, frozen, stored, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from engine.accounts.models import Address, User
from engine.checkout import freezing
from engine.checkout import info as infos
from engine.checkout.info import CheckoutInfo, LineInfo
from engine.checkout.models import (
    Checkout,
    CheckoutDelivery,
    CheckoutLine,
    Reservation,
    Voucher,
    VoucherCode,
    VoucherCustomer,
)
from engine.checkout.services import baskets
from engine.errors import Refusal, refuse
from engine.inventory import locks, queries
from engine.inventory.models import Stock
from engine.inventory.spreading import spread
from engine.metadata import check as check_metadata
from engine.orders.models import Order
from engine.orders.services import placing
from engine.orders.services.placing import Placement
from engine.payments import queries as payments
from engine.payments import statuses
from engine.payments.queries import Paid
from engine.payments.services import recalculation, transfers
from kernel.ids import to_global_id


@transaction.atomic
def complete(*, checkout_id: UUID, metadata: Mapping[str, str] | None = None, now: datetime) -> Order:
    """Place the order of a checkout, at the prices of now, and delete the checkout.

    A checkout that has become an order before gives the same order again: `Order.checkout_id` is unique.

    Raises:
        Refusal: NOT_FOUND, EMAIL_NOT_SET, NO_LINES, UNAVAILABLE_VARIANT_IN_CHANNEL, SHIPPING_METHOD_NOT_SET,
            SHIPPING_ADDRESS_NOT_SET, INVALID_SHIPPING_METHOD, BILLING_ADDRESS_NOT_SET,
            VOUCHER_NOT_APPLICABLE, INSUFFICIENT_STOCK, CHECKOUT_NOT_FULLY_PAID; REQUIRED or INVALID for
            metadata. Nothing is stored.
    """
    checkout = baskets.lock(checkout_id)
    if checkout is None:
        return _placed_before(checkout_id)
    info = infos.load(checkout, now=now)
    paid = payments.paid_for_checkout(checkout.pk)
    _lock_voucher(checkout)
    _check_complete(info)
    _check_transactions(info, paid)
    _check_voucher(info)
    taken = _take_stock(info)
    _check_payment(info, paid)
    order = _place(info, _placement(info, taken, metadata or {}), paid)
    _delete(checkout)
    return order


@transaction.atomic
def convert(
    *,
    checkout_id: UUID,
    metadata: Mapping[str, str],
    private_metadata: Mapping[str, str],
    is_kept: bool = False,
    now: datetime,
) -> Order:
    """Place the order of a checkout whether or not it is paid, as apps may.

    A checkout that `is_kept` gives its order again when it is converted again; one that is gone is not found.

    Raises:
        Refusal: CHECKOUT_NOT_FOUND; otherwise as `complete`, but for the payment.
    """
    checkout = baskets.lock(checkout_id)
    if checkout is None:
        gid = to_global_id("Checkout", checkout_id)
        raise refuse("CHECKOUT_NOT_FOUND", f"Couldn't resolve to a node: {gid}", "id")
    placed = Order.objects.filter(checkout_id=checkout_id).first()
    if placed is not None:
        return placed
    info = infos.load(checkout, now=now)
    _lock_voucher(checkout)
    _check_complete(info)
    _check_voucher(info)
    placement = _placement(info, _take_stock(info), metadata)
    placement.order.private_metadata.update(private_metadata)
    check_metadata(placement.order.private_metadata)
    order = _place(info, placement, payments.paid_for_checkout(checkout.pk))
    if is_kept:
        _release(checkout)
    else:
        _delete(checkout)
    return order


def _place(info: CheckoutInfo, placement: Placement, paid: Paid) -> Order:
    recalculation.write_totals(placement.order, paid)
    if not paid.count:
        # An order without any payment waits for one, or for staff, whatever the channel confirms by itself.
        placement.order.status = "UNCONFIRMED"
    order = placing.place(placement, now=info.now)
    transfers.move(info.checkout.pk, order, paid, now=info.now)
    _count_voucher(info)
    _remember_addresses(info)
    return order


def _release(checkout: Checkout) -> None:
    """Give up what a kept checkout held: its order has the pieces, and its addresses are the order's own."""
    Reservation.objects.filter(checkout_line__checkout=checkout).delete()
    for name in ("shipping_address", "billing_address"):
        address = getattr(checkout, name)
        if address is not None:
            copy = Address(**_text(address))
            copy.save()
            setattr(checkout, name, copy)
    checkout.save(update_fields=["shipping_address", "billing_address", "updated_at"])


def _placed_before(checkout_id: UUID) -> Order:
    order = Order.objects.filter(checkout_id=checkout_id).first()
    if order is None:
        raise baskets.missing(checkout_id)
    return order


# --- Checks ---


def _check_complete(info: CheckoutInfo) -> None:
    """Refuse what is missing, in Saleor's order."""
    if not info.checkout.email:
        raise refuse("EMAIL_NOT_SET", "Checkout email must be set.")
    _check_available(info.unavailable_lines)
    if not info.lines:
        raise refuse("NO_LINES", "Cannot complete checkout without lines.", "lines")
    _check_shipping(info)
    if info.checkout.billing_address is None:
        raise refuse("BILLING_ADDRESS_NOT_SET", "Billing address is not set", "billingAddress")


def _check_available(withdrawn: Sequence[LineInfo]) -> None:
    if withdrawn:
        variants = [to_global_id("ProductVariant", entry.line.variant_id) for entry in withdrawn]
        message = "Some of the checkout lines variants are unavailable."
        raise refuse("UNAVAILABLE_VARIANT_IN_CHANNEL", message, "lines", variants=variants)


def _check_shipping(info: CheckoutInfo) -> None:
    if not info.requires_shipping:
        return
    if info.checkout.delivery is None:
        raise refuse("SHIPPING_METHOD_NOT_SET", "Shipping method is not set", "shippingMethod")
    if info.checkout.shipping_address is None:
        raise refuse("SHIPPING_ADDRESS_NOT_SET", "Shipping address is not set", "shippingAddress")
    if info.chosen is None:
        message = "Delivery method is not valid for your shipping address"
        raise refuse("INVALID_SHIPPING_METHOD", message, "shippingMethod")


def _lock_voucher(checkout: Checkout) -> None:
    """Lock the voucher before it is judged, so that its uses are counted one by one."""
    if checkout.voucher_code:
        locks.rows(Voucher.objects.filter(codes__code=checkout.voucher_code))


def _check_voucher(info: CheckoutInfo) -> None:
    """Refuse an order that would cost more than the shopper saw: its voucher no longer holds."""
    if info.checkout.voucher_code and info.voucher is None:
        raise refuse("VOUCHER_NOT_APPLICABLE", "Voucher not applicable")


def _check_transactions(info: CheckoutInfo, paid: Paid) -> None:
    if paid.count and not _is_covered(info, paid):
        message = "The authorized amount doesn't cover the checkout's total amount."
        raise refuse("CHECKOUT_NOT_FULLY_PAID", message, "id")


def _check_payment(info: CheckoutInfo, paid: Paid) -> None:
    if not _is_covered(info, paid):
        message = "Provided payment methods can not cover the checkout's total amount"
        raise refuse("CHECKOUT_NOT_FULLY_PAID", message)


def _is_covered(info: CheckoutInfo, paid: Paid) -> bool:
    """Whether an order may be placed with what is paid, authorized or pending."""
    total = info.priced.total.minor_units
    status = statuses.checkout_authorize(total=total, has_lines=bool(info.lines), covered=paid.covered)
    return status == "FULL" or info.channel.allow_unpaid_orders


# --- Stock ---


def _take_stock(info: CheckoutInfo) -> dict[UUID, dict[Stock, int]]:
    """Lock the stocks and find pieces for every tracked line: line key to stocks and pieces."""
    tracked = [entry for entry in info.lines if entry.offer.variant.track_inventory]
    levels = queries.stock_levels(
        variant_ids={entry.line.variant_id for entry in tracked},
        channel_id=info.channel.pk,
        now=info.now,
        besides_checkout=info.checkout.pk,
        lock=True,
    )
    taken: dict[UUID, dict[Stock, int]] = {}
    short = []
    for entry in tracked:
        stocks = {level.stock.pk: level for level in levels[entry.line.variant_id]}
        found = spread(entry.line.quantity, {key: level.free for key, level in stocks.items()})
        if found is None:
            short.append(entry)
        else:
            taken[entry.line.pk] = {stocks[key].stock: pieces for key, pieces in found.items()}
    if short:
        raise _insufficient(short)
    return taken


def _insufficient(short: Sequence[LineInfo]) -> Refusal:
    variants = [to_global_id("ProductVariant", entry.line.variant_id) for entry in short]
    names = ", ".join(str(entry.offer.variant) for entry in short)
    return refuse("INSUFFICIENT_STOCK", f"Insufficient product stock: {names}", variants=variants)


# --- Storing ---


def _placement(
    info: CheckoutInfo, taken: Mapping[UUID, Mapping[Stock, int]], metadata: Mapping[str, str]
) -> Placement:
    order = freezing.order(info)
    order.metadata.update(metadata)
    check_metadata(order.metadata)
    names = freezing.translated_names(info)
    lines = [
        freezing.order_line(order, entry, priced, names=names, position=position)
        for position, (entry, priced) in enumerate(zip(info.lines, info.priced.lines, strict=True))
    ]
    pieces = {line.pk: taken.get(entry.line.pk, {}) for line, entry in zip(lines, info.lines, strict=True)}
    return Placement(order, lines, pieces)


def _count_voucher(info: CheckoutInfo) -> None:
    use = info.voucher
    if use is None:
        return
    VoucherCode.objects.filter(pk=use.code.pk).update(used=F("used") + 1)
    if use.voucher.apply_once_per_customer:
        VoucherCustomer.objects.create(voucher_code=use.code, email=info.checkout.email or "")


def _remember_addresses(info: CheckoutInfo) -> None:
    """Copy the addresses into a logged-in shopper's book, unless they are in it."""
    checkout, user = info.checkout, info.checkout.user
    if user is None:
        return
    used = [
        (checkout.shipping_address, checkout.save_shipping_address),
        (checkout.billing_address, checkout.save_billing_address),
    ]
    wanted = [address for address, save in used if address is not None and save]
    known = [_text(address) for address in user.addresses.all()] if wanted else []
    for address in wanted:
        if _text(address) not in known:
            known.append(_text(address))
            _copy_to_book(address, user)


def _copy_to_book(address: Address, user: User) -> None:
    copy = Address(**_text(address))
    copy.save()
    user.addresses.add(copy)


def _text(address: Address) -> dict[str, str]:
    skipped = {"id", "metadata", "private_metadata"}
    names = [column.attname for column in Address._meta.concrete_fields if column.attname not in skipped]
    return {name: getattr(address, name) for name in names}


def _delete(checkout: Checkout) -> None:
    """Delete the checkout; its addresses are the order's now.

    Raw deletes: four statements where Django's collector would first read back what is deleted. The rows
    point at each other, which both databases check only when the transaction ends.
    """
    for rows in (
        Reservation.objects.filter(checkout_line__checkout=checkout),
        CheckoutLine.objects.filter(checkout=checkout),
        CheckoutDelivery.objects.filter(checkout=checkout),
        Checkout.objects.filter(pk=checkout.pk),
    ):
        rows._raw_delete(using=rows.db)
