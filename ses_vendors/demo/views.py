"""The demo's accounts with the codes of the minute: what a phone with an authenticator app would show."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ses_vendors.demo.people import PEOPLE, Person
from ses_vendors.portal.second_factor import not_needed
from ses_vendors.vendors.models import Vendor


@dataclass(frozen=True, slots=True)
class Row:
    """One account as the page shows it; `code` is "" where none is asked for."""

    person: Person
    place: str
    code: str


@not_needed
@never_cache
@require_safe
def accounts(request: HttpRequest) -> HttpResponseBase:
    """Show who can sign in at a demonstration, and how."""
    if not settings.SHOP_DEMO:
        raise Http404
    now = int(time.time())
    context = {"rows": rows(now), "seconds_left": app_settings.TOTP_PERIOD - now % app_settings.TOTP_PERIOD}
    return render(request, "demo/accounts.html", context)


def rows(now: int) -> list[Row]:
    """Return the accounts with their codes at a moment (seconds since 1970)."""
    names = dict(Vendor.objects.values_list("slug", "trade_name"))
    return [Row(each, names.get(each.slug, each.slug), code_of(each, now)) for each in PEOPLE]


def code_of(person: Person, now: int) -> str:
    """Return the six digits that somebody's app would show at a moment."""
    if not person.has_code:
        return ""
    return str(format_hotp_value(hotp_value(person.secret, now // app_settings.TOTP_PERIOD)))
