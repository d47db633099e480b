"""Lists and limits: pages, cursors, ids, and documents that are refused before they run."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from commerce import documents
from commerce.call import in_shop
from tests.contract import core
from tests.contract.core import Answer, ask, data, send
from tests.contract.market import Good, Market

PRODUCTS = """query($channel: String, $first: Int, $last: Int, $after: String, $before: String) {
  products(channel: $channel, first: $first, last: $last, after: $after, before: $before,
           sortBy: {field: NAME, direction: ASC}) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id slug } }
  }
}"""


@pytest.fixture(scope="module")
def goods(shop: Market) -> list[Good]:
    """Five goods, by their names the first of all."""
    return [shop.good(f"0{letter}") for letter in "ABCDE"]


def page(shop: Market, **how: Any) -> Any:
    """One page of the channel's goods by name."""
    return data(PRODUCTS, {"channel": shop.channel, **how})


def slugs(found: Any) -> list[str]:
    """Whom a page shows."""
    return [edge["node"]["slug"] for edge in found["edges"]]


def decoded(global_id: str) -> tuple[str, str]:
    """Type and key of a global id."""
    name, _, key = base64.b64decode(global_id).decode().partition(":")
    return name, key


def refused(answer: Answer) -> tuple[int, list[tuple[str, str]], bool]:
    """Status, faults, and whether there is any data."""
    found = answer.body.get("data")
    return answer.status, answer.faults, bool(found) and any(found.values())


def test_pages_follow_each_other_by_cursor(shop: Market, goods: list[Good]) -> None:
    first = page(shop, first=2)
    second = page(shop, first=2, after=first["pageInfo"]["endCursor"])
    back = page(shop, last=2, before=second["pageInfo"]["startCursor"])

    assert slugs(first) == [goods[0].slug, goods[1].slug]
    assert slugs(second) == [goods[2].slug, goods[3].slug]
    assert slugs(back) == slugs(first)
    assert first["totalCount"] == second["totalCount"] >= 5
    assert [first["pageInfo"][name] for name in ("hasNextPage", "hasPreviousPage")] == [True, False]
    assert [second["pageInfo"][name] for name in ("hasNextPage", "hasPreviousPage")] == [True, True]
    assert first["pageInfo"]["startCursor"] == first["edges"][0]["cursor"]
    assert first["pageInfo"]["endCursor"] == first["edges"][1]["cursor"]


def test_the_last_page_ends(shop: Market, goods: list[Good]) -> None:
    total = page(shop, first=1)["totalCount"]

    last = page(shop, last=1)

    assert len(page(shop, first=100)["edges"]) == total
    assert last["pageInfo"]["hasNextPage"] is False
    assert len(last["edges"]) == 1


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({}, "You must provide a `first` or `last` value to properly paginate the `products` connection."),
        (
            {"first": 101},
            "Requesting 101 records on the `products` connection exceeds the `first` limit of 100 records.",
        ),
        (
            {"last": 101},
            "Requesting 101 records on the `products` connection exceeds the `last` limit of 100 records.",
        ),
    ],
)
def test_a_page_has_a_size_of_at_most_a_hundred(shop: Market, how: dict[str, int], message: str) -> None:
    answer = ask(PRODUCTS, {"channel": shop.channel, **how})

    assert refused(answer) == (200, [("GraphQLError", message)], False)


def test_a_cursor_of_ones_own_making_is_refused(shop: Market) -> None:
    answer = ask(PRODUCTS, {"channel": shop.channel, "first": 1, "after": "abc"})

    assert refused(answer) == (200, [("GraphQLError", "Received cursor is invalid.")], False)


def test_anybody_names_the_channel(shop: Market, goods: list[Good]) -> None:
    answer = ask(PRODUCTS, {"first": 1})

    message = "More than one channel exists. Specify which channel to use."
    assert refused(answer) == (200, [("GraphQLError", message)], False)
    assert page(shop, first=100)["totalCount"] >= 5


def test_ids_say_what_they_are_of(shop: Market, goods: list[Good]) -> None:
    good = goods[0]

    kinds = {
        "product": decoded(good.id),
        "variant": decoded(good.variant_id),
        "channel": decoded(shop.channel_id),
        "category": decoded(shop.category_id),
        "page": decoded(shop.sellers["ana"]),
        "warehouse": decoded(shop.warehouses["ana"]),
        "tax": decoded(shop.tax_class_id),
        "type": decoded(shop.goods_type_id),
    }
    assert [name for name, _ in kinds.values()] == [
        "Product",
        "ProductVariant",
        "Channel",
        "Category",
        "Page",
        "Warehouse",
        "TaxClass",
        "ProductType",
    ]
    assert all(key.isdigit() for name, key in kinds.values() if name != "Warehouse")
    assert len(kinds["warehouse"][1]) == 36


