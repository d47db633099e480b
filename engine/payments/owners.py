"""Who acts on a transaction, and whether it is his to change."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from engine.accounts.models import User
from engine.errors import PermissionDenied
from engine.payments.models import TransactionItem
from engine.prepared import prepared
from engine.webhooks.models import App
from engine.webhooks.requestors import Requestor


def signature(requestor: Requestor) -> dict[str, Any]:
    """Return the columns that say who wrote a row."""
    if isinstance(requestor, App):
        return {"app": requestor, "app_identifier": requestor.identifier}
    return {"user": requestor}


def check(item: TransactionItem, requestor: Requestor) -> None:
    """Refuse to let anybody but its owner change a transaction; staff own those of staff, together.

    A transaction without an owner is everybody's who may handle payments.

    Raises:
        PermissionDenied: it is an app's, or staff's and an app asks.
    """
    if not is_owner(item, requestor):
        raise PermissionDenied("OWNER", "HANDLE_PAYMENTS")


def is_owner(item: TransactionItem, requestor: Requestor) -> bool:
    """Whether a transaction may be changed by who asks."""
    if not item.user_id and not item.app_id and not item.app_identifier:
        return True
    if isinstance(requestor, User):
        return item.user_id is not None
    if isinstance(requestor, App):
        is_same = bool(item.app_identifier) and item.app_identifier == requestor.identifier
        return item.app_id == requestor.pk or is_same
    return False


def adopt(item: TransactionItem, requestor: Requestor) -> None:
    """Give a transaction without an owner to the app that reports on it; it is not saved."""
    if isinstance(requestor, App) and not item.user_id and not item.app_id and not item.app_identifier:
        item.app, item.app_identifier = requestor, requestor.identifier


def payment_app(item: TransactionItem) -> App | None:
    """Return the active app that handles a transaction: its own, or the one installed anew in its place."""
    if item.app is not None and item.app.is_active:
        return item.app
    return by_identifier(item.app_identifier)


def by_identifier(identifier: str) -> App | None:
    """Return the active app with an identifier (its manifest's id)."""
    if not identifier:
        return None
    return next(iter(_active(identifier)), None)


@prepared
def _active(identifier: str) -> QuerySet[Any, Any]:
    return App.objects.filter(identifier=identifier, is_active=True).order_by("pk")[:1]
