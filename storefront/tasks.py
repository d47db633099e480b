"""Background work of the storefront."""

from __future__ import annotations

from smtplib import SMTPException

from celery import shared_task
from django.utils import timezone

from commerce.errors import CoreUnavailable, InvalidCredentials, PermissionRefused
from commerce.types import OrderId
from storefront import catalogue_index, confirmations, staff

LOGGED_OUT = (InvalidCredentials, PermissionRefused)


@shared_task(ignore_result=True)
def refresh_catalogue_index() -> str:
    """Bring the index of the catalogue up to date; returns its version, "" when another worker is at it."""
    return catalogue_index.refresh_alone()


@shared_task(
    autoretry_for=(OSError, SMTPException, CoreUnavailable, *LOGGED_OUT, confirmations.BeingConfirmed),
    retry_backoff=10,
    retry_backoff_max=200,
    max_retries=5,
)
def confirm_order(order_id: str) -> bool:
    """Mail an order's confirmation once; True when a letter went out. What fails here, the sweep finds."""
    try:
        return confirmations.confirm(client=staff.client(), order_id=OrderId(order_id), now=timezone.now())
    except LOGGED_OUT:
        staff.forget()
        raise


@shared_task
def sweep_confirmations() -> int:
    """Enqueue the confirmations that a lost message or a killed worker left out; return how many."""
    try:
        missing = confirmations.unconfirmed(client=staff.client(), now=timezone.now())
    except LOGGED_OUT:
        staff.forget()
        raise
    for order_id in missing:
        confirm_order.delay(order_id)
    return len(missing)
