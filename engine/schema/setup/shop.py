"""The shop's own settings."""

from __future__ import annotations

from typing import Any

import graphene
from django.conf import settings as shop

from engine.errors import refuse
from engine.inventory.services import settings
from engine.schema.catalog.channels import Shop
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup.errors import ShopError

MINUTES = {
    "reserve_stock_duration_anonymous_user": "anonymous_minutes",
    "reserve_stock_duration_authenticated_user": "authenticated_minutes",
}


class ShopSettingsInput(graphene.InputObjectType):
    """The settings that this core has, of Saleor's many."""

    reserve_stock_duration_anonymous_user = graphene.Int()
    reserve_stock_duration_authenticated_user = graphene.Int()
    preserve_all_address_fields = graphene.Boolean()


class ShopSettingsUpdate(CoreMutation):
    """Change the shop's settings."""

    class Arguments:
        input = ShopSettingsInput(required=True)

    permissions = ("MANAGE_SETTINGS",)
    shop = graphene.Field(Shop)
    errors = errors_of(ShopError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Change the times that were given. This core keeps every field of an address, always."""
        if input.get("preserve_all_address_fields") is False:
            message = "This core keeps all fields of an address."
            raise refuse("INVALID", message, "preserveAllAddressFields")
        settings.change(minutes={MINUTES[name]: input[name] for name in MINUTES if name in input})
        return {"shop": {"name": shop.SHOP_NAME}}


class ShopMutations:
    """The shop's fields of Mutation."""

    shop_settings_update = ShopSettingsUpdate.Field()
