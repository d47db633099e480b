"""The categories every page links to; kept for some minutes, since they change rarely."""

from __future__ import annotations

import logging

from django.core.cache import cache

from commerce import freshness
from commerce.errors import CommerceError
from commerce.shop import catalogue
from commerce.types import Category, Language

logger = logging.getLogger(__name__)

#: A new Saleor has a category of its own making, for goods that were given none.
SALEORS_OWN = "default-category"
KEPT_SECONDS = 300
# A core that is away is not asked again by every page, which would have to wait for it.
RETRY_SECONDS = 15


def top_categories(language: Language) -> tuple[Category, ...]:
    """List the top categories in the core's order; none while the core is away."""
    key = f"menu:{language}:{freshness.stamp('catalogue')}"
    kept: tuple[Category, ...] | None = cache.get(key)
    if kept is None:
        kept = _read(key, language)
    return kept


def _read(key: str, language: Language) -> tuple[Category, ...]:
    try:
        known = catalogue.categories(language=language)
    except CommerceError:
        logger.exception("Unable to read the categories for the menu.")
        cache.set(key, (), RETRY_SECONDS)
        return ()
    found = tuple(each for each in known if each.level == 0 and each.slug != SALEORS_OWN)
    cache.set(key, found, KEPT_SECONDS if found else RETRY_SECONDS)
    return found
