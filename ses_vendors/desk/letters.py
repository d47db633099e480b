"""The desk's own letters: written in the SES's language, sent by the worker."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge.models import Attestation
from ses_vendors.portal import letters as portal_letters
from ses_vendors.portal import mails, tasks
from ses_vendors.vendors.models import ActingSession, Invitation, Vendor
from ses_vendors.vendors.services.checking import one_line

#: The language in which SES are written to.
LANGUAGE = "ro"
SUBJECTS: dict[str, Promise] = {
    "acting": _("%(seller)s: the shop's team works in your pages"),
    "attestation": _("%(seller)s: your document %(number)s"),
}


def of_portal(vendor_id: int, what: str) -> None:
    """Have the portal write one of its letters."""
    portal_letters.enqueue(vendor_id, what, language=LANGUAGE)


def of_acting(session_id: int) -> None:
    """Tell a SES's owners that an operator acts in their name, why and until when."""
    session = ActingSession.objects.select_related("vendor", "operator").get(pk=session_id)
    values = {"session": session, "operator_name": session.operator.get_full_name()}
    _send("acting", session.vendor, mails.owners(session.vendor), values)


def of_attestation(attestation_id: int, reason: str) -> None:
    """Tell a SES's owners what became of a document."""
    row = Attestation.objects.select_related("vendor").get(pk=attestation_id)
    _send("attestation", row.vendor, mails.owners(row.vendor), {"attestation": row, "reason": reason})


def of_invitation(invitation_id: int, token: str) -> None:
    """Send somebody the link that makes them an owner; the token is kept nowhere else."""
    row = Invitation.objects.select_related("vendor").get(pk=invitation_id)
    with translation.override(LANGUAGE):
        tasks.enqueue(portal_letters.invitation(row, token))


def _send(what: str, vendor: Vendor, to: list[str], values: dict[str, object]) -> None:
    with translation.override(LANGUAGE):
        context = {
            "vendor": vendor,
            "shop_name": settings.SHOP_NAME,
            "operator": settings.SHOP_OPERATOR,
            "pages": _absolute(reverse("portal:vendor", args=[vendor.slug])),
            **values,
        }
        text = render_to_string(f"ses_desk/mail/{what}.txt", context)
        subject = f"{_subject(what, vendor, values)} – {settings.SHOP_NAME}"
    tasks.enqueue(EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, to))


def _subject(what: str, vendor: Vendor, values: dict[str, object]) -> str:
    attestation = values.get("attestation")
    number = f"{attestation.series} {attestation.number}" if isinstance(attestation, Attestation) else ""
    return one_line(SUBJECTS[what] % {"seller": vendor.trade_name, "number": number})


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
