"""One document in, one answer out: parsed, measured, validated, run. Errors say what the caller did wrong."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from graphql import DocumentNode, ExecutionResult, GraphQLError, execute, parse, specified_rules, validate

from commerce.errors import CommerceError
from ses_vendors.api import limits
from ses_vendors.api.context import Context

logger = logging.getLogger(__name__)

#: Errors that are listed of one document.
MOST_ERRORS = 20


class Refused(Exception):
    """The document is not run at all."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__()
        self.errors = errors


def answer(
    document: str, variables: Mapping[str, Any], operation_name: str | None, *, now: datetime
) -> dict[str, Any]:
    """Run one document and return GraphQL's answer. Without `data` in it nothing was run. `now` is aware."""
    try:
        parsed = _prepared(document, variables)
    except Refused as refused:
        return {"errors": [_shaped(error) for error in refused.errors]}
    from ses_vendors.api.schema import graphql_schema

    result = execute(
        graphql_schema,
        parsed,
        context_value=Context(now),
        variable_values=dict(variables),
        operation_name=operation_name,
    )
    return _written(cast(ExecutionResult, result))


def _prepared(document: str, variables: Mapping[str, Any]) -> DocumentNode:
    """Parse and check a document. Raises Refused."""
    try:
        parsed = parse(document, max_tokens=limits.MAXIMUM_TOKENS)
        _check(parsed, variables)
    except GraphQLError as error:
        raise Refused(error) from error
    except RecursionError as error:
        raise Refused(GraphQLError("The document is nested too deeply.")) from error
    return parsed


def _check(parsed: DocumentNode, variables: Mapping[str, Any]) -> None:
    from ses_vendors.api.schema import graphql_schema

    meter = limits.Meter(parsed, variables)
    if (refusal := limits.too_long(meter)) is not None:
        raise Refused(refusal)
    # The depth is measured in a document that is valid: a fragment that spreads itself has none.
    for rules in (specified_rules, (limits.DepthRule, limits.StorableRule)):
        if errors := validate(graphql_schema, parsed, rules, max_errors=MOST_ERRORS):
            raise Refused(*errors)
    if (refusal := limits.too_dear(meter)) is not None:
        raise Refused(refusal)


def _written(result: ExecutionResult) -> dict[str, Any]:

    errors = result.errors or []
    shaped: dict[str, Any] = {"errors": [_shaped(error) for error in errors]} if errors else {}
    # Without a path nothing was run: a variable did not fit, or there is no such operation.
    if result.data is not None or all(error.path for error in errors):
        shaped["data"] = result.data
    return shaped


def _shaped(error: GraphQLError) -> dict[str, Any]:
    """Write an error; of one that is ours, only that it is."""
    shaped = dict(error.formatted)
    cause = error.original_error
    if isinstance(cause, CommerceError):
        logger.warning("Unable to ask the core for %s: %s", error.path, cause)
        shaped["message"] = "The shop's core cannot be asked now. Try again in a minute."
    elif cause is not None and not isinstance(cause, GraphQLError):
        logger.error("Unable to answer %s", error.path, exc_info=cause)
        shaped["message"] = "Something went wrong here; it was noted."
    shaped.pop("extensions", None)
    return shaped
