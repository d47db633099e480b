"""The App's own affairs at the core."""

from __future__ import annotations

from typing import Any

from commerce.app import AppClient
from commerce.app.installing import KnownApp, PendingInstallation, Webhook, Whoami, is_same
from tests.commerce import answers
from tests.commerce.app.sending import done, sent
from tests.commerce.fake_core import FakeCore

APP = {"id": "QXBwOjc=", "identifier": "ro.ses.shop", "isActive": True}
CATALOGUE = Webhook("Catalogue", "https://magazin.example/app/", "subscription { x }", ("PRODUCT_UPDATED",))


def told(webhook: Webhook, webhook_id: str, **changes: Any) -> dict[str, Any]:
    """A webhook as the core tells of it."""
    node = {
        "id": webhook_id,
        "name": webhook.name,
        "isActive": webhook.is_active,
        "targetUrl": webhook.target_url,
        "subscriptionQuery": webhook.query,
        "asyncEvents": [{"eventType": code} for code in webhook.async_events],
        "syncEvents": [{"eventType": code} for code in webhook.sync_events],
    }
    return {**node, **changes}


def test_a_token_says_whose_it_is(core: FakeCore, client: AppClient) -> None:
    permissions = [{"code": "MANAGE_ORDERS"}, {"code": "MANAGE_PAGES"}]
    core.answers["app/me"] = {"app": {**APP, "permissions": permissions}, "shop": {"version": "3.24.0"}}

    whoami = client.whoami()

    known = KnownApp("QXBwOjc=", "ro.ses.shop", True)
    assert whoami == Whoami(known, frozenset({"MANAGE_ORDERS", "MANAGE_PAGES"}), "3.24.0")


def test_a_token_of_no_app_has_none(core: FakeCore, client: AppClient) -> None:
    core.answers["app/me"] = {"app": None, "shop": {"version": "3.24.0"}}

    assert client.whoami() == Whoami(None, frozenset(), "3.24.0")


def test_an_installed_app_is_found_by_its_identifier(core: FakeCore, client: AppClient) -> None:
    other = {**APP, "id": "QXBwOjE=", "identifier": None}
    core.answers["app/apps"] = {"apps": answers.connection(other, APP)}

    assert client.installed_app(identifier="ro.ses.shop") == KnownApp("QXBwOjc=", "ro.ses.shop", True)


def test_an_installation_is_pending_until_it_is_gone(core: FakeCore, client: AppClient) -> None:
    core.answers["app/install"] = done("appInstall", appInstallation={"id": "i"})
    pending = [
        {"id": "j", "status": "PENDING", "message": None},
        {"id": "i", "status": "FAILED", "message": "No."},
    ]
    core.answers["app/installations"] = [{"appsInstallations": pending}, {"appsInstallations": pending[:1]}]

    made = client.install_app(
        name="Magazin", manifest_url="https://x.example/m", permissions=["MANAGE_PAGES"]
    )

    assert made == "i"
    assert sent(core, "app/install")["input"] == {
        "appName": "Magazin",
        "manifestUrl": "https://x.example/m",
        "permissions": ["MANAGE_PAGES"],
        "activateAfterInstallation": True,
    }
    assert client.pending_installation(installation_id="i") == PendingInstallation("i", "FAILED", "No.")
    assert client.pending_installation(installation_id="i") is None


def test_webhooks_that_are_as_wanted_are_left_alone(core: FakeCore, client: AppClient) -> None:
    same = told(CATALOGUE, "w1", subscriptionQuery="subscription {\n  x\n}")
    core.answers["app/webhooks"] = {"app": {"webhooks": [same]}}

    assert client.put_webhooks([CATALOGUE]) == 0
    assert core.operations == ["app/webhooks"]


def test_webhooks_are_made_changed_and_removed_by_their_names(core: FakeCore, client: AppClient) -> None:
    orders = Webhook("Orders", "https://magazin.example/app/", "subscription { y }", ("ORDER_CREATED",))
    old, surplus = told(CATALOGUE, "w1", isActive=False), told(CATALOGUE, "w2", name="Old")
    core.answers |= {
        "app/webhooks": {"app": {"webhooks": [old, surplus]}},
        "app/webhook_update": done("webhookUpdate", webhook={"id": "w1"}),
        "app/webhook_create": done("webhookCreate", webhook={"id": "w3"}),
        "app/webhook_delete": done("webhookDelete"),
    }

    assert client.put_webhooks([CATALOGUE, orders]) == 3

    assert sent(core, "app/webhook_update")["id"] == "w1"
    assert sent(core, "app/webhook_create")["input"]["name"] == "Orders"
    assert sent(core, "app/webhook_delete") == {"id": "w2"}


def test_the_order_of_events_is_no_difference() -> None:
    one = Webhook("a", "https://x.example/", "q", ("A", "B"))

    assert is_same(one, Webhook("a", "https://x.example/", " q\n", ("B", "A")))
    assert not is_same(one, Webhook("a", "https://x.example/", "q", ("A",)))
    assert not is_same(one, None)
