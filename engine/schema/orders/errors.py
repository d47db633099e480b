"""How refusals over orders read."""

from __future__ import annotations

import graphene

from engine.schema.accounts.address import AddressTypeEnum
from engine.schema.enums import enum

OrderErrorCode = enum(
    "OrderErrorCode",
    [
        "BILLING_ADDRESS_NOT_SET",
        "CANNOT_CANCEL_FULFILLMENT",
        "CANNOT_CANCEL_ORDER",
        "CANNOT_DELETE",
        "CANNOT_DISCOUNT",
        "CANNOT_REFUND",
        "CANNOT_FULFILL_UNPAID_ORDER",
        "CAPTURE_INACTIVE_PAYMENT",
        "GIFT_CARD_LINE",
        "NOT_EDITABLE",
        "FULFILL_ORDER_LINE",
        "GRAPHQL_ERROR",
        "INVALID",
        "PRODUCT_NOT_PUBLISHED",
        "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
        "NOT_FOUND",
        "ORDER_NO_SHIPPING_ADDRESS",
        "PAYMENT_ERROR",
        "PAYMENT_MISSING",
        "TRANSACTION_ERROR",
        "REQUIRED",
        "SHIPPING_METHOD_NOT_APPLICABLE",
        "SHIPPING_METHOD_REQUIRED",
        "TAX_ERROR",
        "UNIQUE",
        "VOID_INACTIVE_PAYMENT",
        "ZERO_QUANTITY",
        "INVALID_QUANTITY",
        "INSUFFICIENT_STOCK",
        "DUPLICATED_INPUT_ITEM",
        "NOT_AVAILABLE_IN_CHANNEL",
        "CHANNEL_INACTIVE",
        "INVALID_VOUCHER",
        "INVALID_VOUCHER_CODE",
        "NON_EDITABLE_GIFT_LINE",
        "NON_REMOVABLE_GIFT_LINE",
        "MISSING_ADDRESS_DATA",
    ],
    "Why something about an order was refused.",
)

OrderNoteAddErrorCode = enum(
    "OrderNoteAddErrorCode", ["GRAPHQL_ERROR", "REQUIRED"], "Why a note was not written."
)


class OrderError(graphene.ObjectType):
    """One refusal; warehouse, lines and variants are global ids."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(OrderErrorCode, required=True)
    warehouse = graphene.ID()
    order_lines = graphene.List(graphene.NonNull(graphene.ID))
    variants = graphene.List(graphene.NonNull(graphene.ID))
    address_type = graphene.Field(AddressTypeEnum)


class OrderNoteAddError(graphene.ObjectType):
    """One refusal of `orderNoteAdd`."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(OrderNoteAddErrorCode)
