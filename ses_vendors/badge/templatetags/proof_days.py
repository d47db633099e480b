"""Days and moments in the templates of the proof."""

from __future__ import annotations

from django import template

from ses_vendors.badge.proof import days

register = template.Library()
register.filter("day", days.day)
register.filter("moment", days.moment)
