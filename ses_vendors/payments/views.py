"""The payment App's one door: synchronous questions of the core, signed."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ses_vendors.installation import signatures
from ses_vendors.payments import answers, events, tasks
from ses_vendors.payments.events import MalformedEvent

logger = logging.getLogger(__name__)


# A core is no browser: it signs what it sends.
@csrf_exempt
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Answer a question about payments. Unsigned, foreign and malformed ones change nothing."""
    try:
        installation = signatures.verify(request)
        event = events.read(request.body)
    except signatures.Unverified as error:
        logger.warning("Unable to verify a question about payments: %s", error)
        return JsonResponse({"error": str(error)}, status=error.status)
    except MalformedEvent as error:
        logger.warning("Unable to read a question about payments: %s", error)
        return JsonResponse({"error": str(error)}, status=400)
    told = answers.to(event, api_url=installation.api_url, now=timezone.now())
    if isinstance(event, events.ActionAsked):
        tasks.enqueue_reports()
    return JsonResponse(told)
