"""The profile of a SES: one short form a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ses_vendors.callers import person_of
from ses_vendors.portal import drafts, publishing, sections
from ses_vendors.portal.access import member_of
from ses_vendors.portal.drafts import keeps_draft
from ses_vendors.portal.forms.filling import fill, status
from ses_vendors.portal.forms.profile import SECTION_FORMS, AddressesForms
from ses_vendors.portal.menu import roles_of
from ses_vendors.portal.sections import Section
from ses_vendors.vendors import completeness
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services import profile

#: What was checked stands in contracts: a change of it is looked at again.
CHECKED = (State.APPROVED, State.SUSPENDED, State.LEAVING)


@member_of()
def show_profile(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """List the sections, with what is missing in each."""
    missing = completeness.missing(vendor)
    roles = roles_of(request, vendor)
    rows = [
        {"section": each, "missing": len(missing.get(each.code, ())), "is_open": each.role in roles}
        for each in sections.SECTIONS
    ]
    return render(request, "portal/profile.html", {"vendor": vendor, "rows": rows, "roles": roles})


@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def edit_section(request: HttpRequest, slug: str, section: str) -> HttpResponseBase:
    """One section; who may fill it depends on which."""
    found = sections.section(section)
    if found is None:
        raise Http404
    edit = _edit_addresses if found.code == "addresses" else _edit
    return member_of(found.role)(edit)(request, slug, section=found)


def _edit(request: HttpRequest, vendor: Vendor, section: Section) -> HttpResponse:
    initial = profile.values_of(vendor, section.code)
    filled = fill(request, SECTION_FORMS[section.code], initial)
    if filled.is_good:
        try:
            return _save(request, vendor, section, filled.form.values())
        except profile.BadFields as fault:
            filled.form.refuse(fault)
    values = {"form": filled.form, "is_draft": filled.is_draft}
    return _page(request, vendor, section, values, status(filled))


def _edit_addresses(request: HttpRequest, vendor: Vendor, section: Section) -> HttpResponse:
    draft = drafts.found(request)
    is_sent = request.method == "POST"
    forms = AddressesForms(request.POST if is_sent else draft, profile.values_of(vendor, section.code))
    if is_sent and forms.is_valid():
        try:
            return _save(request, vendor, section, forms.values())
        except profile.BadFields as fault:
            forms.refuse(fault)
    values = {"forms": forms, "is_draft": draft is not None}
    return _page(request, vendor, section, values, 422 if is_sent else 200)


def _save(
    request: HttpRequest, vendor: Vendor, section: Section, values: dict[str, Any]
) -> HttpResponseRedirect:
    """Keep a section and go back to the checklist, or to the profile of who has been checked."""
    now = timezone.now()
    profile.update(vendor=vendor, section=section.code, values=values, by=person_of(request), now=now)
    publishing.tell(vendor=vendor, now=now)
    messages.success(request, _("Saved: %(what)s.") % {"what": section.title})
    is_checked = vendor.state in CHECKED
    return HttpResponseRedirect(
        reverse("portal:profile" if is_checked else "portal:vendor", args=[vendor.slug])
    )


def _page(
    request: HttpRequest, vendor: Vendor, section: Section, values: dict[str, Any], code: int
) -> HttpResponse:
    template = "portal/addresses.html" if section.code == "addresses" else "portal/section.html"
    facts = {"vendor": vendor, "section": section, "is_checked": vendor.state in CHECKED}
    return render(request, template, {**facts, **values}, status=code)
