"""The badge on pages: judged where it is shown, at the moment it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from commerce.types import BasketLine, OrderLine, Product, ProductCard
from kernel.badge import Level
from kernel.badge.mark import svg
from kernel.selling import Selling
from storefront import badges, selling
from storefront.badges import Shown

register = template.Library()


@register.filter
def judged(cards: Iterable[ProductCard]) -> list[tuple[ProductCard, Shown | None, Selling]]:
    """Give with each card what may be said of it now, and whether it can be ordered.

    Goods of SES that do not sell here are left out, though the index may not know it for some seconds yet.
    """
    now = timezone.now()
    found = ((card, badges.of(card, now=now), selling.of(card, now=now)) for card in cards)
    return [each for each in found if not each[2].is_stopped]


@register.simple_tag
def badge_of(goods: ProductCard | Product | BasketLine) -> Shown | None:
    """Say what may be said of a product or a line now: `{% badge_of line as shown %}`."""
    return badges.of(goods, now=timezone.now())


@register.simple_tag
def frozen_badge(line: OrderLine, placed_at: datetime) -> Shown | None:
    """Say what was said of a bought line when it was bought, as it was frozen."""
    return badges.frozen(line, placed_at=placed_at)


@register.simple_tag
def bought_badge(line: OrderLine, placed_at: datetime) -> Shown | None:
    """Say the same in a letter; where it goes out before it is frozen, judged for the order's moment."""
    return badges.frozen(line, placed_at=placed_at) or badges.of(line, now=placed_at)


@register.simple_tag
def badge_mark(level: Level, size: int) -> SafeString:
    """Draw the mark in the text's colour, `size` pixels high. It is decoration: the words stand beside it."""
    return _mark(level, size)


@lru_cache(maxsize=64)
def _mark(level: Level, size: int) -> SafeString:
    return mark_safe(svg(level, size=size, title="", tone="one"))  # noqa: S308
