"""How a checkout's refusals read."""

from __future__ import annotations

import graphene

from engine.schema.accounts.address import AddressTypeEnum
from engine.schema.enums import enum

CheckoutErrorCode = enum(
    "CheckoutErrorCode",
    [
        "BILLING_ADDRESS_NOT_SET",
        "CHECKOUT_NOT_FULLY_PAID",
        "GRAPHQL_ERROR",
        "PRODUCT_NOT_PUBLISHED",
        "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
        "INSUFFICIENT_STOCK",
        "INVALID",
        "INVALID_SHIPPING_METHOD",
        "NOT_FOUND",
        "PAYMENT_ERROR",
        "PRICE_OVERRIDE_REASON_WITHOUT_OVERRIDE",
        "QUANTITY_GREATER_THAN_LIMIT",
        "REQUIRED",
        "SHIPPING_ADDRESS_NOT_SET",
        "SHIPPING_METHOD_NOT_APPLICABLE",
        "DELIVERY_METHOD_NOT_APPLICABLE",
        "SHIPPING_METHOD_NOT_SET",
        "SHIPPING_NOT_REQUIRED",
        "TAX_ERROR",
        "UNIQUE",
        "VOUCHER_NOT_APPLICABLE",
        "GIFT_CARD_NOT_APPLICABLE",
        "ZERO_QUANTITY",
        "MISSING_CHANNEL_SLUG",
        "CHANNEL_INACTIVE",
        "UNAVAILABLE_VARIANT_IN_CHANNEL",
        "EMAIL_NOT_SET",
        "NO_LINES",
        "INACTIVE_PAYMENT",
        "NON_EDITABLE_GIFT_LINE",
        "NON_REMOVABLE_GIFT_LINE",
        "SHIPPING_CHANGE_FORBIDDEN",
        "MISSING_ADDRESS_DATA",
    ],
    "Why a checkout was refused.",
)

DeliveryOptionsCalculateErrorCode = enum(
    "DeliveryOptionsCalculateErrorCode",
    ["GRAPHQL_ERROR", "NOT_FOUND", "INVALID"],
    "Why delivery options were refused.",
)


class CheckoutError(graphene.ObjectType):
    """One refusal; variants and lines are global ids."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(CheckoutErrorCode, required=True)
    variants = graphene.List(graphene.NonNull(graphene.ID))
    lines = graphene.List(graphene.NonNull(graphene.ID))
    address_type = graphene.Field(AddressTypeEnum)


class DeliveryOptionsCalculateError(graphene.ObjectType):
    """One refusal of `deliveryOptionsCalculate`."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(DeliveryOptionsCalculateErrorCode, required=True)
