"""Runs a document whose resolvers may promise their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    located_error,
)
from graphql.execution.execute import invalid_return_type_error
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path, Undefined, is_iterable

from engine.schema.plans import Shape, Step, are_fixed, plan_of, steps_of
from engine.schema.promises import Promise, gather


class BatchedExecution(ExecutionContext):
    """graphql-core's execution over a kept plan, with promises where it knows coroutines.

    The whole document is walked as far as it goes without waiting; then the batches of the context
    run, which lets the walk go on, and so forth. Mutations run one after the other, each to its end.
    Errors, nulls and paths are graphql-core's; what it finds out anew for every object is in the plan.
    """

    def execute_operation(self, operation: OperationDefinitionNode, root_value: Any) -> Any:
        """Run the operation to its end."""
        self._arguments: dict[Step, dict[str, Any]] = {}
        return self._finished(super().execute_operation(operation, root_value))

    def execute_fields_serially(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        fields: dict[str, list[FieldNode]],
    ) -> dict[str, Any]:
        """Run one field to its end, then the next; what was read before a change is not trusted after."""
        results: dict[str, Any] = {}
        for step in self._roots(parent_type, fields):
            self.context_value.batches.forget()
            results |= self._finished(self._fields([step], source_value, path))
        return results

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        fields: dict[str, list[FieldNode]],
    ) -> Any:
        """Run the operation's own fields; a promise where one of them has to wait."""
        return self._fields(self._roots(parent_type, fields), source_value, path)

    def _roots(self, parent: GraphQLObjectType, fields: dict[str, list[FieldNode]]) -> list[Step]:
        roots = plan_of(self).roots
        if parent not in roots:
            roots[parent] = steps_of(self, parent, fields)
        return roots[parent]

    def _finished(self, result: Any) -> Any:
        self.context_value.batches.run()
        return result.result() if isinstance(result, Promise) else result

    def _fields(self, steps: Sequence[Step], source: Any, path: Path | None) -> Any:
        """Resolve and complete the fields of one object; a promise where one of them has to wait."""
        results: dict[str, Any] = {}
        has_promises = False
        for step in steps:
            results[step.key] = value = self._field(step, source, path)
            if isinstance(value, Promise):
                has_promises = True
        if not has_promises:
            return results
        return _then(gather(results.values()), lambda values: dict(zip(results, values, strict=True)))

    def _field(self, step: Step, source: Any, parent_path: Path | None) -> Any:
        """Resolve and complete one field; an error nulls it, or travels up from a non-null one."""
        info: Any = None
        path: Any = None
        try:
            if step.is_plain:
                value = step.resolve(source, info)
                if not step.is_leaf:
                    path = Path(parent_path, step.key, step.parent.name)
            else:
                path = Path(parent_path, step.key, step.parent.name)
                info = self._info(step, path)
                arguments = step.arguments
                if arguments is None:
                    arguments = self._read_arguments(step)
                value = step.resolve(source, info, **arguments)
            if isinstance(value, Promise):
                path = path or Path(parent_path, step.key, step.parent.name)
                value = value.then(lambda known: self._complete(step, step.shape, info, path, known))
            else:
                value = self._complete(step, step.shape, info, path, value)
        except Exception as error:  # noqa: BLE001 - any error of a resolver is an error of its field
            path = path or Path(parent_path, step.key, step.parent.name)
            return self._failed(error, step, step.type, path)
        return self._guarded(value, step, step.type, path) if isinstance(value, Promise) else value

    def _info(self, step: Step, path: Path) -> GraphQLResolveInfo:
        return GraphQLResolveInfo(
            step.name,
            step.nodes,
            step.type,
            step.parent,
            path,
            self.schema,
            self.fragments,
            self.root_value,
            self.operation,
            self.variable_values,
            self.context_value,
            self.is_awaitable,
        )

    def _read_arguments(self, step: Step) -> dict[str, Any]:
        known = self._arguments.get(step)
        if known is not None:
            return known
        arguments = get_argument_values(step.field, step.nodes[0], self.variable_values)
        if are_fixed(arguments):
            self._arguments[step] = arguments
        return arguments

    def _complete(self, step: Step, shape: Shape, info: Any, path: Any, value: Any) -> Any:
        """Turn what a resolver returned into what the answer says, as its type wants it."""
        if value is None:
            if shape.is_required:
                raise TypeError(f"Cannot return null for non-nullable field {step.parent.name}.{step.name}.")
            return None
        if isinstance(value, Exception):
            raise value
        if shape.serialize is not None:
            completed = shape.serialize(value)
            if completed is None or completed is Undefined:
                return self.complete_leaf_value(shape.type, value)
            return completed
        if shape.item is not None:
            return self._items(step, shape, shape.item, info, path, value)
        return self._object(step, shape, info, path, value)

    def _items(self, step: Step, shape: Shape, item: Shape, info: Any, path: Path, value: Any) -> Any:
        """Complete each item of a list; a promise where one of them has to wait."""
        if not is_iterable(value):
            name = f"{step.parent.name}.{step.name}"
            raise GraphQLError(f"Expected Iterable, but did not find one for field '{name}'.")
        of_type = shape.type.of_type
        return gather(
            self._item(step, item, of_type, info, Path(path, index, None), each)
            for index, each in enumerate(value)
        )

    def _item(
        self, step: Step, shape: Shape, of_type: GraphQLOutputType, info: Any, path: Path, value: Any
    ) -> Any:
        try:
            if isinstance(value, Promise):
                value = value.then(lambda known: self._complete(step, shape, info, path, known))
            else:
                value = self._complete(step, shape, info, path, value)
        except Exception as error:  # noqa: BLE001 - an item's error is nulled or travels up like a field's
            return self._failed(error, step, of_type, path)
        return self._guarded(value, step, of_type, path) if isinstance(value, Promise) else value

    def _object(self, step: Step, shape: Shape, info: Any, path: Path, value: Any) -> Any:
        """Run what is selected of an object; of an interface or a union, by the type the value has."""
        runtime = shape.type if shape.is_object else self._runtime_type(step, shape, info, value)
        if runtime.is_type_of and not runtime.is_type_of(value, info):
            raise invalid_return_type_error(runtime, value, step.nodes)
        steps = step.selections.get(runtime)
        if steps is None:
            steps = steps_of(self, runtime, self.collect_subfields(runtime, step.nodes))
            step.selections[runtime] = steps
        return self._fields(steps, value, path)

    def _runtime_type(self, step: Step, shape: Shape, info: Any, value: Any) -> GraphQLObjectType:
        name = cast(Any, (shape.type.resolve_type or self.type_resolver)(value, info, shape.type))
        known = shape.runtime_types.get(name) if isinstance(name, str) else None
        if known is None:
            known = self.ensure_valid_runtime_type(name, shape.type, step.nodes, info, value)
            shape.runtime_types[name] = known
        return known

    def _guarded(self, promise: Promise, step: Step, type_: GraphQLOutputType, path: Path) -> Promise:
        return promise.rescue(lambda error: self._failed(error, step, type_, path))

    def _failed(self, error: Exception, step: Step, type_: GraphQLOutputType, path: Path) -> None:
        self.handle_field_error(located_error(error, step.nodes, path.as_list()), type_, path)


def _then(value: Any, step: Any) -> Any:
    return value.then(step) if isinstance(value, Promise) else step(value)
