"""Reports of wrong badges: kept, and told to the operator by mail."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from ses_vendors.badge.models import BadgeReport
from ses_vendors.badge.proof import records

logger = logging.getLogger(__name__)

#: Letters of one round.
MOST_LETTERS = 50


def take(*, code: str, seen_at: str, text: str, email: str, now: datetime) -> BadgeReport:
    """Keep a report. Its code need not exist: a badge with an invented one is what is to be reported."""
    return BadgeReport.objects.create(
        code=code,
        attestation=records.find(code),
        seen_at=seen_at,
        text=text,
        email=email,
        reported_at=now,
    )


def tell_all(*, now: datetime) -> int:
    """Mail the operator each report that was not mailed yet; return how many went.

    What does not go stays at the desk and is tried again. A report is locked while its letter goes, so that
    two workers do not send it twice.
    """
    waiting = BadgeReport.objects.filter(mailed_at__isnull=True).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True)[:MOST_LETTERS])
    return sum(_tell(key, now=now) for key in keys)


@transaction.atomic
def _tell(key: int, *, now: datetime) -> bool:
    waiting = BadgeReport.objects.filter(pk=key, mailed_at__isnull=True)
    report = waiting.select_for_update(of=("self",)).first()
    if report is None:
        return False
    try:
        _letter(report).send()
    except (OSError, SMTPException):
        logger.exception("Unable to mail report %s of a wrong badge.", key)
        return False
    report.mailed_at = now
    report.save(update_fields=("mailed_at",))
    return True


def _letter(report: BadgeReport) -> EmailMessage:
    """Write to the operator, in the shop's own language."""
    about = report.attestation
    with translation.override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("Badge reported: %(what)s") % {"what": report.code or report.seen_at[:60]},
            body=render_to_string("badge/mail/report.txt", {"report": report, "attestation": about}),
            to=[settings.SHOP_OPERATOR["email"]],
            reply_to=[report.email] if report.email else None,
        )
