"""From the basket to the order: who and where to, then the summary with the button."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commerce.errors import BasketGone, CoreUnavailable, PermissionRefused, Refused
from commerce.shop import account, checkout
from commerce.types import Account, Basket, BasketId, OrderId, PlacedOrder
from storefront import (
    basket_page,
    basket_refusals,
    current_basket,
    language,
    last_look,
    order_links,
    ordering,
    selling,
    session,
    shoppers,
)
from storefront.forms.checkout import BILLING, SHIPPING, ContactForms, OrderForm, with_address
from storefront.ordering import Summary
from storefront.tasks import confirm_order

logger = logging.getLogger(__name__)

LONGEST_DRAFT = 900
View = Callable[..., HttpResponseBase]


def basket_required(view: View) -> View:
    """Give a view the basket to order as its second argument; without one, explain and lose nothing typed."""

    @functools.wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        basket = current_basket.read(request)
        if basket is None or not basket.lines:
            _keep_draft(request)
            return _without_basket(request)
        try:
            return view(request, basket)
        except BasketGone:
            return _ordered_elsewhere(request, basket.id)

    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))


@basket_required
def contact(request: HttpRequest, basket: Basket) -> HttpResponseBase:
    """The first step: e-mail, addresses, company, note."""
    if basket_page.has_problems(basket, now=timezone.now()):
        return _back_to_basket(request, basket)
    shopper = _shopper(request)
    if request.method != "POST":
        forms = ContactForms(basket, shopper=shopper, typed=session.draft(request))
    elif picked := _picked_address(request.POST, shopper):
        forms = ContactForms(basket, shopper=shopper, typed=picked)
    else:
        forms = ContactForms(basket, shopper=shopper, data=request.POST)
        if forms.is_valid() and _save_contact(request, basket, forms):
            return redirect("storefront:checkout-summary")
    book = shopper.addresses if shopper else ()
    context = {"basket": basket, "forms": forms, "book": book, "is_guest": shopper is None}
    status = 422 if forms.error_links else 200
    return render(request, "storefront/checkout_contact.html", context, status=status)


@basket_required
def summary(request: HttpRequest, basket: Basket) -> HttpResponseBase:
    """The second step: delivery, payment, everything once more, and the button."""
    if basket_page.has_problems(basket, now=timezone.now()):
        return _back_to_basket(request, basket)
    if not ordering.has_contact(basket):
        return redirect("storefront:checkout")
    found = ordering.summarise(basket, language.current(), is_shown=request.method == "POST")
    if request.method != "POST":
        return _show_summary(request, found, found.form())
    form = found.form(request.POST)
    if "update" in request.POST:
        return _update(request, found, form)
    if not form.is_valid():
        return _show_summary(request, found, form)
    return _order(request, found, form)


# --- The first step ---


def _shopper(request: HttpRequest) -> Account | None:
    token = shoppers.current_token(request)
    if token is None:
        return None
    try:
        return account.me(token=token)
    except PermissionRefused:
        return None


def _picked_address(data: QueryDict, shopper: Account | None) -> dict[str, str] | None:
    """What was typed with an address of the book in its place, where one of its buttons was pressed."""
    for kind in (SHIPPING, BILLING):
        picked = data.get(f"use_{kind}")
        for address in shopper.addresses if shopper and picked else ():
            if address.id == picked:
                return with_address(data, address, kind)
    return None


def _save_contact(request: HttpRequest, basket: Basket, forms: ContactForms) -> bool:
    try:
        checkout.set_contact(
            basket_id=basket.id,
            email=forms.email,
            shipping=forms.shipping_address,
            billing=forms.billing_address,
            metadata={"buyer": forms.company.cleaned_data["buyer"]},
            note=forms.note,
            language=language.current(),
        )
    except BasketGone:
        _keep_draft(request)
        raise
    except Refused as refusal:
        forms.add_refusal(refusal)
        return False
    session.forget_draft(request)
    return True


def _keep_draft(request: HttpRequest) -> None:
    """Keep a form whose basket is gone, so that the next basket's checkout begins with it."""
    typed = {key: value for key, value in request.POST.items() if "-" in key or key in ("email", "note")}
    if typed and sum(len(key) + len(str(value)) for key, value in typed.items()) <= LONGEST_DRAFT:
        session.keep_draft(request, typed)


def _without_basket(request: HttpRequest) -> HttpResponseBase:
    """Go to the order this visitor has just placed, or to the empty basket."""
    marked = last_look.basket_mark(request.POST.get("seen", "")) if request.method == "POST" else None
    placed = session.order_of(request, marked)
    if placed is not None:
        return redirect(order_links.path(placed))
    if session.draft(request):
        messages.info(request, _("What you typed is kept for your next order."))
    return redirect("storefront:basket")


