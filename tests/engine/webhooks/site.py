"""This site with an app on it: the core's addresses, and one that receives."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from tests.engine.webhooks.listening import Mailbox, Received

MAILBOX = Mailbox()


@csrf_exempt
def receive(request: HttpRequest, **_: str) -> HttpResponse:
    """Take what comes, and answer as the mailbox says."""
    MAILBOX.received.append(Received(dict(request.headers), request.body))
    translation.activate("en")
    answer = MAILBOX.answers.get(request.headers.get("Saleor-Event", ""), MAILBOX.answer)
    content = b"" if answer is None else json.dumps(answer).encode()
    return HttpResponse(content, status=MAILBOX.status, content_type="application/json")


urlpatterns = [path("", include("engine.urls")), path("app/<str:name>", receive)]
