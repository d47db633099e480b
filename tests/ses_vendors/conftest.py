"""What the tests of the sellers' side share: a stand-in Saleor, and the App installed at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from commerce import transport
from commerce.http import HttpTransport
from ses_vendors.installation import manifest, services
from ses_vendors.installation.models import Installation
from tests.fakes import saleor
from tests.fakes.saleor import StandIn
from tests.ses_vendors.signing_in import PeopleClient

TOKEN = "the-token-of-the-app-1234567890"


@pytest.fixture
def client() -> PeopleClient:
    """A browser that signs in as people of SES and operators do, second factor included."""
    return PeopleClient()


@pytest.fixture
def admin_client(admin_user: User) -> PeopleClient:
    """An operator's browser, signed in with a second factor."""
    browser = PeopleClient()
    browser.force_login(admin_user)
    return browser


@pytest.fixture
def core(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in Saleor that the shop is on, and that knows the App by its token."""
    with saleor.running() as stand_in:
        settings.SALEOR_API_URL = stand_in.api_url
        gateway = HttpTransport(stand_in.api_url)
        monkeypatch.setattr(transport, "current", lambda: gateway)
        stand_in.answers["AppMe"] = lambda _: whoami() if stand_in.tokens[-1] == TOKEN else STRANGER
        yield stand_in
        gateway.close()


@pytest.fixture
def installation(core: StandIn, db: None) -> Installation:
    """The App, installed at the stand-in."""
    made = services.install(api_url=core.api_url, domain=core.domain, token=TOKEN, now=timezone.now())
    core.asked.clear()
    return made


def whoami(**changes: Any) -> dict[str, Any]:
    """What a core says of the App's token."""
    app = {
        "id": "QXBwOjc=",
        "identifier": manifest.IDENTIFIER,
        "name": "Magazin",
        "isActive": True,
        "permissions": [{"code": code} for code in manifest.PERMISSIONS],
    }
    return {"app": {**app, **changes}, "shop": {"version": "3.24.0-a.0"}}


#: What a core says to a token it does not know.
STRANGER = {
    "data": None,
    "errors": [
        {
            "message": "To access this path, you need one of the following permissions: AUTHENTICATED_APP",
            "extensions": {"exception": {"code": "PermissionDenied"}},
        }
    ],
}
