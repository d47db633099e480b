"""Background work of payments: telling the core, and looking at orders it told of.

Every task can be run again without harm, and does all that waits: a lost message costs a minute.
"""

from __future__ import annotations

import logging

from celery import Task, shared_task
from django.utils import timezone

from commerce.app import AppClient
from commerce.errors import CoreUnavailable
from commerce.types import OrderId
from ses_vendors.installation import services as installations
from ses_vendors.installation.encryption import Undecryptable
from ses_vendors.installation.models import Installation
from ses_vendors.payments.models import OrderCheck, Report
from ses_vendors.payments.services import binding, checking, reporting

logger = logging.getLogger(__name__)


class NotInstalled(Exception):
    """The App cannot speak to that core: it is not installed there, or its token cannot be opened."""


@shared_task
def send_reports() -> None:
    """Tell the core what is due to be told."""
    for report_id in reporting.due(timezone.now()):
        report = reporting.claim(report_id, now=timezone.now())
        if report is not None:
            _send(report)


@shared_task
def check_orders() -> None:
    """Look at the orders that the core told of, and bring their payments up to that."""
    for check in checking.due(timezone.now()):
        claimed_until = checking.claim(check, now=timezone.now())
        if claimed_until is None:
            continue
        try:
            _look_at(check)
        except (CoreUnavailable, NotInstalled):
            logger.warning("Unable to look at order %s; it is tried again.", check.order_id, exc_info=True)
        else:
            checking.done(check, claimed_until=claimed_until)
    send_reports()


def enqueue_reports() -> None:
    """Have the core told soon. Without a broker the sweep does it."""
    _enqueue(send_reports)


def enqueue_checks() -> None:
    """Have orders looked at soon. Without a broker the sweep does it."""
    _enqueue(check_orders)


def _enqueue(task: Task) -> None:
    try:
        task.apply_async(retry=False)
    except task.OperationalError:
        logger.exception("Unable to enqueue %s.", task.name)


def _client(api_url: str) -> AppClient:
    installation = Installation.objects.filter(api_url=api_url).first()
    if installation is None:
        raise NotInstalled("The App is not installed at this core any more.")
    try:
        return installations.client(installation)
    except Undecryptable as error:
        raise NotInstalled(str(error)) from error


def _send(report: Report) -> None:
    try:
        client = _client(report.payment.api_url)
    except NotInstalled as error:
        reporting.park(report, str(error))
        return
    reporting.send(report, client, now=timezone.now())


def _look_at(check: OrderCheck) -> None:
    order = _client(check.api_url).order_payments(OrderId(check.order_id))
    if order is not None:
        binding.bind(order, api_url=check.api_url, now=timezone.now())
