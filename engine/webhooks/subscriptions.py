"""Which events a subscription query asks for."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
)

from engine.webhooks.kinds import KINDS

_BY_TYPE = {kind.type_name: code for code, kind in KINDS.items()}


def events_of(query: str) -> list[str]:
    """Return the codes of the events whose types a query spreads inside `event`, in its order.

    A query that cannot be read asks for nothing.
    """
    try:
        document = parse(query)
    except GraphQLError:
        return []
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    names = [
        name
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode) and node.operation is OperationType.SUBSCRIPTION
        for field in node.selection_set.selections
        if isinstance(field, FieldNode) and field.selection_set is not None
        for name in _types(field.selection_set, fragments, frozenset())
    ]
    return list(dict.fromkeys(_BY_TYPE[name] for name in names if name in _BY_TYPE))


def _types(
    selections: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode], seen: frozenset[str]
) -> Iterator[str]:
    for node in selections.selections:
        if isinstance(node, InlineFragmentNode):
            if node.type_condition is not None:
                yield node.type_condition.name.value
            yield from _types(node.selection_set, fragments, seen)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
            fragment = fragments.get(node.name.value)
            if fragment is not None:
                yield fragment.type_condition.name.value
                yield from _types(fragment.selection_set, fragments, seen | {node.name.value})
