"""Who did what: the acts on a SES, and when operators acted in its name."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ses_vendors.portal import history
from ses_vendors.portal.access import member_of
from ses_vendors.vendors.models import Role, Vendor

#: The last page that is turned to.
MOST_PAGES = 1000


@member_of(Role.OWNER)
def show_history(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """Show one page of it, the newest first."""
    asked = request.GET.get("pagina", "1")
    page = int(asked[:6]) if asked.isascii() and asked.isdigit() else 0
    if not 1 <= page <= MOST_PAGES:
        raise Http404
    found = history.lines(vendor, first=(page - 1) * history.PAGE)
    sessions = history.sessions(vendor) if page == 1 else []
    context = {
        "vendor": vendor,
        "lines": found[: history.PAGE],
        "sessions": [(each, history.name_of(each.operator)) for each in sessions],
        "newer": page - 1,
        "older": page + 1 if len(found) > history.PAGE else 0,
    }
    return render(request, "portal/history.html", context)
