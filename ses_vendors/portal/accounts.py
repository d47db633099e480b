"""Accounts of the people of SES: made by an application or an invitation, and in no other way."""

from __future__ import annotations

import re
from datetime import datetime

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.account.models import EmailAddress, Login
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string


class EmailTaken(Exception):
    """Somebody has an account with this address already: tell them by mail, not on the page."""


@transaction.atomic
def register(
    *, email: str, password: str | None, name: str, now: datetime, is_verified: bool = False
) -> User:
    """Make an account; its e-mail waits for its letter unless it is known to be theirs.

    Without a password the person chooses one by "I forgot my password".

    Raises:
        EmailTaken: there is an account with this address, in whatever case it is written.
        ValidationError: the password is too weak; its messages are for people.
    """
    address = email.strip().lower()
    if find(address) is not None:
        raise EmailTaken(address)
    first_name, _, last_name = re.sub(r"[\s\x00]+", " ", name).strip().partition(" ")
    user = User(
        username=_new_username(), email=address, first_name=first_name[:150], last_name=last_name[:150]
    )
    user.date_joined = now
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=address, primary=True, verified=is_verified)
    return user


def find(email: str) -> User | None:
    """Return whose account an e-mail belongs to: the verified owner's, else who was first."""
    address = email.strip().lower()
    found = (
        EmailAddress.objects.filter(email=address).select_related("user").order_by("-verified", "pk").first()
    )
    return found.user if found else User.objects.filter(email__iexact=address).order_by("pk").first()


def is_confirmed(user: User, email: str) -> bool:
    """Say whether somebody has shown that an e-mail is theirs."""
    return bool(EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists())


def sign_up(request: HttpRequest, user: User, *, next_path: str) -> HttpResponseBase:
    """Sign in a new account whose e-mail is verified; else send the letter and say that it is on its way."""
    login = Login(user=user, email=user.email, signup=True, redirect_url=next_path)
    response: HttpResponseBase = perform_password_login(request, {"email": user.email}, login)
    return response


def pretend_sign_up(request: HttpRequest, *, email: str) -> HttpResponseBase:
    """Answer as `sign_up` does; whoever has the account already is told by mail, how to sign in."""
    response: HttpResponseBase = prevent_enumeration(request, email=email.strip().lower())
    return response


def is_demo(user: User) -> bool:
    """Say whether an account is one of a demonstration: its e-mail reaches nobody (RFC 2606)."""
    return user.email.lower().endswith(".example")


def _new_username() -> str:
    """Nobody types or sees it: the e-mail is the name to sign in with, and may change."""
    return get_random_string(24).lower()
