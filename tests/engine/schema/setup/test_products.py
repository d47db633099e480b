"""Products and their channels."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.catalog import search
from engine.catalog.models import (
    Collection,
    Product,
    ProductChannelListing,
    ProductMedia,
    SearchTerm,
    TaxClass,
    VariantChannelListing,
)
from engine.inventory.models import Stock
from kernel.ids import to_global_id
from tests.engine.catalog import shelf
from tests.engine.checkout import market
from tests.engine.schema.asking import NOW, data
from tests.engine.schema.setup.catalogue import (
    PRODUCT_CREATE,
    attribute,
    category,
    channel,
    product,
    product_type,
    rich,
)
from tests.engine.schema.setup.staff import gid, refused, tell

pytestmark = pytest.mark.django_db

UPDATE = """
mutation($id: ID, $reference: String, $input: ProductInput!) {
  productUpdate(id: $id, externalReference: $reference, input: $input) {
    product { name slug category { slug } weight { value } }
    errors { field code attributes }
  }
}
"""
DELETE = "mutation($id: ID) { productDelete(id: $id) { product { id name } errors { field code } } }"
LIST = """
mutation($id: ID!, $input: ProductChannelListingUpdateInput!) {
  productChannelListingUpdate(id: $id, input: $input) {
    product { name } errors { field code channels variants }
  }
}
"""
LOOK_UP = """
{
  product(externalReference: "ana-001") {
    id slug media { id alt } productVariants(first: 9) { edges { node { id } } }
  }
}
"""
ON_SALE = {"isPublished": True, "visibleInListings": True, "isAvailableForPurchase": True}


def row() -> Product:
    return Product.objects.get()


def test_a_product_is_made_with_all_that_belongs_to_it() -> None:
    linen = attribute("material", "MULTISELECT", values=[{"name": "In"}])
    tax = TaxClass.objects.create(name="TVA 11 %", rates={"RO": 11})
    gifts = Collection.objects.create(name="Cadouri", slug="cadouri")
    given = {
        "name": "Șorț de bucătărie",
        "productType": product_type([linen["id"]]),
        "category": category(),
        "collections": [gid(gifts)],
        "description": rich("Din <b>in</b>."),
        "taxClass": gid(tax),
        "weight": "0.35",
        "seo": {"description": "Un șorț."},
        "metadata": [{"key": "components", "value": "[]"}],
        "externalReference": "ana-001",
        "attributes": [{"id": linen["id"], "multiselect": [{"id": linen["values"]["In"]}]}],
    }

    made = tell(PRODUCT_CREATE, {"input": given})

    assert made["errors"] == []
    assert made["product"] == {
        "id": gid(row()),
        "slug": "sort-de-bucatarie",
        "name": "Șorț de bucătărie",
        "weight": {"unit": "KG", "value": 0.35},
        "category": {"slug": "textile"},
        "externalReference": "ana-001",
        "metadata": [{"key": "components", "value": "[]"}],
    }
    assert (row().tax_rate, row().weight_grams, row().seo_description) == (11, 350, "Un șorț.")
    assert row().description == json.loads(rich("Din <b>in</b>."))
    assert list(row().collections.all()) == [gifts]  # type: ignore[attr-defined]
    assert list(search.ranked("sort de bucatarie")) == [row().pk]
    look_up = data(LOOK_UP, user=market.user("carmen@example.com", is_staff=True))
    assert look_up == {"id": gid(row()), "slug": row().slug, "media": [], "productVariants": {"edges": []}}


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": " "}, ("name", "REQUIRED")),
        ({"name": None}, ("name", "REQUIRED")),
        ({"name": "x" * 251}, ("name", "INVALID")),
        ({"slug": "sort-de-bucatarie"}, ("slug", "UNIQUE")),
        ({"slug": "../x"}, ("slug", "INVALID")),
        ({"externalReference": "ana-001"}, ("externalReference", "UNIQUE")),
        ({"externalReference": "x" * 251}, ("externalReference", "INVALID")),
        ({"weight": "-0.1"}, ("weight", "INVALID")),
        ({"weight": "9999999"}, ("weight", "INVALID")),
        ({"description": "[1]"}, ("description", "INVALID")),
        ({"category": "abc"}, ("category", "GRAPHQL_ERROR")),
        ({"category": to_global_id("Category", 9999)}, ("category", "NOT_FOUND")),
        ({"taxClass": to_global_id("TaxClass", 9999)}, ("taxClass", "NOT_FOUND")),
        ({"collections": [to_global_id("Collection", 9999)]}, ("collections", "NOT_FOUND")),
        ({"productType": to_global_id("ProductType", 9999)}, ("productType", "NOT_FOUND")),
        ({"attributes": [{"id": to_global_id("Attribute", 9999)}]}, ("attributes", "NOT_FOUND")),
    ],
)
def test_a_wrong_product_is_refused(given: dict[str, Any], refusal: tuple[str, str]) -> None:
    kind = product_type()
    product(kind, externalReference="ana-001")
    words = SearchTerm.objects.count()

    assert refused(PRODUCT_CREATE, {"input": {"name": "Miere", "productType": kind, **given}}) == [refusal]

    assert (Product.objects.count(), SearchTerm.objects.count()) == (1, words)


def test_a_product_is_changed_by_its_reference_and_what_is_not_given_stays() -> None:
    made = product(product_type(), externalReference="ana-001", category=category(), weight="0.35")

    changed = tell(UPDATE, {"reference": "ana-001", "input": {"name": "Șorț de in"}})
    emptied = tell(UPDATE, {"id": made, "input": {"category": None, "weight": None}})

    assert changed["product"] == {
        "name": "Șorț de in",
        "slug": "sort-de-bucatarie",
        "category": {"slug": "textile"},
        "weight": {"value": 0.35},
    }
    assert (emptied["product"]["category"], emptied["product"]["weight"]) == (None, None)
    assert (list(search.ranked("in")), search.ranked("bucatarie")) == ([row().pk], {})


def test_wrong_changes_are_refused_and_nothing_moves() -> None:
    made = product(product_type(), externalReference="ana-001")
    before = list(Product.objects.values()), list(SearchTerm.objects.values())

    def change(**given: Any) -> list[tuple[str | None, str]]:
        return refused(UPDATE, {"id": made, "input": {"name": "Altul", **given}})

    assert change(slug="") == [("slug", "REQUIRED")]
    assert change(weight=-1) == [("weight", "INVALID")]
    assert change(attributes=[{"id": to_global_id("Attribute", 9999)}]) == [("attributes", "NOT_FOUND")]
    both = {"id": made, "reference": "ana-001", "input": {}}
    assert refused(UPDATE, both) == [(None, "GRAPHQL_ERROR")]
    assert refused(UPDATE, {"reference": "nu", "input": {}}) == [("externalReference", "NOT_FOUND")]
    assert (list(Product.objects.values()), list(SearchTerm.objects.values())) == before


def test_a_product_is_put_on_sale_and_taken_off() -> None:
    apron = shelf.product("Șorț", category=shelf.category())
    ProductChannelListing.objects.all().delete()

    def listing(**given: Any) -> ProductChannelListing:
        wanted = {"channelId": channel(), **given}
        made = tell(LIST, {"id": gid(apron), "input": {"updateChannels": [wanted]}})
        assert made == {"product": {"name": "Șorț"}, "errors": []}
        return ProductChannelListing.objects.get()

    quiet = listing()
    assert (quiet.is_published, quiet.visible_in_listings, quiet.published_at) == (False, False, None)
    shown = listing(**ON_SALE)
    assert (shown.is_published, shown.visible_in_listings) == (True, True)
    assert (shown.published_at, shown.available_for_purchase_at) == (NOW, NOW)
    assert (shown.minimum_price, shown.maximum_price) == (10000, 10000)
    hidden = listing(isPublished=False, isAvailableForPurchase=False)
    assert (hidden.is_published, hidden.available_for_purchase_at) == (False, None)
    later = listing(isAvailableForPurchase=True, availableForPurchaseAt="2027-01-01T00:00:00+00:00")
    assert later.available_for_purchase_at is not None
    assert later.available_for_purchase_at.isoformat() == "2027-01-01T00:00:00+00:00"
    tell(LIST, {"id": gid(apron), "input": {"removeChannels": [channel()]}})
    assert (ProductChannelListing.objects.count(), VariantChannelListing.objects.count()) == (0, 0)


def test_listings_that_do_not_fit_are_refused_and_nothing_moves() -> None:
    apron, bowl = shelf.product("Șorț"), shelf.product("Bol")
    before = list(ProductChannelListing.objects.order_by("pk").values())
    one = {"channelId": channel()}

    def refusals(*updates: dict[str, Any], **more: Any) -> list[tuple[str | None, str]]:
        return refused(LIST, {"id": gid(apron), "input": {"updateChannels": list(updates), **more}})

    assert refusals({**one, "isPublished": True}) == [("isPublished", "PRODUCT_WITHOUT_CATEGORY")]
    assert refusals(one, one) == [("updateChannels", "DUPLICATED_INPUT_ITEM")]
    assert refusals(one, removeChannels=[channel()]) == [("input", "DUPLICATED_INPUT_ITEM")]
    assert refusals({"channelId": to_global_id("Channel", 9999)}) == [("channelId", "NOT_FOUND")]
    when = {"isAvailableForPurchase": False, "availableForPurchaseAt": "2027-01-01T00:00:00Z"}
    assert refusals({**one, **when}) == [("availableForPurchaseAt", "INVALID")]
    foreign = [gid(bowl.variants.get())]  # type: ignore[attr-defined]
    assert refusals({**one, "addVariants": foreign}) == [("addVariants", "NOT_PRODUCTS_VARIANT")]
    assert list(ProductChannelListing.objects.order_by("pk").values()) == before


def test_a_product_is_deleted_with_all_its_own() -> None:
    apron = shelf.product("Șorț")
    ProductMedia.objects.create(product=apron, path="products/a.png")

    assert tell(DELETE, {"id": gid(apron)})["product"] == {"id": gid(apron), "name": "Șorț"}

    assert [model.objects.count() for model in (Product, ProductMedia, SearchTerm)] == [0, 0, 0]


def test_a_product_that_orders_wait_for_is_not_deleted() -> None:
    shop = market.channel()
    variant = market.variant(shop)
    market.stock(variant, market.warehouse(shop), 5, allocated=2)

    assert refused(DELETE, {"id": gid(variant.product)}) == [("id", "INVALID")]

    assert (Product.objects.count(), Stock.objects.get().quantity_allocated) == (1, 2)
