"""Pages travel compressed, also where no proxy stands before the shop."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PageCompressionMiddleware(GZipMiddleware):
    """Compress HTML only: pictures are compressed already, and stylesheets come ready from the disk.

    Django adds a random length to each answer and masks the form token, so that the size of a page tells
    nothing of its secrets (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress a page for a browser that can read it so."""
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
