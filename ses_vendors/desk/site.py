"""The desk's own admin site: its home has queues, its other pages are Django's."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from ses_vendors.callers import person_of
from ses_vendors.desk import at_core, home, queues


class DeskSite(admin.AdminSite):
    """Django's admin, with the desk's home page and the end of acting for a SES."""

    index_title = gettext_lazy("Operator's desk")
    index_template = "ses_desk/home.html"
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the desk's own pages to Django's."""
        own = [
            path("acting/end/", self.admin_view(require_POST(self.end_acting)), name="desk_end_acting"),
            path("language/", set_language, name="desk_language"),
            path("core/", self.admin_view(self.at_core), name="desk_at_core"),
            path("app/", self.admin_view(self.app_health), name="desk_app_health"),
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Speak the language that the person chose: the desk's addresses name none."""

        @wraps(view)
        def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
            if language in dict(settings.LANGUAGES):
                translation.activate(language)
                request.LANGUAGE_CODE = language
            return guarded(request, *args, **kwargs)

        guarded = super().admin_view(view, cacheable)
        return spoken

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Say on every page whether somebody acts for a SES."""
        return {
            **super().each_context(request),
            "acting_session": home.acting_for(request.user, timezone.now()),
        }

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what waits."""
        found = home.of(person_of(request), timezone.now())
        return super().index(request, {**(extra_context or {}), "desk": found})

    def end_acting(self, request: HttpRequest) -> HttpResponseBase:
        """Stop acting for a SES."""
        if home.end_acting(request.user, timezone.now()):
            self._say(request, _("You no longer act for the seller."))
        return redirect("admin:index")

    def app_health(self, request: HttpRequest) -> HttpResponse:
        """Examine the App at the core, now: it asks the core several questions."""
        if not request.user.has_perm(home.VIEW_APP):
            raise PermissionDenied
        context = {
            **self.each_context(request),
            "title": _("The App at the core"),
            "findings": list(home.examine()),
        }
        return TemplateResponse(request, "ses_desk/app_health.html", context)

    def at_core(self, request: HttpRequest) -> HttpResponse:
        """Compare the SES that sell with what the core has of them, now."""
        if not request.user.has_perm(queues.VIEW_SELLER):
            raise PermissionDenied
        context = {**self.each_context(request), "title": _("The sellers at the core"), "away": ""}
        try:
            context["found"] = at_core.compare(timezone.now())
        except at_core.CoreAway as error:
            context["away"] = str(error)
        return TemplateResponse(request, "ses_desk/at_core.html", context)

    def _say(self, request: HttpRequest, words: str) -> None:
        messages.success(request, words)
