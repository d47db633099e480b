"""How the shop writes money and dates, and its drawn icons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commerce.types import Seller
from kernel import counties
from kernel.money import Money

register = template.Library()

NO_BREAK_SPACE = "\u00a0"
ICONS = "storefront/img/icons.svg"


def _locale() -> str:
    return "en_GB" if get_language() == "en" else "ro_RO"


@register.filter
def lei(amount: Money) -> str:
    """Write money as shoppers read it: `1.234,50 lei`, in English `1,234.50 lei`."""
    return _written(amount, _locale())


@lru_cache(maxsize=4096)
def _written(amount: Money, locale: str) -> str:
    unit = "lei" if amount.currency == "RON" else amount.currency
    return f"{format_decimal(amount.amount, '#,##0.00', locale=locale)}{NO_BREAK_SPACE}{unit}"


@register.filter
def day(when: date | datetime | None) -> str:
    """Write a date of the shop's time zone: `24 noiembrie 2026`; nothing where there is none."""
    if when is None:
        return ""
    local = timezone.localtime(when).date() if isinstance(when, datetime) else when
    return format_date(local, "d MMMM y", locale=_locale())


@register.filter
def moment(when: datetime | None) -> str:
    """Write a moment in the shop's time zone: `24 noiembrie 2026, 09:05`; nothing where there is none."""
    if when is None:
        return ""
    return format_datetime(timezone.localtime(when), "d MMMM y, HH:mm", locale=_locale())


@register.filter
def clock(when: datetime) -> str:
    """Write the time of day in the shop's time zone: `09:05`."""
    return format(timezone.localtime(when), "%H:%M")


@register.filter
def compact(text: str) -> str:
    """Write a text on one line, without the blanks a template leaves around it."""
    return " ".join(text.split())


@register.filter
def county_name(iso: str) -> str:
    """Write a county by its ISO code: `RO-IS` is Iași; an unknown code stays as it is."""
    found = counties.county(iso)
    return found.name if found else iso


@register.simple_tag
def icon(name: str) -> SafeString:
    """Show a drawn icon of the sprite. It is decoration: the words stand beside it."""
    return _drawn(name, static(ICONS))


@lru_cache(maxsize=64)
def _drawn(name: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', sprite, name
    )


@register.filter
def srcset(widths: Sequence[tuple[int, str]]) -> str:
    """Write a picture's (pixels wide, address) pairs as browsers want them."""
    return ", ".join(f"{address} {width}w" for width, address in widths)


@register.filter
def attribute(owner: Seller, slug: str) -> str:
    """Write a seller's attribute as text; nothing where it has none."""
    return owner.text(slug)
