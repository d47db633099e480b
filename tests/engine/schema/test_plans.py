"""Our execution over kept plans answers as graphql-core's own does, whatever is asked and whatever breaks."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import graphene
import pytest
from graphql import execute, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.schema import limits, plans
from engine.schema import schema as engine_schema
from engine.schema.context import Context
from engine.schema.execution import BatchedExecution
from tests.engine.schema.plain_execution import run_plainly


def doubled(keys: Sequence[Any]) -> list[int | Exception]:
    """Double numbers; thirteen, and what is no number, breaks its own promise only."""
    return [
        2 * key if isinstance(key, int) and key != 13 else RuntimeError(f"{key} broke its promise.")
        for key in keys
    ]


class Colour(graphene.Enum):
    RED = "red"
    BLUE = "blue"


class Thing(graphene.Interface):
    """What has a number."""

    number = graphene.Int()
    sure_number = graphene.Int(required=True)

    @classmethod
    def resolve_type(cls, root: Any, info: Any) -> Any:
        return {"pot": Pot, "jar": Jar, "none": None}.get(root.kind, "Nonsense")

    @staticmethod
    def resolve_sure_number(root: Any, info: Any) -> Any:
        return root.number


class _Shared:
    things = graphene.List(lambda: Thing)
    sure_things = graphene.List(graphene.NonNull(lambda: Thing), required=True)
    either = graphene.Field(lambda: Either)
    rows = graphene.List(graphene.List(graphene.Int))
    promised = graphene.Int()
    sure_promised = graphene.Int(required=True)
    promises = graphene.List(graphene.NonNull(graphene.Int))
    promised_thing = graphene.Field(lambda: Thing)
    colour = graphene.Field(Colour)
    told = graphene.String(
        words=graphene.List(graphene.String), many=graphene.Int(default_value=2), colour=Colour()
    )
    changed = graphene.Int(words=graphene.List(graphene.String))
    broken = graphene.String()
    path = graphene.String()

    @staticmethod
    def resolve_sure_things(root: Any, info: Any) -> Any:
        return root.things

    @staticmethod
    def resolve_promised(root: Any, info: Any) -> Any:
        return info.context.load(doubled, root.number)

    resolve_sure_promised = resolve_promised

    @staticmethod
    def resolve_promises(root: Any, info: Any) -> Any:
        return [info.context.load(doubled, number) for row in root.rows or () for number in row or ()]

    @staticmethod
    def resolve_promised_thing(root: Any, info: Any) -> Any:
        return info.context.load(doubled, root.number).then(lambda _: root.either)

    @staticmethod
    def resolve_told(root: Any, info: Any, many: int, words: Any = None, colour: Any = None) -> str:
        return f"{many} {words} {colour}"

    @staticmethod
    def resolve_changed(root: Any, info: Any, words: list[str]) -> int:
        words.append("changed")
        return len(words)

    @staticmethod
    def resolve_broken(root: Any, info: Any) -> Any:
        return ValueError(f"{root.number} broke.")

    @staticmethod
    def resolve_path(root: Any, info: Any) -> str:
        return f"{info.path.as_list()} {info.parent_type} {info.field_name} {info.return_type}"


class Pot(_Shared, graphene.ObjectType):
    class Meta:
        interfaces = (Thing,)

    glaze = graphene.String()


class Jar(_Shared, graphene.ObjectType):
    class Meta:
        interfaces = (Thing,)

    lid = graphene.String(required=True)

    @classmethod
    def is_type_of(cls, root: Any, info: Any) -> bool:
        return root.lid != "stranger"


class Either(graphene.Union):
    class Meta:
        types = (Pot, Jar)

    @classmethod
    def resolve_type(cls, root: Any, info: Any) -> Any:
        return Pot if root.kind == "pot" else Jar


class Query(graphene.ObjectType):
    thing = graphene.Field(Thing)
    sure_pot = graphene.Field(Pot, required=True)
    things = graphene.List(Thing)

    @staticmethod
    def resolve_sure_pot(root: Any, info: Any) -> Any:
        return root.thing


SCHEMA = graphene.Schema(query=Query, types=[Pot, Jar]).graphql_schema
NUMBERS = st.one_of(st.integers(0, 14), st.just("many"), st.just(ValueError("No number.")), st.none())


def _things(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        SimpleNamespace,
        kind=st.sampled_from(["pot", "jar", "jar", "none", "strange"]),
        number=NUMBERS,
        things=st.one_of(st.none(), st.lists(st.one_of(inner, st.none()), max_size=3), st.just(5)),
        either=inner,
        rows=st.lists(st.one_of(st.none(), st.lists(st.integers(0, 14), max_size=3)), max_size=3),
        colour=st.sampled_from(["red", "blue", "green", None]),
        glaze=st.sampled_from(["white", None]),
        lid=st.sampled_from(["cork", "stranger", None]),
    )


THINGS = st.recursive(st.none(), _things, max_leaves=12)
LEAVES = (
    "number", "sureNumber", "__typename", "... on Pot { glaze }", "... on Jar { lid }", "alias: number",
    "... on Pot { broken path }", "... on Jar { promised colour }", "... on Pot { surePromised rows }",
    "... on Jar { promises rows told(many: 3) }", "... on Pot { told(words: [\"a\"]) colour }",
    "... on Pot { told(words: $words, colour: $colour) }", "... on Jar { told(colour: BLUE) path }",
    "number @include(if: $yes)", "... @skip(if: $yes) { sureNumber }", "...Leaf",
)  # fmt: skip
BRANCHES = (
    "... on Pot { things %s }", "... on Jar { things %s }", "... on Pot { sureThings %s }",
    "... on Jar { promisedThing %s }", "... on Pot { promisedThing %s things { number } }",
    "... on Jar { either { ... on Pot %s ... on Jar { lid number } } }",
    "... on Pot { either { __typename ... on Jar %s } }",
    "... @include(if: $yes) { ... on Pot { things %s } }",
)  # fmt: skip


def _selections(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.tuples(st.sampled_from(BRANCHES), inner).map(lambda pair: pair[0] % pair[1])
    return st.lists(st.one_of(st.sampled_from(LEAVES), branches), min_size=1, max_size=5).map(_braced)


def _braced(parts: list[str]) -> str:
    return f"{{ {' '.join(parts)} }}"


SELECTIONS = st.recursive(
    st.lists(st.sampled_from(LEAVES), min_size=1, max_size=4).map(_braced), _selections, max_leaves=6
)
HEAD = "query ($yes: Boolean!, $words: [String], $colour: Colour) "
LEAF = " fragment Leaf on Thing { number ... on Pot { glaze path } }"


@settings(max_examples=300, deadline=None)
@given(thing=THINGS, things=st.lists(THINGS, max_size=3), selection=SELECTIONS, root=SELECTIONS)
def test_any_document_is_answered_as_by_graphql_core(
    thing: Any, things: Any, selection: str, root: str
) -> None:
    document = parse(
        f"{HEAD} {{ thing {selection} things {root} surePot {{ number things {root} }} }} {LEAF}"
    )
    roots = SimpleNamespace(thing=thing, things=things)

    for variables in ({"yes": True}, {"yes": False, "words": ["b"], "colour": "RED"}, {"yes": True}):
        data, errors = _answer(execute, document, roots, variables, execution_context_class=BatchedExecution)
        plain_data, plain_errors = _answer(run_plainly, document, roots, variables)

        assert data == plain_data
        # Which of several errors takes an object along depends on when a promise breaks.
        is_waited_for = "romise" in selection + root
        assert bool(errors) == bool(plain_errors) if is_waited_for else errors == plain_errors


def test_what_conditions_leave_out_is_told_apart_in_one_document() -> None:
    document = parse("query ($yes: Boolean!) { thing { number @include(if: $yes) sureNumber } }")
    roots = SimpleNamespace(thing=SimpleNamespace(kind="pot", number=3))

    answers = [
        _answer(execute, document, roots, {"yes": yes}, execution_context_class=BatchedExecution)[0]
        for yes in (True, False, True)
    ]

    full, short = {"thing": {"number": 3, "sureNumber": 3}}, {"thing": {"sureNumber": 3}}
    assert answers == [full, short, full]


def test_a_list_among_the_arguments_is_read_anew_for_each_object() -> None:
    document = parse('{ things { ... on Pot { changed(words: ["a"]) } } }')
    pot = SimpleNamespace(kind="pot", number=1)

    data, _ = _answer(
        execute, document, SimpleNamespace(things=[pot, pot]), {}, execution_context_class=BatchedExecution
    )

    assert [each["changed"] for each in data["things"]] == [2, 2]


def test_a_stranger_s_conditions_do_not_fill_the_memory() -> None:
    names = [f"c{number}" for number in range(6)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: number @skip(if: ${name})" for name in names)
    document = parse(f"query ({declared}) {{ thing {{ {fields} __typename }} }}")
    roots = SimpleNamespace(thing=SimpleNamespace(kind="pot", number=3))

    for number in range(2 ** len(names)):
        variables = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        _answer(execute, document, roots, variables, execution_context_class=BatchedExecution)

    (operation,) = document.definitions
    assert len(operation.__dict__["plans"][1]) <= plans.MOST_PLANS


@pytest.mark.parametrize("missing", ["thing { nothing number }", "nothing thing { number }"])
def test_a_field_that_is_not_there_is_left_out(missing: str) -> None:
    roots = SimpleNamespace(thing=SimpleNamespace(kind="pot", number=3))

    data, errors = _answer(
        execute, parse(f"{{ {missing} }}"), roots, {}, execution_context_class=BatchedExecution
    )

    assert (data, errors) == ({"thing": {"number": 3}}, [])


def _answer(run: Any, document: Any, root: Any, variables: dict[str, Any], **more: Any) -> tuple[Any, Any]:
    result = run(
        SCHEMA, document, root_value=root, context_value=Context(), variable_values=variables, **more
    )
    errors = [(error.message, error.path, error.locations) for error in result.errors or ()]
    return result.data, sorted(errors, key=repr)


def test_a_cost_is_counted_once_for_the_same_numbers() -> None:
    document = parse(
        "query Few($first: Int = 3, $after: String) {"
        "  products(first: $first, after: $after) { edges { node { id } } }"
        "} query Two { products(first: 2) { edges { node { id } } } }"
    )
    schema = engine_schema.graphql_schema

    def cost(name: str | None = "Few", **variables: Any) -> int:
        known = limits.cost_of(schema, document, variables, name)
        assert known == limits.Meter(schema, document, variables).cost(name)
        return known

    assert cost() == cost(after="x") == cost(first=3)
    assert cost(first=9) == cost(first=9, after="y", strange=4) == 3 * cost(first=3)
    assert cost(first=None) == cost(first="many") < cost("Two") < cost()
    assert cost("Nobody's") == 0
    assert cost(None, first=1) == cost("Two")
    for first in range(100):
        cost(first=first)
    assert len(document.__dict__["costs"]) <= limits.MOST_COSTS
