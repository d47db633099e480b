"""Variants, their prices and pieces."""

from __future__ import annotations

from typing import Any

import pytest

from engine.catalog.models import Product, ProductChannelListing, ProductVariant, VariantChannelListing
from engine.inventory.models import Stock
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.schema.setup.catalogue import (
    VARIANTS_CREATE,
    attribute,
    category,
    channel,
    product,
    product_type,
)
from tests.engine.schema.setup.staff import gid, refused, tell

pytestmark = pytest.mark.django_db

LIST = """
mutation($id: ID!, $channel: ID!) {
  productChannelListingUpdate(
    id: $id, input: { updateChannels: [{ channelId: $channel, isPublished: true }] }
  ) { errors { field code } }
}
"""
PRICES = """
mutation($id: ID, $sku: String, $input: [ProductVariantChannelListingAddInput!]!) {
  productVariantChannelListingUpdate(id: $id, sku: $sku, input: $input) {
    variant { sku } errors { field code channels }
  }
}
"""
UPDATE = """
mutation($sku: String, $input: ProductVariantInput!) {
  productVariantUpdate(sku: $sku, input: $input) {
    productVariant { sku name weight { value } } errors { field code }
  }
}
"""
DELETE = """
mutation($sku: String) {
  productVariantDelete(sku: $sku) { productVariant { sku } errors { field code } }
}
"""


class Apron:
    """An apron on sale that comes in sizes."""

    def __init__(self) -> None:
        self.size = attribute("marime", "DROPDOWN", values=[{"name": "M"}, {"name": "L"}, {"name": "XL"}])
        self.id = product(product_type(variant=[self.size["id"]]), category=category())
        self.channel = channel()
        assert tell(LIST, {"id": self.id, "channel": self.channel})["errors"] == []
        self.warehouse = gid(market.warehouse(market.Channel.objects.get()))

    def draft(self, size: str = "M", price: Any = "24.05", **more: Any) -> dict[str, Any]:
        return {
            "sku": f"ANA-{size}",
            "name": size,
            "trackInventory": True,
            "attributes": [{"id": self.size["id"], "dropdown": {"id": self.size["values"][size]}}],
            "stocks": [{"warehouse": self.warehouse, "quantity": 4}],
            "channelListings": [{"channelId": self.channel, "price": price}],
            **more,
        }

    def make(self, *drafts: dict[str, Any], policy: str = "REJECT_EVERYTHING") -> Any:
        return tell(VARIANTS_CREATE, {"product": self.id, "variants": list(drafts), "policy": policy})

    def problems(self, *drafts: dict[str, Any], **how: Any) -> list[tuple[str | None, str]]:
        results = self.make(*drafts, **how)["results"]
        return [(error["field"], error["code"]) for result in results for error in result["errors"]]


@pytest.fixture
def apron() -> Apron:
    return Apron()


def bounds() -> tuple[int | None, int | None]:
    listing = ProductChannelListing.objects.get()
    return listing.minimum_price, listing.maximum_price


def test_variants_are_made_with_prices_and_pieces(apron: Apron) -> None:
    made = apron.make(apron.draft("M", "19.60"), apron.draft("L", 24.05, weight="0.4"))

    assert (made["count"], made["errors"]) == (2, [])
    assert made["productVariants"] == [{"sku": "ANA-M"}, {"sku": "ANA-L"}]
    assert [result["productVariant"]["name"] for result in made["results"]] == ["M", "L"]
    assert [result["errors"] for result in made["results"]] == [[], []]
    assert list(VariantChannelListing.objects.order_by("price").values_list("price", flat=True)) == [
        1960,
        2405,
    ]
    assert list(Stock.objects.values_list("quantity", flat=True)) == [4, 4]
    assert bounds() == (1960, 2405)
    default = Product.objects.get().default_variant
    assert default is not None
    assert default.sku == "ANA-M"


