"""The papers of a SES: handed in here, kept privately, given out to its own people only."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ses_vendors.callers import person_of
from ses_vendors.portal.access import member_of
from ses_vendors.portal.forms.papers import PaperForm
from ses_vendors.portal.overview import in_language
from ses_vendors.vendors.models import (
    DocumentState,
    Requirement,
    RequirementKind,
    Role,
    Vendor,
    VendorDocument,
)
from ses_vendors.vendors.services import papers


@dataclass(frozen=True, slots=True)
class _Row:
    """A paper that is asked for: its form, the newest one handed in, those before."""

    requirement: Requirement
    title: str
    help: str
    form: PaperForm
    newest: VendorDocument | None
    older: tuple[VendorDocument, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@member_of(Role.OWNER)
def show_documents(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    """List what is asked for, and take one paper."""
    if request.method != "POST":
        return _page(request, vendor)
    requirement = _asked(request.POST.get("requirement", ""))
    form = _form(requirement, request)
    if form.is_valid():
        try:
            papers.hand_in(
                vendor=vendor,
                requirement=requirement,
                upload=form.cleaned_data["file"],
                by=person_of(request),
                now=timezone.now(),
            )
        except papers.BadFile as fault:
            form.add_error("file", str(fault))
        else:
            messages.success(request, _("Handed in: %(what)s.") % {"what": in_language(requirement, "title")})
            return redirect("portal:documents", slug=vendor.slug)
    return _page(request, vendor, refused=(requirement, form))


@require_safe
@member_of(Role.OWNER)
def download(request: HttpRequest, vendor: Vendor, pk: int) -> HttpResponseBase:
    """Give out one of the SES's own papers, as a file to keep and never as a page."""
    document = get_object_or_404(vendor.documents, pk=pk)
    if not document.file:
        raise Http404
    try:
        opened = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        opened, as_attachment=True, filename=document.original_name, content_type=document.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _asked(text: str) -> Requirement:
    found = _requirements().filter(code=text.replace("\x00", "")).first()
    if found is None:
        raise Http404
    return found


def _requirements() -> QuerySet[Requirement]:
    return Requirement.objects.filter(is_active=True, kind=RequirementKind.DOCUMENT)


def _form(requirement: Requirement, request: HttpRequest | None = None) -> PaperForm:
    """Each paper has a form of its own on the page, told apart by the ids of its fields."""
    auto_id = f"id_{requirement.code}_%s"
    if request is None:
        return PaperForm(auto_id=auto_id)
    return PaperForm(request.POST, request.FILES, auto_id=auto_id)


def _page(
    request: HttpRequest, vendor: Vendor, refused: tuple[Requirement, PaperForm] | None = None
) -> HttpResponse:
    handed_in = list(vendor.documents.exclude(requirement=None))
    rows = [_row(each, handed_in, refused) for each in _requirements()]
    values = {"vendor": vendor, "rows": rows, "links": refused[1].error_links if refused else []}
    return render(request, "portal/documents.html", values, status=422 if refused else 200)


def _row(
    requirement: Requirement,
    handed_in: list[VendorDocument],
    refused: tuple[Requirement, PaperForm] | None,
) -> _Row:
    own = [each for each in handed_in if each.requirement_id == requirement.pk]
    newest = next((each for each in own if each.state != DocumentState.REPLACED), None)
    form = refused[1] if refused and refused[0].pk == requirement.pk else _form(requirement)
    older = tuple(each for each in own if each is not newest)
    title, words = in_language(requirement, "title"), in_language(requirement, "help")
    return _Row(requirement, title, words, form, newest, older)
