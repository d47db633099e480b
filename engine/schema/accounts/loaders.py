"""What belongs to accounts, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from engine.accounts.models import Address, User


def addresses(keys: Sequence[int]) -> list[Address | None]:
    """Return addresses by their keys."""
    found = Address.objects.in_bulk(keys)
    return [found.get(key) for key in keys]


def books(keys: Sequence[int]) -> list[list[Address]]:
    """Return the address books of users, oldest address first."""
    found: dict[int, list[Address]] = defaultdict(list)
    links = User.addresses.through.objects.filter(user__in=keys).select_related("address")
    for link in links.order_by("address_id"):
        found[link.user_id].append(link.address)
    return [found[key] for key in keys]
