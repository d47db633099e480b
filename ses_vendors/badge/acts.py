"""What the desk and the portal call: a service, and then the core is told at once.

    acts.suspend(attestation=…, reason=…, by=request.user, now=timezone.now())

The errand to tell the core is kept in the transaction of the act, so nothing can be lost. After the commit
the SES's page is written here and now, within a few seconds, because that is what pages judge by; the goods'
copies are left to the task. What fails is repeated by the task and by the nightly job.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ses_vendors.badge import tasks
from ses_vendors.badge.models import Attestation, Errand
from ses_vendors.badge.services import entering, errands, reviewing
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services import moving

#: Drafts and documents to be checked are nobody's business at the core.
enter = entering.enter
edit = entering.edit
submit = entering.submit
reject = reviewing.reject
send_back = reviewing.send_back


def verify(
    *, attestation: Attestation, registry_checked_on: date | None, by: User | None, now: datetime
) -> Attestation:
    """`reviewing.verify`, told to the core."""
    given = {"registry_checked_on": registry_checked_on}
    return _act(reviewing.verify, attestation, by=by, now=now, **given)


def suspend(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """`reviewing.suspend`, told to the core."""
    return _act(reviewing.suspend, attestation, reason=reason, by=by, now=now)


def withdraw(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """`reviewing.withdraw`, told to the core."""
    return _act(reviewing.withdraw, attestation, reason=reason, by=by, now=now)


def reinstate(*, attestation: Attestation, reason: str, by: User | None, now: datetime) -> Attestation:
    """`reviewing.reinstate`, told to the core."""
    return _act(reviewing.reinstate, attestation, reason=reason, by=by, now=now)


def check_register(
    *, attestation: Attestation, looked_on: date, by: User | None, now: datetime
) -> Attestation:
    """`reviewing.check_register`, told to the core."""
    return _act(reviewing.check_register, attestation, looked_on=looked_on, by=by, now=now)


@transaction.atomic
def move(*, vendor: Vendor, to: State, reason: str, by: User | None, now: datetime) -> Vendor:
    """`vendors.services.moving.move`, told to the core: a suspended SES has no badge from now on."""
    moving.move(vendor=vendor, to=to, reason=reason, by=by, now=now)
    tell(vendor=vendor, now=now)
    vendor.refresh_from_db()
    return vendor


def tell(*, vendor: Vendor, now: datetime) -> None:
    """Have the core told of a SES's documents: kept now, begun after the commit."""
    errands.ask(kind=Errand.VENDOR, subject=str(vendor.pk), now=now)
    transaction.on_commit(lambda: tasks.tell_now(vendor.pk), robust=True)


@transaction.atomic
def _act(
    service: Callable[..., Attestation], attestation: Attestation, *, now: datetime, **given: Any
) -> Attestation:
    changed = service(attestation=attestation, now=now, **given)
    tell(vendor=changed.vendor, now=now)
    return changed
