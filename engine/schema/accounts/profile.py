"""What people change about themselves."""

from __future__ import annotations

from typing import Any

import graphene

from engine.accounts import redirects
from engine.accounts.models import User as Account
from engine.accounts.services import book, profile
from engine.schema.accounts.address import AddressInput, address_data
from engine.schema.accounts.errors import AccountError
from engine.schema.accounts.letters import check_channel, send_after_commit
from engine.schema.accounts.types import User
from engine.schema.enums import LanguageCodeEnum, language_of
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of


class AccountInput(graphene.InputObjectType):
    """What people may change about themselves; an address becomes the default of its type."""

    first_name = graphene.String()
    last_name = graphene.String()
    language_code = LanguageCodeEnum()
    default_billing_address = AddressInput()
    default_shipping_address = AddressInput()
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class AccountUpdate(CoreMutation):
    """Change the caller's account."""

    class Arguments:
        input = AccountInput(required=True)

    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Change what is given."""
        values = {name: input.get(name) for name in ("first_name", "last_name")}
        if input.get("language_code") is not None:
            values["language_code"] = language_of(input["language_code"])
        user = info.context.require_user()
        user = profile.update(user=user, values=values, metadata=written(input.get("metadata")))
        cls._set_addresses(user, input)
        return {"user": user}

    @staticmethod
    def _set_addresses(user: Account, given: dict[str, Any]) -> None:
        kinds: tuple[tuple[str, book.AddressType], ...] = (
            ("default_shipping_address", "SHIPPING"),
            ("default_billing_address", "BILLING"),
        )
        for name, kind in kinds:
            if (address := given.get(name)) is not None:
                book.replace_default(user=user, data=address_data(address), address_type=kind)


class AccountRequestDeletion(CoreMutation):
    """Mail the caller a link that deletes the account."""

    class Arguments:
        redirect_url = graphene.String(required=True)
        channel = graphene.String()

    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, redirect_url: str, channel: str | None = None) -> dict[str, Any]:
        """Mail the link."""
        user = info.context.require_user()
        redirect_url = redirects.check(redirect_url)
        check_channel(channel)
        profile.require_no_staff(user)
        send_after_commit("deletion", user, redirect_url)
        return {}


class AccountDelete(CoreMutation):
    """Delete the caller's account with the mailed token."""

    class Arguments:
        token = graphene.String(required=True)

    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, token: str) -> dict[str, Any]:
        """Delete the account."""
        return {"user": profile.delete(user=info.context.require_user(), token=token)}
