"""An App: installed from its manifest, told what happens, asked for payments, and paid back through."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app

from commerce.app import AppClient
from commerce.shop import checkout, orders
from commerce.types import Basket, PlacedOrder
from ses_vendors.installation import manifest
from tests.contract import core
from tests.contract.listener import PATIENCE, Listener, listening
from tests.contract.market import Good, Market, rich
from tests.contract.shopping import order, ready
from tests.contract.test_orders import CANCEL, CONFIRM, FULFILL, parcel

INITIALIZE = """mutation($id: ID!, $amount: PositiveDecimal, $gateway: PaymentGatewayToInitialize!) {
  transactionInitialize(id: $id, amount: $amount, paymentGateway: $gateway) {
    transaction { id chargedAmount { amount } chargePendingAmount { amount } }
    transactionEvent { type message pspReference } data errors { field code }
  }
}"""
GATEWAYS = """mutation($id: ID!, $gateways: [PaymentGatewayToInitialize!]) {
  paymentGatewayInitialize(id: $id, paymentGateways: $gateways) {
    gatewayConfigs { id data errors { field code } } errors { field code }
  }
}"""
REPORT = """mutation($id: ID!, $type: TransactionEventTypeEnum!, $psp: String!, $amount: PositiveDecimal!) {
  transactionEventReport(id: $id, type: $type, pspReference: $psp, amount: $amount) {
    alreadyProcessed transactionEvent { type } errors { field code }
  }
}"""
GRANT = """mutation($id: ID!, $input: OrderGrantRefundCreateInput!) {
  orderGrantRefundCreate(id: $id, input: $input) {
    grantedRefund { id amount { amount } status } errors { field code }
  }
}"""
REFUND = """mutation($id: ID!, $granted: ID!) {
  transactionRequestRefundForGrantedRefund(id: $id, grantedRefundId: $granted) {
    transaction { id } errors { field code }
  }
}"""
PAID = """query($id: ID!) { order(id: $id) {
  status chargeStatus totalRefunded { amount } grantedRefunds { status amount { amount } }
  transactions { id chargedAmount { amount } refundedAmount { amount } refundPendingAmount { amount } }
} }"""


@pytest.fixture(scope="module")
def app(shop: Market) -> Iterator[Listener]:
    """The suite's App, installed as any is."""
    before = current_app.conf.task_always_eager
    current_app.conf.task_always_eager = before or not core.is_saleor()
    with listening(f"contract.{shop.mark}") as listener:
        installation = shop.client.install_app(
            name=listener.identifier,
            manifest_url=f"{listener.url}/manifest",
            permissions=list(manifest.PERMISSIONS),
        )
        wait_until_installed(shop, installation)
        known = shop.client.installed_app(identifier=listener.identifier)
        assert known is not None
        yield listener
        shop.tell("mutation($id: ID!) { appDelete(id: $id) { errors { field code } } }", {"id": known.id})
    current_app.conf.task_always_eager = before


def wait_until_installed(shop: Market, installation: str) -> None:
    """Wait for the core to install."""
    until = time.monotonic() + PATIENCE
    while (pending := shop.client.pending_installation(installation_id=installation)) is not None:
        assert pending.status != "FAILED", pending.message
        assert time.monotonic() < until
        time.sleep(0.5)


@pytest.fixture(scope="module")
def good(shop: Market) -> Good:
    """Forty lei."""
    return shop.good(price=4000, stock=100)


def gateway(app: Listener, **data: Any) -> dict[str, Any]:
    """The App as a way to pay."""
    return {"id": app.identifier, "data": data}


def pay(app: Listener, basket: Basket, result: str = "CHARGE_SUCCESS") -> Any:
    """Begin a payment of all, which the App answers with a result."""
    reference = f"psp-{time.monotonic_ns()}"
    app.answers["TRANSACTION_INITIALIZE_SESSION"] = lambda asked: {
        "pspReference": reference,
        "result": result,
        "amount": asked["action"]["amount"],
        "data": {"reference": reference},
        "actions": ["REFUND"],
    }
    variables = {"id": basket.id, "amount": str(basket.total.amount), "gateway": gateway(app)}
    return core.told(INITIALIZE, variables)


def paid(shop: Market, sold: PlacedOrder) -> Any:
    """An order with its transactions, as staff see it."""
    return core.data(PAID, {"id": sold.id}, token=shop.token)


