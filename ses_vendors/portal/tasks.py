"""Background work for the people of SES: their letters, and what need not be kept."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException

from axes.models import AccessAttempt
from celery import shared_task
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone

from ses_vendors.badge import jobs
from ses_vendors.portal import mails, unconfirmed
from ses_vendors.portal.sessions import PeopleStore
from ses_vendors.portal.throttle import LONGEST_WAIT
from ses_vendors.vendors.models import Vendor

logger = logging.getLogger(__name__)

#: Failures count for a day (settings.AXES_COOLOFF_TIME); the longest wait is far shorter.
ATTEMPTS_KEPT = timedelta(days=1) + LONGEST_WAIT


@shared_task(autoretry_for=(OSError, SMTPException), retry_backoff=10, retry_backoff_max=200, max_retries=5)
def send_letter(*, subject: str, text: str, sender: str, to: list[str], html: str = "") -> None:
    """Send a letter that was written while its reader waited; try again while the mail server is away."""
    letter = EmailMultiAlternatives(subject, text, sender, to)
    if html:
        letter.attach_alternative(html, "text/html")
    letter.send()


@shared_task(autoretry_for=(OSError, SMTPException), retry_backoff=10, retry_backoff_max=200, max_retries=5)
def tell_vendor(vendor_id: int, what: str, language: str = "ro") -> bool:
    """Write to a SES about what happened (`mails.WHAT`); say whether a letter went out.

    What is true no more when the worker comes to it is not sent. Call it after the commit of the move.
    """
    vendor = Vendor.objects.filter(pk=vendor_id).first()
    message = mails.letter(vendor, what, language=language) if vendor is not None else None
    if message is None:
        return False
    message.send()
    return True


@shared_task
def forget_sessions() -> None:
    """Delete sessions that have ended. Safe to run twice."""
    PeopleStore.clear_expired()


@shared_task
def forget_attempts() -> int:
    """Delete failed tries that count no more; return how many. Safe to run twice."""
    count, _ = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - ATTEMPTS_KEPT).delete()
    return int(count)


@shared_task
def reject_unconfirmed() -> None:
    """Turn down applications whose e-mail nobody confirmed within 14 days. Safe to run twice."""
    now = timezone.now()
    with jobs.recorded("portal.reject_unconfirmed", now) as outcome:
        outcome.said = f"{unconfirmed.reject_all(now=now)} rejected"


def enqueue(message: EmailMessage) -> None:
    """Have a letter sent by the worker. Without a broker it is lost, and logged: its reader can ask again."""
    html = next((str(part[0]) for part in getattr(message, "alternatives", ())), "")
    try:
        send_letter.apply_async(
            kwargs={
                "subject": str(message.subject),
                "text": str(message.body),
                "sender": message.from_email,
                "to": list(message.to),
                "html": html,
            },
            retry=False,
        )
    except send_letter.OperationalError:
        logger.exception("Unable to enqueue a letter.")
