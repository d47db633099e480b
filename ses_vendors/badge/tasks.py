"""Background work of the attestations' room. Every task can be run again without harm.

What is to be done at the core stands in `Errand`; a task does one errand at once, and a sweep each minute
does what was missed. `remind`, `recheck` and `nightly` are started by the clock and note when they last ran.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from celery import Task, shared_task
from django.utils import timezone

from commerce import patience
from commerce.app import AppClient
from commerce.errors import CommerceError
from commerce.types import OrderId
from ses_vendors.badge import core, facts, jobs, mirror
from ses_vendors.badge.core import NotInstalled
from ses_vendors.badge.models import Errand, FrozenBadge
from ses_vendors.badge.proof import reports
from ses_vendors.badge.services import errands, freezing, reminding
from ses_vendors.vendors import mirror as profiles
from ses_vendors.vendors.models import Vendor

logger = logging.getLogger(__name__)

#: Seconds that whoever suspends a document waits for the core; the task waits longer.
AT_ONCE_SECONDS = 4
#: How far back the nightly round looks for orders whose badges were not kept.
ORDERS_BACK = timedelta(days=3)


def tell_now(vendor_id: int) -> None:
    """Write a SES's page at the core here and now, and leave its goods to the task.

    The task is there for what fails: whoever acted is not told of it.
    """
    try:
        with patience.within(AT_ONCE_SECONDS):
            _mirror_page(core.client(), Vendor.objects.get(pk=vendor_id), now=timezone.now())
    except NotInstalled:
        logger.warning("The core is not told of seller %s: the App is not installed.", vendor_id)
    except CommerceError:
        logger.exception("Unable to tell the core of seller %s at once; it is told soon.", vendor_id)
    _enqueue(mirror_vendor, vendor_id)


@shared_task
def mirror_vendor(vendor_id: int) -> None:
    """Bring the page and the goods of a SES at the core up to its documents, if that waits."""
    _do(Errand.VENDOR, str(vendor_id))


@shared_task
def mirror_changed_products() -> None:
    """Bring the goods that the core told of up to their SES's documents."""
    _do_all(Errand.PRODUCT)


@shared_task
def freeze_order(order_id: str) -> None:
    """Keep the badges of an order's lines, if that waits."""
    _do(Errand.ORDER, order_id)


@shared_task
def sweep() -> None:
    """Do what waits: a message was lost, a worker killed, or the core was away."""
    with jobs.recorded("badge.sweep", timezone.now()) as outcome:
        done = {kind: _do_all(kind) for kind in (Errand.VENDOR, Errand.ORDER, Errand.PRODUCT)}
        outcome.said = ", ".join(f"{kind}: {count}" for kind, count in done.items())


@shared_task
def remind() -> None:
    """Mail what is about to end, or has ended, to whom it concerns: once for each threshold."""
    now = timezone.now()
    with jobs.recorded("badge.remind", now) as outcome:
        outcome.said = f"{reminding.remind(now=now)} reminders"


@shared_task
def recheck() -> None:
    """Mail the operator what is to be looked up in the register again."""
    now = timezone.now()
    with jobs.recorded("badge.recheck", now) as outcome:
        outcome.said = f"{reminding.list_rechecks(now=now)} to look up"


@shared_task
def mail_reports() -> int:
    """Mail the operator the reports of wrong badges that were not mailed yet; return how many went."""
    return reports.tell_all(now=timezone.now())


@shared_task
def nightly() -> None:
    """After midnight: drop what is kept of yesterday, and repair what the core has of documents.

    No badge waits for this: pages judge by dates. It is for copies that some failure left behind.
    """
    now = timezone.now()
    with jobs.recorded("badge.nightly", now) as outcome:
        mirror.drop()
        try:
            outcome.said = _repair(core.client(), now=now)
        except NotInstalled as error:
            outcome.said, outcome.is_ok = str(error), False


def _repair(client: AppClient, *, now: datetime) -> str:
    _find_unfrozen(client, now=now)
    done = mirror.everything(client, now=now)
    pages = f"{done.pages_written} of {done.pages} pages"
    return f"{pages} and {done.goods_written} of {done.goods} products were written."


