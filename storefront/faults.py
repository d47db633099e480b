"""When the commerce core does not answer, the visitor gets a page that says so and loses nothing.

Pages of goods and sellers go on with what is kept (`commerce.cached`); this is for the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_only_middleware

from commerce import cached
from commerce.errors import CommerceError, CoreUnavailable
from storefront.views import errors

logger = logging.getLogger(__name__)


@sync_only_middleware
class CoreFaultsMiddleware:
    """Turn what the core could not do out of any view into the shop's 503 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; Django calls `process_exception` where a view raises."""
        cached.begin()
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer for a core that is away or that refuses what no view foresaw, and for nothing else."""
        if not isinstance(exception, CommerceError):
            return None
        logger.exception("Unable to get from the commerce core what %s needs.", request.path)
        may_have_happened = isinstance(exception, CoreUnavailable) and exception.may_have_happened
        return errors.core_unavailable(request, may_have_happened=may_have_happened)
