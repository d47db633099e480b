"""What is done to attestations at the desk, and by whom: four eyes, and a reason for whatever stops one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.badge import acts, states
from ses_vendors.badge.models import Attestation, Status
from ses_vendors.badge.services import reviewing
from ses_vendors.badge.services.entering import NotEntered
from ses_vendors.callers import person_of
from ses_vendors.desk import telling
from ses_vendors.desk.admin.acts import Act
from ses_vendors.desk.forms import CheckedForm, ReasonForm

ADD, CHANGE = "ses_badge.add_attestation", "ses_badge.change_attestation"
ERRORS = (
    *(states.WrongStatus, NotEntered, reviewing.OwnWork, reviewing.ReasonMissing),
    reviewing.DateAhead,
)


def in_status(*wanted: Status) -> Callable[[Attestation], bool]:
    """Return the question whether an attestation is in one of these statuses."""
    return lambda attestation: attestation.status in wanted


def is_of_other_hand(request: HttpRequest, attestation: Attestation) -> bool:
    """Say whether this person neither entered nor edited it: four eyes see more than two."""
    return reviewing.is_of_other_hand(attestation, person_of(request))


def told(refusal: Exception) -> str:
    """Say why nothing was done."""
    if isinstance(refusal, states.WrongStatus):
        return _("Somebody was faster: the attestation is in another status now.")
    if isinstance(refusal, reviewing.DateAhead):
        return _("This day has not come yet.")
    return str(getattr(refusal, "message", refusal))


def _verify(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
    acts.verify(
        attestation=row,
        registry_checked_on=said["registry_checked_on"],
        by=person_of(request),
        now=timezone.now(),
    )
    telling.of_attestation(row.pk, "")
    return _("Verified. The badge shows at once.")


def _submit(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
    acts.submit(attestation=row, by=person_of(request), now=timezone.now())
    return _("Handed in. A colleague has to check it.")


def _look_up(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
    looked_on = said["registry_checked_on"]
    acts.check_register(attestation=row, looked_on=looked_on, by=person_of(request), now=timezone.now())
    return _("It is noted that the register says the same.")


def _decider(
    service: Callable[..., Attestation],
) -> Callable[[HttpRequest, Attestation, dict[str, Any]], str]:
    def decide(request: HttpRequest, row: Attestation, said: dict[str, Any]) -> str:
        changed = service(attestation=row, reason=said["reason"], by=request.user, now=timezone.now())
        telling.of_attestation(row.pk, said["reason"])
        return _("The attestation is now: %(status)s.") % {"status": changed.get_status_display()}

    return decide


#: An act of whoever may change attestations, unless said otherwise.
_act = partial(Act, permission=CHANGE, errors=ERRORS, told=told)
ACTS: tuple[Act[Attestation], ...] = (
    _act(
        code="submit",
        label=gettext_lazy("Hand in to be checked"),
        title=gettext_lazy("Hand this attestation in?"),
        warning=gettext_lazy("It cannot be edited any more, and a colleague has to check it."),
        permission=ADD,
        fits=in_status(Status.DRAFT),
        run=_submit,
    ),
    _act(
        code="verify",
        label=gettext_lazy("Verify …"),
        title=gettext_lazy("Does all this stand on the paper and in the register?"),
        warning=gettext_lazy("The shop vouches for it from now on: the seller's own goods carry the badge."),
        button=gettext_lazy("Yes, verify"),
        fits=in_status(Status.SUBMITTED),
        is_allowed=is_of_other_hand,
        run=_verify,
        form=CheckedForm,
    ),
    _act(
        code="send-back",
        label=gettext_lazy("Send back for correction …"),
        title=gettext_lazy("Ask for a correction?"),
        fits=in_status(Status.SUBMITTED),
        run=_decider(acts.send_back),
        form=ReasonForm,
    ),
    _act(
        code="reject",
        label=gettext_lazy("Reject …"),
        title=gettext_lazy("Reject this attestation?"),
        warning=gettext_lazy("There is no way back: a better document is entered anew."),
        fits=in_status(Status.SUBMITTED),
        run=_decider(acts.reject),
        form=ReasonForm,
        is_grave=True,
    ),
    _act(
        code="register",
        label=gettext_lazy("Looked up in the register …"),
        title=gettext_lazy("Does the register still say the same?"),
        warning=gettext_lazy("If it does not, suspend the attestation instead."),
        button=gettext_lazy("Yes, the same"),
        fits=in_status(Status.VERIFIED, Status.SUSPENDED),
        run=_look_up,
        form=CheckedForm,
    ),
    _act(
        code="suspend",
        label=gettext_lazy("Suspend …"),
        title=gettext_lazy("Suspend this attestation?"),
        warning=gettext_lazy("Every badge that rests on it falls at once."),
        fits=in_status(Status.VERIFIED),
        run=_decider(acts.suspend),
        form=ReasonForm,
        is_grave=True,
    ),
    _act(
        code="reinstate",
        label=gettext_lazy("Let it stand again …"),
        title=gettext_lazy("Let this attestation stand again?"),
        fits=in_status(Status.SUSPENDED),
        run=_decider(acts.reinstate),
        form=ReasonForm,
    ),
    _act(
        code="withdraw",
        label=gettext_lazy("Withdraw …"),
        title=gettext_lazy("Withdraw this attestation for good?"),
        warning=gettext_lazy("There is no way back, and every badge that rests on it falls at once."),
        fits=in_status(Status.VERIFIED, Status.SUSPENDED),
        run=_decider(acts.withdraw),
        form=ReasonForm,
        is_grave=True,
    ),
)
