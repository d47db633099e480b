"""Sessions of the people of SES and of operators: kept in the database, in a cookie of their own.

A shopper's session travels, signed, in the shopper's own cookie. Who signs in here can be signed out from
here, and a page for shoppers never opens, nor varies on, such a session.
"""

from __future__ import annotations

import re
import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

#: Seconds between two notes that somebody is still there: not every page is a write.
TOUCH_SECONDS = 300
TOUCHED = "touched_at"

_PLACES = re.compile(r"/(?:[a-z]{2}/)?(?:atelier|vinde-cu-noi)(?:/|$)|/operator(?:/|$)")


def is_place_of_people(path: str) -> bool:
    """Say whether an address is one where people of SES and operators are signed in."""
    return _PLACES.match(path) is not None


class PeopleStore(SessionStore):
    """A session in the database that ends when nothing was done for `PEOPLE_SESSION_SECONDS`."""

    def get_session_cookie_age(self) -> int:
        """Return after how many idle seconds it ends."""
        return int(settings.PEOPLE_SESSION_SECONDS)


class PeopleSessionMiddleware(SessionMiddleware):
    """Django's middleware, which at the places of people uses their store and their cookie."""

    def process_request(self, request: HttpRequest) -> None:
        """Open nothing yet; choose the store by the address."""
        if not is_place_of_people(request.path_info):
            super().process_request(request)
            return
        key = request.COOKIES.get(settings.PEOPLE_SESSION_COOKIE)
        # A shopper's cookie does not count here: what asks for "the session cookie" finds the one that does.
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        if key:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = key
        request.session = PeopleStore(key)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session and set the cookie, under the name that fits the address."""
        if not isinstance(getattr(request, "session", None), PeopleStore):
            return super().process_response(request, response)
        _touch(request)
        answered = super().process_response(request, response)
        _rename_cookie(answered)
        return answered


def _touch(request: HttpRequest) -> None:
    """Put off the end of a session in use. One that nobody opened stays shut."""
    session, now = request.session, int(time.time())
    if session.accessed and SESSION_KEY in session and now - session.get(TOUCHED, 0) > TOUCH_SECONDS:
        session[TOUCHED] = now


def _rename_cookie(response: HttpResponse) -> None:
    set_cookie = response.cookies.pop(settings.SESSION_COOKIE_NAME, None)
    if set_cookie is not None:
        response.cookies[settings.PEOPLE_SESSION_COOKIE] = set_cookie.value
        response.cookies[settings.PEOPLE_SESSION_COOKIE].update(dict(set_cookie))
