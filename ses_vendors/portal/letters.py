"""Letters to the people of SES, in the language of who has them sent."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ses_vendors.vendors.models import Invitation


def invitation(offered: Invitation, token: str) -> EmailMessage:
    """Return the letter with the link of an invitation; the token is nowhere else."""
    values = {
        "invitation": offered,
        "vendor": offered.vendor,
        "link": settings.PUBLIC_URL + reverse("portal:invitation", args=[token]),
        "shop_name": settings.SHOP_NAME,
        "operator": settings.SHOP_OPERATOR,
    }
    subject = _("Join the team of %(name)s") % {"name": offered.vendor.trade_name}
    return EmailMessage(
        f"{subject} – {settings.SHOP_NAME}",
        render_to_string("portal/mail/invitation.txt", values),
        to=[offered.email],
        reply_to=[settings.SHOP_OPERATOR["email"]],
    )
