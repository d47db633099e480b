"""The shopper's own pages: what was ordered, who they are to us, going away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from commerce.errors import InvalidCredentials, InvalidRequest, LoginDelayed, Refused
from commerce.shop import account
from commerce.shop import orders as placed
from commerce.types import OrderSummary
from storefront import language, order_links, order_page, shoppers
from storefront.forms.account import ChangePasswordForm, ProfileForm
from storefront.shoppers import read_account, shopper_required
from storefront.views.access import mailed_proof, status_of
from storefront.views.addresses import address_card

#: Orders on the account's first page.
LATEST = 3


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list: its facts, its page, its state in words."""

    order: OrderSummary
    path: str
    state: str


@require_safe
@shopper_required
def home(request: HttpRequest, token: str) -> HttpResponse:
    """Show the latest orders, the first address and the ways on."""
    shopper = read_account(token)
    found, _more = placed.mine(token=token, language=language.current())
    first = next((each for each in shopper.addresses if each.is_default_shipping), None)
    context = {
        "section": "home",
        "shopper": shopper,
        "card": address_card(first) if first else None,
        "orders": _rows(found[:LATEST]),
    }
    return render(request, "storefront/account/home.html", context)


@require_safe
@shopper_required
def orders(request: HttpRequest, token: str) -> HttpResponse:
    """List the shopper's orders, twenty a page, newest first."""
    cursor = request.GET.get("dupa") or None
    try:
        found, more = placed.mine(token=token, language=language.current(), cursor=cursor)
    except InvalidRequest:
        # A cursor that somebody wrote by hand.
        return redirect("storefront:account-orders")
    context = {"section": "orders", "orders": _rows(found), "more": more, "is_first": cursor is None}
    return render(request, "storefront/account/orders.html", context)


@shopper_required
def profile(request: HttpRequest, token: str) -> HttpResponse:
    """Show and change the names and the language of letters."""
    shopper = read_account(token)
    known = {"first_name": shopper.first_name, "last_name": shopper.last_name, "language": shopper.language}
    form = ProfileForm(request.POST or None, initial={**known, **shoppers.take_typed(request)})
    if form.is_valid():
        try:
            shoppers.remember_name(request, account.update(token=token, **form.cleaned_data))
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, _("Your details are saved."))
            return redirect("storefront:account-profile")
    context = {"section": "profile", "shopper": shopper, "form": form}
    return render(request, "storefront/account/profile.html", context, status=status_of(form))


@sensitive_post_parameters("old", "new")
@shopper_required
def password(request: HttpRequest, token: str) -> HttpResponse:
    """Change the password: that ends every log-in, so this one is made anew."""
    shopper = read_account(token)
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        try:
            account.change_password(token=token, **form.cleaned_data)
        except InvalidCredentials:
            form.say_wrong()
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            return _log_in_again(request, shopper.email, form.cleaned_data["new"])
    context = {"section": "profile", "email": shopper.email, "form": form}
    return render(request, "storefront/account/password.html", context, status=status_of(form))


def _log_in_again(request: HttpRequest, email: str, new: str) -> HttpResponse:
    messages.success(request, _("Your password is changed; other devices are logged out."))
    try:
        shoppers.enter(request, account.log_in(email=email, password=new))
    except (InvalidCredentials, LoginDelayed):
        shoppers.leave(request)
        return redirect("storefront:log-in")
    return redirect("storefront:account-profile")


@shopper_required
def request_deletion(request: HttpRequest, token: str) -> HttpResponse:
    """Say what deleting means, and mail the link that does it."""
    shopper, is_sent, problem = read_account(token), False, ""
    if request.method == "POST":
        link = request.build_absolute_uri(reverse("storefront:account-delete"))
        try:
            account.request_deletion(token=token, redirect_url=link)
            is_sent = True
        except Refused:
            problem = _("Accounts of the shop's staff are not deleted here. Please ask an administrator.")
    context = {"section": "profile", "shopper": shopper, "is_sent": is_sent, "problem": problem}
    return render(request, "storefront/account/deletion.html", context, status=422 if problem else 200)


@shopper_required
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Delete the account by the mailed link, at the press of a button."""
    shopper, (_email, proof) = read_account(token), mailed_proof(request)
    if request.method == "POST":
        try:
            account.delete(token=token, deletion_token=proof)
        except (InvalidCredentials, Refused):
            context = {"section": "profile", "is_spent": True}
            return render(request, "storefront/account/delete.html", context, status=422)
        shoppers.leave(request)
        messages.success(request, _("Your account is deleted. Thank you for having been with us."))
        return redirect("storefront:home")
    context = {"section": "profile", "email": shopper.email, "token": proof, "is_spent": not proof}
    return render(request, "storefront/account/delete.html", context)


def _rows(found: Iterable[OrderSummary]) -> list[OrderRow]:
    return [OrderRow(order, order_links.path(order.id), _state(order.status)) for order in found]


def _state(code: str) -> str:
    return str(order_page.STATUSES.get(code, code))
