"""Apps and their tokens."""

from __future__ import annotations

import hashlib
import secrets
import string
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from engine.errors import Refusal, refuse
from engine.webhooks.models import App, AppToken
from kernel.ids import to_global_id

LETTERS = string.ascii_letters + string.digits
TOKEN_LENGTH = 30
LONGEST_NAME = 60
LONGEST_IDENTIFIER = 256


def of_token(token: str) -> App | None:
    """Return the active app that a token is a key of."""
    found = AppToken.objects.filter(digest=_digest(token), app__is_active=True).select_related("app").first()
    return found.app if found else None


def _digest(token: str) -> str:
    """Hash a token. It is 30 random characters, so that a fast hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create(
    *, name: str, identifier: str = "", permissions: Sequence[str] = (), now: datetime
) -> tuple[App, str]:
    """Make an app of the shop's own with a token; return both. The token is shown this once.

    Raises:
        Refusal: REQUIRED or INVALID on the name, INVALID on the identifier.
    """
    _check_name(name)
    if len(identifier) > LONGEST_IDENTIFIER:
        raise _too_long(identifier, LONGEST_IDENTIFIER, "identifier")
    app = App.objects.create(
        name=name.strip(), identifier=identifier, permissions=sorted(set(permissions)), created_at=now
    )
    if not app.identifier:
        app.identifier = to_global_id("App", app.pk)
        app.save(update_fields=["identifier"])
    return app, add_token(app=app, name="Default")[1]


def _check_name(name: str) -> None:
    if not name.strip():
        raise refuse("REQUIRED", "This field cannot be blank.", "name")
    if len(name) > LONGEST_NAME:
        raise _too_long(name, LONGEST_NAME, "name")


def _too_long(text: str, longest: int, field: str) -> Refusal:
    message = f"Ensure this value has at most {longest} characters (it has {len(text)})."
    return refuse("INVALID", message, field)


@transaction.atomic
def update(*, app: App, name: str | None = None, permissions: Sequence[str] | None = None) -> App:
    """Change an app's name and permissions. Raises Refusal: REQUIRED or INVALID on the name."""
    if name is not None:
        _check_name(name)
        app.name = name.strip()
    if permissions is not None:
        app.permissions = sorted(set(permissions))
    app.save(update_fields=["name", "permissions"])
    return app


def add_token(*, app: App, name: str = "") -> tuple[AppToken, str]:
    """Give an app another token; return its row and the token, which is shown this once."""
    token = "".join(secrets.choice(LETTERS) for _ in range(TOKEN_LENGTH))
    row = AppToken.objects.create(app=app, name=name[:128], digest=_digest(token), last_four=token[-4:])
    return row, token


def set_active(*, app: App, is_active: bool) -> App:
    """Let an app work, or stop it: its tokens and webhooks with it."""
    app.is_active = is_active
    app.save(update_fields=["is_active"])
    return app
