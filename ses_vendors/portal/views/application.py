"""At the shop's door: what selling here means, and the form that begins it."""

from __future__ import annotations

import contextlib
from datetime import datetime

from allauth.core import ratelimit
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ses_vendors.portal import accounts, letters
from ses_vendors.portal.forms import PortalForm
from ses_vendors.portal.forms.application import ApplicationForm, NewAccountForm
from ses_vendors.vendors.models import Requirement, RequirementKind, Vendor
from ses_vendors.vendors.services import applying

APPLIED_TO = "applied_to"


class _NotTaken(Exception):
    """Nothing is kept: the e-mail has an account, whose owner alone is told so."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Tell what is asked, and take the application."""
    kind = ApplicationForm if request.user.is_authenticated else NewAccountForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not ratelimit.consume(request, action="signup"):
            return render(request, "portal/apply.html", _values(form, is_limited=True), status=429)
        if form.is_valid():
            answer = _take(request, form)
            if answer is not None:
                return answer
    return render(request, "portal/apply.html", _values(form), status=422 if form.is_bound else 200)


@never_cache
@require_safe
def show_next(request: HttpRequest) -> HttpResponse:
    """Say what happens after an application; the same whether or not the e-mail had an account."""
    return render(request, "portal/applied.html", {"email": request.session.get(APPLIED_TO, "")})


def _take(request: HttpRequest, form: ApplicationForm) -> HttpResponse | None:
    """Keep the application; None where a service refused it, whose words are beside the fields then."""
    try:
        user, vendor = _store(request, form, timezone.now())
    except applying.BadCui as fault:
        form.refuse(fault, "cui")
    except applying.CuiTaken as fault:
        form.refuse(fault, "cui")
    except _NotTaken:
        accounts.pretend_sign_up(request, email=form.cleaned_data["email"])
        return _to_next(request, form.cleaned_data["email"])
    except ValidationError as fault:
        form.refuse(fault)
    else:
        return _welcome(request, user, vendor)
    return None


@transaction.atomic
def _store(request: HttpRequest, form: ApplicationForm, now: datetime) -> tuple[User, Vendor]:
    """The SES is checked first: whether an e-mail has an account must not show in what is refused."""
    data = form.cleaned_data
    user: User | None = request.user if request.user.is_authenticated else None
    if isinstance(form, NewAccountForm):
        with contextlib.suppress(accounts.EmailTaken):
            user = accounts.register(
                email=data["email"], password=data["password"], name=data["name"], now=now
            )
    vendor = applying.apply(
        trade_name=data["trade_name"],
        legal_name=data["legal_name"],
        legal_form=data["legal_form"],
        cui=data["cui"],
        email=user.email if user else data["email"],
        phone=data["phone"],
        user=user,
        now=now,
    )
    if user is None:
        raise _NotTaken
    return user, vendor


def _welcome(request: HttpRequest, user: User, vendor: Vendor) -> HttpResponse:
    letters.enqueue(vendor.pk, "applied", language=get_language() or "ro")
    if request.user.is_authenticated:
        return redirect("portal:vendor", slug=vendor.slug)
    accounts.sign_up(request, user, next_path=reverse("portal:vendor", args=[vendor.slug]))
    if SESSION_KEY in request.session:
        return redirect("portal:vendor", slug=vendor.slug)
    return _to_next(request, user.email)


def _to_next(request: HttpRequest, email: str) -> HttpResponseRedirect:
    request.session[APPLIED_TO] = email.strip().lower()
    return HttpResponseRedirect(reverse("portal:applied"))


def _values(form: PortalForm, *, is_limited: bool = False) -> dict[str, object]:
    papers = Requirement.objects.filter(is_active=True, kind=RequirementKind.DOCUMENT)
    return {"form": form, "papers": papers, "is_limited": is_limited}
