"""Shoppers and staff on the wire."""

from __future__ import annotations

from typing import Any

import graphene

from engine.accounts import models
from engine.schema.accounts import loaders
from engine.schema.accounts.address import Address, own
from engine.schema.connections import PAGE_ARGUMENTS
from engine.schema.enums import LanguageCodeEnum, language_code
from engine.schema.fields import Node, ObjectWithMetadata, global_id

__all__ = ["Address", "User"]


class User(graphene.ObjectType):
    """An account."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    email = graphene.String(required=True)
    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    is_staff = graphene.Boolean(required=True)
    is_active = graphene.Boolean(required=True)
    is_confirmed = graphene.Boolean(required=True)
    language_code = graphene.Field(LanguageCodeEnum, required=True)
    addresses = graphene.List(graphene.NonNull(Address), required=True)
    default_shipping_address = graphene.Field(Address)
    default_billing_address = graphene.Field(Address)
    orders = graphene.Field("engine.schema.orders.types.OrderCountableConnection", **PAGE_ARGUMENTS)
    last_login = graphene.DateTime()
    date_joined = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)

    resolve_id = global_id("User")

    @staticmethod
    def resolve_language_code(root: models.User, info: Any) -> str:
        return language_code(root.language_code)

    @staticmethod
    def resolve_addresses(root: models.User, info: Any) -> Any:
        book = info.context.load(loaders.books, root.pk)
        return book.then(lambda addresses: [own(address, root) for address in addresses])

    @staticmethod
    def resolve_default_shipping_address(root: models.User, info: Any) -> Any:
        return _default(root, root.default_shipping_address_id, info)

    @staticmethod
    def resolve_default_billing_address(root: models.User, info: Any) -> Any:
        return _default(root, root.default_billing_address_id, info)

    @staticmethod
    def resolve_orders(root: models.User, info: Any, **page: Any) -> Any:
        from engine.schema.orders.queries import orders_of

        return orders_of(root, info, page)

    @staticmethod
    def resolve_last_login(root: models.User, info: Any) -> Any:
        return root.last_login_at

    @staticmethod
    def resolve_date_joined(root: models.User, info: Any) -> Any:
        return root.created_at


def _default(user: models.User, key: int | None, info: Any) -> Any:
    if key is None:
        return None
    return info.context.load(loaders.addresses, key).then(lambda address: address and own(address, user))
