"""Counting what lies where."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog.groups import VariantGroup
from engine.catalog.models import ProductVariant as VariantRow
from engine.errors import Refusal, refuse
from engine.inventory.models import Warehouse
from engine.inventory.services import stocks as service
from engine.schema.catalog.products import ProductVariant
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.setup.errors import BulkStockError


class StockInput(graphene.InputObjectType):
    """Pieces in a warehouse."""

    warehouse = graphene.ID(required=True)
    quantity = graphene.Int(required=True)


class ProductVariantStocksUpdate(CoreMutation):
    """Set the pieces of a variant; a stock that is not there is made."""

    class Arguments:
        variant_id = graphene.ID()
        sku = graphene.String()
        stocks = graphene.List(graphene.NonNull(StockInput), required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product_variant = graphene.Field(ProductVariant)
    errors = errors_of(BulkStockError)

    @classmethod
    def perform(
        cls, info: Any, stocks: list[dict[str, Any]], variant_id: str | None = None, sku: str | None = None
    ) -> dict[str, Any]:
        """Set them all, or none."""
        field = "variantId" if variant_id else None
        variant = rows.by(VariantRow, "ProductVariant", field=field, id=variant_id, sku=sku)
        service.put(variant=variant, quantities=_quantities(stocks), now=info.context.now)
        return {"product_variant": VariantGroup([variant], None, info.context.now).rows[0]}


def _quantities(stocks: list[dict[str, Any]]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for index, each in enumerate(stocks):
        key = _warehouse(each["warehouse"], index).pk
        if key in found:
            raise refuse("UNIQUE", "Duplicated warehouse ID.", "warehouse", index=index)
        found[key] = each["quantity"]
    return found


def _warehouse(global_id: str, index: int) -> Warehouse:
    try:
        return rows.one(Warehouse, global_id, "Warehouse", field="warehouse")
    except Refusal as refusal:
        (problem,) = refusal.problems
        raise refuse(problem.code, problem.message, problem.field, index=index) from refusal


class StockMutations:
    """The stocks' fields of Mutation."""

    product_variant_stocks_update = ProductVariantStocksUpdate.Field()
