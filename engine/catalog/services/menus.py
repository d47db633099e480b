"""Menus and their entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from engine.catalog.models import Menu, MenuItem
from engine.catalog.slugs import unique_slug
from engine.errors import refuse
from engine.validation import store

#: Entries made in one go.
MOST_ITEMS = 100


@transaction.atomic
def create(*, name: str, slug: str | None, items: Sequence[Mapping[str, Any]] = ()) -> Menu:
    """Make a menu with its first entries; `items` are fields of `MenuItem`.

    Raises:
        Refusal: REQUIRED, INVALID or UNIQUE per field; as `add_item` for the entries.
    """
    if len(items) > MOST_ITEMS:
        raise refuse("TOO_MANY_MENU_ITEMS", f"A menu is made with at most {MOST_ITEMS} items.", "items")
    menu = Menu(name=name, slug=slug or unique_slug(name, Menu.objects.all()))
    store(menu)
    for item in items:
        add_item(menu=menu, parent=None, name=item.get("name") or "", target=_target(item))
    return menu


def _target(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "name"}


@transaction.atomic
def add_item(*, menu: Menu, parent: MenuItem | None, name: str, target: Mapping[str, Any]) -> MenuItem:
    """Add an entry as the last: `target` has a url, category, collection or page, at most one of them.

    Raises:
        Refusal: REQUIRED or INVALID per field; CANNOT_ASSIGN_NODE for more than one target;
            INVALID_MENU_ITEM when the parent is of another menu.
    """
    chosen = {key: value for key, value in target.items() if value}
    if len(chosen) > 1:
        raise refuse("CANNOT_ASSIGN_NODE", "More than one item provided.")
    if parent is not None and parent.menu_id != menu.pk:
        raise refuse("INVALID_MENU_ITEM", "The parent is of another menu.", "parent")
    row = MenuItem(menu=menu, parent=parent, name=name, sort_order=_next_place(menu, parent), **chosen)
    store(row, exclude=["menu", "parent", "category", "collection", "page"])
    return row


def _next_place(menu: Menu, parent: MenuItem | None) -> int:
    last = MenuItem.objects.filter(menu=menu, parent=parent).aggregate(last=Max("sort_order"))["last"]
    return 0 if last is None else int(last) + 1
