"""Vouchers, as staff see and make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import graphene

from engine.catalog import models as catalog
from engine.checkout import models
from engine.checkout.services import vouchers
from engine.checkout.services.vouchers import Goods, Value
from engine.errors import refuse
from engine.schema.catalog.channels import Channel
from engine.schema.connections import PAGE_ARGUMENTS, connect, connection_types
from engine.schema.enums import code, enum
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.keys import whole_keys_of
from engine.schema.money import Money
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import PositiveDecimal
from engine.schema.setup import rows
from engine.schema.setup.errors import IDS, TEXTS, DiscountError
from kernel.money import Money as Amount

MAY_DISCOUNT = ("MANAGE_DISCOUNTS",)

VoucherTypeEnum = enum(
    "VoucherTypeEnum", ["SHIPPING", "ENTIRE_ORDER", "SPECIFIC_PRODUCT"], "What a voucher is for."
)
DiscountValueTypeEnum = enum("DiscountValueTypeEnum", ["FIXED", "PERCENTAGE"], "Lei or percents.")


def codes(keys: Sequence[int]) -> list[list[models.VoucherCode]]:
    """Batch: the codes of vouchers."""
    found: dict[int, list[models.VoucherCode]] = defaultdict(list)
    for row in models.VoucherCode.objects.filter(voucher_id__in=keys).order_by("pk"):
        found[row.voucher_id].append(row)
    return [found[key] for key in keys]


def listings(keys: Sequence[int]) -> list[list[models.VoucherChannelListing]]:
    """Batch: the channel listings of vouchers."""
    found: dict[int, list[models.VoucherChannelListing]] = defaultdict(list)
    rows = models.VoucherChannelListing.objects.filter(voucher_id__in=keys)
    for row in rows.select_related("channel", "voucher").order_by("pk"):
        found[row.voucher_id].append(row)
    return [found[key] for key in keys]


class VoucherChannelListing(graphene.ObjectType):
    """What a voucher takes off in a channel."""

    class Meta:
        interfaces = (Node,)

    channel = graphene.Field(Channel, required=True)
    discount_value = graphene.Float(required=True)
    currency = graphene.String(required=True)
    min_spent = graphene.Field(Money)

    resolve_id = global_id("VoucherChannelListing")

    @staticmethod
    def resolve_discount_value(root: models.VoucherChannelListing, info: Any) -> float:
        if root.voucher.discount_value_type == "PERCENTAGE":
            return float(root.discount_value)
        return float(Amount(root.discount_value).amount)

    @staticmethod
    def resolve_currency(root: models.VoucherChannelListing, info: Any) -> str:
        return root.channel.currency_code

    @staticmethod
    def resolve_min_spent(root: models.VoucherChannelListing, info: Any) -> Amount | None:
        bani = root.minimum_spent
        return None if bani is None else Amount(bani, root.channel.currency_code)


class Voucher(graphene.ObjectType):
    """A reduction by code."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String()
    code = graphene.String()
    usage_limit = graphene.Int()
    used = graphene.Int(required=True)
    start_date = graphene.DateTime(required=True)
    end_date = graphene.DateTime()
    apply_once_per_order = graphene.Boolean(required=True)
    apply_once_per_customer = graphene.Boolean(required=True)
    single_use = graphene.Boolean(required=True)
    only_for_staff = graphene.Boolean(required=True)
    min_checkout_items_quantity = graphene.Int()
    discount_value_type = graphene.Field(DiscountValueTypeEnum, required=True)
    type = graphene.Field(VoucherTypeEnum, required=True)
    channel_listings = graphene.List(graphene.NonNull(VoucherChannelListing))

    resolve_id = global_id("Voucher")

    @staticmethod
    def resolve_code(root: models.Voucher, info: Any) -> Any:
        """Give the newest code, as Saleor does."""
        return info.context.load(codes, root.pk).then(lambda found: found[-1].code if found else None)

    @staticmethod
    def resolve_used(root: models.Voucher, info: Any) -> Any:
        return info.context.load(codes, root.pk).then(lambda found: sum(row.used for row in found))

    @staticmethod
    def resolve_start_date(root: models.Voucher, info: Any) -> Any:
        return root.starts_at

    @staticmethod
    def resolve_end_date(root: models.Voucher, info: Any) -> Any:
        return root.ends_at

    @staticmethod
    def resolve_channel_listings(root: models.Voucher, info: Any) -> Any:
        return info.context.load(listings, root.pk)


VoucherCountableConnection = connection_types(Voucher)


class VoucherFilterInput(graphene.InputObjectType):
    """Which vouchers."""

    search = graphene.String()
    ids = graphene.List(graphene.NonNull(graphene.ID))


