"""Start-up checks that name a misconfiguration before a shopper meets it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import Error as DatabaseError
from django.http.request import validate_host


@register()
def check_production_settings(**_: Any) -> list[CheckMessage]:
    """Say what a production shop still has from the demo."""
    if not settings.PRODUCTION:
        return []
    errors: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS:
        errors.append(Error("ALLOWED_HOSTS must name the shop's host names.", id="config.E001"))
    if not settings.EMAIL_HOST:
        errors.append(Error("EMAIL_HOST must name the mail server.", id="config.E002"))
    if "DEMO" in " ".join(settings.SHOP_OPERATOR.values()):
        errors.append(
            Error(
                "The SHOP_OPERATOR_… variables must give the operator's legal identity.",
                hint="A Romanian shop shows them on its contact and legal pages.",
                id="config.E003",
            )
        )
    if not (settings.SALEOR_STAFF_EMAIL and settings.SALEOR_STAFF_PASSWORD):
        errors.append(
            Error(
                "SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD must name a staff account of the core.",
                hint="With it the worker finds the orders to confirm by mail, and marks them.",
                id="config.E004",
            )
        )
    if not _is_public(settings.PUBLIC_URL):
        errors.append(
            Error(
                "PUBLIC_URL must be the shop's https address, at one of ALLOWED_HOSTS.",
                hint="Links in mails begin with it, and the core sends its webhooks there.",
                id="config.E005",
            )
        )
    return errors


@register(Tags.database)
def check_demo_accounts(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Say whether people of the demonstration could sign in at a shop that sells (before each `migrate`)."""
    if not settings.PRODUCTION or not databases:
        return []
    from ses_vendors.demo import people

    try:
        found = people.found_in_database()
    except DatabaseError:
        # Tables that are not there yet hold nobody.
        return []
    if not found:
        return []
    return [
        Error(
            f"{len(found)} account(s) of the demonstration can sign in: {', '.join(found)}.",
            hint="manage.py end_demo_accounts takes them their access.",
            id="config.E006",
        )
    ]


def _is_public(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and validate_host(parts.hostname or "", settings.ALLOWED_HOSTS)
