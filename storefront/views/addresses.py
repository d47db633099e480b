"""The shopper's address book."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commerce.errors import Refused
from commerce.shop import account
from commerce.types import Account, Address, AddressId
from kernel.counties import county
from storefront import shoppers
from storefront.forms import error_links
from storefront.forms.account import NOT_ACCEPTED, KeepAddressForm
from storefront.forms.address import AddressForm, as_initial
from storefront.shoppers import read_account, shopper_required


@require_safe
@shopper_required
def book(request: HttpRequest, token: str) -> HttpResponse:
    """List the addresses, the default one first."""
    found = sorted(read_account(token).addresses, key=lambda each: not each.is_default_shipping)
    context = {"section": "addresses", "addresses": [address_card(each) for each in found]}
    return render(request, "storefront/account/addresses.html", context)


@shopper_required
def add(request: HttpRequest, token: str) -> HttpResponse:
    """Add an address; the first one becomes the default."""
    shopper = read_account(token)
    names = {"first_name": shopper.first_name, "last_name": shopper.last_name}
    return _edit(request, token, known=None, initial=names, is_default=not shopper.addresses)


@shopper_required
def change(request: HttpRequest, token: str, address_id: str) -> HttpResponse:
    """Change an address of the book."""
    known = _own(read_account(token), address_id)
    return _edit(request, token, known=known, initial=as_initial(known), is_default=known.is_default_shipping)


@shopper_required
def delete(request: HttpRequest, token: str, address_id: str) -> HttpResponse:
    """Ask first, then take the address out of the book."""
    known = _own(read_account(token), address_id)
    if request.method == "POST":
        account.delete_address(token=token, address_id=AddressId(address_id))
        messages.success(request, _("The address is deleted."))
        return redirect("storefront:account-addresses")
    context = {"section": "addresses", "card": address_card(known)}
    return render(request, "storefront/account/address_delete.html", context)


@require_POST
@shopper_required
def make_default(request: HttpRequest, token: str, address_id: str) -> HttpResponse:
    """Offer an address first from now on."""
    known = _own(read_account(token), address_id)
    _set_default(token, known)
    messages.success(request, _("This address will be offered first."))
    return redirect("storefront:account-addresses")


def _edit(
    request: HttpRequest, token: str, *, known: Address | None, initial: dict[str, Any], is_default: bool
) -> HttpResponse:
    typed = shoppers.take_typed(request)
    form = AddressForm(request.POST or None, initial={**initial, **typed})
    kept = KeepAddressForm(request.POST or None, initial={"is_default": is_default or "is_default" in typed})
    if form.is_valid() and kept.is_valid() and _save(token, form, known, kept.cleaned_data["is_default"]):
        messages.success(request, _("The address is saved."))
        for warning in form.warnings:
            messages.warning(request, warning)
        return redirect("storefront:account-addresses")
    context = {
        "section": "addresses",
        "form": form,
        "kept": kept,
        "is_default": is_default,
        "known": known,
        "links": error_links(form, kept),
    }
    status = 422 if form.is_bound else 200
    return render(request, "storefront/account/address.html", context, status=status)


def _save(token: str, form: AddressForm, known: Address | None, is_default: bool) -> bool:
    """Write the address to the core; what it refuses is said on the form."""
    address = form.address
    try:
        if known is None:
            account.add_address(token=token, address=address, default=is_default)
        else:
            # The company an invoice was for stays with its address.
            address = replace(address, id=known.id, company_name=known.company_name, metadata=known.metadata)
            account.update_address(token=token, address=address)
            if is_default and not (known.is_default_shipping and known.is_default_billing):
                _set_default(token, known)
    except Refused:
        form.add_error(None, NOT_ACCEPTED)
    return form.is_valid()


def _set_default(token: str, address: Address) -> None:
    assert address.id is not None  # noqa: S101 - an address of the book has one
    account.set_default_address(token=token, address_id=address.id, kind="SHIPPING")
    account.set_default_address(token=token, address_id=address.id, kind="BILLING")


def _own(shopper: Account, address_id: str) -> Address:
    """Return an address of the shopper's own book. Raises Http404 for any other."""
    found = next((each for each in shopper.addresses if each.id == address_id), None)
    if found is None:
        raise Http404("There is no such address in the book.")
    return found


def address_card(address: Address) -> dict[str, Any]:
    """An address with the name of its county, as it is shown."""
    found = county(address.county)
    return {"address": address, "county": found.name if found else address.county}
