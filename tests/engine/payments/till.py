"""Payments for the tests: an app that takes them, Bogdan's basket of 219,99 lei and his order of 369,99."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from engine.accounts.models import User
from engine.checkout.models import Checkout, Reservation
from engine.errors import Refusal
from engine.orders.models import Order, OrderEvent
from engine.payments.models import (
    OrderGrantedRefund,
    OrderGrantedRefundLine,
    TransactionEvent,
    TransactionItem,
)
from engine.payments.services import reports, requests, sessions
from engine.payments.services.reports import Report, Reported, Statement
from engine.payments.services.sessions import Beginning, Session
from engine.payments.services.sources import SourceKey
from engine.webhooks.kinds import KINDS
from engine.webhooks.models import App
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.orders.sales import Sale, sale
from tests.engine.webhooks import listening

PAY_URL = "http://localhost:8000/app/pay"
GATEWAY = "ro.ses.plati"
#: Bani that Bogdan's basket of two aprons costs, delivery included.
BASKET_TOTAL = 21999
#: Bani of `sale()`.
ORDER_TOTAL = 36999

#: What the app wants to know of each question: in one query, fields of different types would contradict.
ASKED = {
    "PAYMENT_GATEWAY_INITIALIZE_SESSION": "amount data sourceObject { __typename }",
    "TRANSACTION_INITIALIZE_SESSION": """
        idempotencyKey merchantReference customerIpAddress data action { amount currency actionType }
        transaction { id } sourceObject { __typename }
    """,
    "TRANSACTION_PROCESS_SESSION": "data action { amount actionType } transaction { id pspReference }",
    "TRANSACTION_CHARGE_REQUESTED": "action { amount actionType } transaction { id }",
    "TRANSACTION_REFUND_REQUESTED": """
        action { amount currency actionType } transaction { id } grantedRefund { reason }
    """,
    "TRANSACTION_CANCELATION_REQUESTED": "action { amount actionType } transaction { id }",
}
KEPT = (
    Checkout,
    Reservation,
    Order,
    OrderEvent,
    TransactionItem,
    TransactionEvent,
    OrderGrantedRefund,
    OrderGrantedRefundLine,
)


def gateway(identifier: str = GATEWAY, *, listens: bool = True) -> App:
    """An app that takes payments."""
    app, _ = listening.app("Plăți", permissions=("HANDLE_PAYMENTS", "HANDLE_CHECKOUTS"))
    app.identifier = identifier
    app.save()
    if listens:
        for kind, fields in ASKED.items():
            query = f"subscription {{ event {{ ... on {KINDS[kind].type_name} {{ {fields} }} }} }}"
            listening.webhook(app, PAY_URL, kind, query=query)
    return app


def basket(*, unpaid: bool = False) -> Checkout:
    """Bogdan's checkout, ready to be completed: two aprons of 100 lei, sent for 19,99."""
    shop = market.channel(allow_unpaid_orders=unpaid)
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), 10)
    market.method(shop, price=1999)
    return market.ready(shop, (apron, 2)).checkout


def key(of: Checkout | Order) -> SourceKey:
    """Name what is paid for."""
    return SourceKey(type(of).__name__, of.pk)


def begin(of: Checkout | Order, **wish: Any) -> Session:
    """Let Bogdan begin to pay."""
    return sessions.initialize(wish=Beginning(key(of), **{"app_identifier": GATEWAY, **wish}), now=NOW)


def stated(of: Checkout | Order, *, by: User | App | None = None, **amounts: int) -> TransactionItem:
    """Write down a transaction that holds some bani of each kind."""
    statement = Statement(amounts={name: (bani, "RON") for name, bani in amounts.items()})
    return reports.create(source=key(of), stated=statement, note=None, requestor=by, now=NOW)


def tell(
    item: TransactionItem,
    kind: str,
    amount: int | None = None,
    *,
    reference: str = "psp-1",
    by: User | App | None = None,
    **more: Any,
) -> Reported:
    """Report an event."""
    told = Report(type=kind, psp_reference=reference, amount=amount, **more)
    return reports.report(transaction_id=item.pk, told=told, requestor=by, now=more.get("at") or NOW)


def wish(item: TransactionItem, action: str, amount: int | None = None) -> TransactionEvent:
    """Ask for something."""
    return requests.wish(transaction_id=item.pk, action=action, amount=amount, requestor=None, now=NOW)


def paid_sale(**amounts: int) -> tuple[Sale, TransactionItem]:
    """Bogdan's order, and the payment app's transaction of it; by default all is charged."""
    sold = sale()
    item = stated(sold.order, by=App.objects.first() or gateway(), **(amounts or {"charged": ORDER_TOTAL}))
    sold.order.refresh_from_db()
    return sold, item


AMOUNTS = (
    "authorized",
    "charged",
    "refunded",
    "canceled",
    "authorize_pending",
    "charge_pending",
    "refund_pending",
    "cancel_pending",
)


def held(item: TransactionItem) -> dict[str, int]:
    """Return what a transaction holds, by the stored columns; what it has nothing of is left out."""
    row = TransactionItem.objects.get(pk=item.pk)
    return {name: getattr(row, name) for name in AMOUNTS if getattr(row, name)}


def types(item: TransactionItem) -> list[tuple[str, int]]:
    """Return kinds and amounts of a transaction's events, the oldest first."""
    return list(item.events.values_list("type", "amount"))


def stored() -> dict[str, list[Mapping[str, Any]]]:
    """Return every row that a payment touches."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in KEPT}


@contextmanager
def refused(code: str, field: str | None) -> Iterator[Any]:
    """Expect one refusal with this code and field, and nothing moved by what was refused."""
    before = stored()
    with pytest.raises(Refusal) as caught:
        yield caught
    assert [(problem.code, problem.field) for problem in caught.value.problems] == [(code, field)]
    assert stored() == before
