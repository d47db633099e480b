"""Wrong passwords and wrong codes: five are forgiven, then each one makes the wait longer.

django-axes counts in the database, so that all processes count together with or without a shared cache.
Failures are counted for an account as tried from one address: nobody shuts another's account, and from an
office that shares an address everybody else still gets in. allauth's own limits
(settings.ACCOUNT_RATE_LIMITS) stand behind, against guesses from many addresses.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import ngettext

#: Failures that cost no wait.
FORGIVEN: int = settings.AXES_FAILURE_LIMIT - 1
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)

#: Set on a request whose try did not count, with the seconds to wait.
WAIT = "seconds_to_wait"


class GrowingWait(AxesDatabaseHandler):  # type: ignore[misc]
    """Axes, with a wait that doubles with each failure after it instead of a fixed one."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Say whether the wait after the last failure is still running."""
        return self.seconds_left(request, credentials) > 0

    def seconds_left(self, request: HttpRequest, credentials: dict[str, Any] | None) -> int:
        """Return how many seconds are left to wait; 0 when a try is welcome."""
        (tries,) = self.get_user_attempts(request, credentials)
        found = tries.aggregate(count=Sum("failures_since_start"), last=Max("attempt_time"))
        wait = wait_after(found["count"] or 0)
        if not wait:
            return 0
        until: datetime = found["last"] + wait
        return max(0, ceil((until - self._now(request)).total_seconds()))

    def _now(self, request: HttpRequest) -> datetime:
        return getattr(request, "axes_attempt_time", None) or timezone.now()


def wait_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures: none, then 1, 2, 4 … minutes, at most an hour."""
    if failures <= FORGIVEN:
        return timedelta(0)
    doublings = min(failures - FORGIVEN - 1, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))


def client_address(request: HttpRequest) -> str:
    """Return the address that asks: the connection's, or what the one trusted proxy wrote."""
    address: str | None = get_client_ip(request)
    return address or request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104


def whose_try(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the account that a try is counted for: its e-mail, however it was written."""
    given = credentials or {}
    if given.get("email"):
        return str(given["email"]).strip().lower()[:255]
    name = str(given.get("username") or "")
    email = User.objects.filter(username=name).values_list("email", flat=True).first()
    return (email or name).lower()[:255]


def say_when(request: HttpRequest, response: HttpResponseBase, credentials: Any = None) -> HttpResponseBase:
    """Keep the page that explains the wait, with the status and the header that machines read."""
    response.status_code = 429
    response["Retry-After"] = str(max(1, getattr(request, WAIT, 0)))
    return response


def too_many(request: HttpRequest, credentials: dict[str, Any]) -> ValidationError:
    """Return the message that says when to try again, and have the answer say it to machines, too."""
    handler: GrowingWait = AxesProxyHandler.get_implementation()
    seconds = max(1, handler.seconds_left(request, credentials))
    setattr(request, WAIT, seconds)
    request.axes_locked_out = True  # type: ignore[attr-defined]
    if seconds < 90:
        text = ngettext(
            "Too many wrong tries. Please wait %(count)d second and try again.",
            "Too many wrong tries. Please wait %(count)d seconds and try again.",
            seconds,
        ) % {"count": seconds}
    else:
        minutes = -(-seconds // 60)
        text = ngettext(
            "Too many wrong tries. Please wait %(count)d minute and try again.",
            "Too many wrong tries. Please wait %(count)d minutes and try again.",
            minutes,
        ) % {"count": minutes}
    return ValidationError(text, code="too_many_tries")


def password_is_welcome(request: HttpRequest, credentials: dict[str, Any]) -> bool:
    """Say whether a password may be tried now."""
    return bool(AxesProxyHandler.is_allowed(request, credentials))


def forget_wrong_passwords(user: User) -> None:
    """Start again at none, at every address: who has a new password by letter need not wait."""
    AxesProxyHandler.reset_attempts(username=user.email.lower())


# --- Codes of the second factor are counted beside passwords, under a name no e-mail can have ---


def code_is_welcome(request: HttpRequest, user: User) -> bool:
    """Say whether a code of somebody may be tried now."""
    return bool(AxesProxyHandler.is_allowed(request, _code_of(user)))


def note_wrong_code(request: HttpRequest, user: User) -> bool:
    """Count a wrong code; say whether a wait begins."""
    AxesProxyHandler.user_login_failed(sender=__name__, credentials=_code_of(user), request=request)
    return not code_is_welcome(request, user)


def too_many_codes(request: HttpRequest, user: User) -> ValidationError:
    """Return the message that says when to try a code again."""
    return too_many(request, _code_of(user))


def forget_wrong_codes(request: HttpRequest, user: User) -> None:
    """Start again at none."""
    AxesProxyHandler.get_implementation().reset_user_attempts(request, _code_of(user))


def _code_of(user: User) -> dict[str, Any]:
    return {"email": f"code of {user.pk}"}
