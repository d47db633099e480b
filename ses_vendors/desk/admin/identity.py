"""Who a seller is has changed since the operator checked it: the button that says it was looked at."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.callers import person_of
from ses_vendors.desk.admin.acts import Act
from ses_vendors.desk.admin.moves import CHANGE_SELLER
from ses_vendors.vendors.models import Vendor
from ses_vendors.vendors.services import identity


def look_at(request: HttpRequest, vendor: Vendor, said: dict[str, Any]) -> str:
    """Note that this operator has looked."""
    identity.look_at(vendor=vendor, by=person_of(request), now=timezone.now())
    return _("Noted: you looked at who %(seller)s is now.") % {"seller": vendor}


LOOKED_AT: Act[Vendor] = Act(
    code="identity-looked-at",
    label=gettext_lazy("Identity looked at …"),
    title=gettext_lazy("Did you look at who this seller is now?"),
    warning=gettext_lazy(
        "Its name, numbers, seat or bank account changed after it was approved: compare them with the "
        "registers. The audit log has what stood there before."
    ),
    button=gettext_lazy("Looked at"),
    permission=CHANGE_SELLER,
    fits=lambda vendor: vendor.is_identity_unchecked,
    run=look_at,
)
