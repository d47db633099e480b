"""Whether goods can be ordered, on pages: judged where it is shown, at the moment it is shown."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from kernel.selling import Selling

register = template.Library()


@register.filter
def note(selling: Selling) -> str:
    """Return a closed SES's own words in the page's language."""
    return selling.note(get_language() or "ro")
