"""Telling the core what happened to a payment: written with the change, sent afterwards, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from django.db.models import F

from commerce.errors import CoreUnavailable, InvalidRequest, PermissionRefused, Refused
from kernel.money import Money
from ses_vendors.payments.models import Payment, Report

#: A report that somebody is sending is left alone for this long; then its sender is taken for dead.
CLAIM = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)


class Core(Protocol):
    """What of the App's client reports."""

    def report_transaction(
        self,
        *,
        transaction_id: str,
        kind: str,
        psp_reference: str,
        amount: Money,
        happened_at: datetime,
        message: str = "",
        actions: tuple[str, ...] = (),
    ) -> bool:
        """Report an event; say whether the core had it already. Raises Refused, CoreUnavailable."""
        ...


def record(
    payment: Payment,
    kind: str,
    *,
    now: datetime,
    psp_reference: str = "",
    amount: int | None = None,
    message: str = "",
) -> Report:
    """Write what the core is to be told; call it inside the transaction of the change."""
    return Report.objects.create(
        payment=payment,
        type=kind,
        psp_reference=psp_reference or payment.reference,
        amount=payment.amount if amount is None else amount,
        message=message[:200],
        happened_at=now,
        due_at=now,
    )


def due(now: datetime) -> list[int]:
    """Return the reports that wait to be sent, oldest first."""
    found = Report.objects.filter(due_at__lte=now).order_by("happened_at", "pk")
    return list(found.values_list("pk", flat=True)[:200])


def claim(report_id: int, *, now: datetime) -> Report | None:
    """Take a report that is due; None where another has taken it, or it is done. One statement decides."""
    taken = Report.objects.filter(pk=report_id, due_at__lte=now).update(
        due_at=now + CLAIM, attempts=F("attempts") + 1
    )
    return Report.objects.select_related("payment").get(pk=report_id) if taken else None


def send(report: Report, core: Core, *, now: datetime) -> None:
    """Tell the core, outside of any transaction, and take down how that went.

    A core that is away is asked again later, ever more seldom; what it refuses is parked for the operator.
    """
    try:
        core.report_transaction(
            transaction_id=report.payment.transaction_id,
            kind=report.type,
            psp_reference=report.psp_reference,
            amount=Money(report.amount, report.payment.currency),
            happened_at=report.happened_at,
            message=report.message,
            actions=_actions(report),
        )
    except CoreUnavailable as error:
        _put_off(report, str(error), now)
    except (Refused, InvalidRequest, PermissionRefused) as error:
        park(report, f"{type(error).__name__}: {error}")
    else:
        report.done_at, report.due_at, report.error = now, None, ""
        report.save(update_fields=["done_at", "due_at", "error"])


def park(report: Report, error: str) -> None:
    """Leave a report to the operator, with what is wrong."""
    report.due_at, report.error = None, error[:500]
    report.save(update_fields=["due_at", "error"])


def again(report_id: int, *, now: datetime) -> None:
    """Send a parked report again."""
    Report.objects.filter(pk=report_id, done_at__isnull=True).update(due_at=now)


def _put_off(report: Report, error: str, now: datetime) -> None:
    wait = min(timedelta(seconds=10 * 2 ** min(report.attempts, 12)), LONGEST_WAIT)
    report.due_at, report.error = now + wait, error[:500]
    report.save(update_fields=["due_at", "error"])


def _actions(report: Report) -> tuple[str, ...]:
    """What staff may wish of the transaction from now on."""
    if report.type == "CHARGE_FAILURE" or report.payment.refundable == Money(0, report.payment.currency):
        return ()
    return ("REFUND",)
