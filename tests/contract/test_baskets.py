"""Baskets: what goes in, what comes out, and what is refused in which words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.errors import BasketGone, InsufficientStock, Problem, Refused
from commerce.shop import basket as baskets
from commerce.shop import catalogue, checkout
from commerce.types import BasketId, LineId, VariantId
from kernel.ids import to_global_id
from kernel.money import Money
from tests.contract import core
from tests.contract.market import Good, Market
from tests.contract.shopping import fill

NOBODYS = BasketId(to_global_id("Checkout", "00000000-0000-4000-8000-000000000000"))
NO_VARIANT = VariantId(to_global_id("ProductVariant", 987654321))
NO_LINE = LineId(to_global_id("CheckoutLine", "00000000-0000-4000-8000-000000000000"))


@pytest.fixture(scope="module")
def cup(shop: Market) -> Good:
    """A good of Ana's."""
    return shop.good("Cană", price=3500, stock=100, english={"name": f"Cup {shop.mark}"})


@pytest.fixture(scope="module")
def bread(shop: Market) -> Good:
    """A good of Ioana's at the reduced rate."""
    return shop.good("Pâine", price=1110, stock={"ioana": 100}, seller="ioana", is_reduced=True)


def problems(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str | None, str]]:
    """Field and code of each problem."""
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_a_first_good_makes_a_basket_with_its_sums(shop: Market, cup: Good) -> None:
    basket = fill((cup, 2))

    (line,) = basket.lines
    assert (line.variant_id, line.sku, line.name, line.quantity) == (cup.variant_id, cup.sku, cup.name, 2)
    assert (line.unit_price, line.undiscounted_unit_price, line.total) == (
        Money(3500),
        Money(3500),
        Money(7000),
    )
    assert (line.product_slug, line.is_shipped, line.problem) == (cup.slug, True, None)
    assert line.seller is not None
    assert line.seller.slug == shop.slug("ana")
    assert (basket.subtotal, basket.shipping, basket.discount) == (Money(7000), Money(0), Money(0))
    assert (basket.tax, basket.total) == (Money(1215), Money(7000))
    assert (basket.email, basket.note, basket.voucher_code, basket.language) == ("", "", "", "RO")
    assert (basket.shipping_address, basket.billing_address, basket.delivery) == (None, None, None)
    assert basket.is_shipping_required
    assert basket.problems == ()


def test_goods_of_two_sellers_and_two_rates_are_one_basket(cup: Good, bread: Good) -> None:
    basket = fill((cup, 1), (bread, 3))

    assert {line.sku: line.total for line in basket.lines} == {cup.sku: Money(3500), bread.sku: Money(3330)}
    assert (basket.total, basket.tax) == (Money(6830), Money(607 + 330))


def test_the_same_good_again_adds_to_its_line(cup: Good) -> None:
    basket = fill((cup, 1), (cup, 2))

    assert [line.quantity for line in basket.lines] == [3]


def test_a_line_is_set_removed_by_nothing_and_taken_out(cup: Good, bread: Good) -> None:
    basket = fill((cup, 1), (bread, 1))
    by_sku = {line.sku: line.id for line in basket.lines}

    more = baskets.set_quantity(basket_id=basket.id, line_id=by_sku[cup.sku], quantity=5, language="RO")
    none = baskets.set_quantity(basket_id=basket.id, line_id=by_sku[cup.sku], quantity=0, language="RO")
    empty = baskets.remove_line(basket_id=basket.id, line_id=by_sku[bread.sku], language="RO")

    assert {line.sku: line.quantity for line in more.lines} == {cup.sku: 5, bread.sku: 1}
    assert {line.sku: line.quantity for line in none.lines} == {bread.sku: 1}
    assert (empty.lines, empty.total) == ((), Money(0))


def test_a_basket_is_read_in_both_languages(shop: Market, cup: Good) -> None:
    basket_id = fill((cup, 1)).id

    romanian = baskets.get(basket_id=basket_id, language="RO")
    english = baskets.get(basket_id=basket_id, language="EN")

    assert romanian is not None
    assert english is not None
    assert (romanian.lines[0].name, english.lines[0].name) == (cup.name, f"Cup {shop.mark}")


def test_a_basket_that_never_was_is_none_and_a_new_one_takes_its_place(cup: Good) -> None:
    assert baskets.get(basket_id=NOBODYS, language="RO") is None

    made = baskets.add_line(basket_id=NOBODYS, variant_id=cup.variant_id, quantity=1, language="RO")

    assert made.id != NOBODYS
    assert made.quantity == 1


def test_changing_a_basket_that_never_was_is_refused_as_gone() -> None:
    with pytest.raises(BasketGone) as gone:
        baskets.set_quantity(basket_id=NOBODYS, line_id=NO_LINE, quantity=1, language="RO")

    assert problems(gone) == [("id", "NOT_FOUND")]


def test_a_variant_that_never_was_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        baskets.add_line(basket_id=None, variant_id=NO_VARIANT, quantity=1, language="RO")

    assert refused.value.problems == (
        Problem(
            "variantId",
            "GRAPHQL_ERROR",
            f"Could not resolve to a node with the global id list of '['{NO_VARIANT}']'.",
        ),
    )


def test_a_line_that_never_was_is_refused(cup: Good) -> None:
    basket = fill((cup, 1))

    with pytest.raises(Refused) as set_to:
        baskets.set_quantity(basket_id=basket.id, line_id=NO_LINE, quantity=2, language="RO")
    with pytest.raises(Refused) as taken:
        baskets.remove_line(basket_id=basket.id, line_id=NO_LINE, language="RO")

    assert problems(set_to) == [("lineId", "GRAPHQL_ERROR")]
    assert problems(taken) == [("lineId", "INVALID")]


