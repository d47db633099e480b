"""What the admins of facts share: they show, ask once more, and count what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ses_vendors import facts_admin
from ses_vendors.payments.services.marking import NotOrdered
from ses_vendors.payments.states import WrongState

#: Rows that one action may hold: each is a transaction of its own.
MOST_MARKED = 200


class Facts(facts_admin.Facts):
    """What an admin of payments allows: to look, and to say what happened."""

    def has_mark_permission(self, request: HttpRequest) -> bool:
        """Whoever may change payments may say what happened to them."""
        return bool(request.user.has_perm("ses_payments.change_payment"))


def confirmed(
    request: HttpRequest, *, title: str, rows: QuerySet[Any], action: str, warning: str = ""
) -> HttpResponse | None:
    """Ask once more before an action; None when the answer was yes."""
    if "confirmed" in request.POST:
        return None
    context = {
        **admin.site.each_context(request),
        "title": title,
        "rows": rows,
        "action": action,
        "warning": warning,
        "opts": rows.model._meta,
    }
    return TemplateResponse(request, "admin/ses_payments/confirm.html", context)


def each(rows: QuerySet[Any], act: Callable[[Any], object]) -> Counter[str]:
    """Do something to each row, one transaction each; count what was done and what was not."""
    counted: Counter[str] = Counter()
    for row in rows.order_by("pk")[:MOST_MARKED]:
        try:
            act(row)
        except (WrongState, NotOrdered):
            counted["left"] += 1
        else:
            counted["done"] += 1
    return counted
