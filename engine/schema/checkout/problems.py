"""What stands between a checkout and its order, told beside the checkout."""

from __future__ import annotations

from typing import Any

import graphene

from engine.checkout.info import CheckoutInfo, LineInfo
from engine.schema.catalog.products import ProductVariant
from engine.schema.checkout.delivery import Delivery

LINE = "engine.schema.checkout.types.CheckoutLine"


class CheckoutLineProblemInsufficientStock(graphene.ObjectType):
    """A line wants more than there is."""

    available_quantity = graphene.Int()
    line = graphene.Field(LINE, required=True)
    variant = graphene.Field(ProductVariant, required=True)


class CheckoutLineProblemVariantNotAvailable(graphene.ObjectType):
    """A line's variant has been withdrawn from sale."""

    line = graphene.Field(LINE, required=True)


class CheckoutProblemDeliveryMethodStale(graphene.ObjectType):
    """The chosen delivery has another price now."""

    delivery = graphene.Field(Delivery, required=True)


class CheckoutProblemDeliveryMethodInvalid(graphene.ObjectType):
    """The chosen delivery can no longer take the checkout."""

    delivery = graphene.Field(Delivery, required=True)


class CheckoutLineProblem(graphene.Union):
    """A problem of one line."""

    class Meta:
        types = (CheckoutLineProblemInsufficientStock, CheckoutLineProblemVariantNotAvailable)


class CheckoutProblem(graphene.Union):
    """A problem of a checkout."""

    class Meta:
        types = (
            CheckoutProblemDeliveryMethodStale,
            CheckoutProblemDeliveryMethodInvalid,
            CheckoutLineProblemInsufficientStock,
            CheckoutLineProblemVariantNotAvailable,
        )


def of_lines(known: CheckoutInfo) -> list[Any]:
    """Return the problems of all lines."""
    return [
        *(_short(known, entry) for entry in known.short_lines),
        *(CheckoutLineProblemVariantNotAvailable(line=entry.line) for entry in known.unavailable_lines),
    ]


def _short(known: CheckoutInfo, entry: LineInfo) -> CheckoutLineProblemInsufficientStock:
    return CheckoutLineProblemInsufficientStock(
        available_quantity=known.free.get(entry.line.variant_id, 0),
        line=entry.line,
        variant=entry.offer.variant,
    )


def of_checkout(known: CheckoutInfo) -> list[Any]:
    """Return the problems of a checkout, its lines' among them."""
    problems = of_lines(known)
    if known.invalid_delivery is not None:
        problems.append(CheckoutProblemDeliveryMethodInvalid(delivery=known.invalid_delivery))
    if known.stale_delivery is not None:
        problems.append(CheckoutProblemDeliveryMethodStale(delivery=known.stale_delivery))
    return problems