class VoucherQueries:
    """The vouchers' fields of Query, for staff."""

    voucher = graphene.Field(Voucher, id=graphene.ID(required=True), channel=graphene.String())
    vouchers = graphene.Field(
        VoucherCountableConnection, filter=VoucherFilterInput(), channel=graphene.String(), **PAGE_ARGUMENTS
    )

    @staticmethod
    def resolve_voucher(root: Any, info: Any, id: str, channel: str | None = None) -> Any:
        info.context.require_staff(*MAY_DISCOUNT)
        return models.Voucher.objects.filter(pk__in=whole_keys_of([id], "Voucher")).first()

    @staticmethod
    def resolve_vouchers(
        root: Any, info: Any, filter: Any = None, channel: str | None = None, **page: Any
    ) -> Any:
        info.context.require_staff(*MAY_DISCOUNT)
        found, wanted = models.Voucher.objects.all(), filter or {}
        if channel is not None:
            found = found.filter(channel_listings__channel__slug=channel)
        if wanted.get("ids") is not None:
            found = found.filter(pk__in=whole_keys_of(wanted["ids"], "Voucher"))
        if wanted.get("search"):
            matching = models.VoucherCode.objects.filter(code__icontains=wanted["search"])
            named = models.Voucher.objects.filter(name__icontains=wanted["search"])
            found = found.filter(pk__in=matching.values("voucher").union(named.values("pk")))
        return connect(info, found, order=["name", "pk"], arguments=page)


class VoucherInput(graphene.InputObjectType):
    """A voucher."""

    type = VoucherTypeEnum()
    name = graphene.String()
    code = graphene.String()
    add_codes = TEXTS
    start_date = graphene.DateTime()
    end_date = graphene.DateTime()
    discount_value_type = DiscountValueTypeEnum()
    products = IDS
    variants = IDS
    collections = IDS
    categories = IDS
    min_checkout_items_quantity = graphene.Int()
    countries = TEXTS
    apply_once_per_order = graphene.Boolean()
    apply_once_per_customer = graphene.Boolean()
    only_for_staff = graphene.Boolean()
    single_use = graphene.Boolean()
    usage_limit = graphene.Int()


class VoucherCreate(CoreMutation):
    """Make a voucher."""

    class Arguments:
        input = VoucherInput(required=True)

    permissions = MAY_DISCOUNT
    voucher = graphene.Field(Voucher)
    errors = errors_of(DiscountError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it with its codes; those of `code` and of `addCodes` count alike."""
        data = {name: code(value) for name, value in input.items()}
        data["starts_at"], data["ends_at"] = data.get("start_date"), data.get("end_date")
        words = [*([input["code"]] if input.get("code") else []), *(input.get("add_codes") or ())]
        made = vouchers.create(data=data, codes=words, goods=_goods(input), now=info.context.now)
        return {"voucher": made}


def _goods(given: dict[str, Any]) -> Goods:
    return Goods(
        products=rows.several(catalog.Product, given, "products", "Product"),
        variants=rows.several(catalog.ProductVariant, given, "variants", "ProductVariant"),
        categories=rows.several(catalog.Category, given, "categories", "Category"),
        collections=rows.several(catalog.Collection, given, "collections", "Collection"),
    )


class VoucherChannelListingAddInput(graphene.InputObjectType):
    """A voucher's value in a channel."""

    channel_id = graphene.ID(required=True)
    discount_value = PositiveDecimal()
    min_amount_spent = PositiveDecimal()


class VoucherChannelListingInput(graphene.InputObjectType):
    """Where a voucher can be used."""

    add_channels = graphene.List(graphene.NonNull(VoucherChannelListingAddInput))
    remove_channels = IDS


class VoucherChannelListingUpdate(CoreMutation):
    """Let a voucher be used in channels."""

    class Arguments:
        id = graphene.ID(required=True)
        input = VoucherChannelListingInput(required=True)

    permissions = MAY_DISCOUNT
    voucher = graphene.Field(Voucher)
    errors = errors_of(DiscountError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """List it, or take it out."""
        voucher = rows.one(models.Voucher, id, "Voucher")
        values = [_value(voucher, each) for each in input.get("add_channels") or ()]
        removed = rows.several(catalog.Channel, input, "remove_channels", "Channel")
        return {"voucher": vouchers.list_in(voucher=voucher, values=values, removed=removed)}


def _value(voucher: models.Voucher, given: dict[str, Any]) -> Value:
    channel = rows.one(catalog.Channel, given["channel_id"], "Channel", field="channelId")
    limits = {}
    if "min_amount_spent" in given:
        limits["minimum_spent"] = rows.optional_bani(given["min_amount_spent"], field="minAmountSpent")
    return Value(channel, _discount(voucher, given.get("discount_value")), limits)


def _discount(voucher: models.Voucher, value: Decimal | None) -> int | None:
    if value is None:
        return None
    if voucher.discount_value_type == "FIXED":
        return rows.bani(value, field="discountValue")
    if value != int(value):
        raise refuse("INVALID", "This core takes whole percents.", "discountValue")
    return int(value)


class VoucherMutations:
    """The vouchers' fields of Mutation."""

    voucher_create = VoucherCreate.Field()
    voucher_channel_listing_update = VoucherChannelListingUpdate.Field()
