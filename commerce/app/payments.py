"""Payments, as a payment App reads and reports them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commerce.app.verbs import Verbs, decimal_text
from commerce.shop.values import gross, metadata, money
from commerce.transport import Json
from commerce.types import OrderId
from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Transaction:
    """One of an order's transactions: what is charged, and what the core still awaits."""

    id: str
    psp_reference: str
    charged: Money
    charge_pending: Money


@dataclass(frozen=True, slots=True)
class OrderPayments:
    """How an order is paid. `status` and `charge_status` are Saleor's codes."""

    id: OrderId
    number: str
    status: str
    charge_status: str
    total: Money
    metadata: Mapping[str, str]
    transactions: tuple[Transaction, ...]

    @property
    def payment_method(self) -> str:
        """The method chosen at checkout, empty where none is noted."""
        return self.metadata.get("payment_method", "")

    @property
    def is_paid(self) -> bool:
        """Say whether the core has all the money the order costs."""
        return bool(self.total) and self.charge_status in ("FULL", "OVERCHARGED")


class PaymentVerbs(Verbs):
    """Verbs for money."""

    def order_payments(self, order_id: OrderId) -> OrderPayments | None:
        """Read how an order is paid; None where there is no such order."""
        node = self._ask("order_payments", id=order_id)
        return _order_payments(node) if node else None

    def report_transaction(
        self,
        *,
        transaction_id: str,
        kind: str,
        psp_reference: str,
        amount: Money,
        happened_at: datetime,
        message: str = "",
        actions: tuple[str, ...] = (),
    ) -> bool:
        """Report what happened to a transaction (`kind` is Saleor's: CHARGE_SUCCESS, REFUND_FAILURE, …).

        `actions` is what can be asked of it from now on. Returns whether the core had the report already.

        Raises:
            Refused: with NOT_FOUND, INVALID, INCORRECT_DETAILS or ALREADY_EXISTS.
            PermissionRefused: the transaction is another App's.
        """
        variables: dict[str, Any] = {
            "id": transaction_id,
            "type": kind,
            "reference": psp_reference,
            "amount": decimal_text(amount),
            "time": happened_at.isoformat(),
            "message": message,
            "actions": list(actions),
        }
        return bool(self._tell("transaction_report", **variables)["alreadyProcessed"])


def _order_payments(node: Json) -> OrderPayments:
    currency = node["total"]["currency"]
    return OrderPayments(
        id=OrderId(node["id"]),
        number=node["number"],
        status=node["status"],
        charge_status=node["chargeStatus"],
        total=gross(node["total"], currency),
        metadata=metadata(node),
        transactions=tuple(
            Transaction(
                id=each["id"],
                psp_reference=each["pspReference"],
                charged=money(each["chargedAmount"]["amount"], currency),
                charge_pending=money(each["chargePendingAmount"]["amount"], currency),
            )
            for each in node["transactions"]
        ),
    )
