"""Who is logged in: the core's tokens in the visitor's signed cookie, renewed before they end.

    @shopper_required
    def show(request: HttpRequest, token: str) -> HttpResponse: ...

A view that serves both guests and shoppers asks `current_token(request)`, which is None for a guest.
"""

from __future__ import annotations

import base64
import binascii
import functools
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from commerce.errors import BasketGone, InvalidCredentials, PermissionRefused, Refused
from commerce.shop import account, basket
from commerce.types import Account, Tokens
from storefront import session

ACCESS, REFRESH, NAME, TYPED = "access", "refresh", "account_name", "typed"
#: A token this near its end is renewed first, so that it does not end on the way to the core.
MARGIN = timedelta(seconds=30)
#: Characters of a form kept over a log-in: a cookie holds 4 kB, and most of it is taken.
LONGEST_TYPED = 900
NOT_KEPT = ("csrfmiddlewaretoken", "password", "old", "new")


# --- Coming and going ---


def enter(request: HttpRequest, tokens: Tokens) -> None:
    """Remember the shopper whose tokens these are; the basket of the visit becomes theirs."""
    found = account.me(token=tokens.access)
    request.session.update({ACCESS: tokens.access, REFRESH: tokens.refresh})
    remember_name(request, found)
    # A form token that somebody planted before the log-in must not work after it.
    rotate_token(request)
    _take_basket(request, tokens.access)


def remember_name(request: HttpRequest, shopper: Account | None) -> None:
    """Keep what the header of the pages calls the shopper."""
    request.session[NAME] = (shopper.first_name or shopper.email)[:60] if shopper else _("My account")


def leave(request: HttpRequest) -> None:
    """Forget the shopper and everything of the visit, the basket with its addresses too."""
    request.session.flush()


def current_token(request: HttpRequest) -> str | None:
    """Return the shopper's access token, renewed when it is about to end; None for a guest.

    Raises CoreUnavailable when it cannot be renewed just now.
    """
    access = request.session.get(ACCESS)
    if access is None or _is_fresh(access, now=timezone.now()):
        return access
    try:
        request.session[ACCESS] = account.refresh(refresh_token=request.session.get(REFRESH, ""))
    except InvalidCredentials:
        _forget_tokens(request)
        return None
    renewed: str = request.session[ACCESS]
    return renewed


def read_account(token: str) -> Account:
    """Return the shopper's account. Raises PermissionRefused when the token is nobody's any more."""
    found = account.me(token=token)
    if found is None:
        raise PermissionRefused("Nobody is logged in.")
    return found


# --- Pages for shoppers only ---


def shopper_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a view the access token as its second argument; guests are asked to log in and then come back.

    A page that asks for more than the token allows ends the same way: its owner has changed the password
    elsewhere. No browser or proxy keeps such a page.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def _answer(
    view: Callable[..., HttpResponseBase], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    was_known = NAME in request.session
    token = current_token(request)
    if token is None:
        return _ask_to_log_in(request, has_ended=was_known)
    try:
        return view(request, token, *args, **kwargs)
    except PermissionRefused:
        _forget_tokens(request)
        return _ask_to_log_in(request, has_ended=True)


def _ask_to_log_in(request: HttpRequest, *, has_ended: bool) -> HttpResponseBase:
    if has_ended:
        messages.info(request, _("You were logged out. Please log in again to go on."))
    _keep_typed(request)
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('storefront:log-in')}?{query}")


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Return the path to go to after the log-in, only ever one of this site."""
    wanted: str = request.POST.get("next") or request.GET.get("next", "")
    hosts = {request.get_host()}
    is_safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=request.is_secure())
    return wanted if is_safe and wanted.startswith("/") else reverse(otherwise)


# --- What was typed before a log-in ---


def _keep_typed(request: HttpRequest) -> None:
    """Keep a form that came after the log-in ended, so that its page can show it again; no passwords."""
    typed = {key: value for key, value in request.POST.items() if key not in NOT_KEPT}
    if typed and len(json.dumps(typed)) <= LONGEST_TYPED:
        request.session[TYPED] = {"path": request.path, "values": typed}


def take_typed(request: HttpRequest) -> dict[str, str]:
    """Return once what was typed into the form of this path before the log-in; empty when nothing was."""
    kept = request.session.get(TYPED)
    if not kept or kept["path"] != request.path:
        return {}
    del request.session[TYPED]
    values: dict[str, str] = kept["values"]
    return values


# --- Within ---


def _take_basket(request: HttpRequest, token: str) -> None:
    basket_id = session.basket_id(request)
    if basket_id is None:
        return
    try:
        basket.attach_customer(basket_id=basket_id, token=token)
    except BasketGone:
        session.forget_basket(request)
    except (Refused, PermissionRefused):
        # It is somebody else's already, who logged in on this browser before.
        session.forget_basket(request)


def _forget_tokens(request: HttpRequest) -> None:
    for key in (ACCESS, REFRESH, NAME):
        request.session.pop(key, None)


def _is_fresh(token: str, *, now: datetime) -> bool:
    """Read when a token ends. It is ours from the signed cookie; the core judges it anyway."""
    try:
        claims = token.split(".")[1]
        ends_at = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["exp"]
        return bool(ends_at > (now + MARGIN).timestamp())
    except (IndexError, KeyError, TypeError, ValueError, binascii.Error):
        return False
