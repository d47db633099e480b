"""How much one request may ask for: Saleor's limits, counted before anything runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import EllipsisType
from typing import Any, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
)
from graphql.language import ast

MAXIMUM_ALIASES = 100
MAXIMUM_MUTATIONS = 4
MAXIMUM_COST = 50_000
#: What `limit` is where it is not given.
DEFAULT_LIMIT = 100
#: Levels of braces. Saleor's own Dashboard stays below 20.
MAXIMUM_DEPTH = 30
#: Words and signs of a document; the largest of this project's has about 1,000.
MAXIMUM_TOKENS = 10_000
#: Lists and objects inside each other, in the document or in a variable: each AND of a filter takes two.
MAXIMUM_VALUE_DEPTH = 20
#: Values of one list: a database takes some ten thousand parameters.
MAXIMUM_LIST = 5_000
#: Costs kept with one document.
MOST_COSTS = 16
#: What no database stores as text: the NUL character, and halves of characters.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class QueryCostError(Exception):
    """The request costs more than `MAXIMUM_COST`."""


def too_many_aliases(document: DocumentNode) -> GraphQLError | None:
    """Return the refusal of a document with too many aliases; it need not be valid."""
    aliases = sum(1 for node in _nodes(document) if isinstance(node, FieldNode) and node.alias)
    if aliases <= MAXIMUM_ALIASES:
        return None
    return GraphQLError(f"Number of aliases exceed the limit of {MAXIMUM_ALIASES}")


def unfit_literals(document: DocumentNode) -> GraphQLError | None:
    """Return the refusal of a document whose values no resolver could work with; it need not be valid."""
    waiting: list[tuple[Node, int]] = [(document, 0)]
    while waiting:
        node, depth = waiting.pop()
        depth += isinstance(node, ast.ListValueNode | ast.ObjectValueNode)
        text = node.value if isinstance(node, ast.StringValueNode) else ""
        if (refusal := _unfit(depth, text)) is not None:
            return refusal
        waiting.extend((child, depth) for child in _children(node))
    return None


def unfit_variables(variables: Mapping[str, Any]) -> GraphQLError | None:
    """Return the refusal of variables that no resolver could work with."""
    waiting: list[tuple[Any, int]] = [(value, 1) for value in variables.values()]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, str) and (refusal := _unfit(depth, value)) is not None:
            return refusal
        inside = list(value.values()) if isinstance(value, dict) else value
        if isinstance(inside, list):
            if len(inside) > MAXIMUM_LIST:
                return GraphQLError(f"A list of values exceeds the limit of {MAXIMUM_LIST}")
            if (refusal := _unfit(depth, "")) is not None:
                return refusal
            waiting.extend((each, depth + 1) for each in inside)
    return None


def _unfit(depth: int, text: str) -> GraphQLError | None:
    if depth > MAXIMUM_VALUE_DEPTH:
        return GraphQLError(f"Depth of a value exceeds the limit of {MAXIMUM_VALUE_DEPTH}")
    if UNSTORABLE.search(text):
        return GraphQLError("A text holds a character that cannot be stored.")
    return None


def too_large(schema: GraphQLSchema, document: DocumentNode) -> GraphQLError | None:
    """Return the refusal of a valid document that goes too deep or changes too much at once."""
    meter = Meter(schema, document, {})
    if meter.mutations() > MAXIMUM_MUTATIONS:
        return GraphQLError(f"Number of mutations exceed the limit of {MAXIMUM_MUTATIONS}")
    if meter.depth() > MAXIMUM_DEPTH:
        return GraphQLError(f"Depth of the query exceeds the limit of {MAXIMUM_DEPTH}")
    return None


def _nodes(node: Node) -> Iterator[Node]:
    """Walk a document without recursion."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(_children(current))


def _children(node: Node) -> Iterator[Node]:
    for key in node.keys:
        value = getattr(node, key)
        children = value if isinstance(value, tuple | list) else (value,)
        yield from (child for child in children if isinstance(child, Node))


def _spread(node: Node) -> str:
    """Return the name of the fragment that is spread: a selection is a field, inline, or this."""
    return cast(FragmentSpreadNode, node).name.value


def cost_of(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], operation_name: str | None
) -> int:
    """Return what an operation of a valid document costs, counted once for the same whole numbers.

    No other variable's value counts; what was counted is kept with the document. What the document does not
    name, as a stranger's operation, is not kept.
    """
    meter = Meter(schema, document, variables)
    names = meter.operation_names()
    if operation_name is not None and operation_name not in names:
        return 0
    costs: dict[Any, int] = vars(document).setdefault("costs", {})
    given = (variables.get(name, ...) for name in meter.variable_names())
    key = (operation_name, *(value if isinstance(value, int | EllipsisType) else None for value in given))
    if key not in costs:
        if len(costs) >= MOST_COSTS:
            costs.clear()
        costs[key] = meter.cost(operation_name)
    return costs[key]


