"""The App as the core knows it: its installation, its token, its webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commerce import transport
from commerce.app.verbs import Verbs
from commerce.transport import Json


@dataclass(frozen=True, slots=True)
class KnownApp:
    """An app at the core."""

    id: str
    identifier: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Whoami:
    """Whose token this is, what it may do, and which version of Saleor answers."""

    app: KnownApp | None
    permissions: frozenset[str]
    saleor_version: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where an app listens, to which events (codes), and what it wants to be told (`query`)."""

    name: str
    target_url: str
    query: str
    async_events: tuple[str, ...] = ()
    sync_events: tuple[str, ...] = ()
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PendingInstallation:
    """An app that is being installed, or could not be: then `message` says why."""

    id: str
    status: str
    message: str


def signing_keys() -> Json:
    """Return the keys that the core signs with, as a JSON Web Key Set. Raises CoreUnavailable."""
    return transport.current().keys()


class InstallingVerbs(Verbs):
    """Verbs for an app's own affairs; those that install it need a staff member's log-in."""

    def whoami(self) -> Whoami:
        """Say whose token the session has; `app` is None when it is no app's.

        Raises PermissionRefused where the core does not know the token at all.
        """
        data = self._ask_both("me")
        app = data["app"]
        return Whoami(
            app=None if app is None else _known(app),
            permissions=frozenset(each["code"] for each in (app or {}).get("permissions") or ()),
            saleor_version=data["shop"]["version"],
        )

    def installed_app(self, *, identifier: str) -> KnownApp | None:
        """Find an installed app by the identifier of its manifest."""
        found = (_known(node) for node in self._ask_all("apps"))
        return next((app for app in found if app.identifier == identifier), None)

    def install_app(self, *, name: str, manifest_url: str, permissions: Sequence[str]) -> str:
        """Have the core install an app, which takes it a moment. Returns the installation's id."""
        wanted = {
            "appName": name,
            "manifestUrl": manifest_url,
            "permissions": list(permissions),
            "activateAfterInstallation": True,
        }
        return str(self._tell("install", input=wanted)["appInstallation"]["id"])

    def pending_installation(self, *, installation_id: str) -> PendingInstallation | None:
        """Find an installation that has not ended well; None when the app is installed."""
        for each in self._ask("installations"):
            if each["id"] == installation_id:
                return PendingInstallation(each["id"], each["status"], each["message"] or "")
        return None

    def forget_failed_installation(self, *, installation_id: str) -> None:
        """Remove an installation that failed from the core's list."""
        self._tell("failed_installation_delete", id=installation_id)

    def add_token(self, *, app_id: str, name: str) -> str:
        """Make another token for an app and return it; the core shows it this once."""
        return str(self._tell("token_create", input={"app": app_id, "name": name})["authToken"])

    def webhooks(self) -> dict[str, Webhook]:
        """Read the webhooks of the app whose token this is, by their ids at the core."""
        return {node["id"]: _webhook(node) for node in self._ask("webhooks")["webhooks"] or ()}

    def put_webhooks(self, wanted: Sequence[Webhook]) -> int:
        """Make the app's webhooks those that are wanted, by their names; return how many changed."""
        there = self.webhooks()
        ids = {known.name: webhook_id for webhook_id, known in there.items()}
        changed = [each for each in wanted if not is_same(each, there.get(ids.get(each.name, "")))]
        for each in changed:
            self._put_webhook(each, ids.get(each.name))
        wanted_ids = {ids.get(each.name) for each in wanted}
        surplus = [webhook_id for webhook_id in there if webhook_id not in wanted_ids]
        for webhook_id in surplus:
            self._tell("webhook_delete", id=webhook_id)
        return len(changed) + len(surplus)

    def _put_webhook(self, wanted: Webhook, webhook_id: str | None) -> None:
        if webhook_id is None:
            self._tell("webhook_create", input=_written(wanted))
        else:
            self._tell("webhook_update", id=webhook_id, input=_written(wanted))


def is_same(one: Webhook, other: Webhook | None) -> bool:
    """Say whether two webhooks listen alike, in whatever order their events stand."""
    return other is not None and _compared(one) == _compared(other)


def _known(node: Json) -> KnownApp:
    return KnownApp(node["id"], node["identifier"] or "", bool(node["isActive"]))


def _webhook(node: Json) -> Webhook:
    return Webhook(
        name=node["name"] or "",
        target_url=node["targetUrl"],
        query=node["subscriptionQuery"] or "",
        async_events=tuple(each["eventType"] for each in node["asyncEvents"]),
        sync_events=tuple(each["eventType"] for each in node["syncEvents"]),
        is_active=node["isActive"],
    )


def _written(webhook: Webhook) -> dict[str, Any]:
    return {
        "name": webhook.name,
        "targetUrl": webhook.target_url,
        "query": webhook.query,
        "asyncEvents": list(webhook.async_events),
        "syncEvents": list(webhook.sync_events),
        "isActive": webhook.is_active,
    }


def _compared(webhook: Webhook) -> tuple[Any, ...]:
    events = (frozenset(webhook.async_events), frozenset(webhook.sync_events))
    query = " ".join(webhook.query.split())
    return (webhook.name, webhook.target_url, query, events, webhook.is_active)
