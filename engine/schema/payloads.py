"""What webhooks are told: a subscription query, run over something that happened, as its app.

`settings.ENGINE_PAYLOADS` names this module, because the rooms below the schema may not import it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
    parse,
    print_ast,
    validate,
)

from engine.accounts.models import User
from engine.schema import limits
from engine.schema.context import Context
from engine.schema.execution import BatchedExecution
from engine.schema.executor import shape_error
from engine.webhooks import subscriptions
from engine.webhooks.models import App
from engine.webhooks.payloads import Happening

#: Characters of the complaint about a query: a long query has long faults.
LONGEST_COMPLAINT = 2_000


class BadQuery(Exception):
    """The query is no subscription that can be run. `code` is Saleor's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def build(
    happening: Happening, query: str, app: App | None, user: User | None = None
) -> dict[str, Any] | None:
    """Return what the app is told; None when its query asks for nothing of this event.

    The query is run with the app's own permissions; for a trial, with those of the `user` who tries it.
    As at Saleor, what they may not see is null, and the reason stands in the payload's `errors`.
    """
    try:
        document = _prepare(query)
    except BadQuery:
        return None
    result: Any = execute(
        _schema(),
        document,
        root_value=happening,
        context_value=Context(user=user, app=app, now=happening.issued_at),
        execution_context_class=BatchedExecution,
    )
    payload = (result.data or {}).get("event") or {}
    if result.errors:
        payload["errors"] = [shape_error(error) for error in result.errors]
    return payload or None


def fault(query: str) -> tuple[str, str] | None:
    """Return Saleor's code and a message for what is wrong with a subscription query; None for a good one."""
    try:
        _prepare(query)
    except BadQuery as error:
        return error.code, str(error)[:LONGEST_COMPLAINT]
    return None


def _schema() -> Any:
    from engine.schema import schema

    return schema.graphql_schema


@lru_cache(maxsize=256)
def _prepare(query: str) -> DocumentNode:
    try:
        document = parse(query, max_tokens=limits.MAXIMUM_TOKENS)
    except GraphQLError as error:
        raise BadQuery("SYNTAX", error.message) from error
    except RecursionError as error:
        raise BadQuery("SYNTAX", "The query is nested too deeply.") from error
    if errors := validate(_schema(), document):
        raise BadQuery("GRAPHQL_ERROR", "; ".join(sorted({error.message for error in errors})))
    refusal = limits.unfit_literals(document) or limits.too_large(_schema(), document)
    if refusal is not None:
        raise BadQuery("GRAPHQL_ERROR", refusal.message)
    _check_operation(document)
    return document


def _check_operation(document: DocumentNode) -> None:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if [node.operation for node in operations] != [OperationType.SUBSCRIPTION]:
        raise BadQuery("MISSING_SUBSCRIPTION", "Subscription operation can't be found.")
    fields = operations[0].selection_set.selections
    if len(fields) != 1 or not isinstance(fields[0], FieldNode) or fields[0].name.value != "event":
        raise BadQuery("UNABLE_TO_PARSE", "Event field can't be found.")
    if not subscriptions.events_of(print_ast(document)):
        raise BadQuery("MISSING_EVENT", "Can't find a single event.")
