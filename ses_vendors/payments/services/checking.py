"""Which orders are to be looked at: the core told something about them."""

from __future__ import annotations

from datetime import datetime, timedelta

from ses_vendors.payments.models import OrderCheck

#: An order that somebody looks at, or could not look at, is left alone for this long.
PAUSE = timedelta(minutes=1)


def ask(*, api_url: str, order_id: str, now: datetime) -> None:
    """Have an order looked at; asked often, it is looked at once."""
    OrderCheck.objects.update_or_create(api_url=api_url, order_id=order_id, defaults={"due_at": now})


def due(now: datetime) -> list[OrderCheck]:
    """Return what waits, oldest first."""
    return list(OrderCheck.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:200])


def claim(check: OrderCheck, *, now: datetime) -> datetime | None:
    """Take an order to look at; None where another has taken it. What is returned ends the claim."""
    until = now + PAUSE
    taken = OrderCheck.objects.filter(pk=check.pk, due_at=check.due_at).update(due_at=until)
    return until if taken else None


def done(check: OrderCheck, *, claimed_until: datetime) -> None:
    """Forget an order that was looked at, unless the core told more of it meanwhile."""
    OrderCheck.objects.filter(pk=check.pk, due_at=claimed_until).delete()
