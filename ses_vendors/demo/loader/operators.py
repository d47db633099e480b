"""The two operators whose names stand on what the loader does: two, because four eyes verify."""

from __future__ import annotations

from django.contrib.auth.models import User

#: Who enters and accepts, and who verifies; they sign in elsewhere, if at all.
CARMEN, DAN = "carmen@operator.example", "dan@operator.example"


def both() -> tuple[User, User]:
    """Return Carmen and Dan, made where they are not there."""
    return _one(CARMEN), _one(DAN)


def _one(email: str) -> User:
    name = email.partition("@")[0].title()
    return User.objects.filter(email=email).first() or User.objects.create_user(email, email, first_name=name)
