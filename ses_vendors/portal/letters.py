"""Letters to the people of SES, in the language of who has them sent."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ses_vendors.portal.tasks import tell_vendor
from ses_vendors.vendors.models import Invitation
from ses_vendors.vendors.services.checking import one_line

logger = logging.getLogger(__name__)


def invitation(offered: Invitation, token: str) -> EmailMessage:
    """Return the letter with the link of an invitation; the token is nowhere else."""
    values = {
        "invitation": offered,
        "vendor": offered.vendor,
        "link": settings.PUBLIC_URL + reverse("portal:invitation", args=[token]),
        "shop_name": settings.SHOP_NAME,
        "operator": settings.SHOP_OPERATOR,
    }
    subject = _("Join the team of %(name)s") % {"name": one_line(offered.vendor.trade_name)}
    return EmailMessage(
        f"{subject} – {settings.SHOP_NAME}",
        render_to_string("portal/mail/invitation.txt", values),
        to=[offered.email],
        reply_to=[settings.SHOP_OPERATOR["email"]],
    )


def enqueue(vendor_id: int, what: str, *, language: str = "ro") -> None:
    """Have a SES told where it stands (`mails.WHAT`). Without a broker it is lost, and logged.

    Call it after the commit of what the letter is about.
    """
    try:
        tell_vendor.apply_async(args=[vendor_id, what], kwargs={"language": language}, retry=False)
    except tell_vendor.OperationalError:
        logger.exception("Unable to enqueue a letter to seller %s.", vendor_id)
