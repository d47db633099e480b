"""Categories and collections."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.catalog import search
from engine.catalog.models import Category, Collection, CollectionProduct, Product
from kernel.ids import to_global_id
from tests.engine.catalog import shelf
from tests.engine.schema.asking import data
from tests.engine.schema.setup.catalogue import CATEGORY_CREATE, channel, rich
from tests.engine.schema.setup.staff import gid, refused, tell

pytestmark = pytest.mark.django_db

CATEGORY_UPDATE = """
mutation($id: ID!, $input: CategoryInput!) {
  categoryUpdate(id: $id, input: $input) { category { slug name seoTitle } errors { field code } }
}
"""
CATEGORY_DELETE = "mutation($id: ID!) { categoryDelete(id: $id) { category { id } errors { field code } } }"
COLLECTION_CREATE = """
mutation($input: CollectionCreateInput!) {
  collectionCreate(input: $input) { collection { id slug name } errors { field code products } }
}
"""
COLLECTION_UPDATE = """
mutation($id: ID!, $input: CollectionInput!) {
  collectionUpdate(id: $id, input: $input) { collection { slug name } errors { field code } }
}
"""
COLLECTION_DELETE = (
    "mutation($id: ID!) { collectionDelete(id: $id) { collection { id } errors { field code } } }"
)
ADD = """
mutation($id: ID!, $products: [ID!]!) {
  collectionAddProducts(collectionId: $id, products: $products) { errors { field code products } }
}
"""
REMOVE = """
mutation($id: ID!, $products: [ID!]!) {
  collectionRemoveProducts(collectionId: $id, products: $products) { errors { field code } }
}
"""
SHOW = """
mutation($id: ID!, $input: CollectionChannelListingUpdateInput!) {
  collectionChannelListingUpdate(id: $id, input: $input) { errors { field code channels } }
}
"""
SHOWN = """
{ collection(slug: "cadouri", channel: "ses-ro") { name products(first: 9) { edges { node { name } } } } }
"""


def collection(**given: Any) -> str:
    return str(tell(COLLECTION_CREATE, {"input": {"name": "Cadouri", **given}})["collection"]["id"])


def in_it() -> list[str]:
    return list(CollectionProduct.objects.values_list("product__name", flat=True))


def test_a_category_is_made_under_its_parent() -> None:
    root = tell(CATEGORY_CREATE, {"input": {"name": "Textile și îmbrăcăminte"}})["category"]
    given = {
        "name": "Șorțuri",
        "description": rich("Din <script>x</script>in."),
        "seo": {"title": "Șorțuri", "description": "De bucătărie."},
        "metadata": [{"key": "icon", "value": "apron"}],
    }

    made = tell(CATEGORY_CREATE, {"input": given, "parent": root["id"]})

    assert made["errors"] == []
    assert (root["slug"], root["level"], root["parent"]) == ("textile-si-imbracaminte", 0, None)
    child = made["category"]
    assert (child["slug"], child["level"], child["parent"]) == ("sorturi", 1, {"slug": root["slug"]})
    assert json.loads(child["description"]) == json.loads(rich("Din in."))
    rows = list(Category.objects.order_by("pk"))
    assert [row.path for row in rows] == [f"{rows[0].pk}/", f"{rows[0].pk}/{rows[1].pk}/"]
    assert (rows[1].metadata, rows[1].seo_description) == ({"icon": "apron"}, "De bucătărie.")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, ("name", "REQUIRED")),
        ({"name": ""}, ("name", "REQUIRED")),
        ({"name": "\t "}, ("name", "REQUIRED")),
        ({"name": "x" * 251}, ("name", "INVALID")),
        ({"name": "x", "slug": "textile"}, ("slug", "UNIQUE")),
        ({"name": "x", "slug": "a b"}, ("slug", "INVALID")),
        ({"name": "x", "description": '"text"'}, ("description", "INVALID")),
        ({"name": "x", "description": '{"blocks": [1]}'}, ("description", "INVALID")),
        ({"name": "x", "seo": {"title": "x" * 71}}, ("seoTitle", "INVALID")),
        ({"name": "x", "seo": {"description": "x" * 301}}, ("seoDescription", "INVALID")),
        ({"name": "x", "metadata": [{"key": " ", "value": "x"}]}, ("metadata", "REQUIRED")),
    ],
)
def test_a_wrong_category_is_refused(given: dict[str, Any], refusal: tuple[str, str]) -> None:
    tell(CATEGORY_CREATE, {"input": {"name": "Textile"}})

    assert refused(CATEGORY_CREATE, {"input": given}) == [refusal]

    assert Category.objects.count() == 1


def test_a_refusal_speaks_english_whatever_the_language_of_the_site() -> None:
    tell(CATEGORY_CREATE, {"input": {"name": "Textile"}})

    [error] = tell(CATEGORY_CREATE, {"input": {"name": "x", "slug": "textile"}})["errors"]

    assert error["message"] == "Category with this Slug already exists."


def test_a_parent_that_is_none_is_refused() -> None:
    given = {"input": {"name": "x"}}

    assert refused(CATEGORY_CREATE, {**given, "parent": "abc"}) == [("parent", "GRAPHQL_ERROR")]
    assert refused(CATEGORY_CREATE, {**given, "parent": to_global_id("Page", 1)}) == [
        ("parent", "GRAPHQL_ERROR")
    ]
    assert refused(CATEGORY_CREATE, {**given, "parent": to_global_id("Category", 9)}) == [
        ("parent", "NOT_FOUND")
    ]
    assert refused(CATEGORY_CREATE, {**given, "parent": to_global_id("Category", 10**30)}) == [
        ("parent", "NOT_FOUND")
    ]
    assert Category.objects.count() == 0


def test_a_tree_that_grows_too_deep_is_refused() -> None:
    parent = None
    for _ in range(11):
        parent = tell(CATEGORY_CREATE, {"input": {"name": "x"}, "parent": parent})["category"]["id"]

    assert refused(CATEGORY_CREATE, {"input": {"name": "x"}, "parent": parent}) == [("parent", "INVALID")]


def test_a_new_name_of_a_category_is_found_at_once() -> None:
    row = shelf.category("Textile")
    product = shelf.product("Șorț", category=row)

    changed = tell(CATEGORY_UPDATE, {"id": gid(row), "input": {"name": "Bucătărie", "slug": "bucatarie"}})

    assert changed["category"] == {"slug": "bucatarie", "name": "Bucătărie", "seoTitle": None}
    assert (list(search.ranked("bucatarie")), search.ranked("textile")) == ([product.pk], {})
    assert refused(CATEGORY_UPDATE, {"id": gid(row), "input": {"slug": ""}}) == [("slug", "REQUIRED")]


def test_a_deleted_category_leaves_its_products() -> None:
    root = shelf.category("Casa")
    child = shelf.category("Textile", root)
    product = shelf.product("Șorț", category=child)

    tell(CATEGORY_DELETE, {"id": gid(root)})

    assert Category.objects.count() == 0
    assert Product.objects.get(pk=product.pk).category is None
    assert search.ranked("textile") == {}


def test_a_collection_is_made_shown_and_filled_in_order() -> None:
    products = [shelf.product(name) for name in ("Bol", "Șorț", "Miere")]
    made = collection(products=[gid(products[1])])
    tell(SHOW, {"id": made, "input": {"addChannels": [{"channelId": channel(), "isPublished": True}]}})

    for _ in range(2):
        assert tell(ADD, {"id": made, "products": [gid(row) for row in products]})["errors"] == []

    assert data(SHOWN) == {
        "name": "Cadouri",
        "products": {"edges": [{"node": {"name": name}} for name in ("Șorț", "Bol", "Miere")]},
    }
    tell(REMOVE, {"id": made, "products": [gid(products[1])]})
    assert in_it() == ["Bol", "Miere"]
    tell(SHOW, {"id": made, "input": {"removeChannels": [channel()]}})
    assert data(SHOWN) is None


def test_a_collection_that_is_not_published_is_not_shown() -> None:
    made = collection()

    tell(SHOW, {"id": made, "input": {"addChannels": [{"channelId": channel(), "isPublished": False}]}})

    assert data(SHOWN) is None


def test_wrong_collections_are_refused_and_nothing_moves() -> None:
    shop, bare = channel(), Product.objects.create(product_type=shelf.kind(), name="Gol", slug="gol")
    made = collection()
    listing = {"channelId": shop, "isPublished": True}

    assert refused(COLLECTION_CREATE, {"input": {}}) == [("name", "REQUIRED")]
    assert refused(COLLECTION_CREATE, {"input": {"name": "x", "slug": "cadouri"}}) == [("slug", "UNIQUE")]
    assert refused(COLLECTION_CREATE, {"input": {"name": "x", "products": [gid(bare)]}}) == [
        ("products", "CANNOT_MANAGE_PRODUCT_WITHOUT_VARIANT")
    ]
    assert refused(ADD, {"id": made, "products": [gid(bare)]}) == [
        ("products", "CANNOT_MANAGE_PRODUCT_WITHOUT_VARIANT")
    ]
    assert refused(ADD, {"id": made, "products": [to_global_id("Product", 9999)]}) == [
        ("products", "NOT_FOUND")
    ]
    assert refused(ADD, {"id": gid(bare), "products": []}) == [("collectionId", "GRAPHQL_ERROR")]
    assert refused(SHOW, {"id": made, "input": {"addChannels": [listing, listing]}}) == [
        ("addChannels", "DUPLICATED_INPUT_ITEM")
    ]
    assert refused(SHOW, {"id": made, "input": {"addChannels": [listing], "removeChannels": [shop]}}) == [
        ("input", "DUPLICATED_INPUT_ITEM")
    ]
    unknown = {"channelId": to_global_id("Channel", 9999)}
    assert refused(SHOW, {"id": made, "input": {"addChannels": [listing, unknown]}}) == [
        ("channelId", "NOT_FOUND")
    ]
    assert (Collection.objects.count(), in_it(), Collection.objects.get().channel_listings.count()) == (
        1,
        [],
        0,
    )


def test_a_collection_is_changed_and_deleted() -> None:
    shelf.product("Bol")
    made = collection()

    changed = tell(COLLECTION_UPDATE, {"id": made, "input": {"name": "Iarna", "description": rich("Cald.")}})

    assert changed == {"collection": {"slug": "cadouri", "name": "Iarna"}, "errors": []}
    assert tell(COLLECTION_DELETE, {"id": made})["collection"] == {"id": made}
    assert (Collection.objects.count(), Product.objects.count()) == (0, 1)
