"""Runs a document whose resolvers may promise their values."""

from __future__ import annotations

from typing import Any

from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLError,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    located_error,
)
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path, Undefined, is_iterable

from engine.schema.promises import Promise, gather


class BatchedExecution(ExecutionContext):
    """graphql-core's execution, with promises where it knows coroutines.

    The whole document is walked as far as it goes without waiting; then the batches of the context
    run, which lets the walk go on, and so forth. Mutations run one after the other, each to its end.
    """

    def execute_operation(self, operation: OperationDefinitionNode, root_value: Any) -> Any:
        """Run the operation to its end."""
        return self._finished(super().execute_operation(operation, root_value))

    def execute_fields_serially(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        fields: dict[str, list[FieldNode]],
    ) -> dict[str, Any]:
        """Run one field to its end, then the next; what was read before a change is not trusted after."""
        results = {}
        for name, nodes in fields.items():
            self.context_value.batches.forget()
            field_path = Path(path, name, parent_type.name)
            result = self._finished(self.execute_field(parent_type, source_value, nodes, field_path))
            if result is not Undefined:
                results[name] = result
        return results

    def _finished(self, result: Any) -> Any:
        self.context_value.batches.run()
        return result.result() if isinstance(result, Promise) else result

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        fields: dict[str, list[FieldNode]],
    ) -> Any:
        """Run the fields of an object; a promise where one of them has to wait."""
        results = {}
        has_promises = False
        for name, nodes in fields.items():
            field_path = Path(path, name, parent_type.name)
            result = self.execute_field(parent_type, source_value, nodes, field_path)
            if result is not Undefined:
                results[name] = result
                has_promises = has_promises or isinstance(result, Promise)
        if not has_promises:
            return results
        return _then(gather(results.values()), lambda values: dict(zip(results, values, strict=True)))

    def execute_field(
        self, parent_type: GraphQLObjectType, source: Any, field_nodes: list[FieldNode], path: Path
    ) -> Any:
        """Resolve and complete one field; an error nulls it, or travels up from a non-null one."""
        field = get_field_def(self.schema, parent_type, field_nodes[0])
        if not field:
            return Undefined
        info = self.build_resolve_info(field, field_nodes, parent_type, path)
        resolve = field.resolve or self.field_resolver
        try:
            arguments = get_argument_values(field, field_nodes[0], self.variable_values)
            value = resolve(source, info, **arguments)
            completed = self._complete(field.type, field_nodes, info, path, value)
        except Exception as error:  # noqa: BLE001 - any error of a resolver is an error of its field
            return self._failed(error, field.type, field_nodes, path)
        return self._guarded(completed, field.type, field_nodes, path)

    def complete_list_value(
        self,
        return_type: GraphQLList[GraphQLOutputType],
        field_nodes: list[FieldNode],
        info: GraphQLResolveInfo,
        path: Path,
        result: Any,
    ) -> Any:
        """Complete each item of a list; a promise where one of them has to wait."""
        if not is_iterable(result):
            name = f"{info.parent_type.name}.{info.field_name}"
            raise GraphQLError(f"Expected Iterable, but did not find one for field '{name}'.")
        of_type = return_type.of_type
        items = [
            self._item(of_type, field_nodes, info, path.add_key(index, None), item)
            for index, item in enumerate(result)
        ]
        return gather(items)

    def _item(
        self,
        of_type: GraphQLOutputType,
        field_nodes: list[FieldNode],
        info: GraphQLResolveInfo,
        path: Path,
        item: Any,
    ) -> Any:
        try:
            completed = self._complete(of_type, field_nodes, info, path, item)
        except Exception as error:  # noqa: BLE001 - an item's error is nulled or travels up like a field's
            return self._failed(error, of_type, field_nodes, path)
        return self._guarded(completed, of_type, field_nodes, path)

    def _complete(
        self,
        return_type: GraphQLOutputType,
        field_nodes: list[FieldNode],
        info: GraphQLResolveInfo,
        path: Path,
        value: Any,
    ) -> Any:
        if isinstance(value, Promise):
            return value.then(lambda known: self.complete_value(return_type, field_nodes, info, path, known))
        return self.complete_value(return_type, field_nodes, info, path, value)

    def _guarded(
        self, completed: Any, return_type: GraphQLOutputType, field_nodes: list[FieldNode], path: Path
    ) -> Any:
        if not isinstance(completed, Promise):
            return completed
        return completed.rescue(lambda error: self._failed(error, return_type, field_nodes, path))

    def _failed(
        self, error: Exception, return_type: GraphQLOutputType, field_nodes: list[FieldNode], path: Path
    ) -> None:
        located = located_error(error, field_nodes, path.as_list())
        self.handle_field_error(located, return_type, path)


def _then(value: Any, step: Any) -> Any:
    return value.then(step) if isinstance(value, Promise) else step(value)
