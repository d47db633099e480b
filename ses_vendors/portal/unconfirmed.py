"""Applications whose people never answered the letter to their e-mail: turned down, not deleted."""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from ses_vendors.vendors.models import Membership, State, Vendor
from ses_vendors.vendors.services import moving

logger = logging.getLogger(__name__)

#: How long the letter may lie unanswered before the application, and its tax number, are let go.
PATIENCE = timedelta(days=14)


def reject_all(*, now: datetime) -> int:
    """Reject the applications that nobody confirmed in time; return how many.

    Nobody is written to: the address may be a stranger's. Whoever confirms later may apply again.
    """
    return sum(_reject(vendor, now) for vendor in unconfirmed(now=now))


def unconfirmed(*, now: datetime) -> QuerySet[Vendor]:
    """Return the applications older than 14 days none of whose people has a confirmed e-mail."""
    people = Membership.objects.filter(vendor=OuterRef("pk"))
    confirmed = EmailAddress.objects.filter(
        verified=True, user__in=Membership.objects.filter(vendor=OuterRef(OuterRef("pk"))).values("user")
    )
    waiting = Vendor.objects.filter(state=State.APPLIED, applied_at__lte=now - PATIENCE)
    return waiting.filter(Exists(people), ~Exists(confirmed)).order_by("pk")


def _reject(vendor: Vendor, now: datetime) -> bool:
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("The e-mail was not confirmed within 14 days.")
    with contextlib.suppress(moving.WrongMove):  # Somebody moved it meanwhile.
        moving.move(vendor=vendor, to=State.REJECTED, reason=reason, by=None, now=now)
        logger.info("The application of seller %s was rejected: nobody confirmed its e-mail.", vendor.pk)
        return True
    return False
