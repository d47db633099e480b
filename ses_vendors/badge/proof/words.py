"""What the states, kinds and steps of a proof are called, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.badge import Kind
from ses_vendors.badge.proof.history import Event
from ses_vendors.badge.proof.states import State

#: In short, beside the shape of each.
STATES: dict[State, Promise] = {
    State.VALID: pgettext_lazy("document", "Valid"),
    State.EXPIRING: pgettext_lazy("document", "Valid, ends soon"),
    State.EXPIRED: pgettext_lazy("document", "Expired"),
    State.SUSPENDED: pgettext_lazy("document", "Suspended"),
    State.WITHDRAWN: pgettext_lazy("document", "Withdrawn"),
    State.LEFT: pgettext_lazy("document", "No longer vouched for"),
    State.NOT_YET: pgettext_lazy("document", "Not valid yet"),
}

#: What it means for whoever holds the thing in their hands.
SENTENCES: dict[State, Promise] = {
    State.VALID: _("The document is in force. The badge is genuine."),
    State.EXPIRING: _("The document is in force, for less than 60 days more. The badge is genuine."),
    State.EXPIRED: _("The last good day of the document is over. The badge counts no longer."),
    State.SUSPENDED: _("The document does not count for now. The badge may not be shown."),
    State.WITHDRAWN: _("The document does not count any more. The badge may not be shown."),
    State.LEFT: _("The enterprise does not sell here any more, so we do not vouch for this document."),
    State.NOT_YET: _("The document counts from the day of its issue on, which has not come."),
}

KINDS: dict[Kind, Promise] = {
    Kind.ATTESTATION: _("Attestation of social enterprise"),
    Kind.MARK: _("Social mark (social insertion enterprise)"),
    Kind.SHELTERED: _("Authorisation of sheltered unit"),
}

CRITERIA: dict[Kind, Promise] = {
    Kind.ATTESTATION: _(
        "The statutes put a social purpose first; at least 90 % of the profit goes to it; the highest pay is "
        "at most eight times the lowest; what remains if it closes goes to other social enterprises "
        "(Legea 219/2015, art. 8)."
    ),
    Kind.MARK: _(
        "An attested social enterprise in which at least 30 % of the employees, with at least 30 % of the "
        "working time, belong to vulnerable groups (Legea 219/2015, art. 13)."
    ),
    Kind.SHELTERED: _(
        "At least three employees with disabilities, at least 30 % of the employees and half of the working "
        "time (Legea 448/2006, art. 81)."
    ),
}

STEPS: dict[Event, Promise] = {
    Event.ISSUED: _("The document was issued."),
    Event.VERIFIED: _("Somebody other than who entered it compared it with the document and found it good."),
    Event.CHECKED: _("The public register was looked at."),
    Event.SUSPENDED: _("The document was suspended here."),
    Event.REINSTATED: _("The suspension was lifted."),
    Event.WITHDRAWN: _("The document was withdrawn here."),
    Event.SELLER_SUSPENDED: _("The enterprise was suspended from the shop."),
    Event.SELLER_BACK: _("The enterprise was let back into the shop."),
    Event.SELLER_LEFT: _("The enterprise stopped selling in the shop."),
    Event.EXPIRED: _("The document expired."),
}
