"""Acts: what may be done to a row, each a button that leads to a page that asks, and does it by POST.

An act knows who may do it, when it fits, what it asks and which service does it. The page, its refusals and
the way back are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import csrf_protect_m
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ses_vendors.desk.forms import NothingForm, typed

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

Row = TypeVar("Row", bound=Model)
Words = str | Promise


def anybody(request: HttpRequest, row: Any) -> bool:
    """Say that no more than the permission is asked."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Generic[Row]):
    """One act.

    `run` is given the request, the row and what the form took, and returns what is said afterwards; what it
    raises of `errors` is shown above the form by `told`. `is_allowed` is asked on top of the permission.
    """

    code: str
    label: Words
    permission: str
    fits: Callable[[Row], bool]
    run: Callable[[HttpRequest, Row, dict[str, Any]], Words]
    title: Words
    warning: Words = ""
    button: Words = ""
    form: type[forms.Form] = NothingForm
    errors: tuple[type[Exception], ...] = ()
    told: Callable[[Exception], Words] = str
    is_allowed: Callable[[HttpRequest, Row], bool] = anybody
    is_grave: bool = False

    @property
    def verb(self) -> str:
        """What the button that does it says: the label, without the dots that promise a question."""
        return str(self.button or self.label).removesuffix(" …")

    def may(self, request: HttpRequest, row: Row) -> bool:
        """Say whether this person may do it to this row."""
        return request.user.has_perm(self.permission) and self.is_allowed(request, row)


@dataclass(frozen=True, slots=True)
class Button:
    """An act as the row's page offers it."""

    label: Words
    url: str
    is_grave: bool


class ActsAdmin(ModelAdmin):
    """An admin whose rows are changed by acts."""

    acts: ClassVar[Sequence[Act[Any]]] = ()
    change_form_template = "ses_desk/facts.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the page of the acts to Django's own addresses."""
        view = self.admin_site.admin_view(self.act_view)
        own = path("<int:pk>/act/<slug:code>/", view, name=f"{self._names}_act")
        return [own, *super().get_urls()]

    def buttons(self, request: HttpRequest, row: Any) -> list[Button]:
        """List what this person may do to this row now."""
        return [
            Button(each.label, self.act_url(row, each.code), each.is_grave)
            for each in self.acts
            if each.fits(row) and each.may(request, row)
        ]

    def act_url(self, row: Any, code: str) -> str:
        """Return the address of an act's page."""
        return reverse(f"admin:{self._names}_act", args=[row.pk, code])

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the row with its buttons."""
        row = self.get_object(request, object_id) if request.method == "GET" else None
        more = {**self._heading(row), **self.panels(request, row)} if row else {}
        if row:
            more["buttons"] = self.buttons(request, row)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def _heading(self, row: Any) -> dict[str, Any]:
        """Name the row, and say where it stands where it has a state."""
        said = getattr(row, "get_state_display", None) or getattr(row, "get_status_display", None)
        return {"title": str(row), "subtitle": None, "status": said() if said else ""}

    def panels(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Return what the row's page shows beside its columns."""
        return {}

    @csrf_protect_m  # type: ignore[untyped-decorator]
    def act_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
        """Ask, and do what was asked by POST."""
        row, act = self._row(request, pk), self._act(code)
        if not act.may(request, row):
            raise PermissionDenied
        if not act.fits(row):
            self.message_user(
                request, _("This cannot be done any more: look at how it stands."), messages.WARNING
            )
            return redirect(self._page_of(row))
        form = act.form(**typed(request))
        if request.method == "POST" and form.is_valid() and self._done(request, act, row, form):
            return redirect(self._page_of(row))
        return self._asking(request, act, row, form)

    def _done(self, request: HttpRequest, act: Act[Any], row: Any, form: forms.Form) -> bool:
        try:
            said = act.run(request, row, form.cleaned_data)
        except act.errors as refusal:
            form.add_error(None, str(act.told(refusal)))
            return False
        self.message_user(request, str(said), messages.SUCCESS)
        return True

    def _asking(self, request: HttpRequest, act: Act[Any], row: Any, form: forms.Form) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            **{"act": act, "row": row, "form": form, "title": act.title, "subtitle": str(row)},
            "opts": self.model._meta,
            "back": self._page_of(row),
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "ses_desk/act.html", context, status=status)

    def _row(self, request: HttpRequest, pk: int) -> Any:
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def _act(self, code: str) -> Act[Any]:
        found = [each for each in self.acts if each.code == code]
        if not found:
            raise Http404
        return found[0]

    def _page_of(self, row: Any) -> str:
        return reverse(f"admin:{self._names}_change", args=[row.pk])

    @property
    def _names(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"