class Meter:
    """Measures a valid document: how deep it goes, and what an operation costs.

    The rule: a connection costs as many as its `first` or `last`, assigned attributes and their values
    as many as their `limit`, and all multiply what is inside; an object with an id costs 1, as does an
    object at the root. Saleor keeps a table by field, which comes to about the same for the documents
    of this shop.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._operations = [
            node for node in document.definitions if isinstance(node, OperationDefinitionNode)
        ]
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        # A fragment is measured once, however often it is spread.
        self._fragment_costs: dict[str, int] = {}
        self._fragment_depths: dict[str, int] = {}

    def operation_names(self) -> set[str]:
        """Return the names of the operations that have one."""
        return {node.name.value for node in self._operations if node.name}

    def variable_names(self) -> list[str]:
        """Return the names of all variables, in order."""
        return [each.variable.name.value for node in self._operations for each in node.variable_definitions]

    def mutations(self) -> int:
        """Return the most root fields of any mutation."""
        wanted = [node for node in self._operations if node.operation is OperationType.MUTATION]
        return max((self._fields(node.selection_set) for node in wanted), default=0)

    def depth(self) -> int:
        """Return the deepest nesting of any operation."""
        return max((self._depth(node.selection_set) for node in self._operations), default=0)

    def cost(self, operation_name: str | None) -> int:
        """Return what the operation costs; without a name the dearest one counts."""
        wanted = [
            node for node in self._operations if operation_name in (None, node.name and node.name.value)
        ]
        return max((self._operation_cost(node) for node in wanted), default=0)

    def _fields(self, selections: SelectionSetNode) -> int:
        return sum(self._selection_fields(node) for node in selections.selections)

    def _selection_fields(self, node: Node) -> int:
        if isinstance(node, FieldNode):
            return 1
        if isinstance(node, InlineFragmentNode):
            return self._fields(node.selection_set)
        return self._fields(self._fragments[_spread(node)].selection_set)

    def _depth(self, selections: SelectionSetNode | None) -> int:
        if selections is None:
            return 0
        return max((self._selection_depth(node) for node in selections.selections), default=0)

    def _selection_depth(self, node: Node) -> int:
        if isinstance(node, FieldNode):
            return 1 + self._depth(node.selection_set)
        if isinstance(node, InlineFragmentNode):
            return self._depth(node.selection_set)
        name = _spread(node)
        if name not in self._fragment_depths:
            self._fragment_depths[name] = self._depth(self._fragments[name].selection_set)
        return self._fragment_depths[name]

    def _operation_cost(self, operation: OperationDefinitionNode) -> int:
        root = self._schema.get_root_type(operation.operation)
        return self._cost(operation.selection_set, root, operation)

    def _cost(self, selections: SelectionSetNode, parent: Any, operation: OperationDefinitionNode) -> int:
        return sum(self._selection_cost(node, parent, operation) for node in selections.selections)

    def _selection_cost(self, node: Node, parent: Any, operation: OperationDefinitionNode) -> int:
        if isinstance(node, FieldNode):
            return self._field_cost(node, parent, operation)
        if isinstance(node, InlineFragmentNode):
            condition = node.type_condition
            inner = self._schema.get_type(condition.name.value) if condition else parent
            return self._cost(node.selection_set, inner, operation)
        return self._fragment_cost(_spread(node), operation)

    def _fragment_cost(self, name: str, operation: OperationDefinitionNode) -> int:
        if name not in self._fragment_costs:
            fragment = self._fragments[name]
            inner = self._schema.get_type(fragment.type_condition.name.value)
            self._fragment_costs[name] = self._cost(fragment.selection_set, inner, operation)
        return self._fragment_costs[name]

    def _field_cost(self, node: FieldNode, parent: Any, operation: OperationDefinitionNode) -> int:
        field = getattr(parent, "fields", {}).get(node.name.value)
        if field is None or node.selection_set is None:
            return 0
        kind = get_named_type(field.type)
        inside = self._cost(node.selection_set, kind, operation)
        if kind.name.endswith("CountableConnection"):
            size = self._size(node, operation, "first", "last")
            return size + size * inside
        if "limit" in field.args:
            size = self._size(node, operation, "limit") if node.arguments else DEFAULT_LIMIT
            return size + size * inside
        return inside + self._own_cost(kind, parent)

    def _own_cost(self, kind: Any, parent: Any) -> int:
        if parent is self._schema.query_type:
            return int(kind.name != "Shop" and is_composite_type(kind) and not kind.name.startswith("__"))
        is_page = parent.name.endswith("CountableEdge")
        is_payload = "errors" in parent.fields and "id" not in parent.fields
        has_id = any(interface.name == "Node" for interface in getattr(kind, "interfaces", ()))
        return int(has_id and not is_page and not is_payload)

    def _size(self, node: FieldNode, operation: OperationDefinitionNode, *names: str) -> int:
        given = (self._whole(argument.value, operation) for argument in node.arguments
                 if argument.name.value in names)  # fmt: skip
        return max(1, *given, 1)

    def _whole(self, value: ast.ValueNode, operation: OperationDefinitionNode) -> int:
        if isinstance(value, ast.IntValueNode):
            return int(value.value)
        if not isinstance(value, ast.VariableNode):
            return 0
        name = value.name.value
        given = self._variables.get(name)
        if name not in self._variables:
            given = self._default(name, operation)
        return given if isinstance(given, int) else 0

    def _default(self, name: str, operation: OperationDefinitionNode) -> int:
        for variable in operation.variable_definitions:
            if variable.variable.name.value == name and isinstance(variable.default_value, ast.IntValueNode):
                return int(variable.default_value.value)
        return 0
