"""What can be known of a document before it runs, and is kept with it: fields, resolvers, arguments."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from enum import Enum
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
    is_object_type,
)
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.language import DirectiveNode

#: Plans kept with one operation. Each set of values of its @include and @skip makes another one.
MOST_PLANS = 4

#: Argument values that no resolver can change, so that one dictionary of them serves every call.
FIXED = (str, int, float, Enum, type(None))


class Shape:
    """An output type taken apart. A list has `item`, a leaf has `serialize`."""

    __slots__ = ("is_object", "is_required", "item", "runtime_types", "serialize", "type")

    def __init__(self, type_: GraphQLOutputType) -> None:
        self.is_required = isinstance(type_, GraphQLNonNull)
        self.type: Any = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        self.item = Shape(self.type.of_type) if isinstance(self.type, GraphQLList) else None
        self.serialize: Any = self.type.serialize if is_leaf_type(self.type) else None  # type: ignore[union-attr]
        self.is_object = is_object_type(self.type)
        # Of an interface or a union: the object types its values turned out to have.
        self.runtime_types: dict[str, GraphQLObjectType] = {}


class Step:
    """One field of a selection on one object type, and what is selected inside it.

    `arguments` are None where they have to be read for each run: they hold variables, or values that a
    resolver could change.
    """

    __slots__ = (
        "arguments", "field", "is_leaf", "is_plain", "key", "name", "nodes", "parent", "resolve",
        "selections", "shape", "type",
    )  # fmt: skip

    def __init__(
        self,
        run: ExecutionContext,
        parent: GraphQLObjectType,
        key: str,
        nodes: list[FieldNode],
        field: GraphQLField,
    ) -> None:
        self.key, self.nodes, self.parent, self.field = key, nodes, parent, field
        self.name = nodes[0].name.value
        self.type = field.type
        self.shape = Shape(field.type)
        self.resolve = field.resolve or run.field_resolver
        self.arguments = _fixed_arguments(field, nodes[0])
        named: Any = get_named_type(field.type)
        self.is_leaf = self.shape.serialize is not None
        # Graphene's own resolver reads an attribute and asks for nothing else.
        reads_attribute = isinstance(self.resolve, functools.partial) and (
            self.resolve.func is dict_or_attr_resolver
        )
        is_known = is_leaf_type(named) or (is_object_type(named) and not named.is_type_of)
        self.is_plain = reads_attribute and is_known and not field.args
        self.selections: dict[GraphQLObjectType, list[Step]] = {}


class Plan:
    """The steps of one operation under one set of values of its @include and @skip."""

    __slots__ = ("roots", "schema")

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.roots: dict[GraphQLObjectType, list[Step]] = {}


def plan_of(run: ExecutionContext) -> Plan:
    """Return the plan of what is run; it lives as long as the document's tree of nodes."""
    plans: dict[Any, Plan]
    if "plans" not in vars(run.operation):
        vars(run.operation)["plans"] = (_conditions(run), {})
    names, plans = vars(run.operation)["plans"]
    key = (id(run.schema), *(run.variable_values.get(name) for name in names))
    plan = plans.get(key)
    if plan is None or plan.schema is not run.schema:
        if len(plans) >= MOST_PLANS:
            plans.clear()
        plan = plans[key] = Plan(run.schema)
    return plan


def steps_of(
    run: ExecutionContext, parent: GraphQLObjectType, fields: dict[str, list[FieldNode]]
) -> list[Step]:
    """Return the steps of collected fields; a field that the type does not have is left out."""
    found = ((key, nodes, get_field_def(run.schema, parent, nodes[0])) for key, nodes in fields.items())
    return [Step(run, parent, key, nodes, field) for key, nodes, field in found if field]


def are_fixed(arguments: dict[str, Any]) -> bool:
    """Whether no resolver can change these values."""
    return all(isinstance(value, FIXED) for value in arguments.values())


def _fixed_arguments(field: GraphQLField, node: FieldNode) -> dict[str, Any] | None:
    if any(isinstance(inside, VariableNode) for inside in _inside(*node.arguments)):
        return None
    try:
        arguments = get_argument_values(field, node)
    except GraphQLError:
        return None
    return arguments if are_fixed(arguments) else None


def _conditions(run: ExecutionContext) -> tuple[str, ...]:
    """Name the variables that stand in a directive: they decide what is selected."""
    operation: OperationDefinitionNode = run.operation
    directives = [
        node for node in _inside(operation, *run.fragments.values()) if isinstance(node, DirectiveNode)
    ]
    variables = (node.name.value for node in _inside(*directives) if isinstance(node, VariableNode))
    return tuple(dict.fromkeys(variables))


def _inside(*nodes: Node) -> Iterator[Node]:
    """Walk nodes and all below them, without recursion."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        for key in node.keys:
            value = getattr(node, key)
            waiting += [
                each
                for each in (value if isinstance(value, tuple | list) else (value,))
                if isinstance(each, Node)
            ]
