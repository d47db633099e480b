"""How a page's form is filled: by what was just sent, by a draft that waits, or by what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

from ses_vendors.portal import drafts
from ses_vendors.portal.forms import PortalForm

AnyForm = TypeVar("AnyForm", bound=PortalForm)


@dataclass(frozen=True, slots=True)
class Filled(Generic[AnyForm]):
    """A form, whether it was just sent, and whether it is a draft from before the sign-in."""

    form: AnyForm
    is_sent: bool
    is_draft: bool

    @property
    def is_good(self) -> bool:
        """Whether it was sent and everything in it can be read."""
        return self.is_sent and self.form.is_valid()


def fill(
    request: HttpRequest, kind: type[AnyForm], initial: Mapping[str, Any] | None = None
) -> Filled[AnyForm]:
    """Return the page's form."""
    draft = drafts.found(request)
    if request.method == "POST":
        return Filled(kind(request.POST, request.FILES, initial=dict(initial or {})), True, False)
    return Filled(kind(draft, initial=dict(initial or {})), False, draft is not None)


def status(filled: Filled[Any]) -> int:
    """Return how a page with this form is answered: 422 where it was refused."""
    return 422 if filled.is_sent else 200
