"""Making menus and their entries."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog import models
from engine.catalog.services import menus
from engine.schema.catalog.menus import Menu, MenuItem, MenuItemGroup
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.setup import rows
from engine.schema.setup.errors import MenuError

MAY_ARRANGE = ("MANAGE_MENUS",)
TARGETS = {
    "category": (models.Category, "Category"),
    "collection": (models.Collection, "Collection"),
    "page": (models.Page, "Page"),
}


class MenuItemInput(graphene.InputObjectType):
    """An entry of a new menu."""

    name = graphene.String()
    url = graphene.String()
    category = graphene.ID()
    collection = graphene.ID()
    page = graphene.ID()


class MenuCreateInput(graphene.InputObjectType):
    """A new menu."""

    name = graphene.String(required=True)
    slug = graphene.String()
    items = graphene.List(graphene.NonNull(MenuItemInput))


class MenuItemCreateInput(graphene.InputObjectType):
    """A new entry of a menu."""

    name = graphene.String(required=True)
    url = graphene.String()
    category = graphene.ID()
    collection = graphene.ID()
    page = graphene.ID()
    menu = graphene.ID(required=True)
    parent = graphene.ID()


class MenuCreate(CoreMutation):
    """Make a menu."""

    class Arguments:
        input = MenuCreateInput(required=True)

    permissions = MAY_ARRANGE
    menu = graphene.Field(Menu)
    errors = errors_of(MenuError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Make it with its first entries."""
        items = [{"name": each.get("name"), **_target(each)} for each in input.get("items") or ()]
        return {"menu": menus.create(name=input["name"], slug=input.get("slug"), items=items)}


class MenuItemCreate(CoreMutation):
    """Add an entry to a menu."""

    class Arguments:
        input = MenuItemCreateInput(required=True)

    permissions = MAY_ARRANGE
    menu_item = graphene.Field(MenuItem)
    errors = errors_of(MenuError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Add it as the last."""
        made = menus.add_item(
            menu=rows.one(models.Menu, input["menu"], "Menu", field="menu"),
            parent=rows.optional(models.MenuItem, input.get("parent"), "MenuItem", field="parent"),
            name=input["name"],
            target=_target(input),
        )
        return {"menu_item": sibling(made, info)}


def _target(given: dict[str, Any]) -> dict[str, Any]:
    leads_to: dict[str, Any] = {"url": given.get("url")}
    for field, (model, type_name) in TARGETS.items():
        leads_to[field] = rows.optional(model, given.get(field), type_name, field=field)
    return leads_to


def sibling(item: models.MenuItem, info: Any) -> models.MenuItem:
    """Return an entry among the others of its menu, as its fields want it."""
    found = MenuItemGroup(item.menu, info.context.now).rows
    return next(row for row in found if row.pk == item.pk)


class MenuMutations:
    """The menus' fields of Mutation."""

    menu_create = MenuCreate.Field()
    menu_item_create = MenuItemCreate.Field()
