"""What the sellers' templates may ask: the menu of this page's SES, days as people write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from ses_vendors.badge.proof import days
from ses_vendors.portal.menu import Menu, menu_of

register = template.Library()


@register.filter
def day(when: date | datetime | None) -> str:
    """Write a day of Bucharest: `24 noiembrie 2026`; nothing where there is none."""
    if when is None:
        return ""
    local = timezone.localtime(when).date() if isinstance(when, datetime) else when
    return days.day(local)


@register.filter
def moment(when: datetime | None) -> str:
    """Write a moment in Bucharest: `24 noiembrie 2026, 09:05`; nothing where there is none."""
    if when is None:
        return ""
    return days.moment(when)


@register.simple_tag
def review_days() -> int:
    """Give the working days in which an application is usually looked at."""
    return int(settings.SHOP_REVIEW_DAYS)


@register.simple_tag(takes_context=True)
def portal_menu(context: Any) -> Menu | None:
    """Give the menu of the SES that the page is about; None on pages about none."""
    request = context.get("request")
    return menu_of(request) if request is not None and hasattr(request, "vendor") else None
