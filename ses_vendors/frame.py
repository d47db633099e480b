"""The frame around the sellers' public pages: a template that the settings name.

The shop's own frame belongs to another house, which this one may not know.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def page_frame(request: HttpRequest) -> dict[str, str]:
    """Give templates `page_frame`, what public pages extend: `{% extends page_frame %}`."""
    return {"page_frame": settings.PAGE_FRAME}
