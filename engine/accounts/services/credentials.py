"""Passwords forgotten, set anew and changed; tokens renewed and revoked."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.db import transaction

from engine.accounts import passwords, tokens
from engine.accounts.models import User
from engine.accounts.proofs import PASSWORD_RESET
from engine.accounts.services import registration
from engine.errors import refuse

#: A second wish for the same mail within this time is answered, but no second mail is sent.
RESET_PAUSE = timedelta(minutes=2)


@transaction.atomic
def request_reset(*, email: str, now: datetime) -> User | None:
    """Return the user to mail a link for a new password, None when there is nobody to mail.

    The caller must not tell which of the two it was.
    """
    user = User.objects.select_for_update().filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        return None
    last = user.last_password_reset_at
    if last is not None and now - last < RESET_PAUSE:
        return None
    user.last_password_reset_at = now
    user.save(update_fields=["last_password_reset_at"])
    return user


@transaction.atomic
def set_password(*, email: str, token: str, password: str) -> User:
    """Set a new password with the mailed token, which proves the e-mail too.

    Raises:
        Refusal: INVALID on `token`, or PASSWORD_… on `password`.
    """
    user = User.objects.select_for_update().filter(email__iexact=email.strip(), is_active=True).first()
    if user is None or not PASSWORD_RESET.check_token(user, token):
        raise refuse("INVALID", "Invalid or expired token.", "token")
    passwords.check(password, user=user, field="password")
    passwords.store(user, password)
    registration.mark_confirmed(user)
    user.save(update_fields=["password", "jwt_key", "is_confirmed", "updated_at"])
    return user


@transaction.atomic
def change_password(*, user: User, old: str | None, new: str) -> User:
    """Change the password; every token of the user ends.

    Raises:
        Refusal: INVALID_CREDENTIALS on `oldPassword`, or PASSWORD_… on `newPassword`.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not check_password(old or "", user.password):
        raise refuse("INVALID_CREDENTIALS", "Old password isn't valid.", "oldPassword")
    passwords.check(new, user=user, field="newPassword")
    passwords.store(user, new)
    user.save(update_fields=["password", "jwt_key", "updated_at"])
    return user


def renew(*, refresh_token: str | None, now: datetime) -> User:
    """Return whose refresh token this is.

    Raises:
        Refusal: JWT_MISSING_TOKEN, JWT_SIGNATURE_EXPIRED, JWT_DECODE_ERROR or JWT_INVALID_TOKEN.
    """
    if refresh_token is None:
        raise refuse("JWT_MISSING_TOKEN", "Missing refreshToken", "refreshToken")
    try:
        return tokens.read(refresh_token, "refresh", now=now)[0]
    except tokens.BadToken as error:
        raise refuse(error.code, str(error), "refreshToken") from error


def revoke_tokens(*, user: User) -> None:
    """End every token of the user."""
    user.jwt_key = passwords.new_jwt_key()
    user.save(update_fields=["jwt_key"])
