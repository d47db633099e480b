"""Enumerations of payments, with Saleor's values."""

from __future__ import annotations

from engine.payments import kinds
from engine.schema.enums import enum

TransactionActionEnum = enum(
    "TransactionActionEnum", list(kinds.ACTIONS), "What can be asked of a transaction."
)
TransactionEventTypeEnum = enum(
    "TransactionEventTypeEnum", list(kinds.EVENT_TYPES), "What was wished or reported of a transaction."
)
TransactionFlowStrategyEnum = enum(
    "TransactionFlowStrategyEnum", list(kinds.FLOWS), "Whether money is taken at once or set aside first."
)
OrderGrantedRefundStatusEnum = enum(
    "OrderGrantedRefundStatusEnum", ["NONE", "PENDING", "SUCCESS", "FAILURE"], "How far a granted refund is."
)
