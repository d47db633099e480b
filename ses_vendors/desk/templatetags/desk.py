"""Days and moments in one way of writing."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.translation import get_language

from ses_vendors.badge.models import Attestation
from ses_vendors.vendors.models import Requirement

register = template.Library()


@register.filter
def day(value: date | datetime) -> str:
    """Write a day, or the day of a moment, as people here do: 24.11.2026."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{local:%d.%m.%Y}"


@register.filter
def column_name(field: str) -> str:
    """Name a column of an attestation as forms do."""
    try:
        return str(Attestation._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return field


@register.filter
def in_words(requirement: Requirement) -> str:
    """Name a line of the checklist in the language of the page."""
    return requirement.title_en if get_language() == "en" else requirement.title_ro
