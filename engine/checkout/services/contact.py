"""Whose checkout it is: e-mail, account, addresses, note and language."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction

from engine.accounts.models import Address, User
from engine.checkout.info import CheckoutInfo
from engine.checkout.services import baskets
from engine.errors import PermissionDenied, refuse


def checked_email(email: str) -> str:
    """Return the e-mail address, trimmed.

    Raises:
        Refusal: REQUIRED when empty, INVALID when it is none.
    """
    email = email.strip()
    if not email:
        raise refuse("REQUIRED", "This field cannot be blank.", "email")
    try:
        _check_email(email)
    except ValidationError as error:
        raise refuse("INVALID", "Enter a valid email address.", "email") from error
    return email


#: What the column holds: Django's own check of an address lets longer ones pass.
_check_email_length = MaxLengthValidator(254)


def _check_email(email: str) -> None:
    validate_email(email)
    _check_email_length(email)


@transaction.atomic
def set_email(*, checkout_id: UUID, email: str, now: datetime) -> CheckoutInfo:
    """Set where the shop writes to. Raises Refusal: NOT_FOUND, REQUIRED, INVALID."""
    email = checked_email(email)
    info = baskets.open_for_change(checkout_id, now=now)
    info.checkout.email = email
    return baskets.close(info, "email")


@transaction.atomic
def set_note(*, checkout_id: UUID, note: str, now: datetime) -> CheckoutInfo:
    """Set the shopper's note. Raises Refusal: NOT_FOUND."""
    info = baskets.open_for_change(checkout_id, now=now)
    info.checkout.note = note
    return baskets.close(info, "note")


@transaction.atomic
def set_language(*, checkout_id: UUID, language_code: str, now: datetime) -> CheckoutInfo:
    """Set the language of the order's names and letters. Raises Refusal: NOT_FOUND."""
    info = baskets.open_for_change(checkout_id, now=now)
    info.checkout.language_code = language_code
    return baskets.close(info, "language_code")


@transaction.atomic
def set_shipping_address(*, checkout_id: UUID, address: Address, save: bool, now: datetime) -> CheckoutInfo:
    """Set where the goods go; `address` is checked and not yet stored.

    Raises:
        Refusal: NOT_FOUND, SHIPPING_NOT_REQUIRED.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    if not info.requires_shipping:
        message = "This checkout doesn't need shipping"
        raise refuse("SHIPPING_NOT_REQUIRED", message, "shippingAddress")
    checkout = info.checkout
    checkout.shipping_address = _stored(address, instead_of=checkout.shipping_address)
    checkout.save_shipping_address = save
    return baskets.close(info, "shipping_address", "save_shipping_address")


@transaction.atomic
def set_billing_address(*, checkout_id: UUID, address: Address, save: bool, now: datetime) -> CheckoutInfo:
    """Set whom the invoice names; `address` is checked and not yet stored. Raises Refusal: NOT_FOUND."""
    info = baskets.open_for_change(checkout_id, now=now)
    checkout = info.checkout
    checkout.billing_address = _stored(address, instead_of=checkout.billing_address)
    checkout.save_billing_address = save
    return baskets.close(info, "billing_address", "save_billing_address")


def _stored(address: Address, *, instead_of: Address | None) -> Address:
    """Store an address in the checkout's own row: a checkout never shares one."""
    address.pk = instead_of.pk if instead_of else None
    address._state.adding = instead_of is None
    address.save()
    return address


@transaction.atomic
def attach_customer(*, checkout_id: UUID, user: User, now: datetime) -> CheckoutInfo:
    """Make a guest's checkout the user's.

    Raises:
        Refusal: NOT_FOUND.
        PermissionDenied: it is another user's.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    checkout = info.checkout
    if checkout.user_id not in (None, user.pk):
        raise PermissionDenied("IMPERSONATE_USER")
    checkout.user, checkout.email = user, user.email
    return baskets.close(info, "user", "email")


@transaction.atomic
def detach_customer(*, checkout_id: UUID, user: User, now: datetime) -> CheckoutInfo:
    """Make the user's checkout a guest's again.

    Raises:
        Refusal: NOT_FOUND.
        PermissionDenied: it is not this user's, who is not staff.
    """
    info = baskets.open_for_change(checkout_id, now=now)
    if info.checkout.user_id != user.pk and not user.is_staff:
        raise PermissionDenied("IMPERSONATE_USER")
    info.checkout.user = None
    return baskets.close(info, "user")
