"""Examining the App's installation at the shop's core."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commerce.app.installing import Whoami, is_same
from commerce.errors import CommerceError
from ses_vendors.installation import encryption, keys, manifest, origins, services, signatures
from ses_vendors.installation.models import Installation


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in words."""

    is_well: bool
    text: str


def examine() -> Iterator[Finding]:
    """Look at the token, the permissions, the version, the webhooks and the keys, one after the other."""
    installation = services.current()
    if installation is None:
        yield Finding(False, f"The App is not installed at {origins.allowed()[0]} (manage.py install_app).")
        return
    try:
        told = services.client(installation).whoami()
        yield from _of_token(told)
        if told.app is not None:
            yield _of_webhooks(installation)
    except (CommerceError, encryption.Undecryptable) as error:
        yield Finding(False, f"The token at {installation.api_url}: {error}")
    yield _of_keys(installation)


def _of_token(told: Whoami) -> Iterator[Finding]:
    is_ours = told.app is not None and told.app.identifier == manifest.IDENTIFIER
    yield Finding(is_ours, "The token is this App's." if is_ours else "The token is not this App's.")
    missing = sorted(set(manifest.PERMISSIONS) - told.permissions)
    yield Finding(not missing, f"Permissions missing: {', '.join(missing) or 'none'}.")
    try:
        services.check_version(told.saleor_version)
        yield Finding(True, f"Saleor {told.saleor_version}.")
    except services.InstallationRefused as error:
        yield Finding(False, str(error))


def _of_webhooks(installation: Installation) -> Finding:
    there = {webhook.name: webhook for webhook in services.client(installation).webhooks().values()}
    wanted = manifest.webhooks()
    other = [each.name for each in wanted if not is_same(each, there.get(each.name))]
    return Finding(not other, f"Webhooks missing or out of date: {', '.join(other) or 'none'}.")


def _of_keys(installation: Installation) -> Finding:
    try:
        published = keys.names(signatures.fetch_keys())
    except CommerceError as error:
        return Finding(False, f"The core's keys: {error}")
    is_known = published <= keys.names(installation.jwks)
    return Finding(True, "The core's keys are known." if is_known else "The core has a new key.")
