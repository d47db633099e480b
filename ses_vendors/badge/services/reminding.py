"""Mails about documents that end, and about what is to be looked up in the register again."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernel.badge import day_of
from ses_vendors.badge import queries, reminders
from ses_vendors.badge.models import Attestation, AttestationChange
from ses_vendors.badge.services import journal
from ses_vendors.vendors.services.checking import one_line

logger = logging.getLogger(__name__)

#: A letter speaks both languages: nobody knows which one its reader prefers.
LANGUAGES = ("ro", "en")
BETWEEN = "\n\n* * *\n\n"


def remind(*, now: datetime) -> int:
    """Mail what is about to end, or has, to the SES's owners and to the operator; return how many documents.

    A mail server that does not take a letter leaves the reminder for the next run. A run killed between the
    letter and its note sends it once more; noting first would lose letters instead.
    """
    today, count = day_of(now), 0
    for attestation in _ending(now):
        sent = set(_sent(attestation))
        threshold = reminders.due(attestation.valid_until, today=today, sent=sent)
        if threshold is not None:
            count += _remind(attestation, threshold, now=now)
    return count


def list_rechecks(*, now: datetime) -> int:
    """Mail the operator the documents whose entry in the register is to be looked up; return how many."""
    due = list(queries.recheck_due(day_of(now)))
    if due:
        people = [settings.SHOP_OPERATOR["email"]]
        _mail(people, _recheck_subject(len(due)), "badge/mail/rechecks.txt", {"due": due})
    return len(due)


def _ending(now: datetime) -> list[Attestation]:
    today = day_of(now)
    since = today - timedelta(days=reminders.LATEST)
    return [*queries.expiring(today=today), *queries.expired(since, today=today)]


def _sent(attestation: Attestation) -> Iterable[int]:
    notes = AttestationChange.objects.filter(attestation=attestation, act="reminded")
    return (facts["threshold"] for facts in notes.values_list("facts", flat=True))


def _remind(attestation: Attestation, threshold: int, *, now: datetime) -> bool:
    left = (attestation.valid_until - day_of(now)).days
    context = {"attestation": attestation, "vendor": attestation.vendor, "left": left}
    subject = _subject(attestation, left)
    try:
        for people in (_owners(attestation), [settings.SHOP_OPERATOR["email"]]):
            _mail(people, subject, "badge/mail/ending.txt", context)
    except (OSError, SMTPException):
        logger.exception("Unable to remind of attestation %s; the next run does.", attestation.pk)
        return False
    at = journal.moment_of(attestation, now)
    journal.note(attestation, act="reminded", by=None, at=at, threshold=threshold)
    return True


def _owners(attestation: Attestation) -> list[str]:
    """The owners' addresses; the SES's own where it has no owner yet."""
    owners = attestation.vendor.memberships.filter(is_owner=True).order_by("pk")
    addresses = [each for each in owners.values_list("user__email", flat=True) if each]
    return addresses or [attestation.vendor.email]


def _subject(attestation: Attestation, left: int) -> str:
    with translation.override(LANGUAGES[0]):
        facts = {"document": str(attestation), "vendor": attestation.vendor.trade_name, "days": left}
        if left < 0:
            return _("%(vendor)s: %(document)s is no longer valid") % facts
        return (
            ngettext(
                "%(vendor)s: %(document)s ends in %(days)s day",
                "%(vendor)s: %(document)s ends in %(days)s days",
                left,
            )
            % facts
        )


def _recheck_subject(count: int) -> str:
    with translation.override(LANGUAGES[0]):
        return ngettext(
            "%(count)s document to look up in the register",
            "%(count)s documents to look up in the register",
            count,
        ) % {"count": count}


def _speaking() -> Iterable[str]:
    for language in LANGUAGES:
        with translation.override(language):
            yield language


def _mail(to: list[str], subject: str, template: str, context: dict[str, object]) -> None:
    body = BETWEEN.join(render_to_string(template, context).strip() for _language in _speaking())
    EmailMessage(subject=one_line(subject)[:200], body=body, to=to).send()
