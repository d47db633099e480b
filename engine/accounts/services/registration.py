"""New accounts, and the proof that their e-mail is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from engine.accounts import passwords
from engine.accounts.models import User
from engine.accounts.proofs import CONFIRMATION
from engine.accounts.texts import fitting
from engine.errors import refuse
from engine.orders.models import Order


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a new account starts with; `language_code` as stored (`ro`)."""

    email: str
    password: str
    first_name: str = ""
    last_name: str = ""
    language_code: str = "ro"
    metadata: Mapping[str, str] = default(default_factory=dict)


def register(newcomer: Newcomer) -> User | None:
    """Make an unconfirmed account; None when the e-mail has one, which the caller must not tell.

    Raises:
        Refusal: the e-mail is none or a name too long (INVALID) or the password is weak (PASSWORD_…).
    """
    email = checked_email(newcomer.email)
    user = User(
        email=email,
        first_name=fitting("first_name", newcomer.first_name),
        last_name=fitting("last_name", newcomer.last_name),
        language_code=newcomer.language_code,
        metadata=dict(newcomer.metadata),
    )
    passwords.check(newcomer.password, user=user, field="password")
    # Hashed before the look whether the e-mail is taken: both answers take the same time.
    passwords.store(user, newcomer.password)
    return _saved(user)


def _saved(user: User) -> User | None:
    if User.objects.filter(email__iexact=user.email).exists():
        return None
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        # Somebody registered the same e-mail in this moment.
        return None
    return user


def checked_email(email: str) -> str:
    """Return an e-mail address, trimmed and in small letters.

    Raises:
        Refusal: INVALID when it is none.
    """
    email = fitting("email", email).lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise refuse("INVALID", "Enter a valid email address.", "email") from error
    return email


@transaction.atomic
def confirm(*, email: str, token: str) -> User:
    """Confirm an account with the mailed token, and give it the orders of its e-mail.

    Raises:
        Refusal: INVALID on `token`: it is spent, old, or there is no such account.
    """
    user = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
    if user is None or user.is_confirmed or not CONFIRMATION.check_token(user, token):
        raise refuse("INVALID", "Invalid token.", "token")
    mark_confirmed(user)
    user.save(update_fields=["is_confirmed", "updated_at"])
    return user


def mark_confirmed(user: User) -> None:
    """Take the e-mail as proved: the row is changed, unsaved; guests' orders of that e-mail join it."""
    user.is_confirmed = True
    Order.objects.filter(user=None, user_email__iexact=user.email).update(user=user)


def require_unconfirmed(user: User) -> None:
    """Refuse to confirm again. Raises Refusal: ACCOUNT_CONFIRMED."""
    if user.is_confirmed:
        raise refuse("ACCOUNT_CONFIRMED", "User is already confirmed")
