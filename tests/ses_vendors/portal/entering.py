"""Signing in as a person does it: forms filled, codes typed, letters read."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from tests.ses_vendors.vendors.people import PASSWORD, a_person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN = "/atelier/cont/intra/"
CODE_PAGE = "/atelier/cont/al-doilea-pas/cod/"


def an_account(email: str = "ana@atelier.example", *, is_verified: bool = True, **changes: Any) -> User:
    """Somebody who can sign in."""
    user = a_person(**{"username": email, "email": email, **changes})
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=is_verified)
    return user


def with_app(user: User) -> User:
    """The same person, with an authenticator app."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})
    return user


def code(steps: int = 0, secret: str = SECRET) -> str:
    """The six digits that the app shows now, or some steps of 30 seconds later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def try_password(client: Client, email: str, password: str = PASSWORD, **headers: Any) -> Any:
    """Send the sign-in form."""
    return client.post(SIGN_IN, {"login": email, "password": password}, **headers)


def try_code(client: Client, digits: str) -> Any:
    """Send the form of the second step."""
    return client.post(CODE_PAGE, {"code": digits})


def link_in(letter: Any) -> str:
    """Return the path of the one link in a letter."""
    (found,) = re.findall(r"https?://[^/\s]+(/\S+)", letter.body)
    return str(found)


def letters() -> list[Any]:
    """Return what was sent, oldest first."""
    return list(mail.outbox)
