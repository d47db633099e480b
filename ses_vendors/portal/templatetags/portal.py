"""What the sellers' templates may ask: the menu of this page's SES, how many days are left."""

from __future__ import annotations

from typing import Any

from django import template

from ses_vendors.portal.menu import Menu, menu_of

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_menu(context: Any) -> Menu | None:
    """Give the menu of the SES that the page is about; None on pages about none."""
    request = context.get("request")
    return menu_of(request) if request is not None and hasattr(request, "vendor") else None
