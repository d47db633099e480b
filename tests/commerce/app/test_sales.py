"""Vouchers, and the sweep over recent orders."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from commerce.app import AppClient
from commerce.app.sales import RecentOrder
from kernel.money import Money
from tests.commerce import answers
from tests.commerce.app.sending import done, sent
from tests.commerce.fake_core import FakeCore


def test_voucher_is_found_by_its_code_or_made(core: FakeCore, client: AppClient) -> None:
    core.answers["app/vouchers"] = {"vouchers": answers.edges({"id": "x", "code": "BUN100"})}
    core.answers["app/voucher_create"] = done("voucherCreate", voucher={"id": "v"})
    core.answers["app/voucher_listing"] = done("voucherChannelListingUpdate")

    voucher_id = client.put_voucher(
        code="BUN10",
        name="Bun venit",
        channel_id="ch",
        discount_type="PERCENTAGE",
        value=Decimal(10),
        minimum_spent=Money(10000),
    )

    assert voucher_id == "v"
    assert sent(core, "app/voucher_create")["input"]["addCodes"] == ["BUN10"]
    assert sent(core, "app/voucher_listing")["input"] == {
        "addChannels": [{"channelId": "ch", "discountValue": "10", "minAmountSpent": "100.00"}]
    }


def test_recent_orders_come_with_their_marks(core: FakeCore, client: AppClient) -> None:
    row = {
        "id": "T3JkZXI6MQ==",
        "number": "34",
        "created": "2026-11-24T04:20:00+00:00",
        "metadata": [{"key": "mail.confirmation", "value": "sent"}],
    }
    core.answers["app/recent_orders"] = {"orders": answers.connection(row)}
    since = datetime(2026, 11, 23, tzinfo=UTC)

    assert client.recent_orders(since=since) == (
        RecentOrder(
            "T3JkZXI6MQ==",
            "34",
            datetime(2026, 11, 24, 4, 20, tzinfo=UTC),
            {"mail.confirmation": "sent"},
        ),
    )
    assert sent(core, "app/recent_orders")["since"] == "2026-11-23T00:00:00+00:00"
