"""Installing the App at a core, and looking after its token."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from commerce.app import AppClient
from commerce.app.installing import Whoami
from commerce.errors import CoreUnavailable, InvalidRequest, PermissionRefused
from ses_vendors.installation import encryption, manifest, origins, signatures
from ses_vendors.installation.models import Installation

LONGEST_TOKEN = 512


class InstallationRefused(Exception):
    """The App does not install itself there; the message is for the operator who installs it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class CoreSilent(InstallationRefused):
    """The core could not be asked whether it is the one that installs."""


def install(*, api_url: str, domain: str, token: str, now: datetime) -> Installation:
    """Keep a token that a core is said to have given, once that core has owned up to it.

    Anybody can send a token. So the App calls back, to the address that the operator allows, with that token:
    the core must say that it is this App's. Then it reads the core's keys. Installing again replaces.

    Raises:
        InstallationRefused: a core that is not allowed, a token that is not this App's, an old Saleor.
        CoreSilent: the core, or its keys, did not answer.
    """
    if not origins.is_allowed(api_url, domain):
        raise InstallationRefused("CORE_NOT_ALLOWED", f"{api_url or 'This core'} is not the shop's core.")
    if not token or len(token) > LONGEST_TOKEN:
        raise InstallationRefused("TOKEN_MISSING", "There is no token.")
    told = _proved(token)
    check_version(told.saleor_version)
    try:
        jwks = signatures.fetch_keys()
    except CoreUnavailable as error:
        raise CoreSilent("KEYS_UNAVAILABLE", f"The core's keys cannot be read: {error}") from error
    kept = {
        "domain": domain,
        "app_id": told.app.id if told.app else "",
        "encrypted_token": encryption.encrypt(token),
        "jwks": dict(jwks),
        "jwks_fetched_at": now,
        "version": told.saleor_version,
        "installed_at": now,
    }
    return Installation.objects.update_or_create(api_url=api_url, defaults=kept)[0]


def current() -> Installation | None:
    """Return the installation at the core that the shop is on."""
    return Installation.objects.filter(api_url=origins.allowed()[0]).first()


def client(installation: Installation) -> AppClient:
    """Return the verbs of the App, with its own token. Raises encryption.Undecryptable."""
    return AppClient.with_token(encryption.decrypt(installation.encrypted_token))


@transaction.atomic
def rotate_tokens() -> int:
    """Encrypt every token with the newest key; return how many. Raises encryption.Undecryptable."""
    kept = list(Installation.objects.select_for_update().order_by("pk"))
    for installation in kept:
        installation.encrypted_token = encryption.rotate(installation.encrypted_token)
        installation.save(update_fields=["encrypted_token"])
    return len(kept)


def check_version(version: str) -> None:
    """Refuse a Saleor that is too old, in words, with InstallationRefused."""
    numbers = re.match(r"(\d+)\.(\d+)", version)
    if numbers is None or (int(numbers[1]), int(numbers[2])) < manifest.OLDEST_SALEOR:
        oldest = ".".join(map(str, manifest.OLDEST_SALEOR))
        raise InstallationRefused(
            "SALEOR_TOO_OLD",
            f"This is Saleor {version or 'of an unknown version'}; the App needs {oldest} or newer.",
        )


def _proved(token: str) -> Whoami:
    try:
        told = AppClient.with_token(token).whoami()
    except (PermissionRefused, InvalidRequest) as error:
        raise InstallationRefused("TOKEN_UNKNOWN", "The core does not know this token.") from error
    except CoreUnavailable as error:
        raise CoreSilent("CORE_SILENT", f"The core does not answer: {error}") from error
    if told.app is None or told.app.identifier != manifest.IDENTIFIER:
        raise InstallationRefused("TOKEN_UNKNOWN", "The core does not know this token as this App's.")
    return told
