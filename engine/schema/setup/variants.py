"""Variants and their prices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import VariantGroup
from engine.catalog.services import variants
from engine.catalog.services.variants import Draft, Outcome, Price
from engine.errors import Problem
from engine.inventory.models import Warehouse
from engine.schema.catalog.products import ProductVariant
from engine.schema.enums import code, enum
from engine.schema.fields import MetadataInput
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import PositiveDecimal, WeightScalar
from engine.schema.setup import rows
from engine.schema.setup.errors import (
    BulkProductError,
    ProductChannelListingError,
    ProductError,
    ProductVariantBulkError,
)
from engine.schema.setup.inputs import (
    AttributeValueInput,
    BulkAttributeValueInput,
    described,
    statements_of,
)
from engine.schema.setup.stocks import StockInput
from engine.webhooks import events

ErrorPolicyEnum = enum(
    "ErrorPolicyEnum",
    ["REJECT_EVERYTHING", "REJECT_FAILED_ROWS"],
    "What is made when something of it is refused.",
)
AMOUNTS = {"price": "price", "cost_price": "costPrice", "prior_price": "priorPrice"}


class ProductVariantChannelListingAddInput(graphene.InputObjectType):
    """Amounts in a channel."""

    channel_id = graphene.ID(required=True)
    price = PositiveDecimal(required=True)
    cost_price = PositiveDecimal()
    prior_price = PositiveDecimal()


class _VariantFields(graphene.InputObjectType):
    class Meta:
        abstract = True

    sku = graphene.String()
    name = graphene.String()
    track_inventory = graphene.Boolean()
    weight = WeightScalar()
    quantity_limit_per_customer = graphene.Int()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))
    external_reference = graphene.String()


class ProductVariantBulkCreateInput(_VariantFields):
    """A new variant."""

    attributes = graphene.List(graphene.NonNull(BulkAttributeValueInput), required=True)
    stocks = graphene.List(graphene.NonNull(StockInput))
    channel_listings = graphene.List(graphene.NonNull(ProductVariantChannelListingAddInput))


class ProductVariantInput(_VariantFields):
    """What changes of a variant."""

    attributes = graphene.List(graphene.NonNull(AttributeValueInput))


class ProductVariantBulkResult(graphene.ObjectType):
    """What became of one variant."""

    product_variant = graphene.Field(ProductVariant)
    errors = graphene.List(graphene.NonNull(ProductVariantBulkError))


class ProductVariantBulkCreate(CoreMutation):
    """Make variants of a product."""

    class Arguments:
        product = graphene.ID(required=True)
        variants = graphene.List(graphene.NonNull(ProductVariantBulkCreateInput), required=True)
        error_policy = ErrorPolicyEnum()

    permissions = ("MANAGE_PRODUCTS",)
    count = graphene.Int(required=True)
    product_variants = graphene.List(graphene.NonNull(ProductVariant), required=True)
    results = graphene.List(graphene.NonNull(ProductVariantBulkResult), required=True)
    errors = errors_of(BulkProductError)

    @staticmethod
    def resolve_count(root: Any, info: Any) -> int:
        return root.count or 0

    @staticmethod
    def resolve_product_variants(root: Any, info: Any) -> list[models.ProductVariant]:
        return root.product_variants or []

    @staticmethod
    def resolve_results(root: Any, info: Any) -> list[ProductVariantBulkResult]:
        return root.results or []

    @classmethod
    def perform(
        cls, info: Any, product: str, variants: list[dict[str, Any]], error_policy: Any = None
    ) -> dict[str, Any]:
        """Make them."""
        outcomes = _made(info, product, variants, keeps_good=code(error_policy) == "REJECT_FAILED_ROWS")
        made = [outcome.variant for outcome in outcomes if outcome.variant]
        events.record("PRODUCT_VARIANT_CREATED", about=made, now=info.context.now)
        VariantGroup(made, None, info.context.now)
        return {"count": len(made), "product_variants": made, "results": [_result(each) for each in outcomes]}


def _made(info: Any, product: str, inputs: Sequence[dict[str, Any]], *, keeps_good: bool) -> list[Outcome]:
    return variants.create_several(
        product=rows.one(models.Product, product, "Product", field="product"),
        drafts=[partial(_draft, given) for given in inputs],
        keeps_good=keeps_good,
        now=info.context.now,
    )


def _draft(given: dict[str, Any]) -> Draft:
    return Draft(
        given=rows.weighed(described(given)),
        statements=statements_of(given["attributes"]),
        stocks=[
            (rows.one(Warehouse, each["warehouse"], "Warehouse", field="warehouse"), each["quantity"])
            for each in given.get("stocks") or ()
        ],
        prices=[_price(each) for each in given.get("channel_listings") or ()],
    )


def _price(given: dict[str, Any]) -> Price:
    amounts = {
        name: None if given[name] is None else rows.bani(given[name], field=field)
        for name, field in AMOUNTS.items()
        if name in given
    }
    return Price(rows.one(models.Channel, given["channel_id"], "Channel", field="channelId"), amounts)


def _result(outcome: Outcome) -> ProductVariantBulkResult:
    errors = [_error(problem) for problem in outcome.problems]
    return ProductVariantBulkResult(product_variant=outcome.variant, errors=errors)


def _error(problem: Problem) -> Any:
    return ProductVariantBulkError(
        field=problem.field,
        path=problem.field,
        code=problem.code,
        message=problem.message,
        **problem.extra,
    )


class ProductVariantUpdate(CoreMutation):
    """Change a variant."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()
        sku = graphene.String()
        input = ProductVariantInput(required=True)

    permissions = ("MANAGE_PRODUCTS",)
    product_variant = graphene.Field(ProductVariant)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any], **ways: str | None) -> dict[str, Any]:
        """Change it."""
        variant = variants.update(
            variant=_one(ways),
            given=rows.weighed(described(input)),
            statements=statements_of(input.get("attributes")),
            now=info.context.now,
        )
        events.record("PRODUCT_VARIANT_UPDATED", about=variant, now=info.context.now)
        return {"product_variant": _shown(info, variant)}