def test_a_variant_without_a_name_is_named_by_its_values(apron: Apron) -> None:
    made = apron.make(apron.draft("XL", name=""))

    assert made["results"][0]["productVariant"]["name"] == "XL"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"sku": "ANA-M"}, ("sku", "UNIQUE")),
        ({"sku": "x" * 256}, ("sku", "INVALID")),
        ({"weight": -1}, ("weight", "INVALID")),
        ({"quantityLimitPerCustomer": 0}, ("quantityLimitPerCustomer", "INVALID")),
        ({"attributes": [{"id": to_global_id("Attribute", 9999)}]}, ("attributes", "NOT_FOUND")),
        ({"attributes": [{"id": "abc"}]}, ("attributes", "GRAPHQL_ERROR")),
        (
            {"stocks": [{"warehouse": to_global_id("Warehouse", "x"), "quantity": 1}]},
            ("warehouse", "NOT_FOUND"),
        ),
        (
            {"channelListings": [{"channelId": to_global_id("Channel", 9999), "price": 1}]},
            ("channelId", "NOT_FOUND"),
        ),
    ],
)
def test_one_wrong_variant_refuses_all(apron: Apron, wrong: dict[str, Any], refusal: tuple[str, str]) -> None:
    drafts = apron.draft("M"), apron.draft("L", **wrong)

    assert apron.problems(*drafts) == [refusal]

    assert (ProductVariant.objects.count(), Stock.objects.count(), bounds()) == (0, 0, (None, None))


@pytest.mark.parametrize(
    ("price", "refusal"),
    [("24.055", ("price", "INVALID")), ("20000000000000", ("price", "INVALID"))],
)
def test_a_price_that_cannot_be_is_refused(apron: Apron, price: str, refusal: tuple[str, str]) -> None:
    assert apron.problems(apron.draft("M", price)) == [refusal]

    assert VariantChannelListing.objects.count() == 0


def test_pieces_that_cannot_be_are_refused(apron: Apron) -> None:
    one = {"warehouse": apron.warehouse, "quantity": 1}

    assert apron.problems(apron.draft(stocks=[{**one, "quantity": -1}])) == [("quantity", "INVALID")]
    assert apron.problems(apron.draft(stocks=[one, one])) == [("stocks", "DUPLICATED_INPUT_ITEM")]
    assert Stock.objects.count() == 0


def test_good_rows_are_kept_where_that_is_wanted(apron: Apron) -> None:
    made = apron.make(apron.draft("M"), apron.draft("L", sku="ANA-M"), policy="REJECT_FAILED_ROWS")

    assert made["count"] == 1
    assert [bool(result["productVariant"]) for result in made["results"]] == [True, False]
    assert made["results"][1]["errors"][0]["code"] == "UNIQUE"
    assert list(ProductVariant.objects.values_list("sku", flat=True)) == ["ANA-M"]


def test_two_variants_with_the_same_values_are_refused(apron: Apron) -> None:
    apron.make(apron.draft("M"))

    assert apron.problems(apron.draft("M", sku="ANA-M2")) == [("attributes", "DUPLICATED_INPUT_ITEM")]

    assert ProductVariant.objects.count() == 1


def test_a_product_that_is_in_no_channel_has_no_prices() -> None:
    shop, bowl = channel(), product(product_type(), name="Bol")
    draft = {"attributes": [], "sku": "BOL", "channelListings": [{"channelId": shop, "price": 1}]}

    made = tell(VARIANTS_CREATE, {"product": bowl, "variants": [draft]})

    [error] = made["results"][0]["errors"]
    assert (error["field"], error["code"]) == ("channelListings", "PRODUCT_NOT_ASSIGNED_TO_CHANNEL")
    assert error["channels"] == [shop]
    assert (made["count"], ProductVariant.objects.count()) == (0, 0)


