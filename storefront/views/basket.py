"""The basket: what is in it, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commerce.errors import BasketGone, Refused
from commerce.shop import basket as baskets
from commerce.types import Basket, BasketId, BasketLine, LineId, SellerName, VariantId
from kernel.selling import Selling
from storefront import (
    basket_page,
    basket_refusals,
    current_basket,
    language,
    parcels,
    selling,
    session,
    shoppers,
)
from storefront.basket_page import Slip
from storefront.forms.basket import AddForm, LineForm, VoucherForm

PAGE = "storefront/basket.html"
CHANGES = "storefront/_basket_changes.html"


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the basket."""
    return _page(request, current_basket.read(request))


@never_cache
@require_POST
def add(request: HttpRequest) -> HttpResponseBase:
    """Put pieces of a variant in, and go back to where the shopper was."""
    form = AddForm(request.POST)
    if not form.is_valid():
        for link in form.error_links:
            messages.error(request, link.text)
        return _after_adding(request)
    variant_id, quantity = VariantId(form.cleaned_data["variant"]), form.cleaned_data["quantity"]
    try:
        basket = _add(request, variant_id, quantity)
        refusing = _refusing(basket, variant_id)
        if refusing is not None:
            basket = _take_back(basket, variant_id, quantity)
    except Refused as refusal:
        messages.error(request, basket_refusals.sentence(refusal))
        return _after_adding(request)
    session.keep_basket(request, basket)
    if refusing is not None:
        messages.error(request, basket_refusals.closed_sentence(*refusing))
    else:
        messages.success(request, _added(basket, variant_id, quantity))
    return _after_adding(request)


@never_cache
@require_POST
def change_line(request: HttpRequest) -> HttpResponseBase:
    """Set how many pieces a line has, or take it out."""
    form = LineForm(_line_data(request))
    basket = current_basket.read(request)
    if basket is None:
        return redirect("storefront:basket")
    line = next((each for each in basket.lines if each.id == request.POST.get("line")), None)
    if line is None:
        messages.info(request, _("That product is no longer in your basket."))
        return redirect("storefront:basket")
    if not form.is_valid():
        return _refuse_line(request, basket, line, form.error_links[0].text)
    return _set_line(request, basket, line, form.cleaned_data["quantity"])


@never_cache
@require_POST
def drop_seller(request: HttpRequest) -> HttpResponseBase:
    """Take out all goods of one SES, as one that takes no orders; the others stay."""
    basket = current_basket.read(request)
    if basket is None:
        return redirect("storefront:basket")
    slug = request.POST.get("seller", "")
    try:
        for line in basket.lines:
            if line.seller and line.seller.slug == slug:
                session.keep_basket(request, _change(basket.id, line.id, 0))
    except BasketGone:
        current_basket.explain_gone(request, basket.id)
    except Refused as refusal:
        messages.error(request, basket_refusals.sentence(refusal))
    return redirect("storefront:basket")


@never_cache
@require_POST
def change_voucher(request: HttpRequest) -> HttpResponseBase:
    """Apply a voucher's code, or give it up."""
    basket = current_basket.read(request)
    if basket is None:
        return redirect("storefront:basket")
    if "remove" in request.POST:
        return _remove_voucher(request, basket)
    form = VoucherForm(request.POST)
    if form.is_valid() and _apply_voucher(request, basket, form):
        return redirect("storefront:basket")
    return _page(request, basket, voucher_form=form)


# --- Adding ---


def _add(request: HttpRequest, variant_id: VariantId, quantity: int) -> Basket:
    return baskets.add_line(
        basket_id=session.basket_id(request),
        variant_id=variant_id,
        quantity=quantity,
        language=language.current(),
        token=shoppers.current_token(request),
    )


def _refusing(basket: Basket, variant_id: VariantId) -> tuple[SellerName, Selling] | None:
    """Return who sells what was put in, where they take no orders now: the core does not judge that."""
    seller = next((each.seller for each in basket.lines if each.variant_id == variant_id), None)
    found = selling.of_name(seller, now=timezone.now())
    return None if seller is None or found.is_open else (seller, found)


def _take_back(basket: Basket, variant_id: VariantId, quantity: int) -> Basket:
    """Leave of a line so many pieces as there were before."""
    line = next(each for each in basket.lines if each.variant_id == variant_id)
    return _change(basket.id, line.id, max(0, line.quantity - quantity))


