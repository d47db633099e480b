"""The notice on a page that shows goods as they were, because the core could not be asked anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from commerce import cached

register = template.Library()


class BehindNode(Node):
    """Renders what it holds first: only then is it known how old what was read is."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        """Print the notice, where one is needed, before what was rendered."""
        content = self.nodelist.render(context)
        return f"{_notice()}{content}"


@register.tag
def behind(parser: Parser, token: Token) -> BehindNode:
    """Say above what is between this tag and `endbehind` how old it is, if it may be."""
    nodelist = parser.parse(("endbehind",))
    parser.delete_first_token()
    return BehindNode(nodelist)


@register.simple_tag
def behind_swap() -> str:
    """Print the notice for a part that htmx puts into an open page; it takes the old one's place."""
    return _notice(is_swap=True)


def _notice(*, is_swap: bool = False) -> str:
    oldest = cached.oldest()
    context: dict[str, Any] = {"since": _told(oldest) if oldest else "", "is_swap": is_swap}
    return render_to_string("storefront/_behind.html", context)


def _told(moment: datetime) -> str:
    """Tell the hour in Bucharest, and the day where it is not today's."""
    local = timezone.localtime(moment)
    hour = date_format(local, "H:i")
    return hour if local.date() == timezone.localdate() else f"{date_format(local, 'j F')}, {hour}"