def enqueue_product_checks() -> None:
    """Have changed goods looked at soon. Without a broker the sweep does it."""
    _enqueue(mirror_changed_products)


def enqueue_reports() -> None:
    """Have a report mailed soon. Without a broker the beat's next round does it."""
    _enqueue(mail_reports)


def enqueue_freezing(order_id: str) -> None:
    """Have an order's badges kept soon. Without a broker the sweep does it."""
    _enqueue(freeze_order, order_id)


def _enqueue(task: Task, *arguments: Any) -> None:
    try:
        task.apply_async(arguments, retry=False)
    except task.OperationalError:
        logger.exception("Unable to enqueue %s.", task.name)


def _do(kind: str, subject: str) -> None:
    _run_each(Errand.objects.filter(kind=kind, subject=subject, due_at__lte=timezone.now()))


def _do_all(kind: str) -> int:
    return _run_each(errands.due(kind, now=timezone.now()))


def _run_each(waiting: Iterable[Errand]) -> int:
    """Run errands; return how many are done. Where the App is not installed they all wait."""
    some = list(waiting)
    try:
        client = core.client() if some else None
    except NotInstalled:
        logger.warning("%s errands wait: the App is not installed at the core.", len(some))
        return 0
    return sum(_run(errand, client) for errand in some if client)


def _run(errand: Errand, client: AppClient) -> bool:
    """Run an errand unless somebody else does; say whether it is done."""
    claimed_until = errands.claim(errand, now=timezone.now())
    if claimed_until is None:
        return False
    try:
        RUNS[errand.kind](client, errand.subject, timezone.now())
    except CommerceError as error:
        logger.warning("Unable to do %s; it is tried again.", errand, exc_info=True)
        errands.failed(errand, error)
        return False
    errands.done(errand, claimed_until=claimed_until)
    return True


def _mirror_page(client: AppClient, vendor: Vendor, *, now: datetime) -> None:
    mirror.page(client, vendor, facts.standing_of(vendor), now=now)


def _mirror_vendor(client: AppClient, subject: str, now: datetime) -> None:
    vendor = Vendor.objects.filter(pk=subject).first()
    if vendor is not None:
        standing = facts.standing_of(vendor)
        # Documents first, whatever hinders the profile; and once more on a page that has just come to be.
        mirror.page(client, vendor, standing, now=now)
        page_id = vendor.page_id
        _mirror_profile(client, vendor)
        if vendor.page_id != page_id:
            mirror.page(client, vendor, standing, now=now)
        mirror.vendor_goods(client, vendor, standing)


def _mirror_profile(client: AppClient, vendor: Vendor) -> None:
    """Write what a SES says of itself; its first page comes to be here, once it is approved."""
    words = profiles.words_of(client) if vendor.state in profiles.WITH_PAGE else None
    if words is not None:
        profiles.put_page(client, words, vendor)


def _mirror_product(client: AppClient, subject: str, now: datetime) -> None:
    found = client.product_facts(subject)
    if found is None:
        return
    vendor = Vendor.objects.filter(page_id=found.page_id).first() if found.page_id else None
    known = {found.page_id: facts.standing_of(vendor)} if vendor else {}
    mirror.goods(client, [found], known)


def _freeze(client: AppClient, subject: str, now: datetime) -> None:
    freezing.freeze(client=client, order_id=OrderId(subject), now=now)


RUNS = {Errand.VENDOR: _mirror_vendor, Errand.PRODUCT: _mirror_product, Errand.ORDER: _freeze}


def _find_unfrozen(client: AppClient, *, now: datetime) -> None:
    recent = [each.id for each in client.recent_orders(since=now - ORDERS_BACK)]
    known = set(FrozenBadge.objects.filter(order_id__in=recent).values_list("order_id", flat=True))
    for order_id in recent:
        if order_id not in known:
            errands.ask(kind=Errand.ORDER, subject=order_id, now=now)