def _added(basket: Basket, variant_id: VariantId, quantity: int) -> str:
    line = next((each for each in basket.lines if each.variant_id == variant_id), None)
    return ngettext(
        "%(count)s piece is in the basket: %(name)s.",
        "%(count)s pieces are in the basket: %(name)s.",
        quantity,
    ) % {"count": quantity, "name": _name(line) if line else ""}


def _after_adding(request: HttpRequest) -> HttpResponseBase:
    """Answer htmx with the messages and the new number; anybody else goes back to where they were."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, CHANGES, {"basket_count": request.session.get(session.COUNT, 0)})
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return redirect(target)
    return redirect("storefront:basket")


# --- Lines ---


def _line_data(request: HttpRequest) -> Mapping[str, Any]:
    """What a line's buttons mean: `remove`, `take` so many as there are, or the number in the field."""
    data = request.POST.dict()
    if "remove" in data:
        return {**data, "quantity": "0"}
    return {**data, "quantity": data.get("take") or data.get("quantity", "")}


def _set_line(request: HttpRequest, basket: Basket, line: BasketLine, quantity: int) -> HttpResponseBase:
    try:
        changed = _change(basket.id, line.id, quantity)
    except BasketGone:
        current_basket.explain_gone(request, basket.id)
    except Refused as refusal:
        return _refuse_line(request, basket, line, basket_refusals.sentence(refusal))
    else:
        session.accept_price(request, line.id)
        session.keep_basket(request, changed)
        if quantity == 0:
            session.remember_removed(request, line)
    return redirect("storefront:basket")


def _change(basket_id: BasketId, line_id: LineId, quantity: int) -> Basket:
    speech = language.current()
    if quantity == 0:
        return baskets.remove_line(basket_id=basket_id, line_id=line_id, language=speech)
    return baskets.set_quantity(basket_id=basket_id, line_id=line_id, quantity=quantity, language=speech)


def _refuse_line(request: HttpRequest, basket: Basket, line: BasketLine, message: str) -> HttpResponse:
    """Show the basket as it is, with what was typed and why it was not taken."""
    typed = str(request.POST.get("quantity", line.quantity))[:20]
    return _page(request, basket, slips={line.id: Slip(typed, message)})


def _name(line: BasketLine) -> str:
    return f"{line.name}, {line.variant_name}" if line.variant_name else line.name


# --- Vouchers ---


def _apply_voucher(request: HttpRequest, basket: Basket, form: VoucherForm) -> bool:
    code = form.cleaned_data["code"]
    try:
        changed = baskets.add_voucher(basket_id=basket.id, code=code, language=language.current())
    except Refused as refusal:
        form.add_error("code", basket_refusals.voucher_sentence(refusal))
        return False
    session.keep_basket(request, changed)
    messages.success(request, _("The voucher %(code)s is applied.") % {"code": changed.voucher_code})
    return True


def _remove_voucher(request: HttpRequest, basket: Basket) -> HttpResponseBase:
    try:
        baskets.remove_voucher(basket_id=basket.id, code=basket.voucher_code, language=language.current())
    except Refused as refusal:
        messages.error(request, basket_refusals.sentence(refusal))
    return redirect("storefront:basket")


# --- The page ---


def _page(
    request: HttpRequest,
    basket: Basket | None,
    *,
    slips: Mapping[LineId, Slip] | None = None,
    voucher_form: VoucherForm | None = None,
) -> HttpResponse:
    filled = basket if basket and basket.lines else None
    groups = _groups(request, filled, slips or {}) if filled else ()
    context = {
        "basket": filled,
        "groups": groups,
        "parcel_count": parcels.count([group.part for group in groups]),
        "has_problems": filled is not None and basket_page.has_problems(filled, now=timezone.now()),
        "voucher_form": voucher_form or VoucherForm(),
        "removed": session.take_removed(request),
    }
    return render(request, PAGE, context)


def _groups(
    request: HttpRequest, basket: Basket, slips: Mapping[LineId, Slip]
) -> tuple[basket_page.Group, ...]:
    known = ((line.id, session.first_price(request, line)) for line in basket.lines)
    first_prices = {line_id: price for line_id, price in known if price is not None}
    return basket_page.groups(basket, first_prices=first_prices, slips=slips, now=timezone.now())
