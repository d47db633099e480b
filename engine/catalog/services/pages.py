"""Pages: SES and texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from engine.catalog.models import AttributeValue, Page, PageType
from engine.catalog.services import assigning
from engine.catalog.services.assigning import Statement
from engine.catalog.services.describing import describe, give_slug
from engine.validation import store


@transaction.atomic
def create(
    *, page_type: PageType, given: Mapping[str, Any], statements: Sequence[Statement], now: datetime
) -> Page:
    """Make a page.

    Raises:
        Refusal: REQUIRED, UNIQUE, INVALID or NOT_FOUND on a field, or on `attributes`.
    """
    page = Page(page_type=page_type)
    describe(page, given)
    give_slug(page, page.title, Page.objects.all())
    _publish(page, given, now)
    store(page, exclude=["page_type"])
    assigning.assign(page, statements, is_new=True)
    return page


@transaction.atomic
def update(*, page: Page, given: Mapping[str, Any], statements: Sequence[Statement], now: datetime) -> Page:
    """Change a page; references to it take over its new title.

    Raises:
        Refusal: as `create`.
    """
    describe(page, given)
    _publish(page, given, now)
    store(page, exclude=["page_type"])
    AttributeValue.objects.filter(reference_page=page).exclude(name=page.title).update(name=page.title)
    assigning.assign(page, statements, is_new=False)
    return page


def delete(*, page: Page) -> None:
    """Delete a page and what refers to it."""
    AttributeValue.objects.filter(page_uses__page=page).exclude(
        attribute__input_type__in=assigning.SHARED
    ).delete()
    page.delete()


def products_of(page: Page) -> list[int]:
    """Return the keys of the products that refer to a page; its title is among their words."""
    found = AttributeValue.objects.filter(reference_page=page, product_uses__isnull=False)
    return list(found.values_list("product_uses__product_id", flat=True).distinct())


def _publish(page: Page, given: Mapping[str, Any], now: datetime) -> None:
    if given.get("is_published") is not None:
        page.is_published = given["is_published"]
    if given.get("published_at") is not None:
        page.published_at = given["published_at"]
    if page.is_published and page.published_at is None:
        page.published_at = now
