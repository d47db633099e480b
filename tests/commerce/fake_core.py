"""A core that answers what a test wrote, and checks that both sides speak Saleor.

The variables must fit the document's declared types (where Saleor's schema is at hand), and an answer may
hold only what the document asks for, so that no parser is tested on fields that are never sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
)
from graphql.execution.values import get_variable_values

from commerce import documents
from tests.commerce import saleor_schema


class FakeCore:
    """Stands where the transport stands. `answers[operation]` is data, an exception, or a list in turn."""

    is_away = False

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.calls: list[tuple[str, dict[str, Any], str | None]] = []
        self.files: dict[str, Any] = {}

    @property
    def operations(self) -> list[str]:
        """The operations that were sent, in order."""
        return [operation for operation, _, _ in self.calls]

    def execute(
        self,
        *,
        operation: str,
        variables: Mapping[str, Any],
        token: str | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> Mapping[str, Any]:
        """Record the call and give the answer a test wrote for it."""
        self.calls.append((operation, dict(variables), token))
        self.files.update(files or {})
        document = parse(documents.get(operation).text)
        _check_variables(document, variables, set(files or ()))
        answer = self.answers[operation]
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        _check_answer(document, answer)
        return answer


def _operation(document: DocumentNode) -> OperationDefinitionNode:
    return next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))


def _check_variables(document: DocumentNode, variables: Mapping[str, Any], uploads: set[str]) -> None:
    definitions = _operation(document).variable_definitions
    declared = {definition.variable.name.value for definition in definitions}
    assert set(variables) <= declared, f"Not declared: {set(variables) - declared}"
    schema = saleor_schema.load()
    if schema is None:
        return
    typed = tuple(d for d in definitions if d.variable.name.value not in uploads)
    coerced = get_variable_values(schema, typed, dict(variables))
    assert not isinstance(coerced, list), [error.message for error in coerced]


def _check_answer(document: DocumentNode, answer: Mapping[str, Any]) -> None:
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    _check_node(answer, [_operation(document).selection_set], fragments, "data")


def _check_node(
    value: Any,
    sets: Iterable[SelectionSetNode],
    fragments: Mapping[str, FragmentDefinitionNode],
    path: str,
) -> None:
    if isinstance(value, list):
        for each in value:
            _check_node(each, sets, fragments, path)
    elif isinstance(value, Mapping):
        asked = _asked(sets, fragments)
        assert set(value) <= set(asked), f"{path} is not asked for {set(value) - set(asked)}"
        for key, each in value.items():
            if asked[key]:
                _check_node(each, asked[key], fragments, f"{path}.{key}")


def _asked(
    sets: Iterable[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> dict[str, list[SelectionSetNode]]:
    """Every key that selection sets may put into an answer, with what is selected below it."""
    found: dict[str, list[SelectionSetNode]] = {}
    waiting = [selection for each in sets for selection in each.selections]
    while waiting:
        selection = waiting.pop()
        if isinstance(selection, FieldNode):
            key = selection.alias.value if selection.alias else selection.name.value
            below = found.setdefault(key, [])
            if selection.selection_set:
                below.append(selection.selection_set)
        elif isinstance(selection, InlineFragmentNode):
            waiting.extend(selection.selection_set.selections)
        elif isinstance(selection, FragmentSpreadNode):
            waiting.extend(fragments[selection.name.value].selection_set.selections)
    return found
