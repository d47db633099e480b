"""The doors of the sellers' pages: a view gets its SES here, or it has none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ses_vendors.portal import second_factor
from ses_vendors.vendors import access
from ses_vendors.vendors.models import ActingSession, Membership, Role, Vendor

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Ask for sign-in first, with the second factor where it is needed. No cache keeps what is shown."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if second_factor.is_missing(request):
            return HttpResponseRedirect(second_factor.way_to(request))
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def member_of(role: Role | None = None) -> Callable[[View], View]:
    """Give a view of `…/<slug>/…` its SES as `vendor`, and as `request.vendor`.

    Somebody else's SES and none at all are the same 404. A member whose roles do not allow it gets a 403, and
    an operator who acts for a SES comes in as its owner; `request.acting` then holds the ActingSession.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.vendor = vendor = _vendor(request, slug, role)  # type: ignore[attr-defined]
            request.acting = _acting(request, vendor)  # type: ignore[attr-defined]
            return view(request, *args, vendor=vendor, **kwargs)

        return signed_in(guarded)

    return decorate


def _vendor(request: HttpRequest, slug: str, role: Role | None) -> Vendor:
    try:
        return access.vendor_for(request.user, slug, role)
    except Vendor.DoesNotExist as error:
        raise Http404 from error
    except access.RoleMissing as error:
        raise PermissionDenied from error


def _acting(request: HttpRequest, vendor: Vendor) -> ActingSession | None:
    """An operator who is in the team as well is there as its member."""
    user = request.user
    if not user.is_staff or Membership.objects.filter(vendor=vendor, user=user.pk).exists():
        return None
    return access.open_sessions(user, timezone.now()).filter(vendor=vendor).first()
