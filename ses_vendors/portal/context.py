"""What templates at the places of people may ask: for whom the operator acts, whether it is a demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def people(request: HttpRequest) -> dict[str, Any]:
    """Give `acting`, the ActingSession of this page or None, and `is_demo`."""
    return {"acting": getattr(request, "acting", None), "is_demo": settings.SHOP_DEMO}
