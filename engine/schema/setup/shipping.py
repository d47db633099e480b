"""Setting up shipping zones and methods."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog.models import Channel
from engine.inventory import models
from engine.inventory.services import shipping
from engine.inventory.services.shipping import Terms, ZoneLinks
from engine.schema.enums import code
from engine.schema.inventory.enums import ShippingMethodTypeEnum
from engine.schema.inventory.shipping import ShippingMethodType, ShippingZone
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString, PositiveDecimal, WeightScalar
from engine.schema.setup import rows
from engine.schema.setup.errors import IDS, ShippingError
from engine.validation import camel

MAY_SHIP = ("MANAGE_SHIPPING",)
WEIGHTS = ("minimum_order_weight", "maximum_order_weight")
LIMITS = ("minimum_order_price", "maximum_order_price")


class _ZoneInput(graphene.InputObjectType):
    name = graphene.String()
    description = graphene.String()
    countries = graphene.List(graphene.NonNull(graphene.String))
    add_warehouses = IDS
    add_channels = IDS


class ShippingZoneCreateInput(_ZoneInput):
    """A new shipping zone."""


class ShippingZoneUpdateInput(_ZoneInput):
    """Changes of a shipping zone."""

    remove_warehouses = IDS
    remove_channels = IDS


class ShippingZoneCreate(CoreMutation):
    """Make a shipping zone."""

    class Arguments:
        input = ShippingZoneCreateInput(required=True)

    permissions = MAY_SHIP
    shipping_zone = graphene.Field(ShippingZone)
    errors = errors_of(ShippingError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        return {"shipping_zone": shipping.put_zone(zone=None, data=input, links=_links(input))}


class ShippingZoneUpdate(CoreMutation):
    """Change a shipping zone."""

    class Arguments:
        id = graphene.ID(required=True)
        input = ShippingZoneUpdateInput(required=True)

    permissions = MAY_SHIP
    shipping_zone = graphene.Field(ShippingZone)
    errors = errors_of(ShippingError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change what was given."""
        zone = rows.one(models.ShippingZone, id, "ShippingZone")
        return {"shipping_zone": shipping.put_zone(zone=zone, data=input, links=_links(input))}


def _links(given: dict[str, Any]) -> ZoneLinks:
    return ZoneLinks(
        add_warehouses=rows.several(models.Warehouse, given, "add_warehouses", "Warehouse"),
        remove_warehouses=rows.several(models.Warehouse, given, "remove_warehouses", "Warehouse"),
        add_channels=rows.several(Channel, given, "add_channels", "Channel"),
        remove_channels=rows.several(Channel, given, "remove_channels", "Channel"),
    )


class ShippingPriceInput(graphene.InputObjectType):
    """A way to send goods."""

    name = graphene.String()
    description = JSONString()
    minimum_order_weight = WeightScalar()
    maximum_order_weight = WeightScalar()
    maximum_delivery_days = graphene.Int()
    minimum_delivery_days = graphene.Int()
    type = ShippingMethodTypeEnum()
    shipping_zone = graphene.ID()


class ShippingPriceCreate(CoreMutation):
    """Make a shipping method."""

    class Arguments:
        input = ShippingPriceInput(required=True)

    permissions = MAY_SHIP
    shipping_zone = graphene.Field(ShippingZone)
    shipping_method = graphene.Field(ShippingMethodType)
    errors = errors_of(ShippingError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it in its zone."""
        return _put_method(None, input)


class ShippingPriceUpdate(CoreMutation):
    """Change a shipping method."""

    class Arguments:
        id = graphene.ID(required=True)
        input = ShippingPriceInput(required=True)

    permissions = MAY_SHIP
    shipping_zone = graphene.Field(ShippingZone)
    shipping_method = graphene.Field(ShippingMethodType)
    errors = errors_of(ShippingError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change what was given."""
        return _put_method(rows.one(models.ShippingMethod, id, "ShippingMethodType"), input)


def _put_method(method: models.ShippingMethod | None, given: dict[str, Any]) -> dict[str, Any]:
    zone = rows.optional(
        models.ShippingZone, given.get("shipping_zone"), "ShippingZone", field="shippingZone"
    )
    data = {name: code(value) for name, value in given.items()}
    for name in WEIGHTS:
        if data.get(name) is not None:
            data[name] = rows.grams(data[name], field=camel(name))
    made = shipping.put_method(method=method, zone=zone, data=data)
    return {"shipping_method": made, "shipping_zone": made.shipping_zone}


class ShippingMethodChannelListingAddInput(graphene.InputObjectType):
    """A method's price and limits in a channel."""

    channel_id = graphene.ID(required=True)
    price = PositiveDecimal()
    minimum_order_price = PositiveDecimal()
    maximum_order_price = PositiveDecimal()


class ShippingMethodChannelListingInput(graphene.InputObjectType):
    """Where a method is offered."""

    add_channels = graphene.List(graphene.NonNull(ShippingMethodChannelListingAddInput))
    remove_channels = IDS


class ShippingMethodChannelListingUpdate(CoreMutation):
    """Offer a shipping method in channels."""

    class Arguments:
        id = graphene.ID(required=True)
        input = ShippingMethodChannelListingInput(required=True)

    permissions = MAY_SHIP
    shipping_method = graphene.Field(ShippingMethodType)
    errors = errors_of(ShippingError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """List it, or take it out."""
        method = rows.one(models.ShippingMethod, id, "ShippingMethodType")
        terms = [_terms(each) for each in input.get("add_channels") or ()]
        removed = rows.several(Channel, input, "remove_channels", "Channel")
        return {"shipping_method": shipping.list_method(method=method, terms=terms, removed=removed)}


def _terms(given: dict[str, Any]) -> Terms:
    channel = rows.one(Channel, given["channel_id"], "Channel", field="channelId")
    price = given.get("price")
    limits = {name: rows.optional_bani(given[name], field=camel(name)) for name in LIMITS if name in given}
    return Terms(channel, rows.optional_bani(price, field="price"), limits)


class ShippingMutations:
    """The fields of Mutation about shipping."""

    shipping_zone_create = ShippingZoneCreate.Field()
    shipping_zone_update = ShippingZoneUpdate.Field()
    shipping_price_create = ShippingPriceCreate.Field()
    shipping_price_update = ShippingPriceUpdate.Field()
    shipping_method_channel_listing_update = ShippingMethodChannelListingUpdate.Field()
