"""graphql-core's own execution, the measure of ours: what a resolver promises is waited for at once."""

from __future__ import annotations

from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLSchema, execute

from engine.schema.promises import Promise


def run_plainly(schema: GraphQLSchema, document: DocumentNode, **arguments: Any) -> ExecutionResult:
    """Run a document field by field, without batches or plans."""
    arguments.pop("execution_context_class", None)
    # No resolver here returns a coroutine; some roots have every attribute one asks for.
    result: Any = execute(schema, document, middleware=[_wait], is_awaitable=lambda _: False, **arguments)
    return result  # type: ignore[no-any-return]


def _wait(resolve: Any, source: Any, info: Any, **arguments: Any) -> Any:
    value = _known(resolve(source, info, **arguments), info)
    return [_item(each, info) for each in value] if isinstance(value, list) else value


def _item(value: Any, info: Any) -> Any:
    """Return a list's item; what broke it stands in its place, as graphql-core takes it."""
    try:
        return _known(value, info)
    except Exception as error:  # noqa: BLE001 - any error of an item is the item's
        return error


def _known(value: Any, info: Any) -> Any:
    if not isinstance(value, Promise):
        return value
    info.context.batches.run()
    return value.result()
