"""Resolvers that promise: batches, errors that null or travel up, mutations one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene
import pytest
from graphql import execute, parse

from engine.schema.context import Context
from engine.schema.execution import BatchedExecution

ASKED: list[list[str]] = []


def prices(names: Sequence[str]) -> list[int | Exception]:
    ASKED.append(list(names))
    if "explode" in names:
        raise RuntimeError("The shelf fell.")
    return [len(name) for name in names]


def words(names: Sequence[str]) -> list[str]:
    ASKED.append([f"word {name}" for name in names])
    return [name.upper() for name in names]


class Good(graphene.ObjectType):
    name = graphene.String(required=True)
    price = graphene.Int()
    sure_price = graphene.Int(required=True)
    price_in_words = graphene.String()
    twin = graphene.Field(lambda: Good)

    @staticmethod
    def resolve_name(root: str, info: Any) -> str:
        return root

    @staticmethod
    def resolve_price(root: str, info: Any) -> Any:
        return info.context.load(prices, root)

    resolve_sure_price = resolve_price

    @staticmethod
    def resolve_price_in_words(root: str, info: Any) -> Any:
        price = info.context.load(prices, root)
        return price.then(lambda number: info.context.load(words, f"{root}{number}"))

    @staticmethod
    def resolve_twin(root: str, info: Any) -> Any:
        return info.context.load(words, root)


class Query(graphene.ObjectType):
    goods = graphene.List(graphene.NonNull(Good), names=graphene.List(graphene.String))
    good = graphene.Field(Good, name=graphene.String())
    broken = graphene.String(required=True)

    @staticmethod
    def resolve_goods(root: Any, info: Any, names: list[str]) -> list[str]:
        return names

    @staticmethod
    def resolve_good(root: Any, info: Any, name: str) -> str:
        return name

    @staticmethod
    def resolve_broken(root: Any, info: Any) -> str:
        raise ValueError("No.")


class Rename(graphene.Mutation):
    class Arguments:
        name = graphene.String()

    good = graphene.Field(Good)

    @staticmethod
    def mutate(root: Any, info: Any, name: str) -> Rename:
        ASKED.append([f"rename {name}"])
        return Rename(good=name)


class Mutation(graphene.ObjectType):
    rename = Rename.Field()


SCHEMA = graphene.Schema(query=Query, mutation=Mutation).graphql_schema


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    ASKED.clear()


def run(document: str) -> Any:
    return execute(SCHEMA, parse(document), context_value=Context(), execution_context_class=BatchedExecution)


def test_one_batch_serves_a_whole_list_and_repeats_no_key() -> None:
    result = run('{ goods(names: ["ie", "oală", "ie"]) { price twin { price } } }')

    assert result.errors is None
    assert [good["price"] for good in result.data["goods"]] == [2, 4, 2]
    assert ASKED == [["ie", "oală"], ["word ie", "word oală"], ["IE", "OALĂ"]]


def test_a_step_may_promise_again() -> None:
    result = run('{ goods(names: ["ie", "oală"]) { priceInWords name } }')

    assert result.data == {
        "goods": [{"priceInWords": "IE2", "name": "ie"}, {"priceInWords": "OALĂ4", "name": "oală"}]
    }
    assert ASKED == [["ie", "oală"], ["word ie2", "word oală4"]]


def test_a_broken_batch_nulls_each_field_that_may_be_null() -> None:
    result = run('{ goods(names: ["explode", "ie"]) { name price } }')

    assert result.data == {"goods": [{"name": "explode", "price": None}, {"name": "ie", "price": None}]}
    assert [error.path for error in result.errors] == [["goods", 0, "price"], ["goods", 1, "price"]]


def test_a_broken_promise_travels_up_to_what_may_be_null() -> None:
    result = run('{ good(name: "explode") { name surePrice } other: good(name: "ie") { name } }')

    assert result.data == {"good": None, "other": {"name": "ie"}}
    assert [error.path for error in result.errors] == [["good", "surePrice"]]


def test_an_item_that_must_not_be_null_takes_its_list_along() -> None:
    result = run('{ goods(names: ["explode"]) { surePrice } }')

    assert result.data == {"goods": None}


def test_an_error_at_the_root_leaves_no_data() -> None:
    result = run("{ broken }")

    assert result.data is None
    assert [error.message for error in result.errors] == ["No."]


def test_mutations_run_one_after_the_other_each_to_its_end() -> None:
    result = run(
        'mutation { a: rename(name: "ie") { good { price } } b: rename(name: "ie") { good { price } } }'
    )

    assert result.data["b"] == {"good": {"price": 2}}
    assert ASKED == [["rename ie"], ["ie"], ["rename ie"], ["ie"]]
