"""Who needs a second factor, and whether this session has used it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from ses_vendors.portal.sessions import is_place_of_people
from ses_vendors.vendors.models import MONEY_ROLES, Membership
from ses_vendors.vendors.models.team import ROLE_FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

#: What proves more than a password. Recovery codes come with one of them and replace it for once.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

#: Set on a view that is reached before the second factor is set up.
FREE = "works_without_second_factor"

View = Callable[..., HttpResponseBase]


def is_needed(user: User | AnonymousUser) -> bool:
    """Say whether somebody is an operator or sees the money of any SES."""
    if not user.is_authenticated:
        return False
    if user.is_staff:
        return True
    money = Q(*((ROLE_FIELDS[role], True) for role in MONEY_ROLES), _connector=Q.OR)
    return Membership.objects.filter(money, user=user.pk).exists()


def is_set_up(user: User) -> bool:
    """Say whether somebody has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user=user, type__in=KINDS).exists())


def was_used(request: HttpRequest) -> bool:
    """Say whether a second factor was shown in this session, at sign-in or since."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def count_first(request: HttpRequest, kind: str) -> None:
    """Count what was just set up as shown in this session, if it is the person's first second factor.

    Beside another one it proves nothing: a password alone may have opened the page that adds it. Nor does a
    passkey whose device did not ask for finger, face or PIN.
    """
    held = list(Authenticator.objects.filter(user=request.user.pk, type__in=KINDS)[:2])
    if len(held) == 1 and held[0].type == kind and _is_verified(held[0]):
        post_authentication(request, held[0])


def is_unshown(request: HttpRequest) -> bool:
    """Say whether this session has not shown a second factor that its person has."""
    user = request.user
    return user.is_authenticated and not was_used(request) and is_set_up(user)


def _is_verified(held: Authenticator) -> bool:
    if held.type != Authenticator.Type.WEBAUTHN:
        return True
    return bool(held.wrap().authenticator_data.is_user_verified())


def way_to(request: HttpRequest) -> str:
    """Return where to go for what is missing: to set one up, or to show it."""
    name = "mfa_reauthenticate" if has_code(request.user) else "mfa_index"
    if name == "mfa_index" and is_set_up(request.user):  # type: ignore[arg-type]
        name = "mfa_reauthenticate_webauthn"
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return f"{reverse(name)}?{query}" if query else reverse(name)


def has_code(user: Any) -> bool:
    """Say whether somebody has an authenticator app, whose codes can be typed."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def is_missing(request: HttpRequest) -> bool:
    """Say whether this session lacks a second factor that its person needs."""
    return request.user.is_authenticated and not was_used(request) and is_needed(request.user)


def not_needed(view: View) -> View:
    """Let a view be reached without the second factor: invitations, the demo's list of accounts."""
    setattr(view, FREE, True)
    return view


class SecondFactorMiddleware:
    """Sends who needs a second factor to where it is set up or shown; nothing else is done before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave requests to `process_view`, which knows the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponseBase | None:
        """Redirect before the view runs."""
        if not is_place_of_people(request.path_info) or _is_free(request, view):
            return None
        return HttpResponseRedirect(way_to(request)) if is_missing(request) else None


def _is_free(request: HttpRequest, view: View) -> bool:
    match = request.resolver_match
    return getattr(view, FREE, False) or (match is not None and match.route.find("atelier/cont/") >= 0)