def test_an_id_of_something_else_is_nothing(shop: Market) -> None:
    question = "query($id: ID, $channel: String) { product(id: $id, channel: $channel) { id } }"

    assert data(question, {"id": shop.category_id, "channel": shop.channel}) is None


@pytest.mark.parametrize("wrong", ["abc", "UHJvZHVjdA=="])
def test_an_id_that_is_none_is_refused(shop: Market, wrong: str) -> None:
    question = "query($id: ID, $channel: String) { product(id: $id, channel: $channel) { id } }"

    answer = ask(question, {"id": wrong, "channel": shop.channel})

    status, faults, has_data = refused(answer)
    assert (status, [code for code, _ in faults], has_data) == (200, ["GraphQLError"], False)


@pytest.mark.parametrize(
    ("document", "code", "message"),
    [
        ("{ nope }", "GraphQLError", 'Cannot query field "nope" on type "Query".'),
        ("{ shop { name } ", "GraphQLSyntaxError", None),
        ("", "GraphQLError", "Must provide a query string."),
        (
            "{ " + " ".join(f"a{n}: shop {{ name }}" for n in range(101)) + " }",
            "GraphQLError",
            "Number of aliases exceed the limit of 100",
        ),
        (
            "mutation { " + " ".join(f'm{n}: tokenVerify(token: "x") {{ isValid }}' for n in range(5)) + " }",
            "GraphQLError",
            "Number of mutations exceed the limit of 4",
        ),
    ],
)
def test_a_document_that_cannot_run_is_refused_whole(document: str, code: str, message: str | None) -> None:
    answer = ask(document)

    assert answer.status == 400
    ((found, said),) = answer.faults
    assert found == code
    # The libraries' versions quote names differently.
    assert message is None or said.replace("'", '"') == message
    assert "data" not in answer.body


def test_several_documents_at_once_are_refused() -> None:
    answer = send([{"query": "{ shop { name } }"}, {"query": "{ shop { name } }"}])

    assert refused(answer) == (400, [("GraphQLError", "Number of batch queries exceeded.")], False)


def test_a_variable_of_the_wrong_kind_is_refused(shop: Market) -> None:
    answer = ask(PRODUCTS, {"channel": shop.channel, "first": "mult"})

    assert answer.status == 400
    assert [code for code, _ in answer.faults] == ["GraphQLError"]


def test_a_question_that_costs_too_much_is_refused(shop: Market) -> None:
    document = """query($channel: String!) { products(first: 100, channel: $channel) { edges { node {
      collections { products(first: 100) { edges { node {
        productVariants(first: 100) { edges { node { sku } } }
      } } } }
    } } } }"""

    answer = ask(document, {"channel": shop.channel})

    assert (answer.status, [code for code, _ in answer.faults]) == (400, ["QueryCostError"])
    assert "exceeds the maximum cost of 50000" in answer.faults[0][1]


def test_a_token_that_is_nobodys_counts_as_none() -> None:
    answer = ask("{ me { email } }", token="abc")

    assert (answer.status, answer.body["data"]) == (200, {"me": None})


READS = [
    name
    for name in documents.names()
    if not documents.get(name).is_mutation and not name.startswith(("app/", "account/", "orders/mine"))
]


@pytest.mark.parametrize("operation", READS)
def test_no_question_of_this_project_costs_too_much(shop: Market, operation: str) -> None:
    document = documents.get(operation)
    variables = {
        **in_shop("EN"),
        "slug": shop.slug("ana"),
        "ids": [],
        "text": "x",
        "first": 100,
        "id": base64.b64encode(b"Checkout:00000000-0000-4000-8000-000000000000").decode(),
    }
    if operation == "orders/one":
        variables["id"] = base64.b64encode(b"Order:00000000-0000-4000-8000-000000000000").decode()

    body = {"query": document.text, "operationName": document.operation_name, "variables": variables}
    answer = send(body)

    assert answer.faults == []
    assert answer.body["extensions"]["cost"]["requestedQueryCost"] <= 40_000
    assert answer.body["extensions"]["cost"]["maximumAvailable"] == 50_000
    assert core.is_saleor() or answer.status == 200
