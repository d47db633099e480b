"""Accounts that the operator makes: confirmed from the start, staff when wished."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password
from django.db import transaction

from engine.accounts import passwords
from engine.accounts.models import User
from engine.accounts.services import registration


@transaction.atomic
def put_account(
    *, email: str, password: str, is_staff: bool = False, first_name: str = "", last_name: str = ""
) -> User:
    """Make the account, or bring the one of this e-mail to this state; its tokens end with its old password.

    Raises:
        Refusal: the e-mail is none (INVALID), or the password is weak (PASSWORD_…).
    """
    email = registration.checked_email(email)
    user = User.objects.select_for_update().filter(email__iexact=email).first() or User(email=email)
    user.is_staff, user.first_name, user.last_name = is_staff, first_name, last_name
    user.is_active = True
    if not check_password(password, user.password):
        passwords.check(password, user=user, field="password")
        passwords.store(user, password)
    user.is_confirmed = True
    user.save()
    return user
