"""Gives the audit log its actor, on the pages where people change what it keeps, and nowhere else."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditlog.middleware import AuditlogMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ses_vendors.desk.audit import stamps
from ses_vendors.vendors.services import acting

if TYPE_CHECKING:
    from collections.abc import Callable


class AuditTrailMiddleware:
    """auditlog's middleware for addresses below `AUDITED_PATHS`; a shopper's page pays one comparison."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._audited = ActorOnlyMiddleware(get_response)
        languages = ("", *(f"{code}/" for code, _ in settings.LANGUAGES))
        self._prefixes = tuple(f"/{tongue}{path}" for tongue in languages for path in settings.AUDITED_PATHS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what is changed meanwhile is told with its actor and acting session."""
        if not request.path_info.startswith(self._prefixes):
            return self._get_response(request)
        with stamps.acting(Deputy(request).session_id):
            response: HttpResponseBase = self._audited(request)
        return response


class ActorOnlyMiddleware(AuditlogMiddleware):  # type: ignore[misc]
    """auditlog's, without what it reads from headers that anybody may write."""

    def get_extra_data(self, request: HttpRequest) -> dict[str, object]:
        """Name the person; asked of the session only when something is written."""
        return {"actor": request.user}


class Deputy:
    """The acting session of whoever makes a request, looked up once and only when needed."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def session_id(self) -> int | None:
        """Return the id of the acting session under way, or None."""
        return self._found

    @cached_property
    def _found(self) -> int | None:
        user = self._request.user
        if not user.is_authenticated or not user.is_staff:
            return None
        session = acting.current(user, timezone.now())
        return session.pk if session else None