def test_the_app_is_handed_a_token_of_its_own(shop: Market, app: Listener) -> None:
    me = AppClient.with_token(app.token()).whoami()

    call = app.wait(lambda each: each.path == "/token")
    assert me.app is not None
    assert (me.app.identifier, me.app.is_active) == (app.identifier, True)
    assert me.permissions == set(manifest.PERMISSIONS)
    assert me.saleor_version.startswith("3.")
    assert {"saleor-api-url", "saleor-domain", "saleor-schema-version"} <= call.headers.keys()


def test_its_webhooks_are_those_of_the_manifest(app: Listener) -> None:
    found = AppClient.with_token(app.token()).webhooks().values()

    assert {each.name: (set(each.async_events), set(each.sync_events)) for each in found} == {
        each.name: (set(each.async_events), set(each.sync_events)) for each in manifest.webhooks()
    }


def test_an_app_may_only_what_it_was_permitted(app: Listener) -> None:
    answer = core.ask("{ vouchers(first: 1) { totalCount } }", token=app.token())

    assert [code for code, _ in answer.faults] == ["PermissionDenied"]


def test_it_is_told_of_goods_and_pages(shop: Market, app: Listener, good: Good) -> None:
    shop.client.set_metadata(object_id=good.id, values={"seen": "da"})
    shop.set_stock(good, 99)
    shop.client.put_page(
        slug=shop.slug("ana"), title=f"Atelierul Anei {shop.mark}", page_type_id=shop.seller_type_id
    )
    shop.client.put_category(slug=shop.slug("casa"), name="Casă", description=rich("Pentru casă."))

    goods = app.told("PRODUCT_METADATA_UPDATED", good.id)
    stock = app.told("PRODUCT_VARIANT_STOCK_UPDATED", good.variant_id)
    page = app.told("PAGE_UPDATED", shop.sellers["ana"])
    app.told("CATEGORY_UPDATED")

    assert without_moment(goods) == {"__typename": "ProductMetadataUpdated", "product": {"id": good.id}}
    assert without_moment(stock) == {
        "__typename": "ProductVariantStockUpdated",
        "productVariant": {"id": good.variant_id},
        "warehouse": {"id": shop.warehouses["ana"]},
    }
    assert without_moment(page) == {"__typename": "PageUpdated", "page": {"id": shop.sellers["ana"]}}
    assert all(call.is_signed() for call in (goods, stock, page))


def without_moment(call: Any) -> Any:
    """What the core told, but for the moment, which it must tell."""
    content = dict(call.content)
    assert content.pop("issuedAt")
    return content


def test_it_is_told_of_orders_and_parcels(shop: Market, app: Listener, good: Good) -> None:
    sold, gone = order((good, 1)), order((good, 1))
    shop.tell(CONFIRM, {"id": sold.id})
    (sent,) = shop.tell(FULFILL, parcel(shop, sold, good, 1, "ana", trackingNumber="AWB9"))["fulfillments"]
    shop.tell(CANCEL, {"id": gone.id})

    created = app.told("ORDER_CREATED", sold.id)
    assert without_moment(created) == {"__typename": "OrderCreated", "order": {"id": sold.id}}
    assert without_moment(app.told("ORDER_CONFIRMED", sold.id))["order"] == {"id": sold.id}
    assert without_moment(app.told("FULFILLMENT_CREATED", sold.id)) == {
        "__typename": "FulfillmentCreated",
        "fulfillment": {"id": sent["id"]},
        "order": {"id": sold.id},
    }
    assert without_moment(app.told("FULFILLMENT_TRACKING_NUMBER_UPDATED", sold.id))["order"] == {
        "id": sold.id
    }
    assert without_moment(app.told("ORDER_FULFILLED", sold.id))["order"] == {"id": sold.id}
    assert without_moment(app.told("ORDER_CANCELLED", gone.id))["order"] == {"id": gone.id}
    assert created.is_signed()


def test_it_is_asked_how_one_can_pay(app: Listener, good: Good) -> None:
    basket = ready((good, 1))
    app.answers["PAYMENT_GATEWAY_INITIALIZE_SESSION"] = lambda _: {"data": {"methods": ["bank_transfer"]}}

    (config,) = core.told(GATEWAYS, {"id": basket.id, "gateways": [gateway(app)]})["gatewayConfigs"]

    assert config == {"id": app.identifier, "data": {"methods": ["bank_transfer"]}, "errors": []}
    asked = app.told("PAYMENT_GATEWAY_INITIALIZE_SESSION", basket.id)
    assert asked.content["sourceObject"]["totalPrice"] == {"gross": {"amount": 59.99, "currency": "RON"}}
    assert asked.is_signed()


