"""How much one request may ask for, counted before anything runs.

A document costs one for each field; what is inside a page counts as often as the page has rows (`first` or
`last`), what is inside a list of a vendor's three times, and a field that asks the database or the shop's
core has a price of its own. Fragments count where they are spread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphene.validation import depth_limit_validator
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)
from graphql.language import IntValueNode, StringValueNode
from graphql.validation import ASTValidationRule

from ses_vendors.api.paging import MOST_ROWS, USUAL_ROWS

#: Words and signs of a document; the standard introspection has about 300.
MAXIMUM_TOKENS = 2_000
MAXIMUM_DEPTH = 8
MAXIMUM_COST = 10_000
#: Fields and spreads of a document with its fragments written out.
MAXIMUM_SELECTIONS = 2_000
#: What root fields cost beside what is inside: each asks the database anew, `badge` the core, too.
PRICES = {"vendors": 100, "vendor": 100, "attestation": 100, "node": 100, "badge": 500}
NO_PRICES: Mapping[str, int] = {}
#: How many values a list without a size counts for.
LISTS = {"attestations": 3, "closures": 3}
#: What no database stores as text: the NUL character, and halves of characters.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

DepthRule = depth_limit_validator(max_depth=MAXIMUM_DEPTH)


class StorableRule(ASTValidationRule):
    """Refuses texts that no database stores, also where they are written as `\\u0000`."""

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        """Look at one text of the document."""
        if UNSTORABLE.search(node.value):
            self.report_error(GraphQLError("A text holds a character that cannot be stored.", node))


class Meter:
    """Measures a parsed document; a fragment is measured once, however often it is spread."""

    def __init__(self, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._variables = variables
        self.operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._sizes: dict[str, int] = {}
        self._costs: dict[str, int] = {}

    def size(self) -> int:
        """Return the selections of all operations with fragments written out. The document may be invalid."""
        return sum(self._size(each.selection_set) for each in self.operations)

    def cost(self) -> int:
        """Return the price of the dearest operation of a valid document."""
        return max((self._cost(each.selection_set, each, PRICES) for each in self.operations), default=0)

    def _size(self, selections: SelectionSetNode | None) -> int:
        total = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FragmentSpreadNode):
                total += 1 + self._fragment_size(node.name.value)
            elif isinstance(node, FieldNode | InlineFragmentNode):
                total += 1 + self._size(node.selection_set)
        return total

    def _fragment_size(self, name: str) -> int:
        if name not in self._sizes:
            # A fragment that spreads itself is refused by the validation that follows.
            self._sizes[name] = 0
            fragment = self._fragments.get(name)
            self._sizes[name] = self._size(fragment.selection_set) if fragment else 0
        return self._sizes[name]

    def _cost(
        self,
        selections: SelectionSetNode | None,
        operation: OperationDefinitionNode,
        prices: Mapping[str, int] = NO_PRICES,
    ) -> int:
        total = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                total += prices.get(node.name.value, 1) + self._inside(node, operation)
            elif isinstance(node, InlineFragmentNode):
                total += self._cost(node.selection_set, operation, prices)
            elif isinstance(node, FragmentSpreadNode):
                total += self._fragment_cost(node.name.value, operation, prices)
        return total

    def _fragment_cost(self, name: str, operation: OperationDefinitionNode, prices: Mapping[str, int]) -> int:
        """A fragment stands at the root or inside, never at both: its type is `Query` or is not."""
        if name not in self._costs:
            self._costs[name] = self._cost(self._fragments[name].selection_set, operation, prices)
        return self._costs[name]

    def _inside(self, node: FieldNode, operation: OperationDefinitionNode) -> int:
        name = node.name.value
        if name.startswith("__"):
            return 0
        rows = self._rows(node, operation) if name == "vendors" else LISTS.get(name, 1)
        return rows * self._cost(node.selection_set, operation)

    def _rows(self, node: FieldNode, operation: OperationDefinitionNode) -> int:
        given = {each.name.value: each.value for each in node.arguments}
        sizes = [self._whole(given[name], operation) for name in ("first", "last") if name in given]
        return max(1, min(MOST_ROWS, max((each for each in sizes if each is not None), default=USUAL_ROWS)))

    def _whole(self, value: ValueNode, operation: OperationDefinitionNode) -> int | None:
        """Return a size as a number; the most for what is none, None where nothing is given."""
        if isinstance(value, IntValueNode):
            return int(value.value)
        if not isinstance(value, VariableNode):
            return None
        name = value.name.value
        if name in self._variables:
            given = self._variables[name]
            return given if isinstance(given, int | None) else MOST_ROWS
        for each in operation.variable_definitions:
            if each.variable.name.value == name and isinstance(each.default_value, IntValueNode):
                return int(each.default_value.value)
        return None


def too_long(meter: Meter) -> GraphQLError | None:
    """Return the refusal of a document that grows when its fragments are written out; it may be invalid."""
    if meter.size() <= MAXIMUM_SELECTIONS:
        return None
    return GraphQLError(f"The document selects more than {MAXIMUM_SELECTIONS} fields.")


def too_dear(meter: Meter) -> GraphQLError | None:
    """Return the refusal of a valid document that asks for too much."""
    if (cost := meter.cost()) > MAXIMUM_COST:
        return GraphQLError(f"The query costs {cost}; at most {MAXIMUM_COST} are allowed.")
    return None
