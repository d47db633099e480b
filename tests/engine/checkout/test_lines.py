"""What is in a checkout, and changing it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from engine.catalog.models import ProductVariant
from engine.checkout import info as infos
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import CheckoutLine, Reservation
from engine.checkout.services import lines
from engine.checkout.services.lines import LineChange, Wish
from engine.errors import Refusal
from kernel.ids import to_global_id
from kernel.money import Money
from tests.engine.checkout import market
from tests.engine.checkout.market import NOW
from tests.engine.checkout.refusing import refused, stored

pytestmark = pytest.mark.django_db


def stall(pieces: int = 5) -> tuple[ProductVariant, CheckoutInfo]:
    """An apron in stock, and a checkout with one of it."""
    shop = market.channel()
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), pieces)
    return apron, market.basket(shop, (apron, 1))


def held(info: CheckoutInfo) -> int:
    rows = Reservation.objects.filter(checkout_line__checkout=info.checkout)
    return sum(rows.values_list("quantity_reserved", flat=True))


def put(info: CheckoutInfo, of: ProductVariant, quantity: int) -> CheckoutInfo:
    return lines.add(checkout_id=info.checkout.pk, wishes=[Wish(of.pk, quantity)], now=NOW)


def set_line(info: CheckoutInfo, quantity: int | None) -> CheckoutInfo:
    change = LineChange(info.lines[0].line.pk, quantity)
    return lines.update(checkout_id=info.checkout.pk, changes=[change], now=NOW)


def quantities(info: CheckoutInfo) -> list[int]:
    return list(CheckoutLine.objects.filter(checkout=info.checkout).values_list("quantity", flat=True))


def test_more_of_the_same_joins_its_line() -> None:
    apron, info = stall()

    after = put(info, apron, 2)

    assert quantities(info) == [3]
    assert held(info) == 3
    assert after.priced.total == Money(30000)


def test_more_than_in_stock_is_refused_with_what_there_is() -> None:
    apron, info = stall(pieces=5)

    with refused("INSUFFICIENT_STOCK", "quantity") as caught:
        put(info, apron, 5)

    problem = caught.value.problems[0]
    assert problem.message == "Could not add items M. Only 5 remaining in stock."
    assert problem.extra["variants"] == [to_global_id("ProductVariant", apron.pk)]


def test_what_another_holds_is_not_there() -> None:
    apron, info = stall(pieces=5)
    market.basket(info.channel, (apron, 3))

    with refused("INSUFFICIENT_STOCK", "quantity"):
        put(info, apron, 2)

    put(info, apron, 1)
    assert quantities(info) == [2]


def test_what_another_no_longer_holds_is_there() -> None:
    apron, info = stall(pieces=5)
    market.basket(info.channel, (apron, 4))
    later = NOW + timedelta(minutes=30)

    lines.add(checkout_id=info.checkout.pk, wishes=[Wish(apron.pk, 4)], now=later)

    assert quantities(info) == [5]


@pytest.mark.parametrize("quantity", [0, -1, None])
def test_adding_nothing_is_refused(quantity: int | None) -> None:
    apron, info = stall()

    with refused("ZERO_QUANTITY", "quantity"):
        lines.add(checkout_id=info.checkout.pk, wishes=[Wish(apron.pk, quantity)], now=NOW)


def test_the_limit_counts_what_is_there_already() -> None:
    apron, info = stall(pieces=100)

    with refused("QUANTITY_GREATER_THAN_LIMIT", "quantity"):
        put(info, apron, 50)


def test_a_wish_among_good_ones_refuses_them_all() -> None:
    apron, info = stall()
    gone = market.variant(info.channel)

    with refused("INSUFFICIENT_STOCK", "quantity"):
        lines.add(checkout_id=info.checkout.pk, wishes=[Wish(apron.pk, 1), Wish(gone.pk, 1)], now=NOW)


def test_variants_whose_stock_is_not_tracked_hold_nothing_and_never_run_short() -> None:
    _, info = stall()
    made_to_order = market.variant(info.channel, track_inventory=False)

    after = put(info, made_to_order, 50)

    assert sorted(quantities(info)) == [1, 50]
    assert held(info) == 1
    assert after.short_lines == []


def test_setting_a_quantity_replaces_it() -> None:
    _, info = stall()

    set_line(info, 4)

    assert quantities(info) == [4]
    assert held(info) == 4


def test_setting_zero_takes_the_line_out_and_frees_its_pieces() -> None:
    _, info = stall()

    after = set_line(info, 0)

    assert (quantities(info), held(info), after.lines) == ([], 0, [])


def test_setting_no_quantity_leaves_it() -> None:
    _, info = stall()

    set_line(info, None)

    assert quantities(info) == [1]


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (-1, "ZERO_QUANTITY"),
        (51, "QUANTITY_GREATER_THAN_LIMIT"),
        (10**9, "QUANTITY_GREATER_THAN_LIMIT"),
        (6, "INSUFFICIENT_STOCK"),
    ],
)
def test_quantities_that_cannot_be_are_refused(quantity: int, code: str) -> None:
    _, info = stall(pieces=5)

    with refused(code, "quantity"):
        set_line(info, quantity)


def test_a_variant_can_be_set_without_its_line() -> None:
    apron, info = stall()
    bowl = market.variant(info.channel)
    market.stock(bowl, market.warehouse(info.channel, "atelierul-carmen"), 5)

    wishes = [Wish(apron.pk, 3), Wish(bowl.pk, 2, {"gravură": "Țîțu 🎁"})]
    after = lines.update(checkout_id=info.checkout.pk, wishes=wishes, now=NOW)

    kept = {line.variant: line for line in CheckoutLine.objects.all()}
    assert (kept[apron].quantity, kept[bowl].quantity) == (3, 2)
    assert kept[bowl].metadata == {"gravură": "Țîțu 🎁"}
    assert len(after.lines) == 2


def test_another_checkouts_line_is_refused() -> None:
    apron, info = stall()
    other = market.basket(info.channel, (apron, 1))
    foreign = other.lines[0].line.pk

    with refused("GRAPHQL_ERROR", "lineId"):
        lines.update(checkout_id=info.checkout.pk, changes=[LineChange(foreign, 2)], now=NOW)
    with refused("INVALID", "lineId") as caught:
        lines.delete(checkout_id=info.checkout.pk, line_ids=[foreign], now=NOW)

    assert caught.value.problems[0].extra["lines"] == [to_global_id("CheckoutLine", foreign)]


def test_a_line_that_is_taken_out_frees_its_pieces() -> None:
    apron, info = stall(pieces=1)

    lines.delete(checkout_id=info.checkout.pk, line_ids=[info.lines[0].line.pk], now=NOW)

    assert quantities(info) == []
    assert market.basket(info.channel, (apron, 1)).short_lines == []


def test_a_line_can_leave_while_another_is_short() -> None:
    apron, info = stall(pieces=5)
    short = market.variant(info.channel)
    info = market.basket(info.channel, (short, 1), (apron, 1))

    after = lines.delete(checkout_id=info.checkout.pk, line_ids=[info.lines[1].line.pk], now=NOW)

    assert [entry.offer.variant for entry in after.short_lines] == [short]


def test_what_was_unpublished_meanwhile_is_told_and_can_only_leave() -> None:
    apron, info = stall()
    apron.product.channel_listings.update(is_published=False)

    with refused("PRODUCT_NOT_PUBLISHED", "lines"):
        set_line(info, 2)

    after = set_line(info, None)
    assert [entry.offer.variant for entry in after.unavailable_lines] == [apron]
    assert set_line(info, 0).lines == []


def test_a_price_that_changed_is_the_price() -> None:
    apron, info = stall()
    apron.channel_listings.update(price=12345)

    after = put(info, apron, 1)

    assert after.priced.total == Money(24690)


def test_a_checkout_that_is_not_there_is_refused() -> None:
    apron, _ = stall()
    before = stored()
    nowhere = uuid4()

    with pytest.raises(Refusal) as caught:
        lines.add(checkout_id=nowhere, wishes=[Wish(apron.pk, 1)], now=NOW)

    problem = caught.value.problems[0]
    gid = to_global_id("Checkout", nowhere)
    assert (problem.code, problem.field) == ("NOT_FOUND", "id")
    assert problem.message == f"Couldn't resolve to a node: {gid}"
    assert stored() == before


def test_metadata_of_a_line_is_added_to_what_it_has() -> None:
    apron, info = stall()

    for pair in ({"mărime": "la comandă"}, {"culoare": "verde"}):
        lines.add(checkout_id=info.checkout.pk, wishes=[Wish(apron.pk, 1, pair)], now=NOW)

    assert CheckoutLine.objects.get().metadata == {"mărime": "la comandă", "culoare": "verde"}


def test_metadata_of_a_line_without_a_key_is_refused() -> None:
    apron, info = stall()

    with refused("REQUIRED", "input"):
        lines.add(checkout_id=info.checkout.pk, wishes=[Wish(apron.pk, 1, {"": "x"})], now=NOW)


def test_a_variant_deleted_while_its_line_was_read_takes_the_line_along() -> None:
    apron, info = stall()
    late = infos.load(info.checkout, now=NOW)
    assert len(late.rows) == 1

    apron.delete()

    assert late.lines == []
    assert late.priced.total == Money(0)
