"""English texts beside the Romanian ones, and what is found by them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from engine.catalog import search
from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Category,
    Collection,
    Menu,
    MenuItem,
    Page,
    PageType,
    Product,
    ProductAttributeValue,
    Translation,
)
from tests.engine.accounts.people import person
from tests.engine.checkout import market
from tests.engine.schema.asking import NOW, data
from tests.engine.schema.setup.staff import ana, denied, gid, refused, tell

pytestmark = pytest.mark.django_db

PRODUCT = """mutation($id: ID!, $input: TranslationInput!) {
  productTranslate(id: $id, languageCode: EN, input: $input) {
    product { translation(languageCode: EN) { name description seoTitle } } errors { field code message }
  }
}"""
NAMED = """mutation($id: ID!, $input: {kind}!) {{
  {mutation}(id: $id, languageCode: EN, input: $input) {{ {payload} errors {{ field code }} }}
}}"""


def product() -> Product:
    """An apron."""
    made: Product = market.variant(market.channel()).product
    return made


def test_a_products_texts_are_kept_shown_and_added_to() -> None:
    apron = product()
    rich = json.dumps({"blocks": [{"type": "paragraph", "data": {"text": "Linen."}}]})
    tell(PRODUCT, {"id": gid(apron), "input": {"name": "Apron", "description": rich}})

    payload = tell(PRODUCT, {"id": gid(apron), "input": {"seoTitle": "An apron of linen"}})

    told = payload["product"]["translation"]
    assert (told["name"], told["seoTitle"]) == ("Apron", "An apron of linen")
    assert json.loads(told["description"]) == json.loads(rich)
    assert Translation.objects.count() == 1


def test_a_product_is_found_by_its_english_name_and_counts_as_changed() -> None:
    apron = product()
    Product.objects.update(updated_at=NOW - timedelta(days=9))

    tell(PRODUCT, {"id": gid(apron), "input": {"name": "Apron"}})

    assert list(search.ranked("apron")) == [apron.pk]
    assert Product.objects.get().updated_at == NOW


def test_the_same_texts_again_change_nothing() -> None:
    apron = product()
    tell(PRODUCT, {"id": gid(apron), "input": {"name": "Apron"}})
    Product.objects.update(updated_at=NOW - timedelta(days=9))

    tell(PRODUCT, {"id": gid(apron), "input": {"name": "Apron"}})

    assert Product.objects.get().updated_at == NOW - timedelta(days=9)


def test_a_product_is_found_by_the_english_of_its_shelf_and_its_material() -> None:
    apron = product()
    apron.category = Category.objects.create(name="Bucătărie", slug="bucatarie")
    apron.save()
    material = Attribute.objects.create(
        slug="material", name="Material", type="PRODUCT_TYPE", input_type="DROPDOWN"
    )
    linen = AttributeValue.objects.create(attribute=material, slug="in", name="In")
    ProductAttributeValue.objects.create(product=apron, value=linen)
    shelf = NAMED.format(kind="TranslationInput", mutation="categoryTranslate", payload="category { id }")
    value = NAMED.format(
        kind="AttributeValueTranslationInput",
        mutation="attributeValueTranslate",
        payload="attributeValue { translation(languageCode: EN) { name } }",
    )

    tell(shelf, {"id": gid(apron.category), "input": {"name": "Kitchen"}})
    tell(value, {"id": gid(linen), "input": {"name": "Linen"}})

    assert list(search.ranked("kitchen linen")) == [apron.pk]


def rows() -> dict[str, Any]:
    """One row of each further kind, by the mutation that translates it."""
    shop = market.channel()
    kind = PageType.objects.create(name="SES", slug="ses")
    menu = Menu.objects.create(name="Sus", slug="sus")
    return {
        "productVariantTranslate": market.variant(shop),
        "collectionTranslate": Collection.objects.create(name="Iarna", slug="iarna"),
        "pageTranslate": Page.objects.create(page_type=kind, title="Ana", slug="ana"),
        "attributeTranslate": Attribute.objects.create(
            slug="marime", name="Mărime", type="PRODUCT_TYPE", input_type="DROPDOWN"
        ),
        "menuItemTranslate": MenuItem.objects.create(menu=menu, name="Produse"),
        "shippingPriceTranslate": market.method(shop),
    }


@pytest.mark.parametrize(
    ("mutation", "kind", "type_name", "payload"),
    [
        ("productVariantTranslate", "NameTranslationInput", "ProductVariant", "productVariant"),
        ("collectionTranslate", "TranslationInput", "Collection", "collection"),
        ("attributeTranslate", "NameTranslationInput", "Attribute", "attribute"),
        ("menuItemTranslate", "NameTranslationInput", "MenuItem", "menuItem"),
        ("shippingPriceTranslate", "ShippingPriceTranslationInput", "ShippingMethodType", "shippingMethod"),
    ],
)
def test_each_kind_shows_its_english_name(mutation: str, kind: str, type_name: str, payload: str) -> None:
    asked = f"{payload} {{ translation(languageCode: EN) {{ name language {{ code }} }} }}"
    document = NAMED.format(kind=kind, mutation=mutation, payload=asked)

    answer = tell(document, {"id": gid(rows()[mutation], type_name), "input": {"name": "English"}})

    assert answer[payload]["translation"] == {"name": "English", "language": {"code": "EN"}}


def test_a_pages_title_and_text_are_translated() -> None:
    page = rows()["pageTranslate"]
    document = NAMED.format(kind="PageTranslationInput", mutation="pageTranslate", payload="")
    question = "query($id: ID!) { page(id: $id) { translation(languageCode: EN) { title content } } }"

    tell(document, {"id": gid(page), "input": {"title": "Ana's", "content": '{"blocks": []}'}})

    shown = data(question, {"id": gid(page)}, user=ana())["translation"]
    assert (shown["title"], json.loads(shown["content"])) == ("Ana's", {"blocks": []})


def test_texts_that_are_too_long_and_objects_that_are_not_there_are_refused() -> None:
    apron = product()
    long = {"name": "x" * 256, "seoTitle": "x" * 71}

    assert refused(PRODUCT, {"id": gid(apron), "input": long}) == [
        ("name", "INVALID"),
        ("seoTitle", "INVALID"),
    ]
    assert refused(PRODUCT, {"id": "UHJvZHVjdDo5OTk=", "input": {"name": "x"}}) == [("id", "NOT_FOUND")]
    assert refused(PRODUCT, {"id": gid(apron, "Page"), "input": {"name": "x"}}) == [("id", "GRAPHQL_ERROR")]
    assert not Translation.objects.exists()


def test_translations_are_for_staff() -> None:
    assert denied(PRODUCT, {"id": gid(product()), "input": {"name": "Apron"}}, person())
    assert not Translation.objects.exists()
