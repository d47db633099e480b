"""What webhooks are told: `subscription { event { ... on OrderCreated { order { id } } } }`.

The root of every event is a `Happening`; a type of a kind's name reads its fields from it. Other rooms of the
schema add their own types with `event_type` and name them to the schema.
"""

from __future__ import annotations

from typing import Any

import graphene

from engine.accounts.models import User as Account
from engine.catalog.groups import CategoryGroup, CollectionGroup, PageGroup, ProductGroup, VariantGroup
from engine.checkout.quotes import Question
from engine.schema.accounts.types import User
from engine.schema.catalog.channels import VERSION, Channel
from engine.schema.catalog.pages import Page
from engine.schema.catalog.products import Category, Collection, Product, ProductVariant
from engine.schema.checkout.delivery import offered
from engine.schema.checkout.reading import present
from engine.schema.checkout.types import Checkout
from engine.schema.inventory.shipping import OfferedMethod, ShippingMethod
from engine.schema.inventory.warehouses import Warehouse
from engine.schema.orders import loaders
from engine.schema.orders.parcels import Fulfillment
from engine.schema.orders.types import Order
from engine.schema.webhooks.types import App
from engine.webhooks.kinds import KINDS
from engine.webhooks.payloads import Happening


class IssuingPrincipal(graphene.Union):
    """Whose wish led to an event."""

    class Meta:
        types = (App, User)

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> type[graphene.ObjectType]:
        return User if isinstance(instance, Account) else App


class Event(graphene.Interface):
    """Something that happened, or a question put to an app."""

    issued_at = graphene.DateTime()
    version = graphene.String()
    issuing_principal = graphene.Field(IssuingPrincipal)
    recipient = graphene.Field(App)

    @classmethod
    def resolve_type(cls, instance: Happening, info: Any) -> type[graphene.ObjectType]:
        """Return the type that the kind is told in."""
        return info.schema.get_type(KINDS[instance.kind].type_name).graphene_type

    @staticmethod
    def resolve_version(root: Happening, info: Any) -> str:
        return VERSION

    @staticmethod
    def resolve_issuing_principal(root: Happening, info: Any) -> Any:
        """Tell who it was to those who may know: as at Saleor, an app needs leave to see people and apps."""
        principal = root.requestor
        if principal is None:
            return None
        wanted = "MANAGE_USERS" if isinstance(principal, Account) else "MANAGE_APPS"
        if principal != info.context.app:
            info.context.require_staff("OWNER", wanted)
        return principal

    @staticmethod
    def resolve_recipient(root: Happening, info: Any) -> Any:
        return info.context.app


def event_type(kind: str, fields: type) -> type[graphene.ObjectType]:
    """Make the type of a kind of event: Saleor's name, the interface, and the fields given."""
    meta = type("Meta", (), {"interfaces": (Event,)})
    text = f"{kind.replace('_', ' ').capitalize()}."
    return type(KINDS[kind].type_name, (fields, graphene.ObjectType), {"Meta": meta, "__doc__": text})


class OfProduct:
    """A product."""

    product = graphene.Field(Product, channel=graphene.String())
    category = graphene.Field(Category)

    @staticmethod
    def resolve_product(root: Happening, info: Any, channel: str | None = None) -> Any:
        return ProductGroup([root.subject], info.context.channel(channel), info.context.now).rows[0]

    @staticmethod
    def resolve_category(root: Happening, info: Any) -> Any:
        category = root.subject.category
        return CategoryGroup([category]).rows[0] if category else None


class OfVariant:
    """A variant."""

    product_variant = graphene.Field(ProductVariant, channel=graphene.String())

    @staticmethod
    def resolve_product_variant(root: Happening, info: Any, channel: str | None = None) -> Any:
        return VariantGroup([root.subject], info.context.channel(channel), info.context.now).rows[0]


class OfStock:
    """A variant's pieces in a warehouse; the subject is the stock's row."""

    product_variant = graphene.Field(ProductVariant, channel=graphene.String())
    warehouse = graphene.Field(Warehouse)

    @staticmethod
    def resolve_product_variant(root: Happening, info: Any, channel: str | None = None) -> Any:
        variants = [root.subject.variant]
        return VariantGroup(variants, info.context.channel(channel), info.context.now).rows[0]

    @staticmethod
    def resolve_warehouse(root: Happening, info: Any) -> Any:
        return root.subject.warehouse