def test_a_payment_that_the_app_took_pays_the_order(shop: Market, app: Listener, good: Good) -> None:
    basket = ready((good, 1))

    begun = pay(app, basket)
    sold = checkout.place_order(basket_id=basket.id)

    assert begun["transactionEvent"]["type"] == "CHARGE_SUCCESS"
    assert begun["transaction"]["chargedAmount"] == {"amount": 59.99}
    found = paid(shop, sold)
    assert (found["status"], found["chargeStatus"]) == ("UNFULFILLED", "FULL")
    assert [each["chargedAmount"]["amount"] for each in found["transactions"]] == [59.99]
    app.told("ORDER_FULLY_PAID", sold.id)


def test_a_payment_that_is_awaited_is_reported_later_and_once(
    shop: Market, app: Listener, good: Good
) -> None:
    basket = ready((good, 1))
    begun = pay(app, basket, "CHARGE_REQUEST")
    sold = checkout.place_order(basket_id=basket.id)
    before = orders.one(order_id=sold.id, language="RO")
    reference = begun["transactionEvent"]["pspReference"]
    report = {
        "id": begun["transaction"]["id"],
        "type": "CHARGE_SUCCESS",
        "psp": reference,
        "amount": "59.99",
    }

    first = core.told(REPORT, report, token=app.token())
    again = core.told(REPORT, report, token=app.token())

    assert before is not None
    assert before.charge_status == "NONE"
    assert begun["transaction"]["chargePendingAmount"] == {"amount": 59.99}
    assert (first["alreadyProcessed"], again["alreadyProcessed"]) == (False, True)
    assert paid(shop, sold)["chargeStatus"] == "FULL"


def test_a_payment_that_failed_pays_nothing(shop: Market, app: Listener, good: Good) -> None:
    begun = pay(app, ready((good, 1)), "CHARGE_FAILURE")

    assert begun["transactionEvent"]["type"] == "CHARGE_FAILURE"
    assert begun["transaction"]["chargedAmount"] == {"amount": 0.0}


def test_a_way_to_pay_that_is_none_is_refused(good: Good) -> None:
    basket = ready((good, 1))
    variables = {"id": basket.id, "amount": "1.00", "gateway": {"id": "nimeni", "data": {}}}

    assert core.refusals(INITIALIZE, variables) == [("paymentGateway", "NOT_FOUND")]


def test_a_granted_refund_goes_through_the_app(shop: Market, app: Listener, good: Good) -> None:
    basket = ready((good, 1))
    begun = pay(app, basket)
    sold = checkout.place_order(basket_id=basket.id)
    transaction = begun["transaction"]["id"]
    app.answers["TRANSACTION_REFUND_REQUESTED"] = lambda asked: {
        "pspReference": f"re-{shop.mark}",
        "result": "REFUND_SUCCESS",
        "amount": asked["wish"]["amount"],
    }

    wish = {"amount": "19.99", "transactionId": transaction, "reason": "Nu mai e nevoie."}
    granted = shop.tell(GRANT, {"id": sold.id, "input": wish})["grantedRefund"]
    shop.tell(REFUND, {"id": transaction, "granted": granted["id"]})

    asked = app.told("TRANSACTION_REFUND_REQUESTED", granted["id"])
    assert asked.content["wish"] == {"actionType": "REFUND", "amount": 19.99, "currency": "RON"}
    until = time.monotonic() + PATIENCE
    while paid(shop, sold)["grantedRefunds"][0]["status"] != "SUCCESS" and time.monotonic() < until:
        time.sleep(0.5)
    found = paid(shop, sold)
    assert found["grantedRefunds"] == [{"status": "SUCCESS", "amount": {"amount": 19.99}}]
    assert [each["refundedAmount"]["amount"] for each in found["transactions"]] == [19.99]
    assert found["totalRefunded"] == {"amount": 19.99}


def test_strangers_report_and_refund_nothing(app: Listener, good: Good) -> None:
    begun = pay(app, ready((good, 1)))
    report = {"id": begun["transaction"]["id"], "type": "CHARGE_SUCCESS", "psp": "x", "amount": "1.00"}

    assert [code for code, _ in core.ask(REPORT, report).faults] == ["PermissionDenied"]
    grant = {"id": good.id, "input": {"amount": "1.00", "transactionId": report["id"]}}
    assert [code for code, _ in core.ask(GRANT, grant).faults] == ["PermissionDenied"]
