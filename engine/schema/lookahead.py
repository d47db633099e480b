"""What a document asks of what a resolver is about to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode


def asked_for(info: Any, *path: str) -> set[str]:
    """Return the names of the fields selected at the end of a path below the resolver's own field.

    What @include and @skip leave out counts as asked for.
    """
    nodes: list[FieldNode] = info.field_nodes
    for name in path:
        nodes = [node for node in _below(info, nodes) if node.name.value == name]
    return {node.name.value for node in _below(info, nodes)}


def _below(info: Any, nodes: list[FieldNode]) -> Iterator[FieldNode]:
    for node in nodes:
        yield from _fields(info, node.selection_set)


def _fields(info: Any, selected: SelectionSetNode | None) -> Iterator[FieldNode]:
    for each in selected.selections if selected else ():
        if isinstance(each, FieldNode):
            yield each
        elif isinstance(each, FragmentSpreadNode):
            yield from _fields(info, info.fragments[each.name.value].selection_set)
        elif isinstance(each, InlineFragmentNode):
            yield from _fields(info, each.selection_set)