class ProductVariantDelete(CoreMutation):
    """Delete a variant."""

    class Arguments:
        id = graphene.ID()
        external_reference = graphene.String()
        sku = graphene.String()

    permissions = ("MANAGE_PRODUCTS",)
    product_variant = graphene.Field(ProductVariant)
    errors = errors_of(ProductError)

    @classmethod
    def perform(cls, info: Any, **ways: str | None) -> dict[str, Any]:
        """Delete it."""
        variant = _one(ways)
        key = variant.pk
        events.record("PRODUCT_VARIANT_DELETED", about=variant, now=info.context.now)
        variants.delete(variant=variant, now=info.context.now)
        variant.pk = key
        return {"product_variant": _shown(info, variant)}


class ProductVariantChannelListingUpdate(CoreMutation):
    """Set a variant's prices."""

    class Arguments:
        id = graphene.ID()
        sku = graphene.String()
        input = graphene.List(graphene.NonNull(ProductVariantChannelListingAddInput), required=True)

    permissions = ("MANAGE_PRODUCTS",)
    variant = graphene.Field(ProductVariant)
    errors = errors_of(ProductChannelListingError)

    @classmethod
    def perform(
        cls, info: Any, input: list[dict[str, Any]], id: str | None = None, sku: str | None = None
    ) -> dict[str, Any]:
        """Set them."""
        variant = rows.by(models.ProductVariant, "ProductVariant", id=id, sku=sku)
        wanted = [_price(given) for given in input]
        variants.set_prices(variant=variant, wanted=wanted, now=info.context.now)
        events.record("PRODUCT_VARIANT_UPDATED", about=variant, now=info.context.now)
        return {"variant": _shown(info, variant)}


def _one(ways: dict[str, str | None]) -> models.ProductVariant:
    return rows.by(models.ProductVariant, "ProductVariant", **{"id": None, **ways})


def _shown(info: Any, variant: models.ProductVariant) -> models.ProductVariant:
    return VariantGroup([variant], None, info.context.now).rows[0]
