"""Tags for the visitor's own things; on a kept page they leave marks that each answer fills.

Only these tags may print them: `{% csrf_token %}` or the session on a page for all would keep it from being
kept (see `page_cache`).
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from storefront import visitors

register = template.Library()


@register.simple_tag(takes_context=True)
def visitor_csrf(context: dict[str, Any]) -> SafeString:
    """Print the hidden field of a form's token."""
    return mark_safe(visitors.spot(context["request"], "csrf"))  # noqa: S308


@register.simple_tag(takes_context=True)
def visitor_basket(context: dict[str, Any]) -> SafeString:
    """Print the number of pieces in the basket, also when it is 0."""
    return mark_safe(visitors.spot(context["request"], "basket"))  # noqa: S308


@register.simple_tag(takes_context=True)
def visitor_account(context: dict[str, Any]) -> SafeString:
    """Print a link to log in, or to the account with the shopper's name."""
    return mark_safe(visitors.spot(context["request"], "account"))  # noqa: S308
