"""The caller's address book."""

from __future__ import annotations

from typing import Any

import graphene

from engine.accounts.services import book
from engine.schema.accounts.address import Address, AddressInput, AddressTypeEnum, address_data, own
from engine.schema.accounts.errors import AccountError
from engine.schema.accounts.types import User
from engine.schema.enums import code
from engine.schema.mutations import CoreMutation, errors_of, key_of


class AccountAddressCreate(CoreMutation):
    """Put an address into the caller's book."""

    class Arguments:
        input = AddressInput(required=True)
        type = AddressTypeEnum()

    user = graphene.Field(User)
    address = graphene.Field(Address)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any], type: Any = None) -> dict[str, Any]:
        """Add the address."""
        user = info.context.require_user()
        address = book.add(user=user, data=address_data(input), address_type=code(type))
        return {"user": user, "address": own(address, user)}


class AccountAddressUpdate(CoreMutation):
    """Change an address of the caller's book."""

    class Arguments:
        id = graphene.ID(required=True)
        input = AddressInput(required=True)

    user = graphene.Field(User)
    address = graphene.Field(Address)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change the address."""
        user = info.context.require_user()
        address = book.change(user=user, address_id=key_of(id, "Address"), data=address_data(input))
        return {"user": user, "address": own(address, user)}


class AccountAddressDelete(CoreMutation):
    """Take an address out of the caller's book."""

    class Arguments:
        id = graphene.ID(required=True)

    user = graphene.Field(User)
    address = graphene.Field(Address)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Take the address out."""
        user = info.context.require_user()
        address = book.remove(user=user, address_id=key_of(id, "Address"))
        return {"user": user, "address": own(address, user)}


class AccountSetDefaultAddress(CoreMutation):
    """Make an address of the caller's book the default of a type."""

    class Arguments:
        id = graphene.ID(required=True)
        type = AddressTypeEnum(required=True)

    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, id: str, type: Any) -> dict[str, Any]:
        """Set the default."""
        user, key = info.context.require_user(), key_of(id, "Address")
        return {"user": book.set_default(user=user, address_id=key, address_type=code(type))}
