"""How long baskets hold their pieces."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from engine.errors import refuse
from engine.inventory.models import StockSettings

#: Minutes; Saleor's own bound.
LONGEST_RESERVATION = 45 * 24 * 60

FIELDS = {
    "anonymous_minutes": "reserveStockDurationAnonymousUser",
    "authenticated_minutes": "reserveStockDurationAuthenticatedUser",
}


@transaction.atomic
def change(*, minutes: Mapping[str, int | None]) -> StockSettings:
    """Set `anonymous_minutes`, `authenticated_minutes` or both; zero and null hold nothing.

    Raises:
        Refusal: INVALID when a time is too long.
    """
    settings = StockSettings.objects.select_for_update().first() or StockSettings()
    for name, value in minutes.items():
        if value is not None and value > LONGEST_RESERVATION:
            message = f"Reservation time cannot be longer than {LONGEST_RESERVATION} minutes."
            raise refuse("INVALID", message, FIELDS[name])
        setattr(settings, name, value if value and value > 0 else None)
    settings.save()
    return settings
