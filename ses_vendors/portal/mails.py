"""Letters to a SES about where it stands: text and HTML, in Romanian or English."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ses_vendors.portal.overview import in_language
from ses_vendors.vendors.models import DocumentState, State, Vendor, VendorDocument
from ses_vendors.vendors.services.checking import one_line

#: What a letter may be about, and its subject.
SUBJECTS: dict[str, Promise] = {
    "applied": _("%(vendor)s: we have your application"),
    "sent_back": _("%(vendor)s: something is to be completed"),
    "approved": _("%(vendor)s: you can sell here"),
    "rejected": _("%(vendor)s: your application was not accepted"),
    "suspended": _("%(vendor)s: your sales are stopped"),
    "document_returned": _("%(vendor)s: please send a document again"),
}
WHAT = frozenset(SUBJECTS)
#: What it says happened, and what the SES can do.
SAID: dict[str, Promise] = {
    "applied": _(
        "Thank you: we have your application. Go through the list in your workshop, then send it to us. "
        "Everything you save stays."
    ),
    "sent_back": _(
        "We looked at it, and something is to be completed. When it is done, send it again from your "
        "workshop."
    ),
    "approved": _(
        "You are checked, and you can sell here. Shoppers see your page as soon as your goods are there."
    ),
    "rejected": _(
        "We could not accept your application. If that changes, you can apply again from your workshop."
    ),
    "suspended": _(
        "Your sales are stopped from now on. If you do not agree, answer this letter: we look at every "
        "complaint, free of charge, and answer within 14 days."
    ),
    "document_returned": _("We looked at what you handed in. Please send again:"),
}
#: Letters that give the operator's reason.
REASONED = ("sent_back", "rejected", "suspended")
#: In which state a SES still is when the letter is true; a later one makes it old.
STATES: dict[str, tuple[State, ...]] = {
    "applied": (State.APPLIED, State.ONBOARDING),
    "sent_back": (State.ONBOARDING,),
    "approved": (State.APPROVED,),
    "rejected": (State.REJECTED,),
    "suspended": (State.SUSPENDED,),
}


def letter(vendor: Vendor, what: str, *, language: str) -> EmailMultiAlternatives | None:
    """Return the letter, ready to send; None where it is true no more, or nobody can read it.

    Its Message-ID is the same for the same event, so that mail programs fold a second copy into the first.
    """
    returned = list(returned_documents(vendor)) if what == "document_returned" else []
    readers = owners(vendor)
    if not readers or not _is_true(vendor, what, returned):
        return None
    with translation.override(language):
        values = _values(vendor, what, returned)
        message = EmailMultiAlternatives(
            f"{SUBJECTS[what] % {'vendor': one_line(vendor.trade_name)}} – {settings.SHOP_NAME}",
            render_to_string("portal/mail/letter.txt", values),
            to=readers,
            reply_to=[settings.SHOP_OPERATOR["email"]],
            headers={"Message-ID": message_id(vendor, what, returned)},
        )
        message.attach_alternative(render_to_string("portal/mail/letter.html", values), "text/html")
    return message


def owners(vendor: Vendor) -> list[str]:
    """Return the addresses of a SES's active owners; its own address where it has none yet."""
    rows = vendor.memberships.filter(is_owner=True, user__is_active=True).select_related("user")
    found = sorted({each.user.email for each in rows if each.user.email})
    return found or [vendor.email]


def returned_documents(vendor: Vendor) -> list[VendorDocument]:
    """Return the papers that wait to be sent again, newest first."""
    rows = vendor.documents.filter(state=DocumentState.RETURNED).exclude(requirement=None)
    return list(rows.select_related("requirement"))


def message_id(vendor: Vendor, what: str, returned: list[VendorDocument]) -> str:
    """The letter's own id, from its event."""
    moments: list[datetime | None] = [vendor.state_changed_at, *(each.decided_at for each in returned)]
    event = ":".join([str(vendor.pk), what, *(each.isoformat() if each else "" for each in moments)])
    domain = settings.SHOP_OPERATOR["email"].rpartition("@")[2]
    return f"<{hashlib.sha256(event.encode()).hexdigest()[:32]}@{domain}>"


def _is_true(vendor: Vendor, what: str, returned: list[VendorDocument]) -> bool:
    return bool(returned) if what == "document_returned" else vendor.state in STATES[what]


def _values(vendor: Vendor, what: str, returned: list[VendorDocument]) -> dict[str, object]:
    return {
        "said": SAID[what],
        "reason": vendor.state_reason if what in REASONED else "",
        "vendor": vendor,
        "documents": [
            {"title": in_language(each.requirement, "title"), "note": each.note}
            for each in returned
            if each.requirement is not None
        ],
        "link": absolute(reverse("portal:vendor", args=[vendor.slug])),
        "shop_name": settings.SHOP_NAME,
        "operator": settings.SHOP_OPERATOR,
        "is_demo": settings.SHOP_DEMO,
        "language_code": translation.get_language(),
    }


def absolute(path: str) -> str:
    """The address of a page as a letter needs it."""
    return f"{settings.PUBLIC_URL}{path}"
