"""What is a visitor's own on a page that is otherwise the same for all: form token, basket, account."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext

# Nothing a person typed can look like a mark: templates escape `<`, and rich text keeps no comments.
MARK = "<!--visitor:{}-->"
HOLE = re.compile(rb"<!--visitor:([a-z]+)-->")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `secret` is the form token's cookie, "" before the first page."""

    request: HttpRequest
    secret: str
    basket_count: int
    account_name: str

    @property
    def is_known(self) -> bool:
        """Whether the browser has the form token's cookie already."""
        return bool(self.secret)

    @property
    def digest(self) -> str:
        """Tell visitors apart in an ETag, without giving away the secret."""
        told = repr((self.secret, self.basket_count, self.account_name))
        return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()

    def thing(self, hole: str) -> str:
        """Return the HTML that goes into a hole: `csrf`, `basket` or `account`."""
        return _THINGS[hole](self)


def read(request: HttpRequest) -> Visitor:
    """Read the visitor's cookies. Without a session cookie the session is not even opened."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    session = request.session if has_session else {}
    return Visitor(
        request=request,
        secret=request.META.get("CSRF_COOKIE", ""),
        basket_count=session.get("basket_count", 0),
        account_name=session.get("account_name", ""),
    )


@contextmanager
def shared_page(request: HttpRequest) -> Iterator[None]:
    """Print marks instead of the visitor's things while the page is rendered."""
    request.is_shared_page = True  # type: ignore[attr-defined]
    try:
        yield
    finally:
        request.is_shared_page = False  # type: ignore[attr-defined]


def spot(request: HttpRequest, hole: str) -> str:
    """Return the visitor's thing, or the mark of its hole on a page for all."""
    if getattr(request, "is_shared_page", False):
        return MARK.format(hole)
    return read(request).thing(hole)


def has_own(request: HttpRequest) -> bool:
    """Say whether a page used the visitor's own things outside the holes, so that it is not for all."""
    return request.session.accessed or bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def _csrf(visitor: Visitor) -> str:
    token = get_token(visitor.request)
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'


def _basket(visitor: Visitor) -> str:
    return str(int(visitor.basket_count))


def _account(visitor: Visitor) -> str:
    return _account_link(visitor.account_name, translation.get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=512)
def _account_link(name: str, language: str) -> str:
    if name:
        return format_html('<a class="account-link" href="{}">{}</a>', reverse("storefront:account"), name)
    words = gettext("Log in")
    return format_html('<a class="account-link" href="{}">{}</a>', reverse("storefront:log-in"), words)


_THINGS: dict[str, Callable[[Visitor], str]] = {"csrf": _csrf, "basket": _basket, "account": _account}
