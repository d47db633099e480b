"""What somebody typed while nobody was signed in any more: kept for after the sign-in.

A form that arrives without a session is put into the (new, anonymous) session of this browser, under its
address; signing in keeps that session's contents, and the page shows the form as it was sent. Files are not
kept. Whatever is sent to the address next replaces it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

KEY = "drafts"
#: Characters of one form, and forms of one browser.
LONGEST, MOST = 40_000, 3
#: What is never kept.
LEFT_OUT = ("csrfmiddlewaretoken", "password")

View = Callable[..., HttpResponseBase]


def keeps_draft(view: View) -> View:
    """Keep the form of a view that will ask for sign-in first. Stands above `member_of`."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            keep(request)
        return view(request, *args, **kwargs)

    return kept


def keep(request: HttpRequest) -> None:
    """Put the form of a request into the session; one that no page here could send is left out."""
    form = request.POST.copy()
    for name in LEFT_OUT:
        form.pop(name, None)
    text = form.urlencode()
    if not form or len(text) > LONGEST:
        return
    others = {path: each for path, each in _all(request).items() if path != request.path}
    request.session[KEY] = dict([*others.items(), (request.path, text)][-MOST:])


def found(request: HttpRequest) -> QueryDict | None:
    """Return the form that waits for this page; None when there is none. A sent form makes it old."""
    text = _all(request).get(request.path)
    if text is None:
        return None
    if request.method == "POST":
        request.session[KEY] = {path: each for path, each in _all(request).items() if path != request.path}
        return None
    return QueryDict(text)


def _all(request: HttpRequest) -> dict[str, str]:
    kept = request.session.get(KEY)
    return kept if isinstance(kept, dict) else {}
