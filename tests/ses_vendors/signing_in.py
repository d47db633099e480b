"""A browser that signs in at the places of people: their session is not the shoppers'."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.test import Client

from ses_vendors.portal.sessions import PeopleStore

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class PeopleClient(Client):
    """Django's client, whose `force_login` opens a session as signing in does, second factor included."""

    def force_login(
        self, user: User, backend: str | None = None, *, second_factor: bool = True, ago: float = 0
    ) -> None:
        """Sign somebody in, `ago` seconds ago, in the session of this browser."""
        session = PeopleStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = backend or BACKEND
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        methods = ["password", "mfa"] if second_factor else ["password"]
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": method, "at": time.time() - ago} for method in methods
        ]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
        self.cookies[settings.PEOPLE_SESSION_COOKIE] = session.session_key

    def people_session(self) -> Any:
        """Return the session that this browser's cookie names."""
        morsel = self.cookies.get(settings.PEOPLE_SESSION_COOKIE)
        return PeopleStore(morsel.value if morsel else None)
