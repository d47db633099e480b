"""Addresses given to a checkout."""

from __future__ import annotations

from typing import Any

from engine.accounts.addresses import validate_address
from engine.accounts.models import Address
from engine.schema.accounts.address import address_data


def checked(given: dict[str, Any] | None, address_type: str) -> Address | None:
    """Return an address input as a row, checked and not stored; None when none was given.

    Raises:
        Refusal: REQUIRED or INVALID per field, with the address type.
    """
    if given is None:
        return None
    return Address(**validate_address(address_data(given), address_type=address_type))
