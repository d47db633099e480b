"""Opening and changing channels."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.services import channels
from engine.catalog.services.channels import Places
from engine.errors import refuse
from engine.inventory.models import ShippingZone, Warehouse
from engine.metadata import write
from engine.schema.accounts.address import CountryCode
from engine.schema.catalog.channels import Channel
from engine.schema.enums import code, enum
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.setup.errors import IDS, ChannelError
from engine.webhooks import events

MarkAsPaidStrategyEnum = enum(
    "MarkAsPaidStrategyEnum",
    ["TRANSACTION_FLOW", "PAYMENT_FLOW"],
    "What staff make of an order that they mark as paid; here it is always a transaction.",
)


class OrderSettingsInput(graphene.InputObjectType):
    """How a channel treats orders."""

    automatically_confirm_all_new_orders = graphene.Boolean()
    allow_unpaid_orders = graphene.Boolean()
    mark_as_paid_strategy = MarkAsPaidStrategyEnum()


class CheckoutSettingsInput(graphene.InputObjectType):
    """How a channel treats checkouts."""

    use_legacy_error_flow = graphene.Boolean()


class _ChannelInput(graphene.InputObjectType):
    is_active = graphene.Boolean()
    add_shipping_zones = IDS
    add_warehouses = IDS
    order_settings = OrderSettingsInput()
    checkout_settings = CheckoutSettingsInput()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))


class ChannelCreateInput(_ChannelInput):
    """A new channel."""

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    currency_code = graphene.String(required=True)
    default_country = CountryCode(required=True)


class ChannelUpdateInput(_ChannelInput):
    """Changes of a channel."""

    name = graphene.String()
    slug = graphene.String()
    default_country = CountryCode()
    remove_shipping_zones = IDS
    remove_warehouses = IDS


class ChannelCreate(CoreMutation):
    """Open a channel."""

    class Arguments:
        input = ChannelCreateInput(required=True)

    permissions = ("MANAGE_CHANNELS",)
    channel = graphene.Field(Channel)
    errors = errors_of(ChannelError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Open it; without `isActive` it is not open yet."""
        return {"channel": _put(None, {"is_active": False, **input})}


class ChannelUpdate(CoreMutation):
    """Change a channel."""

    class Arguments:
        id = graphene.ID(required=True)
        input = ChannelUpdateInput(required=True)

    permissions = ("MANAGE_CHANNELS",)
    channel = graphene.Field(Channel)
    errors = errors_of(ChannelError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change what was given."""
        channel = _put(rows.one(models.Channel, id, "Channel"), input)
        events.record("CHANNEL_UPDATED", about=channel, now=info.context.now)
        return {"channel": channel}


def _put(channel: models.Channel | None, given: dict[str, Any]) -> models.Channel:
    data = {**given, **(given.get("order_settings") or {}), **(given.get("checkout_settings") or {})}
    if data.pop("mark_as_paid_strategy", None) == "PAYMENT_FLOW":
        raise refuse("INVALID", "Orders are marked as paid by transactions.", "markAsPaidStrategy")
    if data.get("default_country") is not None:
        data["default_country"] = code(data["default_country"])
    places = Places(
        add_warehouses=rows.several(Warehouse, given, "add_warehouses", "Warehouse"),
        remove_warehouses=rows.several(Warehouse, given, "remove_warehouses", "Warehouse"),
        add_zones=rows.several(ShippingZone, given, "add_shipping_zones", "ShippingZone"),
        remove_zones=rows.several(ShippingZone, given, "remove_shipping_zones", "ShippingZone"),
    )
    made = channels.put(channel=channel, data=data, places=places)
    if given.get("metadata"):
        write(made, pairs=written(given["metadata"]))
    if given.get("private_metadata"):
        write(made, pairs=written(given["private_metadata"]), part="private_metadata")
    return made


class ChannelMutations:
    """The channels' fields of Mutation."""

    channel_create = ChannelCreate.Field()
    channel_update = ChannelUpdate.Field()
