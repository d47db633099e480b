"""How refusals over payments read."""

from __future__ import annotations

import graphene

from engine.schema.enums import enum

PaymentGatewayConfigErrorCode = enum(
    "PaymentGatewayConfigErrorCode", ["GRAPHQL_ERROR", "INVALID", "NOT_FOUND"], "Why an app offers nothing."
)
PaymentGatewayInitializeErrorCode = enum(
    "PaymentGatewayInitializeErrorCode",
    ["GRAPHQL_ERROR", "INVALID", "NOT_FOUND"],
    "Why no app was asked for its payment.",
)
TransactionInitializeErrorCode = enum(
    "TransactionInitializeErrorCode",
    ["GRAPHQL_ERROR", "INVALID", "NOT_FOUND", "UNIQUE", "CHECKOUT_COMPLETION_IN_PROGRESS"],
    "Why a payment was not begun.",
)
TransactionProcessErrorCode = enum(
    "TransactionProcessErrorCode",
    [
        "GRAPHQL_ERROR",
        "INVALID",
        "NOT_FOUND",
        "TRANSACTION_ALREADY_PROCESSED",
        "MISSING_PAYMENT_APP_RELATION",
        "MISSING_PAYMENT_APP",
        "CHECKOUT_COMPLETION_IN_PROGRESS",
    ],
    "Why a payment did not go on.",
)
TransactionCreateErrorCode = enum(
    "TransactionCreateErrorCode",
    ["INVALID", "GRAPHQL_ERROR", "NOT_FOUND", "INCORRECT_CURRENCY", "METADATA_KEY_REQUIRED", "UNIQUE"],
    "Why a transaction was not written down.",
)
TransactionUpdateErrorCode = enum(
    "TransactionUpdateErrorCode",
    ["INVALID", "GRAPHQL_ERROR", "NOT_FOUND", "INCORRECT_CURRENCY", "METADATA_KEY_REQUIRED", "UNIQUE"],
    "Why a transaction was not corrected.",
)
TransactionEventReportErrorCode = enum(
    "TransactionEventReportErrorCode",
    ["INVALID", "GRAPHQL_ERROR", "NOT_FOUND", "INCORRECT_DETAILS", "ALREADY_EXISTS", "REQUIRED"],
    "Why a report was not taken.",
)
TransactionRequestActionErrorCode = enum(
    "TransactionRequestActionErrorCode",
    ["INVALID", "REQUIRED", "GRAPHQL_ERROR", "NOT_FOUND", "MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK"],
    "Why an action was not asked for.",
)
TransactionRequestRefundForGrantedRefundErrorCode = enum(
    "TransactionRequestRefundForGrantedRefundErrorCode",
    [
        "INVALID",
        "GRAPHQL_ERROR",
        "NOT_FOUND",
        "AMOUNT_GREATER_THAN_AVAILABLE",
        "MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK",
        "REFUND_ALREADY_PROCESSED",
        "REFUND_IS_PENDING",
    ],
    "Why a granted refund was not asked for.",
)
OrderGrantRefundCreateErrorCode = enum(
    "OrderGrantRefundCreateErrorCode",
    [
        "GRAPHQL_ERROR",
        "NOT_FOUND",
        "NOT_CONFIGURED",
        "SHIPPING_COSTS_ALREADY_GRANTED",
        "AMOUNT_GREATER_THAN_AVAILABLE",
        "REQUIRED",
        "INVALID",
    ],
    "Why a refund was not granted.",
)
OrderGrantRefundUpdateErrorCode = enum(
    "OrderGrantRefundUpdateErrorCode",
    [
        "GRAPHQL_ERROR",
        "NOT_FOUND",
        "NOT_CONFIGURED",
        "REQUIRED",
        "INVALID",
        "AMOUNT_GREATER_THAN_AVAILABLE",
        "SHIPPING_COSTS_ALREADY_GRANTED",
    ],
    "Why a granted refund was not changed.",
)
_LINE_CODES = ["GRAPHQL_ERROR", "NOT_FOUND", "QUANTITY_GREATER_THAN_AVAILABLE", "INVALID", "NOT_CONFIGURED"]
OrderGrantRefundCreateLineErrorCode = enum(
    "OrderGrantRefundCreateLineErrorCode", _LINE_CODES, "What is wrong with a line of a refund."
)
OrderGrantRefundUpdateLineErrorCode = enum(
    "OrderGrantRefundUpdateLineErrorCode", _LINE_CODES, "What is wrong with a line of a refund."
)
OrderCreateFromCheckoutErrorCode = enum(
    "OrderCreateFromCheckoutErrorCode",
    [
        "GRAPHQL_ERROR",
        "CHECKOUT_NOT_FOUND",
        "CHANNEL_INACTIVE",
        "INSUFFICIENT_STOCK",
        "VOUCHER_NOT_APPLICABLE",
        "GIFT_CARD_NOT_APPLICABLE",
        "TAX_ERROR",
        "SHIPPING_METHOD_NOT_SET",
        "BILLING_ADDRESS_NOT_SET",
        "SHIPPING_ADDRESS_NOT_SET",
        "INVALID_SHIPPING_METHOD",
        "NO_LINES",
        "EMAIL_NOT_SET",
        "UNAVAILABLE_VARIANT_IN_CHANNEL",
    ],
    "Why a checkout did not become an order.",
)


