"""The life cycle of a SES as buttons: each way of `lifecycle.MOVES` with its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.badge import acts as badge_acts
from ses_vendors.callers import person_of
from ses_vendors.desk import telling
from ses_vendors.desk.admin.acts import Act
from ses_vendors.desk.forms import NothingForm, ReasonForm
from ses_vendors.vendors import checklist, lifecycle
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services.moving import CuiTaken, HasOpenBusiness, ReasonMissing, WrongMove

CHANGE_SELLER = "ses_sellers.change_vendor"


class NotReady(Exception):
    """Required lines of the checklist are not met; `lines` names them."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Way:
    """One way between two states, in words."""

    label: str | Promise
    title: str | Promise
    warning: str | Promise
    is_grave: bool = False


_REJECT = Way(
    gettext_lazy("Reject …"),
    gettext_lazy("Reject this seller?"),
    gettext_lazy("They may apply again later. They are told, with your reason."),
    is_grave=True,
)
_LEAVE = Way(
    gettext_lazy("Begin leaving …"),
    gettext_lazy("Does this seller leave?"),
    gettext_lazy("It takes no new orders; those that stand are still delivered and settled."),
    is_grave=True,
)
WAYS: dict[tuple[State, State], Way] = {
    (State.APPLIED, State.ONBOARDING): Way(
        gettext_lazy("Take the application on"),
        gettext_lazy("Take this application on?"),
        gettext_lazy("They are asked to fill in their profile and to hand in their documents."),
    ),
    (State.APPLIED, State.REJECTED): _REJECT,
    (State.ONBOARDING, State.IN_REVIEW): Way(
        gettext_lazy("Take into review"),
        gettext_lazy("Take this seller into review?"),
        gettext_lazy("Usually they hand in by themselves when their list is complete."),
    ),
    (State.ONBOARDING, State.REJECTED): _REJECT,
    (State.IN_REVIEW, State.APPROVED): Way(
        gettext_lazy("Approve …"),
        gettext_lazy("Approve this seller?"),
        gettext_lazy("Shoppers see it and may order from it."),
    ),
    (State.IN_REVIEW, State.ONBOARDING): Way(
        gettext_lazy("Send back for correction …"),
        gettext_lazy("Ask this seller for a correction?"),
        gettext_lazy("They are told, with your reason, and hand in again."),
    ),
    (State.IN_REVIEW, State.REJECTED): _REJECT,
    (State.APPROVED, State.SUSPENDED): Way(
        gettext_lazy("Suspend …"),
        gettext_lazy("Suspend this seller?"),
        gettext_lazy("Shoppers no longer see it, and its badges fall at once."),
        is_grave=True,
    ),
    (State.APPROVED, State.LEAVING): _LEAVE,
    (State.SUSPENDED, State.APPROVED): Way(
        gettext_lazy("Let it sell again …"),
        gettext_lazy("Let this seller sell again?"),
        gettext_lazy("Shoppers see it again; documents that are in force count again."),
    ),
    (State.SUSPENDED, State.LEAVING): _LEAVE,
    (State.LEAVING, State.CLOSED): Way(
        gettext_lazy("Close …"),
        gettext_lazy("Close this seller for good?"),
        gettext_lazy("There is no way back. Open orders or money keep it from closing."),
        is_grave=True,
    ),
    (State.LEAVING, State.APPROVED): Way(
        gettext_lazy("Keep it after all …"),
        gettext_lazy("Does this seller stay?"),
        gettext_lazy("It takes orders again."),
    ),
    (State.REJECTED, State.ONBOARDING): Way(
        gettext_lazy("Let them try again …"),
        gettext_lazy("Let this seller try again?"),
        gettext_lazy("They are asked to complete their profile and documents."),
    ),
}


def acts() -> list[Act[Vendor]]:
    """Return a button for each way between two states."""
    return [_act(from_, to, way) for (from_, to), way in WAYS.items()]


def _act(from_: State, to: State, way: Way) -> Act[Vendor]:
    return Act(
        code=f"{from_.value.replace('_', '-')}-to-{to.value.replace('_', '-')}",
        label=way.label,
        title=way.title,
        warning=way.warning,
        permission=CHANGE_SELLER,
        fits=lambda vendor: vendor.state == from_,
        run=_mover(to),
        form=ReasonForm if lifecycle.needs_reason(from_, to) else NothingForm,
        errors=(WrongMove, HasOpenBusiness, ReasonMissing, NotReady, CuiTaken),
        told=_told,
        is_grave=way.is_grave,
    )


def _mover(to: State) -> Callable[[HttpRequest, Vendor, dict[str, Any]], str]:
    def move(request: HttpRequest, vendor: Vendor, said: dict[str, Any]) -> str:
        now = timezone.now()
        if vendor.state == State.IN_REVIEW and to is State.APPROVED:
            check_ready(vendor)
        from_ = State(vendor.state)
        badge_acts.move(vendor=vendor, to=to, reason=said.get("reason", ""), by=person_of(request), now=now)
        telling.of_move(vendor, from_, to)
        return _("%(seller)s is now: %(state)s.") % {"seller": vendor, "state": vendor.get_state_display()}

    return move


def check_ready(vendor: Vendor) -> None:
    """Refuse to approve a SES whose required lines are not all met. Raises NotReady."""
    lines = [
        each.requirement.title_ro
        for each in checklist.of(vendor, timezone.now())
        if each.requirement.is_required and not each.is_met
    ]
    if lines:
        raise NotReady(lines)


def _told(refusal: Exception) -> str:
    if isinstance(refusal, HasOpenBusiness):
        return _("It cannot close yet: %(what)s") % {"what": "; ".join(refusal.what)}
    if isinstance(refusal, NotReady):
        return _("Not all that is required is there: %(lines)s.") % {"lines": ", ".join(refusal.lines)}
    if isinstance(refusal, CuiTaken):
        return _("Another seller with this tax number is here by now: this one stays rejected.")
    if isinstance(refusal, ReasonMissing):
        return _("A reason is missing.")
    return _("Somebody was faster: the seller is in another state now.")
