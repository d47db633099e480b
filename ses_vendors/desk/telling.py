"""Telling the people of a SES what the operator did, after the commit: a rolled-back act is not told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from ses_vendors.desk import letters
from ses_vendors.vendors.models import ActingSession, State, Vendor

#: Which of the portal's letters tells of a move to a state; where it is a correction, by where it came from.
MOVES = {State.APPROVED: "approved", State.REJECTED: "rejected", State.SUSPENDED: "suspended"}


def of_move(vendor: Vendor, from_: State, to: State) -> None:
    """Tell of a step of its life that concerns it."""
    what = "sent_back" if (from_, to) == (State.IN_REVIEW, State.ONBOARDING) else MOVES.get(to)
    if what:
        _after_commit(letters.of_portal, vendor.pk, what)


def of_returned_paper(vendor_id: int) -> None:
    """Tell that a document has to be corrected."""
    _after_commit(letters.of_portal, vendor_id, "document_returned")


def of_attestation(attestation_id: int, reason: str) -> None:
    """Tell what became of an attestation."""
    _after_commit(letters.of_attestation, attestation_id, reason)


def of_acting(session: ActingSession) -> None:
    """Tell the owners that somebody acts in their name."""
    _after_commit(letters.of_acting, session.pk)


def of_invitation(invitation_id: int, token: str) -> None:
    """Send the first owner their link."""
    _after_commit(letters.of_invitation, invitation_id, token)


def _after_commit(write: Callable[..., None], *args: object) -> None:
    transaction.on_commit(partial(write, *args), robust=True)
