"""The App's way to the core, for this room."""

from __future__ import annotations

from commerce.app import AppClient
from ses_vendors.installation import services as installations
from ses_vendors.installation.encryption import Undecryptable


class NotInstalled(Exception):
    """The App cannot speak to the core: it is not installed there, or its token cannot be opened."""


def client() -> AppClient:
    """Return the App's verbs at the shop's core. Raises NotInstalled."""
    installation = installations.current()
    if installation is None:
        raise NotInstalled("The App is not installed at the shop's core.")
    try:
        return installations.client(installation)
    except Undecryptable as error:
        raise NotInstalled(str(error)) from error
