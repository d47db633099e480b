"""Getting the App installed at the shop's own core, by a staff member's log-in; safe to repeat.

A core that has the App already, while this site lost its token (another database, another address), gets
asked for one more token: payments made through the App stay with it, which they would not if it were deleted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from commerce.app import AppClient
from commerce.errors import InvalidRequest, PermissionRefused
from ses_vendors.installation import encryption, manifest, origins, services
from ses_vendors.installation.models import Installation

#: Seconds between two looks at an installation, and until it is given up.
POLL, PATIENCE = 0.5, 90.0


class EnrolmentFailed(Exception):
    """The App is not installed; the message says why."""


def enrol(*, staff: AppClient, say: Callable[[str], object] = lambda line: None) -> Installation:
    """Have the core install this site's App, wait until it is there, and bring its webhooks up to date.

    Raises:
        EnrolmentFailed: the core refused, failed, or did not get done in time.
        CommerceError: the core does not answer, or the log-in may not install apps.
    """
    installation = services.current()
    if installation is None or not is_alive(installation):
        known = staff.installed_app(identifier=manifest.IDENTIFIER)
        installation = _with_new_token(staff, known.id, say) if known else _installed(staff, say)
    changed = services.client(installation).put_webhooks(manifest.webhooks())
    say(f"{changed} webhook(s) brought up to date." if changed else "The webhooks are up to date.")
    return installation


def is_alive(installation: Installation) -> bool:
    """Say whether the kept token still is this App's at the core. Raises CoreUnavailable."""
    try:
        told = services.client(installation).whoami()
    except (encryption.Undecryptable, PermissionRefused, InvalidRequest):
        return False
    return told.app is not None and told.app.identifier == manifest.IDENTIFIER


def _installed(staff: AppClient, say: Callable[[str], object]) -> Installation:
    say("Installing the App …")
    installation_id = staff.install_app(
        name=settings.SHOP_NAME,
        manifest_url=manifest.url(),
        permissions=list(manifest.PERMISSIONS),
    )
    give_up_at = time.monotonic() + PATIENCE
    while (pending := staff.pending_installation(installation_id=installation_id)) is not None:
        if pending.status == "FAILED":
            staff.forget_failed_installation(installation_id=installation_id)
            raise EnrolmentFailed(f"The core could not install the App: {pending.message}")
        if time.monotonic() > give_up_at:
            raise EnrolmentFailed(
                f"The core has not installed the App in {PATIENCE:.0f} s; is its worker up?"
            )
        time.sleep(POLL)
    return _arrived()


def _arrived() -> Installation:
    installation = services.current()
    if installation is None:
        raise EnrolmentFailed(
            f"The core installed the App at another site: it reached {manifest.url()} and this is not it."
        )
    return installation


def _with_new_token(staff: AppClient, app_id: str, say: Callable[[str], object]) -> Installation:
    say("The core has the App already: asking for another token.")
    api_url = origins.allowed()[0]
    return services.install(
        api_url=api_url,
        domain=urlsplit(api_url).netloc,
        token=staff.add_token(app_id=app_id, name=settings.PUBLIC_URL[:128]),
        now=timezone.now(),
    )
