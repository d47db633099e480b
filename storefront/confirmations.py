"""Confirming orders by mail, once each.

An order's public metadata remembers what became of its letter: `confirmation_mailed_at`, or
`confirmation_refused_at` where the recipient's server takes no mail for the address.

Between "the mail server has the letter" and "the core has the mark" lies one request. A worker killed right
there sends the letter again: no order of steps avoids it, since a mail server and a database share no
transaction, and marking first would lose letters instead. The window is kept as small as it can be: all else
is done before, and a first mark (`confirmation_begun_at`) shows that the second will be taken. Two workers at
once are kept apart by a lock, and both copies carry one Message-ID.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.core.cache import cache

from commerce.app import AppClient
from commerce.shop import orders
from commerce.types import OrderId
from storefront import identities, mails
from storefront.order_page import CONFIRMED_KEY, UNDELIVERABLE_KEY

BEGUN_KEY = "confirmation_begun_at"

logger = logging.getLogger(__name__)

#: The task of a fresh order gets this long before the sweep looks at it.
GRACE = timedelta(minutes=3)
#: How far back the sweep looks: a mail server may be away for a weekend.
REACH = timedelta(days=3)
#: Longer than any one letter takes (`EMAIL_TIMEOUT`, the core's own); a killed worker's lock ends by itself.
LOCK_SECONDS = 120


class BeingConfirmed(Exception):
    """Another worker is at this order's letter."""


def confirm(*, client: AppClient, order_id: OrderId, now: datetime) -> bool:
    """Mail the confirmation of an order unless it was mailed; True when a letter went out.

    Raises:
        BeingConfirmed: another worker is at it; come back to see whether it succeeded.
        OSError, SMTPException: the mail server did not take it.
        CommerceError: the core did not answer or refuse the mark.
    """
    lock = f"confirming:{order_id}"
    if not cache.add(lock, "1", LOCK_SECONDS):
        raise BeingConfirmed(order_id)
    try:
        return _confirm(client, order_id, now)
    finally:
        cache.delete(lock)


def unconfirmed(*, client: AppClient, now: datetime) -> tuple[OrderId, ...]:
    """Return the orders of the last days whose letter neither went out nor was refused."""
    marks = {CONFIRMED_KEY, UNDELIVERABLE_KEY}
    recent = client.recent_orders(since=now - REACH)
    return tuple(o.id for o in recent if o.created_at <= now - GRACE and not marks & set(o.metadata))


def _confirm(client: AppClient, order_id: OrderId, now: datetime) -> bool:
    first_look = orders.one(order_id=order_id, language="RO")
    if first_look is None or {CONFIRMED_KEY, UNDELIVERABLE_KEY} & set(first_look.metadata):
        return False
    language = first_look.language
    order = first_look if language == "RO" else orders.one(order_id=order_id, language=language)
    if order is None or not order.email:
        return False
    message = mails.confirmation(order, identities.by_slug(language))
    client.set_metadata(object_id=order_id, values={BEGUN_KEY: now.isoformat()})
    try:
        message.send()
    except SMTPRecipientsRefused:
        logger.warning("The mail server refused the recipient of order %s.", order.number)
        client.set_metadata(object_id=order_id, values={UNDELIVERABLE_KEY: now.isoformat()})
        return False
    client.set_metadata(object_id=order_id, values={CONFIRMED_KEY: now.isoformat()})
    return True