class OfCategory:
    """A category."""

    category = graphene.Field(Category)

    @staticmethod
    def resolve_category(root: Happening, info: Any) -> Any:
        return CategoryGroup([root.subject]).rows[0]


class OfCollection:
    """A collection."""

    collection = graphene.Field(Collection, channel=graphene.String())

    @staticmethod
    def resolve_collection(root: Happening, info: Any, channel: str | None = None) -> Any:
        return CollectionGroup([root.subject], info.context.channel(channel), info.context.now).rows[0]


class OfPage:
    """A page."""

    page = graphene.Field(Page)

    @staticmethod
    def resolve_page(root: Happening, info: Any) -> Any:
        return PageGroup([root.subject]).rows[0]


class OfChannel:
    """A channel."""

    channel = graphene.Field(Channel)

    @staticmethod
    def resolve_channel(root: Happening, info: Any) -> Any:
        return root.subject


class OfOrder:
    """An order."""

    order = graphene.Field(Order)

    @staticmethod
    def resolve_order(root: Happening, info: Any) -> Any:
        return root.subject


class OfFulfillment:
    """A parcel of an order."""

    fulfillment = graphene.Field(Fulfillment)
    order = graphene.Field(Order)

    @staticmethod
    def resolve_fulfillment(root: Happening, info: Any) -> Any:
        return root.subject

    @staticmethod
    def resolve_order(root: Happening, info: Any) -> Any:
        return info.context.load(loaders.orders, root.subject.order_id)


class OfSending(OfFulfillment):
    """A parcel that was sent."""

    notify_customer = graphene.Boolean(required=True)

    @staticmethod
    def resolve_notify_customer(root: Happening, info: Any) -> bool:
        return bool(root.details.get("notify_customer", True))


class OfShipping:
    """A checkout and the methods that are known so far."""

    checkout = graphene.Field(Checkout)
    shipping_methods = graphene.List(graphene.NonNull(ShippingMethod))

    @staticmethod
    def resolve_checkout(root: Happening, info: Any) -> Any:
        return present(root.subject.info)

    @staticmethod
    def resolve_shipping_methods(root: Happening, info: Any) -> list[OfferedMethod]:
        question: Question = root.subject
        externals = (
            OfferedMethod(external, external.price, external_id=external.external_id)
            for external in question.externals
        )
        return [*(offered(option) for option in question.options), *externals]


FIELDS: dict[type, str] = {
    OfProduct: "PRODUCT_CREATED PRODUCT_UPDATED PRODUCT_DELETED PRODUCT_METADATA_UPDATED",
    OfVariant: """
        PRODUCT_VARIANT_CREATED PRODUCT_VARIANT_UPDATED PRODUCT_VARIANT_DELETED
        PRODUCT_VARIANT_METADATA_UPDATED
    """,
    OfStock: "PRODUCT_VARIANT_STOCK_UPDATED PRODUCT_VARIANT_OUT_OF_STOCK PRODUCT_VARIANT_BACK_IN_STOCK",
    OfCategory: "CATEGORY_CREATED CATEGORY_UPDATED CATEGORY_DELETED",
    OfCollection: """
        COLLECTION_CREATED COLLECTION_UPDATED COLLECTION_DELETED COLLECTION_METADATA_UPDATED
    """,
    OfPage: "PAGE_CREATED PAGE_UPDATED PAGE_DELETED",
    OfChannel: "CHANNEL_UPDATED CHANNEL_METADATA_UPDATED",
    OfOrder: """
        ORDER_CREATED ORDER_CONFIRMED ORDER_UPDATED ORDER_PAID ORDER_FULLY_PAID ORDER_REFUNDED
        ORDER_FULLY_REFUNDED ORDER_CANCELLED ORDER_FULFILLED ORDER_METADATA_UPDATED
    """,
    OfFulfillment: """
        FULFILLMENT_CANCELED FULFILLMENT_METADATA_UPDATED FULFILLMENT_TRACKING_NUMBER_UPDATED
    """,
    OfSending: "FULFILLMENT_CREATED",
    OfShipping: "SHIPPING_LIST_METHODS_FOR_CHECKOUT CHECKOUT_FILTER_SHIPPING_METHODS",
}
EVENT_TYPES = [event_type(kind, fields) for fields, kinds in FIELDS.items() for kind in kinds.split()]


class Subscription(graphene.ObjectType):
    """What webhooks can be told of."""

    event = graphene.Field(Event)

    @staticmethod
    def resolve_event(root: Happening, info: Any) -> Happening:
        return root
