"""Vouchers, as staff set them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from engine.catalog.models import Channel
from engine.checkout.models import Voucher, VoucherChannelListing, VoucherCode
from engine.errors import refuse
from engine.validation import store

FIELDS = (
    "name",
    "type",
    "discount_value_type",
    "starts_at",
    "ends_at",
    "usage_limit",
    "apply_once_per_order",
    "apply_once_per_customer",
    "only_for_staff",
    "single_use",
    "min_checkout_items_quantity",
    "countries",
)
LONGEST_CODE = 255
HIGHEST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Goods:
    """What a voucher for specific products is for."""

    products: Iterable[models.Model] = ()
    variants: Iterable[models.Model] = ()
    categories: Iterable[models.Model] = ()
    collections: Iterable[models.Model] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What a voucher takes off in a channel: bani, or whole percent; None leaves what is there.

    `limits` may hold `minimum_spent` in bani.
    """

    channel: Channel
    discount: int | None
    limits: Mapping[str, int | None] = field(default_factory=dict)


@transaction.atomic
def create(*, data: Mapping[str, Any], codes: Sequence[str], goods: Goods, now: datetime) -> Voucher:
    """Make a voucher with its codes; it takes nothing off until it is listed in a channel.

    Raises:
        Refusal: REQUIRED without a code, ALREADY_EXISTS for a code in use, INVALID per field or when
            it ends before it starts.
    """
    wanted = _checked(codes)
    row = Voucher(starts_at=now)
    for name in FIELDS:
        if data.get(name) is not None:
            setattr(row, name, data[name])
    if row.ends_at is not None and row.ends_at < row.starts_at:
        raise refuse("INVALID", "End date cannot be before start date.", "endDate")
    store(row)
    VoucherCode.objects.bulk_create(VoucherCode(voucher=row, code=code) for code in wanted)
    for name in ("products", "variants", "categories", "collections"):
        getattr(row, name).set(getattr(goods, name))
    return row


def _checked(codes: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(code.strip() for code in codes))
    if not wanted or "" in wanted:
        raise refuse("REQUIRED", "At least one code is required.", "codes")
    if any(len(code) > LONGEST_CODE for code in wanted):
        raise refuse("INVALID", f"A code has at most {LONGEST_CODE} characters.", "codes")
    taken = list(VoucherCode.objects.filter(code__in=wanted).values_list("code", flat=True))
    if taken:
        raise refuse("ALREADY_EXISTS", "Some of these codes exist already.", "codes", voucher_codes=taken)
    return wanted


@transaction.atomic
def list_in(*, voucher: Voucher, values: Sequence[Value], removed: Collection[Channel] = ()) -> Voucher:
    """Let a voucher be used in channels at its value there; take it out of others.

    Raises:
        Refusal: REQUIRED when a new listing has no value, INVALID for more than a hundred percent.
    """
    for value in values:
        _list(voucher, value)
    voucher.channel_listings.filter(channel__in=removed).delete()
    return voucher


def _list(voucher: Voucher, value: Value) -> None:
    found = voucher.channel_listings.filter(channel=value.channel).first()
    row = found or VoucherChannelListing(voucher=voucher, channel=value.channel)
    if found is None and value.discount is None:
        raise refuse("REQUIRED", "Value is required for voucher.", "discountValue")
    if value.discount is not None:
        if voucher.discount_value_type == "PERCENTAGE" and value.discount > HIGHEST_PERCENT:
            raise refuse("INVALID", "Value cannot be higher than 100 %.", "discountValue")
        row.discount_value = value.discount
    row.minimum_spent = value.limits.get("minimum_spent", row.minimum_spent)
    row.save()
