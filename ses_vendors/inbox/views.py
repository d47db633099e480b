"""The door that a core's webhooks come through."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ses_vendors.inbox import reading, services
from ses_vendors.inbox.tasks import enqueue
from ses_vendors.installation import signatures

logger = logging.getLogger(__name__)


# A core is no browser: its signature says who it is.
@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Keep an event and answer; it is acted on later. An event that is known already is answered alike."""
    try:
        installation = signatures.verify(request)
        with transaction.atomic():
            event, is_new = services.store(installation=installation, body=request.body, now=timezone.now())
            if is_new:
                transaction.on_commit(partial(enqueue, event.pk))
    except signatures.Unverified as error:
        logger.warning("Refused what came for the inbox: %s", error)
        return _refuse(error.code, str(error), error.status)
    except reading.Unreadable as error:
        logger.warning("Unable to read what came for the inbox: %s", error)
        return _refuse("BODY_UNREADABLE", str(error), 400)
    return JsonResponse({"status": "kept" if is_new else "known"})


def _refuse(code: str, message: str, status: int) -> HttpResponse:
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)