class _Error:
    field = graphene.String()
    message = graphene.String()


class PaymentGatewayConfigError(_Error, graphene.ObjectType):
    """Why one app offers nothing."""

    code = graphene.Field(PaymentGatewayConfigErrorCode, required=True)


class PaymentGatewayInitializeError(_Error, graphene.ObjectType):
    """One refusal of `paymentGatewayInitialize`."""

    code = graphene.Field(PaymentGatewayInitializeErrorCode, required=True)


class TransactionInitializeError(_Error, graphene.ObjectType):
    """One refusal of `transactionInitialize`."""

    code = graphene.Field(TransactionInitializeErrorCode, required=True)


class TransactionProcessError(_Error, graphene.ObjectType):
    """One refusal of `transactionProcess`."""

    code = graphene.Field(TransactionProcessErrorCode, required=True)


class TransactionCreateError(_Error, graphene.ObjectType):
    """One refusal of `transactionCreate`."""

    code = graphene.Field(TransactionCreateErrorCode, required=True)


class TransactionUpdateError(_Error, graphene.ObjectType):
    """One refusal of `transactionUpdate`."""

    code = graphene.Field(TransactionUpdateErrorCode, required=True)


class TransactionEventReportError(_Error, graphene.ObjectType):
    """One refusal of `transactionEventReport`."""

    code = graphene.Field(TransactionEventReportErrorCode, required=True)


class TransactionRequestActionError(_Error, graphene.ObjectType):
    """One refusal of `transactionRequestAction`."""

    code = graphene.Field(TransactionRequestActionErrorCode, required=True)


class TransactionRequestRefundForGrantedRefundError(_Error, graphene.ObjectType):
    """One refusal of `transactionRequestRefundForGrantedRefund`."""

    code = graphene.Field(TransactionRequestRefundForGrantedRefundErrorCode, required=True)


class OrderGrantRefundCreateLineError(_Error, graphene.ObjectType):
    """What is wrong with one line; `lineId` is its global id."""

    code = graphene.Field(OrderGrantRefundCreateLineErrorCode, required=True)
    line_id = graphene.ID(required=True)


class OrderGrantRefundCreateError(_Error, graphene.ObjectType):
    """One refusal of `orderGrantRefundCreate`."""

    code = graphene.Field(OrderGrantRefundCreateErrorCode, required=True)
    lines = graphene.List(graphene.NonNull(OrderGrantRefundCreateLineError))


class OrderGrantRefundUpdateLineError(_Error, graphene.ObjectType):
    """What is wrong with one line; `lineId` is its global id."""

    code = graphene.Field(OrderGrantRefundUpdateLineErrorCode, required=True)
    line_id = graphene.ID(required=True)


class OrderGrantRefundUpdateError(_Error, graphene.ObjectType):
    """One refusal of `orderGrantRefundUpdate`."""

    code = graphene.Field(OrderGrantRefundUpdateErrorCode, required=True)
    add_lines = graphene.List(graphene.NonNull(OrderGrantRefundUpdateLineError))
    remove_lines = graphene.List(graphene.NonNull(OrderGrantRefundUpdateLineError))


class OrderCreateFromCheckoutError(_Error, graphene.ObjectType):
    """One refusal of `orderCreateFromCheckout`; variants and lines are global ids."""

    code = graphene.Field(OrderCreateFromCheckoutErrorCode, required=True)
    variants = graphene.List(graphene.NonNull(graphene.ID))
    lines = graphene.List(graphene.NonNull(graphene.ID))
