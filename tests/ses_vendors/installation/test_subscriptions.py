"""What the App asks to be told is valid at Saleor and at the embedded core, and can be told apart."""

from __future__ import annotations

import re

import pytest
from graphql import GraphQLSchema, InlineFragmentNode, build_schema, parse, validate
from graphql.validation import NoDeprecatedCustomRule, specified_rules

from commerce.app.installing import Webhook
from ses_vendors.inbox import handlers
from ses_vendors.installation import manifest
from tests.commerce import saleor_schema

WEBHOOKS = manifest.webhooks()
ENGINE_SCHEMA = saleor_schema.REPOSITORY / "engine" / "schema.graphql"


def types_of(query: str) -> set[str]:
    """The event types that a subscription spreads."""
    [event] = parse(query).definitions[0].selection_set.selections
    spread = (node for node in event.selection_set.selections if isinstance(node, InlineFragmentNode))
    return {node.type_condition.name.value for node in spread}


def code_of(type_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type_name).upper()


@pytest.mark.parametrize("webhook", WEBHOOKS, ids=lambda webhook: webhook.name)
def test_a_subscription_is_valid_at_saleor(webhook: Webhook) -> None:
    schema = saleor_schema.load()
    if schema is None:
        pytest.skip(saleor_schema.ABSENT)

    assert validate(schema, parse(webhook.query), (*specified_rules, NoDeprecatedCustomRule)) == []


@pytest.mark.parametrize("webhook", WEBHOOKS, ids=lambda webhook: webhook.name)
def test_a_subscription_is_valid_at_the_embedded_core(webhook: Webhook) -> None:
    schema: GraphQLSchema = build_schema(ENGINE_SCHEMA.read_text(encoding="utf-8"))

    assert validate(schema, parse(webhook.query)) == []


@pytest.mark.parametrize("webhook", WEBHOOKS, ids=lambda webhook: webhook.name)
def test_a_webhook_listens_to_what_its_subscription_spreads(webhook: Webhook) -> None:
    told = {code_of(name) for name in types_of(webhook.query)}

    assert told == {*webhook.async_events, *webhook.sync_events}
    assert "__typename" in webhook.query


def test_every_event_that_is_told_has_a_handler_and_no_other_has() -> None:
    told = {code for webhook in WEBHOOKS for code in webhook.async_events}

    assert set(handlers.HANDLERS) == told
