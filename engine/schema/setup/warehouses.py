"""Opening and changing warehouses."""

from __future__ import annotations

from typing import Any

import graphene

from engine.inventory import models
from engine.inventory.services import warehouses
from engine.schema.accounts.address import AddressInput, address_data
from engine.schema.enums import code
from engine.schema.inventory.enums import WarehouseClickAndCollectOptionEnum
from engine.schema.inventory.warehouses import Warehouse
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.setup.errors import IDS, WarehouseError


class WarehouseCreateInput(graphene.InputObjectType):
    """A new warehouse."""

    slug = graphene.String()
    email = graphene.String()
    external_reference = graphene.String()
    name = graphene.String(required=True)
    address = AddressInput(required=True)
    shipping_zones = IDS


class WarehouseUpdateInput(graphene.InputObjectType):
    """Changes of a warehouse."""

    slug = graphene.String()
    email = graphene.String()
    external_reference = graphene.String()
    name = graphene.String()
    address = AddressInput()
    click_and_collect_option = WarehouseClickAndCollectOptionEnum()
    is_private = graphene.Boolean()


class WarehouseCreate(CoreMutation):
    """Open a warehouse."""

    class Arguments:
        input = WarehouseCreateInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    warehouse = graphene.Field(Warehouse)
    errors = errors_of(WarehouseError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Open it at its address."""
        zones = rows.several(models.ShippingZone, input, "shipping_zones", "ShippingZone")
        address = address_data(input["address"])
        return {"warehouse": warehouses.create(data=input, address=address, zones=zones)}


class WarehouseUpdate(CoreMutation):
    """Change a warehouse."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()
        input = WarehouseUpdateInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    warehouse = graphene.Field(Warehouse)
    errors = errors_of(WarehouseError)

    @classmethod
    def perform(
        cls, info: Any, input: dict[str, Any], id: str | None = None, external_reference: str | None = None
    ) -> dict[str, Any]:
        """Change what was given."""
        data = {name: code(value) for name, value in input.items() if name != "address"}
        given = input.get("address")
        changed = warehouses.change(
            warehouse=rows.by(models.Warehouse, "Warehouse", id=id, external_reference=external_reference),
            data=data,
            address=None if given is None else address_data(given),
        )
        return {"warehouse": changed}


class WarehouseMutations:
    """The warehouses' fields of Mutation, with the names that Saleor gave them early."""

    create_warehouse = WarehouseCreate.Field()
    update_warehouse = WarehouseUpdate.Field()
