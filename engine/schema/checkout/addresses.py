"""Addresses given to a checkout."""

from __future__ import annotations

from typing import Any

from engine.accounts.addresses import validate_address
from engine.accounts.models import Address
from engine.schema.accounts.address import address_data


def checked(given: dict[str, Any], address_type: str) -> Address:
    """Return an address input as a row, checked and not stored.

    Raises:
        Refusal: REQUIRED or INVALID per field, with the address type.
    """
    return Address(**validate_address(address_data(given), address_type=address_type))


def checked_if_given(given: dict[str, Any] | None, address_type: str) -> Address | None:
    """The same for an address that may be left out. Raises Refusal as `checked`."""
    return None if given is None else checked(given, address_type)
