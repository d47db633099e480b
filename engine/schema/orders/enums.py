"""Enumerations of orders, with Saleor's values."""

from __future__ import annotations

from engine.schema.enums import enum

OrderStatus = enum(
    "OrderStatus",
    [
        "DRAFT",
        "UNCONFIRMED",
        "UNFULFILLED",
        "PARTIALLY_FULFILLED",
        "PARTIALLY_RETURNED",
        "RETURNED",
        "FULFILLED",
        "CANCELED",
        "EXPIRED",
    ],
    "How far an order is.",
)
OrderChargeStatusEnum = enum(
    "OrderChargeStatusEnum", ["NONE", "PARTIAL", "FULL", "OVERCHARGED"], "How much of an order is paid."
)
OrderAuthorizeStatusEnum = enum(
    "OrderAuthorizeStatusEnum", ["NONE", "PARTIAL", "FULL"], "How much of an order is authorized or paid."
)
OrderOriginEnum = enum(
    "OrderOriginEnum", ["CHECKOUT", "DRAFT", "REISSUE", "BULK_CREATE"], "What an order was made of."
)
OrderAction = enum(
    "OrderAction", ["CAPTURE", "MARK_AS_PAID", "REFUND", "VOID"], "What can be done about payment."
)
PaymentChargeStatusEnum = enum(
    "PaymentChargeStatusEnum",
    [
        "NOT_CHARGED",
        "PENDING",
        "PARTIALLY_CHARGED",
        "FULLY_CHARGED",
        "PARTIALLY_REFUNDED",
        "FULLY_REFUNDED",
        "REFUSED",
        "CANCELLED",
    ],
    "The older name of how much is paid.",
)
FulfillmentStatus = enum(
    "FulfillmentStatus",
    [
        "FULFILLED",
        "REFUNDED",
        "RETURNED",
        "REPLACED",
        "REFUNDED_AND_RETURNED",
        "CANCELED",
        "WAITING_FOR_APPROVAL",
    ],
    "How far a parcel is.",
)
OrderDiscountType = enum(
    "OrderDiscountType",
    ["SALE", "VOUCHER", "MANUAL", "PROMOTION", "ORDER_PROMOTION"],
    "Where a reduction comes from.",
)
OrderSortField = enum(
    "OrderSortField",
    [
        "NUMBER",
        "RANK",
        "CREATION_DATE",
        "CREATED_AT",
        "LAST_MODIFIED_AT",
        "CUSTOMER",
        "PAYMENT",
        "FULFILLMENT_STATUS",
        "STATUS",
    ],
    "What orders are sorted by.",
)
OrderStatusFilter = enum(
    "OrderStatusFilter",
    [
        "READY_TO_FULFILL",
        "READY_TO_CAPTURE",
        "UNFULFILLED",
        "UNCONFIRMED",
        "PARTIALLY_FULFILLED",
        "FULFILLED",
        "CANCELED",
    ],
    "How far an order is, for the older filter.",
)
OrderEventsEnum = enum(
    "OrderEventsEnum",
    [
        "DRAFT_CREATED",
        "DRAFT_CREATED_FROM_REPLACE",
        "ADDED_PRODUCTS",
        "REMOVED_PRODUCTS",
        "PLACED",
        "PLACED_FROM_DRAFT",
        "PLACED_AUTOMATICALLY_FROM_PAID_CHECKOUT",
        "OVERSOLD_ITEMS",
        "CANCELED",
        "EXPIRED",
        "ORDER_MARKED_AS_PAID",
        "ORDER_FULLY_PAID",
        "ORDER_REPLACEMENT_CREATED",
        "ORDER_DISCOUNT_ADDED",
        "ORDER_DISCOUNT_AUTOMATICALLY_UPDATED",
        "ORDER_DISCOUNT_UPDATED",
        "ORDER_DISCOUNT_DELETED",
        "ORDER_LINE_DISCOUNT_UPDATED",
        "ORDER_LINE_DISCOUNT_REMOVED",
        "ORDER_LINE_PRODUCT_DELETED",
        "ORDER_LINE_VARIANT_DELETED",
        "UPDATED_ADDRESS",
        "EMAIL_SENT",
        "CONFIRMED",
        "PAYMENT_AUTHORIZED",
        "PAYMENT_CAPTURED",
        "EXTERNAL_SERVICE_NOTIFICATION",
        "PAYMENT_REFUNDED",
        "PAYMENT_VOIDED",
        "PAYMENT_FAILED",
        "TRANSACTION_EVENT",
        "TRANSACTION_CHARGE_REQUESTED",
        "TRANSACTION_REFUND_REQUESTED",
        "TRANSACTION_CANCEL_REQUESTED",
        "TRANSACTION_MARK_AS_PAID_FAILED",
        "INVOICE_REQUESTED",
        "INVOICE_GENERATED",
        "INVOICE_UPDATED",
        "INVOICE_SENT",
        "FULFILLMENT_CANCELED",
        "FULFILLMENT_RESTOCKED_ITEMS",
        "FULFILLMENT_FULFILLED_ITEMS",
        "FULFILLMENT_REFUNDED",
        "FULFILLMENT_RETURNED",
        "FULFILLMENT_REPLACED",
        "FULFILLMENT_AWAITS_APPROVAL",
        "TRACKING_UPDATED",
        "NOTE_ADDED",
        "NOTE_UPDATED",
        "OTHER",
    ],
    "What happened to an order.",
)

#: Saleor's wording for people; other statuses are the code with its first letter in capitals.
CHARGE_WORDS = {"NONE": "NOT_CHARGED", "PARTIAL": "PARTIALLY_CHARGED"}


def words(status: str) -> str:
    """Write a code for people: `PARTIALLY_FULFILLED` as "Partially fulfilled"."""
    return status.replace("_", " ").capitalize()


def payment_status(charge_status: str) -> str:
    """Return the older name of a charge status."""
    return CHARGE_WORDS.get(charge_status, "FULLY_CHARGED")
