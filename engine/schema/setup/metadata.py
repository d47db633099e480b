"""Writing any object's metadata by its global id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import graphene
from django.db.models import Model

from engine import metadata
from engine.accounts.models import Address, User
from engine.catalog import models as catalog
from engine.checkout import models as checkout
from engine.errors import PermissionDenied, refuse
from engine.inventory import models as inventory
from engine.metadata import Part, WithMetadata
from engine.orders import models as orders
from engine.payments import models as payments
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.setup.errors import MetadataError
from engine.webhooks import events
from engine.webhooks.models import App
from kernel.ids import MalformedId, from_global_id, to_global_id


@dataclass(frozen=True, slots=True)
class Kind:
    """A type whose objects carry metadata: its rows, and the permission that writing asks for."""

    model: type[Model]
    permission: str


#: A checkout is changed by whoever knows its id. Orders are for staff: their ids are in mails and links.
OPEN = frozenset({"Checkout", "CheckoutLine"})
#: An account's own things, which their owner may write in public.
OWNED = frozenset({"Address", "User"})
KINDS = {
    "Address": Kind(Address, "MANAGE_USERS"),
    "App": Kind(App, "MANAGE_APPS"),
    "User": Kind(User, "MANAGE_USERS"),
    "Channel": Kind(catalog.Channel, "MANAGE_CHANNELS"),
    "TaxClass": Kind(catalog.TaxClass, "MANAGE_TAXES"),
    "Attribute": Kind(catalog.Attribute, "MANAGE_PRODUCTS"),
    "Category": Kind(catalog.Category, "MANAGE_PRODUCTS"),
    "Collection": Kind(catalog.Collection, "MANAGE_PRODUCTS"),
    "Product": Kind(catalog.Product, "MANAGE_PRODUCTS"),
    "ProductType": Kind(catalog.ProductType, "MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES"),
    "ProductVariant": Kind(catalog.ProductVariant, "MANAGE_PRODUCTS"),
    "ProductMedia": Kind(catalog.ProductMedia, "MANAGE_PRODUCTS"),
    "Page": Kind(catalog.Page, "MANAGE_PAGES"),
    "PageType": Kind(catalog.PageType, "MANAGE_PAGE_TYPES_AND_ATTRIBUTES"),
    "Menu": Kind(catalog.Menu, "MANAGE_MENUS"),
    "MenuItem": Kind(catalog.MenuItem, "MANAGE_MENUS"),
    "Warehouse": Kind(inventory.Warehouse, "MANAGE_PRODUCTS"),
    "ShippingZone": Kind(inventory.ShippingZone, "MANAGE_SHIPPING"),
    "ShippingMethodType": Kind(inventory.ShippingMethod, "MANAGE_SHIPPING"),
    "ShippingMethod": Kind(inventory.ShippingMethod, "MANAGE_SHIPPING"),
    "Voucher": Kind(checkout.Voucher, "MANAGE_DISCOUNTS"),
    "Checkout": Kind(checkout.Checkout, "MANAGE_CHECKOUTS"),
    "CheckoutLine": Kind(checkout.CheckoutLine, "MANAGE_CHECKOUTS"),
    "Order": Kind(orders.Order, "MANAGE_ORDERS"),
    "OrderLine": Kind(orders.OrderLine, "MANAGE_ORDERS"),
    "Fulfillment": Kind(orders.Fulfillment, "MANAGE_ORDERS"),
    "TransactionItem": Kind(payments.TransactionItem, "HANDLE_PAYMENTS"),
}


def writable(info: Any, global_id: str, part: Part) -> WithMetadata:
    """Return the object of an id, if the caller may write that part of its metadata.

    Raises:
        Refusal: GRAPHQL_ERROR for a malformed id, NOT_FOUND for an object without metadata or none at all.
        PermissionDenied: it is for staff, or another's.
    """
    type_name = _type_of(global_id)
    kind = KINDS[type_name]
    is_open = part == "metadata" and type_name in OPEN
    is_owned = part == "metadata" and type_name in OWNED and info.context.user is not None
    app = info.context.app
    is_itself = type_name == "App" and app is not None and global_id == to_global_id("App", app.pk)
    if not is_open and not is_owned and not is_itself:
        info.context.require_staff(kind.permission)
    row: Any = rows.one(kind.model, global_id, type_name)
    if is_owned and not info.context.may(kind.permission) and not _is_own(row, info.context.user):
        raise PermissionDenied("OWNER", kind.permission)
    return row


def _type_of(global_id: str) -> str:
    try:
        type_name = from_global_id(global_id)[0]
    except MalformedId as error:
        raise refuse("GRAPHQL_ERROR", str(error), "id") from error
    if type_name not in KINDS:
        raise refuse("NOT_FOUND", f"Couldn't resolve to an item with meta: {global_id}", "id")
    return type_name


def _is_own(row: Address | User, user: User) -> bool:
    if isinstance(row, User):
        return row.pk == user.pk
    return user.addresses.filter(pk=row.pk).exists()


#: What is told when metadata changes. A category's or page's is part of what it is, as at Saleor.
TOLD: dict[type[Model], str] = {
    catalog.Product: "PRODUCT_METADATA_UPDATED",
    catalog.ProductVariant: "PRODUCT_VARIANT_METADATA_UPDATED",
    catalog.Collection: "COLLECTION_METADATA_UPDATED",
    catalog.Category: "CATEGORY_UPDATED",
    catalog.Page: "PAGE_UPDATED",
    catalog.Channel: "CHANNEL_METADATA_UPDATED",
    orders.Order: "ORDER_METADATA_UPDATED",
    orders.Fulfillment: "FULFILLMENT_METADATA_UPDATED",
}


def _tell(row: WithMetadata, info: Any) -> None:
    kind = TOLD.get(type(row))
    if kind is not None:
        events.record(kind, about=row, now=info.context.now)


class _Write(CoreMutation):
    class Meta:
        abstract = True

    part: ClassVar[Part]

    @classmethod
    def perform(cls, info: Any, id: str, input: list[dict[str, str]]) -> dict[str, Any]:
        """Set the keys; others stay."""
        row = writable(info, id, cls.part)
        metadata.write(row, pairs=written(input), part=cls.part)
        _tell(row, info)
        return {}


class _Forget(CoreMutation):
    class Meta:
        abstract = True

    part: ClassVar[Part]

    @classmethod
    def perform(cls, info: Any, id: str, keys: list[str]) -> dict[str, Any]:
        """Take the keys out."""
        row = writable(info, id, cls.part)
        metadata.forget(row, keys=keys, part=cls.part)
        _tell(row, info)
        return {}


class _Pairs:
    id = graphene.ID(required=True)
    input = graphene.List(graphene.NonNull(MetadataInput), required=True)


class _Keys:
    id = graphene.ID(required=True)
    keys = graphene.List(graphene.NonNull(graphene.String), required=True)


class UpdateMetadata(_Write):
    """Set keys of an object's public metadata."""

    class Arguments(_Pairs):
        pass

    part = "metadata"
    errors = errors_of(MetadataError)


class DeleteMetadata(_Forget):
    """Take keys out of an object's public metadata."""

    class Arguments(_Keys):
        pass

    part = "metadata"
    errors = errors_of(MetadataError)


class UpdatePrivateMetadata(_Write):
    """Set keys of an object's private metadata."""

    class Arguments(_Pairs):
        pass

    part = "private_metadata"
    errors = errors_of(MetadataError)


class DeletePrivateMetadata(_Forget):
    """Take keys out of an object's private metadata."""

    class Arguments(_Keys):
        pass

    part = "private_metadata"
    errors = errors_of(MetadataError)


class MetadataMutations:
    """The metadata's fields of Mutation."""

    update_metadata = UpdateMetadata.Field()
    delete_metadata = DeleteMetadata.Field()
    update_private_metadata = UpdatePrivateMetadata.Field()
    delete_private_metadata = DeletePrivateMetadata.Field()
