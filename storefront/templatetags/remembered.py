"""Pieces of pages that are the same wherever the same things are shown: drawn once, then remembered.

What is remembered is found by the values themselves, so that nothing shown can be out of date: a card with a
new price is another card.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.core.signals import setting_changed
from django.template import Context, Engine, TemplateSyntaxError
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.utils.translation import get_language

register = template.Library()

# Pieces in memory at most, per process; a card has 2 KB.
MOST_PIECES = 2048


class RememberedNode(Node):
    """Shows a template that sees nothing but the values given to it and the language."""

    def __init__(self, name: str, values: dict[str, FilterExpression]) -> None:
        self.name = name
        self.names = tuple(values)
        self.values = tuple(values.values())

    def render(self, context: Context) -> str:
        """Return the piece as it was drawn for the same values before, or draw it."""
        engine = context.template.engine  # type: ignore[union-attr]
        draw = _drawn.__wrapped__ if engine.debug else _drawn
        values = tuple([each.resolve(context) for each in self.values])
        return draw(engine, self.name, get_language(), self.names, values)


@register.tag
def remembered(parser: Parser, token: Token) -> RememberedNode:
    """Include a template like `include … only`: `{% remembered "shop/_card.html" card=card %}`.

    The values must be hashable and, where they are equal, must look equal. The template may print them,
    words, addresses and settings; nothing of a request, a visitor or the clock.
    """
    bits = token.split_contents()[1:]
    name, rest = (bits[0], bits[1:]) if bits else ("", [])
    values = token_kwargs(rest, parser)
    if rest or len(name) < 2 or name[0] != name[-1] or name[0] not in "\"'":
        raise TemplateSyntaxError("'remembered' takes a template's name in quotes, then name=value.")
    return RememberedNode(name[1:-1], values)


@lru_cache(maxsize=MOST_PIECES)
def _drawn(
    engine: Engine, name: str, language: str | None, names: tuple[str, ...], values: tuple[Hashable, ...]
) -> str:
    return engine.get_template(name).render(Context(dict(zip(names, values, strict=True))))


def _forget(**_: object) -> None:
    _drawn.cache_clear()


setting_changed.connect(_forget, dispatch_uid="storefront.remembered")