def test_too_many_variants_or_none_s_product_are_refused(apron: Apron) -> None:
    many = [{"attributes": [], "sku": str(number)} for number in range(201)]

    assert refused(VARIANTS_CREATE, {"product": apron.id, "variants": many}) == [("variants", "INVALID")]
    unknown = {"product": to_global_id("Product", 9999), "variants": []}
    assert refused(VARIANTS_CREATE, unknown) == [("product", "NOT_FOUND")]
    assert ProductVariant.objects.count() == 0


def test_prices_change_and_so_do_the_products_bounds(apron: Apron) -> None:
    made = apron.make(apron.draft("M", "19.60"), apron.draft("L", "24.05"))
    id_ = made["results"][0]["productVariant"]["id"]
    wanted = [{"channelId": apron.channel, "price": "30", "priorPrice": "35.50", "costPrice": "10"}]

    changed = tell(PRICES, {"id": id_, "input": wanted})

    assert changed == {"variant": {"sku": "ANA-M"}, "errors": []}
    assert bounds() == (2405, 3000)
    listing = VariantChannelListing.objects.get(variant__sku="ANA-M")
    assert (listing.price, listing.prior_price, listing.cost_price) == (3000, 3550, 1000)


def test_prices_that_do_not_fit_are_refused_and_nothing_moves(apron: Apron) -> None:
    apron.make(apron.draft("M", "19.60"))
    other = gid(market.Channel.objects.create(name="Alt", slug="alt"))
    one = {"channelId": apron.channel, "price": "1"}

    def change(*wanted: dict[str, Any], sku: str = "ANA-M") -> list[tuple[str | None, str]]:
        return refused(PRICES, {"sku": sku, "input": list(wanted)})

    assert change({**one, "price": "1.005"}) == [("price", "INVALID")]
    assert change({**one, "priorPrice": "1.005"}) == [("priorPrice", "INVALID")]
    assert change(one, one) == [("input", "DUPLICATED_INPUT_ITEM")]
    assert change(one, {"channelId": other, "price": "1"}) == [("input", "PRODUCT_NOT_ASSIGNED_TO_CHANNEL")]
    assert change(one, sku="nu") == [("sku", "NOT_FOUND")]
    assert (bounds(), VariantChannelListing.objects.count()) == ((1960, 1960), 1)


def test_a_variant_is_changed(apron: Apron) -> None:
    apron.make(apron.draft("M"), apron.draft("L"))

    changed = tell(UPDATE, {"sku": "ANA-M", "input": {"name": "Mediu", "weight": "0.2"}})

    assert changed["productVariant"] == {"sku": "ANA-M", "name": "Mediu", "weight": {"value": 0.2}}
    assert refused(UPDATE, {"sku": "ANA-M", "input": {"sku": "ANA-L"}}) == [("sku", "UNIQUE")]
    taken = [{"id": apron.size["id"], "dropdown": {"id": apron.size["values"]["L"]}}]
    assert refused(UPDATE, {"sku": "ANA-M", "input": {"attributes": taken}}) == [
        ("attributes", "DUPLICATED_INPUT_ITEM")
    ]
    assert ProductVariant.objects.get(sku="ANA-M").attribute_values.get().value.name == "M"  # type: ignore[attr-defined]


def test_a_deleted_variant_gives_way_to_the_next(apron: Apron) -> None:
    apron.make(apron.draft("M", "19.60"), apron.draft("L", "24.05"))

    assert tell(DELETE, {"sku": "ANA-M"}) == {"productVariant": {"sku": "ANA-M"}, "errors": []}

    default = Product.objects.get().default_variant
    assert default is not None
    assert (default.sku, bounds()) == ("ANA-L", (2405, 2405))


def test_a_variant_that_orders_wait_for_is_not_deleted(apron: Apron) -> None:
    apron.make(apron.draft("M"))
    Stock.objects.update(quantity_allocated=1)

    assert refused(DELETE, {"sku": "ANA-M"}) == [("id", "INVALID")]

    assert ProductVariant.objects.count() == 1
