"""Pages."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import PageGroup
from engine.catalog.services import pages
from engine.schema.catalog.pages import Page
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import JSONString
from engine.schema.setup import followups, rows
from engine.schema.setup.errors import PageError
from engine.schema.setup.inputs import AttributeValueInput, SeoInput, statements_of
from engine.webhooks import events


class PageInput(graphene.InputObjectType):
    """What changes of a page."""

    slug = graphene.String()
    title = graphene.String()
    content = JSONString()
    attributes = graphene.List(graphene.NonNull(AttributeValueInput))
    is_published = graphene.Boolean()
    published_at = graphene.DateTime()
    seo = SeoInput()


class PageCreateInput(PageInput):
    """A new page."""

    page_type = graphene.ID(required=True)


def _answer(page: models.Page) -> dict[str, Any]:
    return {"page": PageGroup([page]).rows[0]}


class PageCreate(CoreMutation):
    """Make a page."""

    class Arguments:
        input = PageCreateInput(required=True)

    permissions = ("MANAGE_PAGES",)
    page = graphene.Field(Page)
    errors = errors_of(PageError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it."""
        kind = rows.one(models.PageType, input["page_type"], "PageType", field="pageType")
        said = statements_of(input.get("attributes"))
        page = pages.create(page_type=kind, given=input, statements=said, now=info.context.now)
        events.record("PAGE_CREATED", about=page, now=info.context.now)
        return _answer(page)


class PageUpdate(CoreMutation):
    """Change a page."""

    class Arguments:
        id = graphene.ID(required=True)
        input = PageInput(required=True)

    permissions = ("MANAGE_PAGES",)
    page = graphene.Field(Page)
    errors = errors_of(PageError)

    @classmethod
    def perform(cls, info: Any, id: str, input: dict[str, Any]) -> dict[str, Any]:
        """Change it; a SES's name is among the words of its products."""
        page = rows.one(models.Page, id, "Page")
        title, said = page.title, statements_of(input.get("attributes"))
        pages.update(page=page, given=input, statements=said, now=info.context.now)
        events.record("PAGE_UPDATED", about=page, now=info.context.now)
        if page.title != title:
            followups.index_words(pages.products_of(page))
        return _answer(page)


class PageDelete(CoreMutation):
    """Delete a page and what refers to it."""

    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_PAGES",)
    page = graphene.Field(Page)
    errors = errors_of(PageError)

    @classmethod
    def perform(cls, info: Any, id: str) -> dict[str, Any]:
        """Delete it."""
        page = rows.one(models.Page, id, "Page")
        key, products = page.pk, pages.products_of(page)
        events.record("PAGE_DELETED", about=page, now=info.context.now)
        pages.delete(page=page)
        page.pk = key
        followups.index_words(products)
        return _answer(page)
