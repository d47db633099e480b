"""When the commerce core does not answer, the visitor gets a page that says so and loses nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_only_middleware

from commerce.errors import CoreUnavailable
from storefront.views import errors

logger = logging.getLogger(__name__)


@sync_only_middleware
class CoreFaultsMiddleware:
    """Turn `CoreUnavailable` out of any view into the shop's 503 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; Django calls `process_exception` where a view raises."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer for a core that is away, and for nothing else."""
        if not isinstance(exception, CoreUnavailable):
            return None
        logger.exception("Unable to reach the commerce core for %s.", request.path)
        return errors.core_unavailable(request, may_have_happened=exception.may_have_happened)
