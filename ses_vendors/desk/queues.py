"""What waits for an operator: each queue is counted, with its oldest, by one question to the database.

A queue names the permission it needs; who lacks it does not see that the queue exists.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge import queries as attestations
from ses_vendors.badge.models import AttestationChange, BadgeReport
from ses_vendors.desk.queue import Queue, Waiting
from ses_vendors.inbox.models import InboxEvent
from ses_vendors.inbox.models import State as InboxState
from ses_vendors.payments.models import Payment, Refund, Report
from ses_vendors.vendors.models import DocumentState, State, Vendor, VendorDocument

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VIEW_SELLER = "ses_sellers.view_vendor"
VIEW_PAPER = "ses_sellers.view_vendordocument"
VIEW_ATTESTATION = "ses_badge.view_attestation"
VIEW_PAYMENT = "ses_payments.view_payment"
VIEW_INBOX = "ses_inbox.view_inboxevent"


def waiting(user: User, now: datetime) -> dict[str, list[Waiting]]:
    """Return the queues a person may see, by group, in order. One query each, however many rows there are."""
    found: dict[str, list[Waiting]] = {}
    for queue in QUEUES:
        if user.has_perm(queue.permission):
            found.setdefault(queue.group, []).append(queue.waiting(user, now))
    return found


def typed_by(user: User) -> Q:
    """Match attestations that a person entered or edited, which they may therefore not verify."""
    typed = AttestationChange.objects.filter(
        attestation=OuterRef("pk"), by=user.pk, act__in=("entered", "edited")
    )
    return Q(entered_by=user.pk) | Q(Exists(typed))


def _sellers(state: State) -> Callable[[User, datetime], QuerySet[Any]]:
    return lambda user, now: Vendor.objects.filter(state=state)


def _changed(user: User, now: datetime) -> QuerySet[Any]:
    return Vendor.objects.identity_unchecked()


def _papers(user: User, now: datetime) -> QuerySet[Any]:
    return VendorDocument.objects.filter(state=DocumentState.SUBMITTED)


def _mine(user: User, now: datetime) -> QuerySet[Any]:
    return attestations.to_check().exclude(typed_by(user))


def _colleagues(user: User, now: datetime) -> QuerySet[Any]:
    return attestations.to_check().filter(typed_by(user))


def _ending(first: int, last: int) -> Callable[[User, datetime], QuerySet[Any]]:
    """Return the documents that end in so many days, both included."""

    def rows(user: User, now: datetime) -> QuerySet[Any]:
        today = timezone.localdate(now)
        found = attestations.expiring(last, today=today)
        return found.filter(valid_until__gte=today + timedelta(days=first))

    return rows


def _rechecks(user: User, now: datetime) -> QuerySet[Any]:
    return attestations.recheck_due(timezone.localdate(now))


def _awaited(user: User, now: datetime) -> QuerySet[Any]:
    return Payment.objects.awaited()


def _refunds(user: User, now: datetime) -> QuerySet[Any]:
    return Refund.objects.filter(state=Refund.State.REQUESTED)


def _refused(user: User, now: datetime) -> QuerySet[Any]:
    return Report.objects.filter(done_at__isnull=True, due_at__isnull=True)


def _parked(user: User, now: datetime) -> QuerySet[Any]:
    return InboxEvent.objects.filter(state=InboxState.PARKED)


def _reports(user: User, now: datetime) -> QuerySet[Any]:
    return BadgeReport.objects.filter(handled_at__isnull=True)


LASTS_UNTIL = _("the first ends on")
QUEUES: tuple[Queue, ...] = (
    Queue(
        code="applied",
        group="sellers",
        title=_("Applications to look at"),
        permission=VIEW_SELLER,
        rows=_sellers(State.APPLIED),
        since="state_changed_at",
        list_of="ses_sellers_vendor",
        query="state__exact=applied",
    ),
    Queue(
        code="in-review",
        group="sellers",
        title=_("Sellers in review"),
        permission=VIEW_SELLER,
        rows=_sellers(State.IN_REVIEW),
        since="state_changed_at",
        list_of="ses_sellers_vendor",
        query="state__exact=in_review",
    ),
    Queue(
        code="papers",
        group="sellers",
        title=_("Documents to look at"),
        permission=VIEW_PAPER,
        rows=_papers,
        since="uploaded_at",
        list_of="ses_sellers_vendordocument",
        query="state__exact=submitted",
    ),
    Queue(
        code="leaving",
        group="sellers",
        title=_("Sellers that are leaving"),
        permission=VIEW_SELLER,
        rows=_sellers(State.LEAVING),
        since="state_changed_at",
        list_of="ses_sellers_vendor",
        query="state__exact=leaving",
    ),
    Queue(
        code="identity",
        group="check",
        title=_("Sellers whose identity changed"),
        permission=VIEW_SELLER,
        rows=_changed,
        since="identity_changed_at",
        list_of="ses_sellers_vendor",
        query="identity=changed",
    ),
    Queue(
        code="verify",
        group="check",
        title=_("Attestations for you to check"),
        permission=VIEW_ATTESTATION,
        rows=_mine,
        since="entered_at",
        list_of="ses_badge_attestation",
        query="eyes=mine",
    ),
    Queue(
        code="colleague",
        group="check",
        title=_("Attestations that wait for a colleague"),
        permission=VIEW_ATTESTATION,
        rows=_colleagues,
        since="entered_at",
        list_of="ses_badge_attestation",
        query="eyes=others",
    ),
    Queue(
        code="reports",
        group="check",
        title=_("Reported badges"),
        permission="ses_badge.view_badgereport",
        rows=_reports,
        since="reported_at",
        list_of="ses_badge_badgereport",
        query="handled=no",
        is_urgent=True,
    ),
    Queue(
        code="ending-7",
        group="dates",
        title=_("End within 7 days"),
        permission=VIEW_ATTESTATION,
        rows=_ending(0, 7),
        since="valid_until",
        list_of="ses_badge_attestation",
        query="ends=7",
        oldest_label=LASTS_UNTIL,
        is_urgent=True,
    ),
    Queue(
        code="ending-30",
        group="dates",
        title=_("End in 8 to 30 days"),
        permission=VIEW_ATTESTATION,
        rows=_ending(8, 30),
        since="valid_until",
        list_of="ses_badge_attestation",
        query="ends=30",
        oldest_label=LASTS_UNTIL,
    ),
    Queue(
        code="ending-60",
        group="dates",
        title=_("End in 31 to 60 days"),
        permission=VIEW_ATTESTATION,
        rows=_ending(31, 60),
        since="valid_until",
        list_of="ses_badge_attestation",
        query="ends=60",
        oldest_label=LASTS_UNTIL,
    ),
    Queue(
        code="recheck",
        group="dates",
        title=_("To be looked up in the register again"),
        permission=VIEW_ATTESTATION,
        rows=_rechecks,
        since="recheck_due_on",
        list_of="ses_badge_attestation",
        query="recheck=due",
        oldest_label=_("the first was due on"),
    ),
    Queue(
        code="awaited",
        group="money",
        title=_("Payments that are awaited"),
        permission=VIEW_PAYMENT,
        rows=_awaited,
        since="due_on",
        list_of="ses_payments_payment",
        query="state__exact=pending",
        oldest_label=_("the first is due on"),
    ),
    Queue(
        code="refunds",
        group="money",
        title=_("Refunds to send"),
        permission="ses_payments.view_refund",
        rows=_refunds,
        since="requested_at",
        list_of="ses_payments_refund",
        query="state__exact=requested",
    ),
    Queue(
        code="refused",
        group="money",
        title=_("Payment news the core refused"),
        permission="ses_payments.view_report",
        rows=_refused,
        since="happened_at",
        list_of="ses_payments_report",
        query="sent=parked",
        is_urgent=True,
    ),
    Queue(
        code="parked",
        group="works",
        title=_("News from the core that failed"),
        permission=VIEW_INBOX,
        rows=_parked,
        since="received_at",
        list_of="ses_inbox_inboxevent",
        query="state__exact=parked",
        is_urgent=True,
    ),
)
