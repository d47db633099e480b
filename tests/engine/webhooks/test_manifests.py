"""What is read of a manifest, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from engine.webhooks import manifests
from engine.webhooks.manifests import BadManifest
from tests.engine.webhooks.listening import ORDER_QUERY

WEBHOOK = {"name": "Orders", "targetUrl": "https://app.example/orders", "query": ORDER_QUERY}
GIVEN: dict[str, Any] = {
    "id": "ro.ses.shop",
    "version": "1.0.0",
    "name": "Piața",
    "tokenTargetUrl": "https://app.example/token",
    "permissions": ["MANAGE_ORDERS"],
    "about": "Vânzătorii și comenzile lor.",
    "webhooks": [WEBHOOK],
}


def test_a_manifest_is_read_and_its_events_follow_from_the_query() -> None:
    read = manifests.read(GIVEN)

    (webhook,) = read.webhooks
    assert (read.identifier, read.version) == ("ro.ses.shop", "1.0.0")
    assert read.token_target_url == "https://app.example/token"
    assert read.texts["about_app"] == "Vânzătorii și comenzile lor."
    assert (webhook.name, webhook.events, webhook.is_active) == ("Orders", ["ORDER_CREATED"], True)


def test_named_events_count_and_not_the_querys() -> None:
    given = {**WEBHOOK, "asyncEvents": ["ORDER_CANCELLED"], "isActive": False}

    (webhook,) = manifests.read({**GIVEN, "webhooks": [given]}).webhooks

    assert (webhook.events, webhook.is_active) == (["ORDER_CANCELLED"], False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, "id: Field required."),
        ({"version": None}, "version: Field required."),
        ({"tokenTargetUrl": "ftp://app.example"}, "tokenTargetUrl: Incorrect format."),
        ({"webhooks": "all"}, "webhooks: It is not a list."),
        ({"webhooks": [{**WEBHOOK, "targetUrl": "nowhere"}]}, "webhooks: Invalid target url."),
        (
            {"webhooks": [{**WEBHOOK, "query": "{ shop { name } }"}]},
            "webhooks: Subscription query is not valid: Subscription operation can't be found.",
        ),
        (
            {"webhooks": [{**WEBHOOK, "asyncEvents": ["ORDER_EATEN"]}]},
            "webhooks: Invalid asynchronous event: ORDER_EATEN.",
        ),
        (
            {"webhooks": [{**WEBHOOK, "syncEvents": ["ORDER_CREATED"]}]},
            "webhooks: Invalid synchronous event: ORDER_CREATED.",
        ),
        (
            {"webhooks": [{**WEBHOOK, "customHeaders": {"Cookie": "a=b"}}]},
            'webhooks: Invalid custom headers: "Cookie" does not match allowed key pattern: '
            '"X-*", "Authorization*", or "BrokerProperties".',
        ),
        (
            {"requiredSaleorVersion": ">=3.25"},
            "requiredSaleorVersion: Saleor version 3.24 is not supported by the app.",
        ),
        (
            {"requiredSaleorVersion": "newest"},
            "requiredSaleorVersion: Incorrect value for required Saleor version.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(change: dict[str, Any], message: str) -> None:
    with pytest.raises(BadManifest) as caught:
        manifests.read({**GIVEN, **change})

    assert str(caught.value) == message


@pytest.mark.parametrize(
    "required", ["^3.20", ">=3.23 <4", ">= 3.20, <3.25", "3.24", "3.x", "~3.24.0", "^2 || ^3"]
)
def test_a_version_that_fits_is_accepted(required: str) -> None:
    assert manifests.read({**GIVEN, "requiredSaleorVersion": required}).identifier == "ro.ses.shop"


@pytest.mark.parametrize("given", [None, [], "text"])
def test_what_is_no_object_is_no_manifest(given: Any) -> None:
    with pytest.raises(BadManifest):
        manifests.read(given)
