"""One door for GraphQL documents, used by the HTTP view and by the in-process transport."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from django.db import DataError
from django.utils import timezone
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)
from graphql import (
    execute as run,
)

from engine.accounts import tokens
from engine.accounts.models import User
from engine.errors import PermissionDenied, Refusal
from engine.schema import limits
from engine.schema.context import Context
from engine.schema.execution import BatchedExecution
from engine.schema.limits import MAXIMUM_COST, QueryCostError
from engine.webhooks.models import App
from engine.webhooks.services import apps
from kernel.ids import MalformedId

logger = logging.getLogger(__name__)

#: Characters. A longer document is read anew each time: strangers' documents must not fill the memory.
LONGEST_REMEMBERED = 16_000

#: What a resolver may raise for the caller to read; anything else is a fault of ours, and logged.
SPOKEN = (GraphQLError, PermissionDenied, Refusal, MalformedId, QueryCostError)

#: What a driver says of numbers, moments and texts that are larger than its columns: the caller's fault.
OUT_OF_RANGE = (DataError, OverflowError)


class Refused(Exception):
    """The document cannot be run at all."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__()
        self.errors = errors


def prepare(document: str) -> DocumentNode:
    """Parse, validate and measure a document; later requests with the same one reuse the outcome.

    Raises:
        Refused: it cannot be read, does not fit the schema, or is too large.
    """
    return _prepare(document) if len(document) > LONGEST_REMEMBERED else _prepare_once(document)


@lru_cache(maxsize=256)
def _prepare_once(document: str) -> DocumentNode:
    return _prepare(document)


def _prepare(document: str) -> DocumentNode:
    try:
        parsed = parse(document, max_tokens=limits.MAXIMUM_TOKENS)
        _check(parsed)
    except GraphQLSyntaxError as error:
        raise Refused(error) from error
    except RecursionError as error:
        raise Refused(GraphQLError("The document is nested too deeply.")) from error
    return parsed


def _check(parsed: DocumentNode) -> None:
    from engine.schema import schema

    refusal = _subscription(parsed) or limits.too_many_aliases(parsed) or limits.unfit_literals(parsed)
    if refusal is not None:
        raise Refused(refusal)
    if errors := validate(schema.graphql_schema, parsed):
        raise Refused(*errors)
    if (refusal := limits.too_large(schema.graphql_schema, parsed)) is not None:
        raise Refused(refusal)


def _subscription(parsed: DocumentNode) -> GraphQLError | None:
    """Refuse subscriptions: they are the webhooks' own."""
    for node in parsed.definitions:
        if isinstance(node, OperationDefinitionNode) and node.operation is OperationType.SUBSCRIPTION:
            return GraphQLError("Subscriptions are not allowed.")
    return None


def execute(
    document: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    token: str | None = None,
    files: Mapping[str, Any] | None = None,
    context: Context | None = None,
    ip_address: str = "",
) -> dict[str, Any]:
    """Run one document and return Saleor's answer: `data`, `errors` where there are any, `extensions`.

    An answer without `data` was not run. A token that is nobody's counts as none.
    """
    try:
        parsed = prepare(document)
    except Refused as refused:
        return _not_run(refused.errors)
    if (refusal := limits.unfit_variables(variables or {})) is not None:
        return _not_run((refusal,))
    from engine.schema import schema

    cost = limits.cost_of(schema.graphql_schema, parsed, variables or {}, operation_name)
    if cost > MAXIMUM_COST:
        return _too_dear(cost)
    result = run(
        schema.graphql_schema,
        parsed,
        context_value=context or _context(token, files, ip_address),
        variable_values=dict(variables or {}),
        operation_name=operation_name,
        execution_context_class=BatchedExecution,
    )
    return shape_result(cast(ExecutionResult, result), cost)


def _context(token: str | None, files: Mapping[str, Any] | None, ip_address: str) -> Context:
    app = app_of(token)
    user = None if app else user_of(token)
    return Context(user=user, app=app, files=files, ip_address=ip_address)


def app_of(token: str | None) -> App | None:
    """Return whose key this is; an access token is none: it has dots."""
    return apps.of_token(token) if token and "." not in token else None


def user_of(token: str | None) -> User | None:
    """Return whose access token this is; a bad one is nobody's, as at Saleor."""
    if not token:
        return None
    try:
        return tokens.read(token, "access", now=timezone.now())[0]
    except tokens.BadToken:
        return None


def _not_run(errors: tuple[GraphQLError, ...]) -> dict[str, Any]:
    answer: dict[str, Any] = {"errors": [shape_error(error) for error in errors]}
    if not isinstance(errors[0], GraphQLSyntaxError):
        answer["extensions"] = _cost(0)
    return answer


def _too_dear(cost: int) -> dict[str, Any]:
    cause = QueryCostError(f"The query exceeds the maximum cost of {MAXIMUM_COST}. Actual cost is {cost}.")
    error = GraphQLError(str(cause), original_error=cause)
    return {"errors": [shape_error(error)], "extensions": _cost(cost)}


def _cost(cost: int) -> dict[str, Any]:
    return {"cost": {"requestedQueryCost": cost, "maximumAvailable": MAXIMUM_COST}}


def shape_result(result: ExecutionResult, cost: int) -> dict[str, Any]:
    """Write an execution result as Saleor's JSON object."""
    errors = result.errors or []
    answer: dict[str, Any] = {"errors": [shape_error(error) for error in errors]} if errors else {}
    # Without a path nothing was run: a variable did not fit, or there is no such operation.
    if result.data is not None or all(error.path for error in errors):
        answer["data"] = result.data
    return {**answer, "extensions": _cost(cost)}


def shape_error(error: GraphQLError) -> dict[str, Any]:
    """Write one error with `extensions.exception.code`, the class of what went wrong."""
    shaped = dict(error.formatted)
    cause = error.original_error
    if isinstance(cause, OUT_OF_RANGE):
        shaped["message"] = "A value is out of range."
    elif cause is not None and not isinstance(cause, SPOKEN):
        logger.error("Unable to answer %s", error.path, exc_info=cause)
        shaped["message"] = "Internal Server Error"
    shaped["extensions"] = {"exception": {"code": _code(error, cause)}}
    return shaped


def _code(error: GraphQLError, cause: Exception | None) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return "GraphQLSyntaxError"
    if isinstance(cause, PermissionDenied | QueryCostError):
        return type(cause).__name__
    is_callers = cause is None or isinstance(cause, (*SPOKEN, *OUT_OF_RANGE))
    return "GraphQLError" if is_callers else type(cause).__name__
