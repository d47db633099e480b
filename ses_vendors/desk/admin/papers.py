"""Papers that SES hand in: looked at, accepted, or sent back with a note. They leave by one door only."""

from __future__ import annotations

from typing import Any

from auditlog.signals import accessed
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ses_vendors.callers import person_of
from ses_vendors.desk import telling
from ses_vendors.desk.admin import columns
from ses_vendors.desk.admin.acts import Act, ActsAdmin
from ses_vendors.desk.forms import NoteForm
from ses_vendors.facts_admin import Facts
from ses_vendors.vendors.models import DocumentState, Requirement, VendorDocument
from ses_vendors.vendors.services import papers

CHANGE_PAPER = "ses_sellers.change_vendordocument"
SELLER = columns.link("vendor", gettext_lazy("seller"))
NAME = columns.plain("original_name", gettext_lazy("name of the file"))
ASKED = columns.plain("requirement", gettext_lazy("asked for as"))
TYPE = columns.plain("media_type", gettext_lazy("type"))
SIZE = columns.plain("size", gettext_lazy("bytes"))
HANDED_IN_BY = columns.plain("uploaded_by", gettext_lazy("handed in by"))
DECIDED_BY = columns.plain("decided_by", gettext_lazy("decided by"))
#: Types that a browser shows by itself, and that cannot run anything when they are sandboxed.
SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


def decide(request: HttpRequest, paper: VendorDocument, *, accepted: bool, note: str = "") -> None:
    """Decide about a paper; the SES is told what it has to do."""
    papers.decide(document=paper, accepted=accepted, note=note, by=person_of(request), now=timezone.now())
    if not accepted:
        telling.of_returned_paper(paper.vendor_id)


def accept(request: HttpRequest, paper: VendorDocument, said: dict[str, Any]) -> str:
    """Accept a paper."""
    decide(request, paper, accepted=True)
    return _("The document is accepted.")


def send_back(request: HttpRequest, paper: VendorDocument, said: dict[str, Any]) -> str:
    """Send a paper back."""
    decide(request, paper, accepted=False, note=said["note"])
    return _("The document is sent back; the seller reads your note.")


def waits(paper: VendorDocument) -> bool:
    """Say whether nobody has decided yet."""
    return paper.state == DocumentState.SUBMITTED


def told(refusal: Exception) -> str:
    """Say why nothing was decided."""
    if isinstance(refusal, papers.NoteMissing):
        return _("Say what has to be corrected.")
    return _("Somebody has decided about this document already.")


@admin.register(VendorDocument)
class VendorDocumentAdmin(Facts, ActsAdmin):
    """Shows papers; they are decided about, and downloaded under the eyes of the audit log."""

    list_display = (NAME, SELLER, ASKED, "state", "uploaded_at", "decided_at")
    list_filter = ("state", "requirement")
    list_select_related = ("vendor", "requirement")
    search_fields = ("original_name", "vendor__trade_name", "vendor__cui")
    ordering = ("uploaded_at", "pk")
    fields = (
        *(SELLER, ASKED, NAME, "state", "note", "download"),
        *(TYPE, SIZE, HANDED_IN_BY, "uploaded_at", DECIDED_BY, "decided_at"),
    )
    readonly_fields = (SELLER, ASKED, NAME, "download", TYPE, SIZE, HANDED_IN_BY, DECIDED_BY)
    acts = (
        Act(
            code="accept",
            label=gettext_lazy("Accept"),
            title=gettext_lazy("Accept this document?"),
            warning=gettext_lazy("An older one in its place counts no more."),
            permission=CHANGE_PAPER,
            fits=waits,
            run=accept,
            errors=(papers.AlreadyDecided,),
            told=told,
        ),
        Act(
            code="send-back",
            label=gettext_lazy("Send back …"),
            title=gettext_lazy("Send this document back?"),
            permission=CHANGE_PAPER,
            fits=waits,
            run=send_back,
            form=NoteForm,
            errors=(papers.AlreadyDecided, papers.NoteMissing),
            told=told,
            is_grave=True,
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Add the doors of the files to Django's own addresses."""
        name = "ses_sellers_vendordocument"
        return [
            path("<int:pk>/file/", self.admin_site.admin_view(self.file_view), name=f"{name}_file"),
            path("<int:pk>/look/", self.admin_site.admin_view(self.look_view), name=f"{name}_look"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("file"))
    def download(self, paper: VendorDocument) -> str:
        """Links that open and that download the file."""
        look, file = (
            reverse(f"admin:ses_sellers_vendordocument_{door}", args=[paper.pk]) for door in ("look", "file")
        )
        return format_html(
            '<a href="{}" target="_blank" rel="noopener">{}</a> · <a href="{}">{}</a>',
            *(look, _("Open in a new tab"), file, _("Download")),
        )

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Hand the file out as a download."""
        return self._handed_out(request, pk, as_attachment=True)

    def look_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Show the file in a tab of its own, in a sandbox; what no browser shows is a download here too."""
        return self._handed_out(request, pk, as_attachment=False)

    def _handed_out(self, request: HttpRequest, pk: int, *, as_attachment: bool) -> HttpResponseBase:
        paper = self.get_object(request, str(pk))
        if paper is None:
            raise Http404
        if not self.has_view_permission(request, paper):
            raise PermissionDenied
        try:
            content = paper.file.open("rb")
        except (OSError, ValueError) as error:
            raise Http404 from error
        accessed.send(VendorDocument, instance=paper)
        return _private(
            FileResponse(
                content,
                as_attachment=as_attachment or paper.media_type not in SHOWN_INLINE,
                filename=paper.original_name,
                content_type=paper.media_type,
            )
        )


def _private(response: FileResponse) -> FileResponse:
    """Forbid a file to run, to be guessed at, or to be framed; no page of the desk is kept by caches."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response


@admin.register(Requirement)
class RequirementAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The checklist of SES, set by the operator."""

    list_display = ("title_ro", "kind", "section", "is_required", "is_active", "position")
    list_filter = ("kind", "is_active", "is_required")
    search_fields = ("code", "title_ro", "title_en")
    fieldsets = (
        (None, {"fields": ("code", "kind", "section", ("is_required", "is_active"), "position")}),
        (gettext_lazy("Words"), {"fields": ("title_ro", "title_en", "help_ro", "help_en")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Requirement | None = None) -> bool:
        """Nothing is deleted that documents were handed in for: it is no longer asked for."""
        return super().has_delete_permission(request, obj) and obj is not None and not obj.documents.exists()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Check that the line names what it is about."""
        from ses_vendors.desk.forms import RequirementForm

        return super().get_form(request, obj, change, **{**kwargs, "form": RequirementForm})
