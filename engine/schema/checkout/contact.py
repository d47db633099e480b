"""Whose checkout it is, and where it goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.checkout.info import CheckoutInfo
from engine.checkout.services import contact
from engine.schema.accounts.address import AddressInput
from engine.schema.checkout.addresses import checked
from engine.schema.checkout.base import ById, ByIdOrToken, CheckoutMutation
from engine.schema.enums import LanguageCodeEnum, language_of


class CheckoutEmailUpdate(CheckoutMutation):
    """Set where the shop writes to."""

    class Arguments(ById):
        email = graphene.String(required=True)

    @classmethod
    def change(cls, info: Any, key: UUID, email: str) -> CheckoutInfo:
        """Set it."""
        return contact.set_email(checkout_id=key, email=email, now=info.context.now)


class CheckoutShippingAddressUpdate(CheckoutMutation):
    """Set where the goods go."""

    class Arguments(ByIdOrToken):
        shipping_address = AddressInput(required=True)
        save_address = graphene.Boolean(default_value=True)

    @classmethod
    def change(
        cls, info: Any, key: UUID, shipping_address: dict[str, Any], save_address: bool | None
    ) -> CheckoutInfo:
        """Set it."""
        address = checked(shipping_address, "SHIPPING")
        return contact.set_shipping_address(
            checkout_id=key, address=address, save=save_address is not False, now=info.context.now
        )


class CheckoutBillingAddressUpdate(CheckoutMutation):
    """Set whom the invoice names."""

    class Arguments(ByIdOrToken):
        billing_address = AddressInput(required=True)
        save_address = graphene.Boolean(default_value=True)

    @classmethod
    def change(
        cls, info: Any, key: UUID, billing_address: dict[str, Any], save_address: bool | None
    ) -> CheckoutInfo:
        """Set it."""
        address = checked(billing_address, "BILLING")
        return contact.set_billing_address(
            checkout_id=key, address=address, save=save_address is not False, now=info.context.now
        )


class CheckoutCustomerAttach(CheckoutMutation):
    """Make a guest's checkout the caller's."""

    class Arguments(ById):
        pass

    @classmethod
    def change(cls, info: Any, key: UUID) -> CheckoutInfo:
        """Make it theirs."""
        return contact.attach_customer(
            checkout_id=key, user=info.context.require_user(), now=info.context.now
        )


class CheckoutCustomerDetach(CheckoutMutation):
    """Make the caller's checkout a guest's again."""

    class Arguments(ById):
        pass

    @classmethod
    def change(cls, info: Any, key: UUID) -> CheckoutInfo:
        """Make it nobody's."""
        return contact.detach_customer(
            checkout_id=key, user=info.context.require_user(), now=info.context.now
        )


class CheckoutCustomerNoteUpdate(CheckoutMutation):
    """Set the shopper's note."""

    class Arguments:
        id = graphene.ID(required=True)
        customer_note = graphene.String(required=True)

    @classmethod
    def change(cls, info: Any, key: UUID, customer_note: str) -> CheckoutInfo:
        """Set it."""
        return contact.set_note(checkout_id=key, note=customer_note, now=info.context.now)


class CheckoutLanguageCodeUpdate(CheckoutMutation):
    """Set the language of the order's names and letters."""

    class Arguments(ById):
        language_code = graphene.Argument(LanguageCodeEnum, required=True)

    @classmethod
    def change(cls, info: Any, key: UUID, language_code: Any) -> CheckoutInfo:
        """Set it."""
        stored = language_of(language_code)
        return contact.set_language(checkout_id=key, language_code=stored, now=info.context.now)
