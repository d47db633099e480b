"""Shipping methods, as shoppers are offered them and as staff set them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from engine.inventory import models
from engine.schema.catalog.channels import Channel, CountryDisplay, country_display
from engine.schema.catalog.products import Weight, language_argument, weight
from engine.schema.catalog.translations import LanguageDisplay, Texts
from engine.schema.connections import connection_types
from engine.schema.enums import language_code, language_of
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.inventory import loaders
from engine.schema.inventory.enums import ShippingMethodTypeEnum
from engine.schema.money import Money
from engine.schema.scalars import JSONString
from kernel.ids import to_global_id
from kernel.money import Money as Amount


class ShippingMethodTranslation(graphene.ObjectType):
    """A shipping method's texts in another language."""

    class Meta:
        interfaces = (Node,)

    language = graphene.Field(LanguageDisplay, required=True)
    name = graphene.String()
    description = graphene.Field(JSONString)


def translation_of(method: models.ShippingMethod, info: Any, language: Any) -> Any:
    """Promise a method's translation; one kind of row serves both of its GraphQL types."""
    stored = language_of(language)

    def texts(found: dict[str, Any] | None) -> Texts | None:
        if found is None:
            return None
        key = to_global_id("ShippingMethodTranslation", f"{method.pk}-{stored}")
        return Texts(key, LanguageDisplay(code=language_code(stored), language=stored), found)

    return info.context.load(loaders.translations, ("ShippingMethod", str(method.pk), stored)).then(texts)


@dataclass(frozen=True, slots=True)
class OfferedMethod:
    """A shipping method at its price: the root of `ShippingMethod`.

    `method` is the core's own row; with an `external_id` it is whatever names and describes an app's method.
    """

    method: Any
    price: Amount
    active: bool = True
    message: str = ""
    external_id: str | None = None

    @property
    def metadata(self) -> dict[str, str]:
        """The method's public metadata."""
        return dict(self.method.metadata)

    @property
    def private_metadata(self) -> dict[str, str]:
        """The method's private metadata."""
        return dict(self.method.private_metadata)


class ShippingMethod(graphene.ObjectType):
    """A way to send a checkout's goods, at its price."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    maximum_delivery_days = graphene.Int()
    minimum_delivery_days = graphene.Int()
    translation = graphene.Field(ShippingMethodTranslation, language_code=language_argument())
    price = graphene.Field(Money, required=True)
    active = graphene.Boolean(required=True)
    message = graphene.String()

    @staticmethod
    def resolve_id(root: OfferedMethod, info: Any) -> str:
        return root.external_id or to_global_id("ShippingMethod", root.method.pk)

    @staticmethod
    def resolve_name(root: OfferedMethod, info: Any) -> str:
        return root.method.name

    @staticmethod
    def resolve_description(root: OfferedMethod, info: Any) -> Any:
        return root.method.description

    @staticmethod
    def resolve_maximum_delivery_days(root: OfferedMethod, info: Any) -> int | None:
        return root.method.maximum_delivery_days

    @staticmethod
    def resolve_minimum_delivery_days(root: OfferedMethod, info: Any) -> int | None:
        return root.method.minimum_delivery_days

    @staticmethod
    def resolve_translation(root: OfferedMethod, info: Any, language_code: Any) -> Any:
        if root.external_id is not None:
            return None
        return translation_of(root.method, info, language_code)


class ShippingMethodChannelListing(graphene.ObjectType):
    """A shipping method's price and limits in a channel."""

    class Meta:
        interfaces = (Node,)

    channel = graphene.Field(Channel, required=True)
    maximum_order_price = graphene.Field(Money)
    minimum_order_price = graphene.Field(Money)
    price = graphene.Field(Money)

    resolve_id = global_id("ShippingMethodChannelListing")

    @staticmethod
    def resolve_maximum_order_price(root: models.ShippingMethodChannelListing, info: Any) -> Amount | None:
        return _amount(root, root.maximum_order_price)

    @staticmethod
    def resolve_minimum_order_price(root: models.ShippingMethodChannelListing, info: Any) -> Amount | None:
        return _amount(root, root.minimum_order_price)

    @staticmethod
    def resolve_price(root: models.ShippingMethodChannelListing, info: Any) -> Amount | None:
        return _amount(root, root.price)


def _amount(listing: models.ShippingMethodChannelListing, bani: int | None) -> Amount | None:
    return None if bani is None else Amount(bani, listing.channel.currency_code)


class ShippingMethodType(graphene.ObjectType):
    """A shipping method as staff set it up."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    description = graphene.Field(JSONString)
    type = graphene.Field(ShippingMethodTypeEnum)
    translation = graphene.Field(ShippingMethodTranslation, language_code=language_argument())
    channel_listings = graphene.List(graphene.NonNull(ShippingMethodChannelListing))
    minimum_order_weight = graphene.Field(Weight)
    maximum_order_weight = graphene.Field(Weight)
    maximum_delivery_days = graphene.Int()
    minimum_delivery_days = graphene.Int()

    resolve_id = global_id("ShippingMethodType")

    @staticmethod
    def resolve_translation(root: models.ShippingMethod, info: Any, language_code: Any) -> Any:
        return translation_of(root, info, language_code)

    @staticmethod
    def resolve_channel_listings(root: models.ShippingMethod, info: Any) -> Any:
        info.context.require_staff("MANAGE_SHIPPING")
        return info.context.load(loaders.method_listings, root.pk)

    @staticmethod
    def resolve_minimum_order_weight(root: models.ShippingMethod, info: Any) -> Weight | None:
        return weight(root.minimum_order_weight)

    @staticmethod
    def resolve_maximum_order_weight(root: models.ShippingMethod, info: Any) -> Weight | None:
        return weight(root.maximum_order_weight)


class ShippingZone(graphene.ObjectType):
    """Countries that are served alike."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    default = graphene.Boolean(required=True)
    countries = graphene.List(graphene.NonNull(CountryDisplay), required=True)
    shipping_methods = graphene.List(graphene.NonNull(ShippingMethodType))
    warehouses = graphene.List(
        graphene.NonNull("engine.schema.inventory.warehouses.Warehouse"), required=True
    )
    channels = graphene.List(graphene.NonNull(Channel), required=True)
    description = graphene.String()

    resolve_id = global_id("ShippingZone")

    @staticmethod
    def resolve_default(root: models.ShippingZone, info: Any) -> bool:
        return False

    @staticmethod
    def resolve_countries(root: models.ShippingZone, info: Any) -> list[CountryDisplay]:
        return [country_display(code) for code in root.countries]

    @staticmethod
    def resolve_shipping_methods(root: models.ShippingZone, info: Any) -> Any:
        return info.context.load(loaders.zone_methods, root.pk)

    @staticmethod
    def resolve_warehouses(root: models.ShippingZone, info: Any) -> Any:
        return info.context.load(loaders.zone_warehouses, root.pk)

    @staticmethod
    def resolve_channels(root: models.ShippingZone, info: Any) -> Any:
        return info.context.load(loaders.zone_channels, root.pk)


ShippingZoneCountableConnection = connection_types(ShippingZone)
