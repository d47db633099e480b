"""Columns whose model gives them no name for people."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

#: A function of a row, which Django takes in place of a column's name, and its types do not know of.
Column = Any


def plain(name: str, label: Any) -> Column:
    """Show a column under a name."""

    @admin.display(description=label, ordering=name)
    def value(row: Any) -> Any:
        return getattr(row, name)

    value.__name__ = name
    return value


def link(name: str, label: Any) -> Column:
    """Show another row as a link to its page at the desk."""

    @admin.display(description=label, ordering=name)
    def value(row: Any) -> Any:
        other = getattr(row, name)
        if other is None:
            return None
        page = f"admin:{other._meta.app_label}_{other._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(page, args=[other.pk]), other)

    value.__name__ = name
    return value
