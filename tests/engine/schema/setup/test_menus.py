"""Menus and their entries, made by staff."""

from __future__ import annotations

from typing import Any

import pytest

from engine.catalog.models import Category, Menu, MenuItem
from tests.engine.accounts.people import person
from tests.engine.schema.setup.staff import denied, gid, refused, tell

pytestmark = pytest.mark.django_db

CREATE = """mutation($input: MenuCreateInput!) { menuCreate(input: $input) {
  menu { name slug items { name url category { slug } } } errors { field code message }
} }"""
ADD = """mutation($input: MenuItemCreateInput!) { menuItemCreate(input: $input) {
  menuItem { name url category { slug } children { name } } errors { field code message }
} }"""


def test_a_menu_is_made_with_entries_in_order_and_a_slug_of_its_name() -> None:
    shelf = Category.objects.create(name="Textile", slug="textile")
    items = [
        {"name": "Despre", "url": "https://exemplu.example/"},
        {"name": "Textile", "category": gid(shelf)},
    ]

    payload = tell(CREATE, {"input": {"name": "Subsolul paginii", "items": items}})

    assert payload == {
        "menu": {
            "name": "Subsolul paginii",
            "slug": "subsolul-paginii",
            "items": [
                {"name": "Despre", "url": "https://exemplu.example/", "category": None},
                {"name": "Textile", "url": None, "category": {"slug": "textile"}},
            ],
        },
        "errors": [],
    }


def test_an_entry_is_added_as_the_last_and_below_another() -> None:
    menu = Menu.objects.create(name="Sus", slug="sus")
    first = tell(ADD, {"input": {"menu": gid(menu), "name": "Unu"}})
    parent = MenuItem.objects.get()

    tell(ADD, {"input": {"menu": gid(menu), "name": "Doi"}})
    tell(ADD, {"input": {"menu": gid(menu), "name": "Sub unu", "parent": gid(parent)}})

    assert first["menuItem"] == {"name": "Unu", "url": None, "category": None, "children": []}
    rows = MenuItem.objects.order_by("pk").values_list("name", "sort_order", "parent_id")
    assert list(rows) == [("Unu", 0, None), ("Doi", 1, None), ("Sub unu", 0, parent.pk)]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": ""}, ("name", "REQUIRED")),
        ({"name": "x" * 129}, ("name", "INVALID")),
        ({"category": "Q2F0ZWdvcnk6OTk5"}, ("category", "NOT_FOUND")),
        ({"category": "TWVudTox"}, ("category", "GRAPHQL_ERROR")),
        ({"menu": "TWVudTo5OTk="}, ("menu", "NOT_FOUND")),
    ],
)
def test_an_entry_that_cannot_be_is_refused(change: dict[str, Any], refusal: tuple[str, str]) -> None:
    menu = Menu.objects.create(name="Sus", slug="sus")

    assert refused(ADD, {"input": {"menu": gid(menu), "name": "Unu", **change}}) == [refusal]
    assert not MenuItem.objects.exists()


def test_an_entry_leads_to_one_place_and_lies_in_its_parents_menu() -> None:
    menu, other = Menu.objects.create(name="Sus", slug="sus"), Menu.objects.create(name="Jos", slug="jos")
    shelf = Category.objects.create(name="Textile", slug="textile")
    stranger = MenuItem.objects.create(menu=other, name="Alt")
    both = {"menu": gid(menu), "name": "Unu", "category": gid(shelf), "url": "/"}
    astray = {"menu": gid(menu), "name": "Unu", "parent": gid(stranger)}

    assert refused(ADD, {"input": both}) == [(None, "CANNOT_ASSIGN_NODE")]
    assert refused(ADD, {"input": astray}) == [("parent", "INVALID_MENU_ITEM")]
    assert MenuItem.objects.count() == 1


def test_a_menu_is_refused_whole_when_an_entry_is() -> None:
    Menu.objects.create(name="Sus", slug="sus")

    assert refused(CREATE, {"input": {"name": "Alt", "slug": "sus"}}) == [("slug", "UNIQUE")]
    assert refused(CREATE, {"input": {"name": "Alt", "items": [{"name": ""}]}}) == [("name", "REQUIRED")]
    assert refused(CREATE, {"input": {"name": "Alt", "items": [{"name": "x"}] * 101}}) == [
        ("items", "TOO_MANY_MENU_ITEMS")
    ]
    assert [menu.slug for menu in Menu.objects.all()] == ["sus"]


def test_menus_are_for_staff() -> None:
    menu = Menu.objects.create(name="Sus", slug="sus")

    assert denied(CREATE, {"input": {"name": "Alt"}}, person())
    assert denied(ADD, {"input": {"menu": gid(menu), "name": "Unu"}})
    assert not MenuItem.objects.exists()
