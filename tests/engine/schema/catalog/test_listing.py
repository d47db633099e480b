"""Lists of products: what is in them, in what order, and what they cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce import documents
from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Channel,
    Collection,
    CollectionProduct,
    Product,
    ProductAttributeValue,
    ProductChannelListing,
    ProductMedia,
)
from engine.inventory.models import Stock
from tests.engine.catalog import shelf
from tests.engine.checkout import market
from tests.engine.schema.asking import ask, data
from tests.engine.schema.setup.staff import ana, gid

pytestmark = pytest.mark.django_db

LIST = """
query($first: Int, $last: Int, $after: String, $before: String, $where: ProductWhereInput,
      $filter: ProductFilterInput, $sort: ProductOrder, $search: String, $channel: String = "ses-ro") {
  products(first: $first, last: $last, after: $after, before: $before, where: $where, filter: $filter,
           sortBy: $sort, search: $search, channel: $channel) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { name } }
  }
}
"""


def page(**variables: Any) -> Any:
    """A page of the list, 20 long."""
    how = {"user": variables.pop("user", None)}
    size = {} if {"first", "last"} & variables.keys() else {"first": 20}
    return data(LIST, {**size, **variables}, **how)


def names(**variables: Any) -> list[str]:
    """Names of a page."""
    return [edge["node"]["name"] for edge in page(**variables)["edges"]]


@pytest.fixture
def goods() -> dict[str, Product]:
    """An apron and a shirt of linen, a bowl, honey; the apron is in a sub-category and in stock."""
    textile = shelf.category("Textile")
    kitchen = shelf.category("Bucatarie", textile)
    rows = {
        "apron": shelf.product("Șorț", price=8900, category=kitchen),
        "shirt": shelf.product("Cămașă", price=24000, category=textile),
        "bowl": shelf.product("Bol", price=4500, category=shelf.category("Ceramica")),
        "honey": shelf.product("Miere", price=3200),
    }
    linen = Attribute.objects.create(
        slug="material", name="Material", type="PRODUCT_TYPE", input_type="MULTISELECT"
    )
    value = AttributeValue.objects.create(attribute=linen, slug="in", name="In")
    for name in ("apron", "shirt"):
        ProductAttributeValue.objects.create(product=rows[name], value=value)
    place = market.warehouse(shelf.channel())
    Stock.objects.create(variant=rows["apron"].variants.get(), warehouse=place, quantity=3)  # type: ignore[attr-defined]
    return rows


def test_the_list_is_sorted_by_name_and_by_price(goods: dict[str, Product]) -> None:
    by_price = {"field": "MINIMAL_PRICE", "channel": "ses-ro"}

    assert sorted(names()) == ["Bol", "Cămașă", "Miere", "Șorț"]
    assert names(sort={**by_price, "direction": "ASC"}) == ["Miere", "Bol", "Șorț", "Cămașă"]
    assert names(sort={**by_price, "direction": "DESC"}) == ["Cămașă", "Șorț", "Bol", "Miere"]


def test_pages_join_without_a_gap_in_both_directions(goods: dict[str, Product]) -> None:
    sort = {"field": "MINIMAL_PRICE", "channel": "ses-ro", "direction": "ASC"}

    first = page(first=3, sort=sort)
    second = page(first=3, sort=sort, after=first["pageInfo"]["endCursor"])
    back = page(last=2, sort=sort, before=second["pageInfo"]["startCursor"])

    def told(answer: Any) -> tuple[list[str], bool, bool, int]:
        info = answer["pageInfo"]
        found = [edge["node"]["name"] for edge in answer["edges"]]
        return found, info["hasNextPage"], info["hasPreviousPage"], answer["totalCount"]

    assert told(first) == (["Miere", "Bol", "Șorț"], True, False, 4)
    assert told(second) == (["Cămașă"], False, True, 4)
    assert told(back)[0] == ["Bol", "Șorț"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"price": {"range": {"gte": 40, "lte": 100}}}, ["Bol", "Șorț"]),
        ({"price": {"range": {"lte": "32.00"}}}, ["Miere"]),
        ({"attributes": [{"slug": "material", "values": ["in"]}]}, ["Cămașă", "Șorț"]),
        ({"attributes": [{"slug": "material", "values": ["lana"]}]}, []),
        ({"hasCategory": False}, ["Miere"]),
        ({"name": {"oneOf": ["Bol", "Miere", "Nimic"]}}, ["Bol", "Miere"]),
        ({"stockAvailability": "IN_STOCK"}, ["Șorț"]),
        ({"stockAvailability": "OUT_OF_STOCK"}, ["Bol", "Cămașă", "Miere"]),
        ({"OR": [{"name": {"eq": "Bol"}}, {"name": {"eq": "Miere"}}]}, ["Bol", "Miere"]),
        ({"AND": [{"hasCategory": True}, {"price": {"range": {"gte": 80}}}]}, ["Cămașă", "Șorț"]),
        ({"ids": []}, []),
    ],
)
def test_filters_find_exactly_what_fits(goods: dict[str, Product], where: Any, found: list[str]) -> None:
    assert sorted(names(where=where)) == found


def test_a_category_holds_what_is_below_it(goods: dict[str, Product]) -> None:
    textile = goods["shirt"].category

    assert sorted(names(where={"category": {"eq": gid(textile)}})) == ["Cămașă", "Șorț"]
    assert sorted(names(filter={"categories": [gid(textile)]})) == ["Cămașă", "Șorț"]


def test_a_collection_holds_its_own_once(goods: dict[str, Product]) -> None:
    gifts = [Collection.objects.create(name=name, slug=name.lower()) for name in ("Iarna", "Vara")]
    for collection in gifts:
        CollectionProduct.objects.create(collection=collection, product=goods["bowl"])

    assert names(where={"collection": {"oneOf": [gid(each) for each in gifts]}}) == ["Bol"]


def test_a_search_is_ranked_filtered_and_cut_into_pages(goods: dict[str, Product]) -> None:
    shelf.product("Șorț de in", price=9900)
    rank = {"field": "RANK", "direction": "DESC"}

    assert names(search="sort in", sort=rank) == ["Șorț de in", "Șorț"]
    assert sorted(names(search="sort", sort=rank)) == ["Șorț", "Șorț de in"]
    assert names(search="sort", where={"price": {"range": {"lte": 90}}}) == ["Șorț"]
    first = page(search="sort", first=1)
    second = page(search="sort", first=1, after=first["pageInfo"]["endCursor"])
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (
        2,
        True,
        False,
    )
    assert [each["edges"][0]["node"]["name"] for each in (first, second)] == ["Șorț", "Șorț de in"]


def test_shoppers_see_only_what_is_open_to_them(goods: dict[str, Product]) -> None:
    shelf.product("Ascuns", is_published=False)
    shelf.product("Fără preț", price=None)
    ProductChannelListing.objects.filter(product=goods["bowl"]).update(visible_in_listings=False)

    assert sorted(names()) == ["Cămașă", "Miere", "Șorț"]
    assert names(channel="alt") == []
    assert len(names(user=ana())) == 6


def test_shoppers_name_the_channel_where_there_are_several(goods: dict[str, Product]) -> None:
    assert sorted(names(channel=None)) == ["Bol", "Cămașă", "Miere", "Șorț"]

    Channel.objects.create(name="Alt", slug="alt")

    answer = ask("{ products(first: 1) { totalCount } }")
    assert answer["errors"][0]["message"] == ("More than one channel exists. Specify which channel to use.")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"first": 101}, "exceeds the `first` limit of 100 records"),
        ({"first": 1, "last": 1}, "Passing both `first` and `last` is not supported."),
        ({"first": 1, "after": "abc"}, "Received cursor is invalid."),
        ({"first": 1, "sort": {"field": "RANK", "direction": "ASC"}}, "Sorting by RANK"),
        ({"first": 1, "where": {"ids": []}, "filter": {"ids": ["x"]}}, "Only one filtering argument"),
    ],
)
def test_a_list_that_cannot_be_is_an_error(variables: Any, message: str) -> None:
    answer = ask(LIST, variables)

    assert message in answer["errors"][0]["message"]
    assert answer["data"] == {"products": None}


def stocked(count: int) -> None:
    """Products with a picture, a choice and a stock each."""
    linen = Attribute.objects.get_or_create(
        slug="material", defaults={"name": "Material", "type": "PRODUCT_TYPE", "input_type": "MULTISELECT"}
    )[0]
    value = AttributeValue.objects.get_or_create(attribute=linen, slug="in", defaults={"name": "In"})[0]
    shelf.kind().product_attributes.add(linen)
    place = market.warehouse(shelf.channel(), slug=f"depozit-{count}")
    for number in range(count):
        row = shelf.product(f"Șorț {number}", category=shelf.category())
        ProductAttributeValue.objects.create(product=row, value=value)
        ProductMedia.objects.create(product=row, path=f"products/{count}-{number}.png")
        Stock.objects.create(variant=row.variants.get(), warehouse=place, quantity=3)  # type: ignore[attr-defined]


@pytest.mark.parametrize("operation", ["catalogue/digest", "catalogue/cards", "catalogue/search_ids"])
def test_the_number_of_queries_does_not_grow_with_the_list(operation: str) -> None:
    def cost() -> tuple[int, int]:
        ids = [gid(row) for row in Product.objects.all()]
        text = documents.get(operation).text
        given = {"channel": "ses-ro", "language": "RO", "translated": False, "ids": ids, "first": 100}
        given |= {"text": "sort", "cursor": None}
        with CaptureQueriesContext(connection) as queries:
            answer = ask(text, given)
        assert "errors" not in answer, answer["errors"]
        return len(queries), len(next(iter(answer["data"].values()))["edges"])

    stocked(3)
    few = cost()
    stocked(27)

    assert cost() == (few[0], 30)
    assert few[1] == 3


def test_goods_by_their_ids_are_those_that_a_filter_finds(goods: dict[str, Product]) -> None:
    ProductChannelListing.objects.filter(product=goods["bowl"]).update(visible_in_listings=False)
    later = datetime.now(UTC) + timedelta(days=1)
    ProductChannelListing.objects.filter(product=goods["honey"]).update(published_at=later)
    wanted = [gid(row) for row in goods.values()]

    plain = page(where={"ids": wanted})

    assert plain == page(where={"ids": wanted, "AND": []})
    assert [edge["node"]["name"] for edge in plain["edges"]] == ["Cămașă", "Șorț"]
    assert names(where={"ids": wanted}, user=ana()) == names(where={"ids": wanted, "AND": []}, user=ana())
    first = page(where={"ids": wanted}, first=1)
    assert first == page(where={"ids": wanted, "AND": []}, first=1)
    after = first["pageInfo"]["endCursor"]
    assert names(where={"ids": wanted}, first=1, after=after) == ["Șorț"]
    assert names(where={"ids": []}) == []
    assert names(where={"ids": ["nonsense"]}) == []
