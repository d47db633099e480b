"""The shop's App at the embedded core, as far as paying needs it: asked by the core, answering in process."""

from __future__ import annotations

from django.utils import timezone

from engine import signing
from engine.webhooks import envelopes
from engine.webhooks.models import App, Webhook, WebhookEvent
from engine.webhooks.services import apps
from kernel.ids import to_global_id
from ses_vendors.installation import encryption, manifest
from ses_vendors.installation.models import Installation


def install() -> App:
    """Put the App there without the talk between the two: that has tests of its own."""
    now = timezone.now()
    app = App.objects.create(
        name="Magazin",
        identifier=manifest.IDENTIFIER,
        permissions=sorted(manifest.PERMISSIONS),
        created_at=now,
    )
    for declared in manifest.webhooks():
        if declared.sync_events:
            webhook = Webhook.objects.create(
                app=app,
                name=declared.name,
                target_url=declared.target_url,
                subscription_query=declared.query,
            )
            WebhookEvent.objects.bulk_create(
                WebhookEvent(webhook=webhook, event_type=code) for code in declared.sync_events
            )
    Installation.objects.create(
        api_url=envelopes.api_url(),
        domain=envelopes.domain(),
        app_id=to_global_id("App", app.pk),
        encrypted_token=encryption.encrypt(apps.add_token(app=app)[1]),
        jwks=signing.jwks(),
        jwks_fetched_at=now,
        version=envelopes.SCHEMA_VERSION,
        installed_at=now,
    )
    return app


def away() -> None:
    """Take the App from the core."""
    App.objects.update(is_active=False)
