"""A shopper's address book."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.db import transaction

from engine.accounts.addresses import validate_address
from engine.accounts.models import Address, User
from engine.errors import PermissionDenied, refuse

AddressType = Literal["BILLING", "SHIPPING"]

#: Addresses of one account; the oldest that is no default makes room for the next.
LARGEST = 100
DEFAULTS: dict[str, str] = {
    "BILLING": "default_billing_address",
    "SHIPPING": "default_shipping_address",
}


@transaction.atomic
def add(*, user: User, data: Mapping[str, Any], address_type: AddressType | None) -> Address:
    """Put an address into the book, as the default of a type if wanted.

    Raises:
        Refusal: REQUIRED or INVALID per field of the address.
    """
    clean = validate_address(data, address_type=address_type)
    _make_room(user)
    address = Address.objects.create(**clean)
    user.addresses.add(address)
    if address_type is not None:
        _set_default(user, address, address_type)
    return address


@transaction.atomic
def change(*, user: User, address_id: str, data: Mapping[str, Any]) -> Address:
    """Change the given fields of an address; metadata is added to.

    Raises:
        Refusal: NOT_FOUND, or REQUIRED or INVALID per field.
        PermissionDenied: it is another's.
    """
    return _change(own(user, address_id), data)


def _change(address: Address, data: Mapping[str, Any], address_type: AddressType | None = None) -> Address:
    stored = {field.name: getattr(address, field.name) for field in Address._meta.fields}
    metadata = {**address.metadata, **data.get("metadata", {})}
    clean = validate_address({**stored, **data, "metadata": metadata}, address_type=address_type)
    for name, value in clean.items():
        setattr(address, name, value)
    address.save()
    return address


@transaction.atomic
def replace_default(*, user: User, data: Mapping[str, Any], address_type: AddressType) -> Address:
    """Change the default address of a type, or add it where there is none yet.

    Raises:
        Refusal: REQUIRED or INVALID per field of the address.
    """
    current = getattr(user, DEFAULTS[address_type])
    if current is None:
        return add(user=user, data=data, address_type=address_type)
    return _change(current, data, address_type)


@transaction.atomic
def remove(*, user: User, address_id: str) -> Address:
    """Take an address out of the book; returns the row as it was.

    Raises:
        Refusal: NOT_FOUND.
        PermissionDenied: it is another's.
    """
    address = own(user, address_id)
    key = address.pk
    address.delete()
    address.pk = key
    user.refresh_from_db(fields=list(DEFAULTS.values()))
    return address


@transaction.atomic
def set_default(*, user: User, address_id: str, address_type: AddressType) -> User:
    """Make an address of the book the first choice of a type.

    Raises:
        Refusal: NOT_FOUND; INVALID when it is not in the book.
    """
    address = _found(address_id)
    if not user.addresses.filter(pk=address.pk).exists():
        raise refuse("INVALID", "The address doesn't belong to that user.", "id")
    _set_default(user, address, address_type)
    return user


def own(user: User, address_id: str) -> Address:
    """Return an address of the user's book.

    Raises:
        Refusal: NOT_FOUND.
        PermissionDenied: it is another's.
    """
    address = _found(address_id)
    if not user.addresses.filter(pk=address.pk).exists():
        raise PermissionDenied("OWNER", "MANAGE_USERS")
    return address


def _found(address_id: str) -> Address:
    is_key = address_id.isdecimal() and len(address_id) < 19
    address = Address.objects.filter(pk=address_id).first() if is_key else None
    if address is None:
        raise refuse("NOT_FOUND", f"Couldn't resolve to a node: {address_id}", "id")
    return address


def _set_default(user: User, address: Address, address_type: AddressType) -> None:
    name = DEFAULTS[address_type]
    setattr(user, name, address)
    user.save(update_fields=[name, "updated_at"])


def _make_room(user: User) -> None:
    if user.addresses.count() < LARGEST:
        return
    defaults = [user.default_billing_address_id, user.default_shipping_address_id]
    spare = user.addresses.exclude(pk__in=[key for key in defaults if key]).order_by("pk").first()
    if spare is not None:
        spare.delete()
