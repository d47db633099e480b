"""Menus."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.groups import CategoryGroup, CollectionGroup, Group, PageGroup
from engine.schema.catalog.pages import Page
from engine.schema.catalog.products import Category, Collection
from engine.schema.catalog.translations import MenuItemTranslation, translated
from engine.schema.connections import connection_types
from engine.schema.enums import LanguageCodeEnum
from engine.schema.fields import Node, ObjectWithMetadata, global_id


class MenuItemGroup(Group[models.MenuItem]):
    """All entries of one menu, with what they lead to."""

    kind = "MenuItem"

    def __init__(self, menu: models.Menu, now: Any) -> None:
        rows = models.MenuItem.objects.filter(menu=menu).select_related("category", "collection", "page")
        super().__init__(rows)
        self.menu = menu
        CategoryGroup(row.category for row in self.rows if row.category)
        CollectionGroup((row.collection for row in self.rows if row.collection), None, now)
        PageGroup(row.page for row in self.rows if row.page)

    def below(self, parent_id: int | None) -> list[models.MenuItem]:
        """Return the entries under an entry, or the menu's own."""
        return [row for row in self.rows if row.parent_id == parent_id]


class MenuItem(graphene.ObjectType):
    """An entry of a menu."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    category = graphene.Field(Category)
    collection = graphene.Field(Collection)
    page = graphene.Field(Page)
    url = graphene.String()
    children = graphene.List(graphene.NonNull(lambda: MenuItem))
    translation = graphene.Field(
        MenuItemTranslation, language_code=graphene.Argument(LanguageCodeEnum, required=True)
    )

    resolve_id = global_id("MenuItem")

    @staticmethod
    def resolve_children(root: Any, info: Any) -> list[models.MenuItem]:
        return root.group.below(root.pk)

    @staticmethod
    def resolve_translation(root: models.MenuItem, info: Any, language_code: Any) -> Any:
        return translated(root, "MenuItem", language_code)


class Menu(graphene.ObjectType):
    """A navigation menu."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    items = graphene.List(graphene.NonNull(MenuItem))

    resolve_id = global_id("Menu")

    @staticmethod
    def resolve_items(root: models.Menu, info: Any) -> list[models.MenuItem]:
        return MenuItemGroup(root, info.context.now).below(None)


MenuCountableConnection = connection_types(Menu)