def test_nothing_of_a_good_is_refused(cup: Good) -> None:
    with pytest.raises(Refused) as refused:
        baskets.add_line(basket_id=None, variant_id=cup.variant_id, quantity=0, language="RO")

    assert problems(refused) == [("quantity", "ZERO_QUANTITY")]


def test_more_than_the_shops_limit_is_refused(cup: Good) -> None:
    basket = fill((cup, 1))

    with pytest.raises(Refused) as first:
        baskets.add_line(basket_id=None, variant_id=cup.variant_id, quantity=51, language="RO")
    with pytest.raises(Refused) as more:
        baskets.add_line(basket_id=basket.id, variant_id=cup.variant_id, quantity=50, language="RO")

    assert [problem.code for problem in first.value.problems] == ["QUANTITY_GREATER_THAN_LIMIT"]
    assert problems(more) == [("quantity", "QUANTITY_GREATER_THAN_LIMIT")]
    again = baskets.get(basket_id=basket.id, language="RO")
    assert again is not None
    assert again.quantity == 1


def test_more_than_there_is_is_refused_and_the_basket_stays(shop: Market) -> None:
    rare = shop.good("Rar", stock=3)
    basket = fill((rare, 1))

    with pytest.raises(InsufficientStock) as added:
        baskets.add_line(basket_id=basket.id, variant_id=rare.variant_id, quantity=3, language="RO")
    with pytest.raises(InsufficientStock) as set_to:
        baskets.set_quantity(basket_id=basket.id, line_id=basket.lines[0].id, quantity=4, language="RO")
    with pytest.raises(InsufficientStock):
        baskets.add_line(basket_id=None, variant_id=rare.variant_id, quantity=9, language="RO")

    assert problems(added) == [("quantity", "INSUFFICIENT_STOCK")]
    assert added.value.problems[0].message == f"Could not add items {rare.sku}. Only 3 remaining in stock."
    assert problems(set_to) == [("quantity", "INSUFFICIENT_STOCK")]
    again = baskets.get(basket_id=basket.id, language="RO")
    assert again is not None
    assert [line.quantity for line in again.lines] == [1]


def test_what_one_basket_reserves_another_cannot_have(shop: Market) -> None:
    rare = shop.good("Rar", stock=3)

    basket = fill((rare, 2))

    assert basket.reserved_until is not None
    minutes = (basket.reserved_until - timezone.now()) / timedelta(minutes=1)
    assert 28 < minutes < 31
    page = catalogue.product(slug=rare.slug, language="RO")
    assert page is not None
    assert page.variants[0].available == 1
    with pytest.raises(InsufficientStock):
        baskets.add_line(basket_id=None, variant_id=rare.variant_id, quantity=2, language="RO")
    other = fill((rare, 1))
    assert [line.quantity for line in other.lines] == [1]


def test_a_reservation_ends_with_its_line(shop: Market) -> None:
    rare = shop.good("Rar", stock=2)
    basket = fill((rare, 2))

    baskets.remove_line(basket_id=basket.id, line_id=basket.lines[0].id, language="RO")

    assert fill((rare, 2)).quantity == 2


def test_a_hidden_good_cannot_be_bought(shop: Market) -> None:
    hidden = shop.good("Ascuns", is_published=False)

    with pytest.raises(Refused) as refused:
        baskets.add_line(basket_id=None, variant_id=hidden.variant_id, quantity=1, language="RO")

    assert problems(refused) == [("lines", "PRODUCT_UNAVAILABLE_FOR_PURCHASE")]
    assert refused.value.problems[0].variant_ids == (hidden.variant_id,)


def test_a_price_that_changes_changes_the_basket(shop: Market) -> None:
    good = shop.good(price=2000)
    basket = fill((good, 2))

    shop.set_price(good, 2500)

    moved = baskets.set_quantity(basket_id=basket.id, line_id=basket.lines[0].id, quantity=1, language="RO")
    assert (moved.lines[0].unit_price, moved.total) == (Money(2500), Money(2500))


def test_a_basket_tells_what_became_short_or_left_the_shelves(shop: Market) -> None:
    short, gone = shop.good(stock=5), shop.good(stock=5)
    basket = fill((short, 4), (gone, 1))

    shop.set_stock(short, 1)
    shop.publish(gone, False)

    again = baskets.get(basket_id=basket.id, language="RO")
    assert again is not None
    told = {line.sku: (line.problem, line.available) for line in again.lines}
    assert told == {short.sku: ("INSUFFICIENT_STOCK", 1), gone.sku: ("NOT_AVAILABLE", 0)}


def test_a_basket_keeps_facts(cup: Good) -> None:
    basket = fill((cup, 1))

    checkout.set_metadata(basket_id=basket.id, values={"payment_method": "bank_transfer", "seen": "1"})
    checkout.set_metadata(basket_id=basket.id, values={"seen": "2"})

    again = baskets.get(basket_id=basket.id, language="RO")
    assert again is not None
    assert again.metadata == {"payment_method": "bank_transfer", "seen": "2"}
    with pytest.raises(BasketGone):
        checkout.set_metadata(basket_id=NOBODYS, values={"seen": "1"})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"channel": "nu-este"}, [("channel", "NOT_FOUND")]),
        ({"channel": None}, [("channel", "MISSING_CHANNEL_SLUG")]),
        ({"email": "nu e adresă"}, [("email", "INVALID")]),
        ({"lines": []}, []),
    ],
)
def test_a_new_basket_is_refused_in_saleors_codes(
    shop: Market, changes: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    document = """mutation($input: CheckoutCreateInput!) {
      checkoutCreate(input: $input) { checkout { id } errors { field code } }
    }"""

    assert core.refusals(document, {"input": {"channel": shop.channel, "lines": [], **changes}}) == expected
