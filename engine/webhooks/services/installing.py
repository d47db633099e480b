"""Installing an app by its manifest: fetched, read, stored, and the app given its token."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import datetime

import orjson
from django.conf import settings
from django.db import transaction

from engine.errors import refuse
from engine.webhooks import envelopes, manifests
from engine.webhooks.manifests import BadManifest, Manifest
from engine.webhooks.models import App, AppInstallation, Webhook, WebhookEvent
from engine.webhooks.sending import Letter, Reply, Unreachable, send
from engine.webhooks.services import apps

logger = logging.getLogger(__name__)

AWAY = "Failed to connect to app. Try later or contact with app support."


class InstallationFailed(Exception):
    """The app could not be installed; the message is for whoever installs it."""


@transaction.atomic
def start(
    *, app_name: str, manifest_url: str, permissions: Sequence[str], activate: bool, now: datetime
) -> AppInstallation:
    """Write down that an app is to be installed.

    Raises:
        Refusal: INVALID_URL_FORMAT on manifestUrl, REQUIRED or INVALID on appName.
    """
    if not manifests.is_url(manifest_url):
        raise refuse("INVALID_URL_FORMAT", "Enter a valid URL.", "manifestUrl")
    if not app_name.strip():
        raise refuse("REQUIRED", "This field cannot be blank.", "appName")
    if len(app_name) > apps.LONGEST_NAME:
        message = f"Ensure this value has at most {apps.LONGEST_NAME} characters."
        raise refuse("INVALID", message, "appName")
    return AppInstallation.objects.create(
        app_name=app_name.strip(),
        manifest_url=manifest_url,
        permissions=sorted(set(permissions)),
        activate_after_installation=activate,
        created_at=now,
    )


@transaction.atomic
def start_again(*, installation: AppInstallation, activate: bool) -> AppInstallation:
    """Prepare a failed installation for another try. Raises Refusal: INVALID_STATUS."""
    _check_failed(installation, "Cannot retry installation with different status than failed.")
    installation.status, installation.message = "PENDING", ""
    installation.activate_after_installation = activate
    installation.save(update_fields=["status", "message", "activate_after_installation", "updated_at"])
    return installation


@transaction.atomic
def forget(*, installation: AppInstallation) -> None:
    """Delete a failed installation. Raises Refusal: INVALID_STATUS."""
    _check_failed(installation, "Cannot delete installation with different status than failed.")
    installation.delete()


def _check_failed(installation: AppInstallation, message: str) -> None:
    if installation.status != "FAILED":
        raise refuse("INVALID_STATUS", message, "id")


def install(*, installation_id: int, now: datetime) -> App | None:
    """Install an app; a failure is written into the installation, for people to read.

    The app is stored before it gets its token, so that it can call back with it at once; when it does not
    take the token, it is deleted again. An installation that another worker has finished is left alone.
    """
    installation = AppInstallation.objects.filter(pk=installation_id, status="PENDING").first()
    if installation is None:
        return None
    try:
        app = _install(installation, now)
    except InstallationFailed as error:
        logger.warning("Unable to install %s: %s", installation, error)
        _fail(installation, str(error))
        return None
    except Exception:
        logger.exception("Unable to install %s", installation)
        _fail(installation, "Unknown error. Contact with app support.")
        return None
    installation.delete()
    return app


def _fail(installation: AppInstallation, message: str) -> None:
    installation.status, installation.message = "FAILED", message[:255]
    installation.save(update_fields=["status", "message", "updated_at"])


def _install(installation: AppInstallation, now: datetime) -> App:
    manifest = _fetch(installation.manifest_url)
    app, token = _store(installation, manifest, now)
    try:
        if manifest.token_target_url:
            _hand_over(manifest.token_target_url, token)
    except InstallationFailed:
        app.delete()
        raise
    return app


def _fetch(url: str) -> Manifest:
    reply = _ask(Letter(url, envelopes.plain(), method="GET"))
    _check(reply)
    try:
        return manifests.read(orjson.loads(reply.body))
    except orjson.JSONDecodeError as error:
        raise InstallationFailed("The manifest is not JSON.") from error
    except BadManifest as error:
        raise InstallationFailed(str(error)) from error


@transaction.atomic
def _store(installation: AppInstallation, manifest: Manifest, now: datetime) -> tuple[App, str]:
    known = App.objects.filter(identifier=manifest.identifier).first()
    if known is not None:
        message = f"identifier: App with the same identifier is already installed: {known.name}"
        raise InstallationFailed(message)
    app = App.objects.create(
        name=installation.app_name,
        identifier=manifest.identifier,
        type="THIRDPARTY",
        is_active=installation.activate_after_installation,
        permissions=installation.permissions,
        manifest_url=installation.manifest_url,
        version=manifest.version,
        created_at=now,
        **manifest.texts,
    )
    for declared in manifest.webhooks:
        webhook = Webhook.objects.create(
            app=app,
            name=declared.name,
            identifier=declared.identifier,
            target_url=declared.target_url,
            is_active=declared.is_active,
            subscription_query=declared.query,
            custom_headers=dict(declared.custom_headers or {}),
        )
        WebhookEvent.objects.bulk_create(
            WebhookEvent(webhook=webhook, event_type=code) for code in declared.events
        )
    return app, apps.add_token(app=app, name="Default token")[1]


def _hand_over(url: str, token: str) -> None:
    body = json.dumps({"auth_token": token}).encode()
    _check(_ask(Letter(url, envelopes.plain(), body)))


def _ask(letter: Letter) -> Reply:
    try:
        return send(letter, timeout=settings.WEBHOOK_SYNC_TIMEOUT)
    except Unreachable as error:
        logger.warning("Unable to reach %s: %s", letter.url, error)
        raise InstallationFailed(AWAY) from error


def _check(reply: Reply) -> None:
    """Refuse an answer that is no success, in the app's own words where it has some."""
    if reply.is_good:
        return
    try:
        raise InstallationFailed(str(orjson.loads(reply.body)["error"]["message"]))
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        message = f"App internal error ({reply.status}). Try later or contact with app support."
        raise InstallationFailed(message) from error