def _back_to_basket(request: HttpRequest, basket: Basket | None = None) -> HttpResponseBase:
    """Go back to where it can be put right, and say who takes no orders now, if that is it."""
    now = timezone.now()
    _keep_draft(request)
    for seller in selling.refusing(basket, now=now) if basket else ():
        why = basket_refusals.closed_sentence(seller, selling.of_name(seller, now=now))
        messages.error(request, why + " " + _("Take its goods out, then you can order the rest."))
    if basket is None or any(line.problem for line in basket.lines):
        messages.warning(
            request, _("Something in the basket has changed. Put it right, then go on to order.")
        )
    return redirect("storefront:basket")


# --- The second step ---


def _show_summary(
    request: HttpRequest, found: Summary, form: OrderForm, *, changes: tuple[str, ...] = ()
) -> HttpResponse:
    context = {"summary": found, "basket": found.basket, "form": form, "changes": changes}
    status = 422 if form.is_bound else 200
    return render(request, "storefront/checkout_summary.html", context, status=status)


def _update(request: HttpRequest, found: Summary, form: OrderForm) -> HttpResponseBase:
    """Take over delivery and payment, and show the new total."""
    form.is_valid()
    settled = ordering.settle(found, form, language.current())
    if form.has_error("delivery"):
        return _show_summary(request, settled, form)
    return redirect("storefront:checkout-summary")


def _order(request: HttpRequest, found: Summary, form: OrderForm) -> HttpResponseBase:
    """Place the order, unless something differs from what stood above the button."""
    settled = ordering.settle(found, form, language.current())
    if form.errors:
        return _show_summary(request, settled, form)
    changes = last_look.changes(form.cleaned_data["seen"], settled.basket)
    if changes:
        return _show_summary(request, settled, form, changes=changes)
    if basket_page.has_problems(settled.basket, now=timezone.now()):
        # Midnight has passed since the basket was read.
        return _back_to_basket(request, settled.basket)
    try:
        if not ordering.seal_payment(settled, form):
            return _show_summary(request, settled, form)
    except CoreUnavailable:
        # Whatever became of the payment: without an order nothing is owed, and the next press finds it again.
        logger.exception("Unable to begin a payment.")
        messages.warning(
            request, _("The shop did not answer. Nothing was ordered; please press the button again.")
        )
        return redirect("storefront:checkout-summary")
    try:
        placed = checkout.place_order(basket_id=settled.basket.id)
    except BasketGone:
        raise
    except Refused as refusal:
        logger.info("The core refused an order: %s.", refusal)
        return _refused(request, refusal)
    except CoreUnavailable as fault:
        if not fault.may_have_happened:
            raise
        logger.exception("Unable to learn whether an order was placed.")
        return _ask_what_became(request)
    return _placed(request, settled.basket.id, placed)


def _placed(request: HttpRequest, basket_id: BasketId, placed: PlacedOrder) -> HttpResponseBase:
    session.remember_order(request, basket_id=basket_id, order_id=placed.id)
    session.forget_basket(request)
    _enqueue_confirmation(placed.id)
    return redirect(order_links.path(placed.id))


def _ask_what_became(request: HttpRequest) -> HttpResponseBase:
    """After a lost answer: go to the order if it was placed; nothing is sent again without a new press.

    A basket that is still there may be on its way to an order. The core orders it once, however often asked.
    """
    if current_basket.read(request) is None:
        return _without_basket(request)
    messages.warning(
        request,
        _("We do not know yet whether your order went through. Wait a moment, then press the button again.")
        + " "
        + _("It is never ordered twice."),
    )
    return redirect("storefront:checkout-summary")


def _enqueue_confirmation(order_id: OrderId) -> None:
    """Ask for the mail. The order stands whether or not the broker does: a sweep finds what was missed."""
    try:
        confirm_order.apply_async((order_id,), retry=False)
    except confirm_order.OperationalError:
        logger.exception("Unable to enqueue the confirmation of an order.")


def _ordered_elsewhere(request: HttpRequest, basket_id: BasketId) -> HttpResponseBase:
    current_basket.explain_gone(request, basket_id)
    return _without_basket(request)


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponseBase:
    """Something changed in the last second: the basket is intact, its page says what and by how much."""
    if refusal.codes & ordering.CONTACT_CODES:
        messages.error(request, _("Please check your details once more."))
        return redirect("storefront:checkout")
    if refusal.codes & ordering.GOODS_CODES:
        messages.error(request, _("Your order was not placed, and you owe nothing."))
        return _back_to_basket(request)
    messages.error(request, ordering.sentence(refusal))
    return redirect("storefront:checkout-summary")
