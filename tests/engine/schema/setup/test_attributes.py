"""Attributes, their choices, and the types that carry them."""

from __future__ import annotations

from typing import Any

import pytest

from engine.catalog.models import Attribute, AttributeValue, PageType, ProductType
from kernel.ids import to_global_id
from tests.engine.schema.asking import data
from tests.engine.schema.setup.catalogue import (
    ATTRIBUTE_CREATE,
    PAGE_TYPE_CREATE,
    PRODUCT_TYPE_CREATE,
    attribute,
    page_type,
    product_type,
)
from tests.engine.schema.setup.staff import refused, tell

pytestmark = pytest.mark.django_db

UPDATE = """
mutation($id: ID, $reference: String, $input: AttributeUpdateInput!) {
  attributeUpdate(id: $id, externalReference: $reference, input: $input) {
    attribute { name slug choices(first: 100) { edges { node { slug name } } } }
    errors { field code message }
  }
}
"""
DELETE = "mutation($id: ID!) { attributeDelete(id: $id) { attribute { id } errors { field code } } }"
ASSIGN_PAGE = """
mutation($id: ID!, $attributes: [ID!]!) {
  pageAttributeAssign(pageTypeId: $id, attributeIds: $attributes) {
    pageType { attributes { slug } }
    errors { field code message attributes }
  }
}
"""
ASSIGN_PRODUCT = """
mutation($id: ID!, $operations: [ProductAttributeAssignInput!]!) {
  productAttributeAssign(productTypeId: $id, operations: $operations) {
    productType {
      productAttributes { slug }
      assignedVariantAttributes { attribute { slug } variantSelection }
    }
    errors { field code message attributes }
  }
}
"""
LOOK_UP = '{ attribute(slug: "material") { id choices(first: 100) { edges { node { id slug name } } } } }'
MATERIAL = {
    "name": "Material",
    "type": "PRODUCT_TYPE",
    "inputType": "MULTISELECT",
    "values": [{"name": "In"}, {"name": "Lână"}, {"name": "In ecologic"}],
}


def changed(**given: Any) -> dict[str, Any]:
    return {**MATERIAL, **given}


def test_an_attribute_is_made_with_its_choices_and_can_be_looked_up() -> None:
    made = tell(ATTRIBUTE_CREATE, {"input": MATERIAL})

    assert made["errors"] == []
    attribute_ = made["attribute"]
    assert (attribute_["slug"], attribute_["inputType"]) == ("material", "MULTISELECT")
    choices = [(edge["node"]["slug"], edge["node"]["name"]) for edge in attribute_["choices"]["edges"]]
    assert choices == [("in", "In"), ("lana", "Lână"), ("in-ecologic", "In ecologic")]
    assert data(LOOK_UP) == {"id": attribute_["id"], "choices": attribute_["choices"]}


def test_choices_whose_names_look_alike_get_numbered_slugs() -> None:
    values = [{"name": "Pâine"}, {"name": "Paine"}, {"name": "RO-IS"}]

    made = tell(ATTRIBUTE_CREATE, {"input": changed(values=values)})

    edges = made["attribute"]["choices"]["edges"]
    assert [edge["node"]["slug"] for edge in edges] == ["paine", "paine-2", "ro-is"]


def test_a_second_attribute_of_the_name_gets_another_slug() -> None:
    slugs = [tell(ATTRIBUTE_CREATE, {"input": MATERIAL})["attribute"]["slug"] for _ in range(3)]

    assert slugs == ["material", "material-2", "material-3"]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": " "}, ("name", "REQUIRED")),
        ({"name": "x" * 256}, ("name", "INVALID")),
        ({"slug": "nu e slug"}, ("slug", "INVALID")),
        ({"slug": "ocupat"}, ("slug", "UNIQUE")),
        ({"type": "CUSTOMER_TYPE"}, ("type", "INVALID")),
        ({"inputType": "PLAIN_TEXT"}, ("values", "INVALID")),
        ({"inputType": "REFERENCE"}, ("entityType", "REQUIRED")),
        ({"inputType": "REFERENCE", "entityType": "PRODUCT"}, ("entityType", "INVALID")),
        ({"inputType": "SINGLE_REFERENCE", "entityType": "PAGE"}, ("inputType", "INVALID")),
        ({"values": [{"name": " "}]}, ("values", "REQUIRED")),
        ({"values": [{"name": "In"}, {"name": " iN "}]}, ("values", "UNIQUE")),
        ({"values": [{"name": "x" * 251}]}, ("values", "INVALID")),
        ({"values": [{"name": "In", "externalReference": "x" * 251}]}, ("values", "INVALID")),
        ({"values": [{"name": str(number)} for number in range(1001)]}, ("values", "INVALID")),
    ],
)
def test_a_wrong_attribute_is_refused(given: dict[str, Any], refusal: tuple[str, str]) -> None:
    attribute("ocupat", "BOOLEAN")

    assert refused(ATTRIBUTE_CREATE, {"input": changed(**given)}) == [refusal]

    assert (Attribute.objects.count(), AttributeValue.objects.count()) == (1, 0)


def test_an_attribute_is_changed_by_its_id_or_reference() -> None:
    made = tell(ATTRIBUTE_CREATE, {"input": changed(externalReference="m")})["attribute"]
    linen = made["choices"]["edges"][0]["node"]["id"]

    by_id = tell(
        UPDATE,
        {"id": made["id"], "input": {"addValues": [{"name": "Bumbac"}], "removeValues": [linen]}},
    )
    by_reference = tell(UPDATE, {"reference": "m", "input": {"name": "Din ce e"}})

    names = [edge["node"]["name"] for edge in by_id["attribute"]["choices"]["edges"]]
    assert names == ["Lână", "In ecologic", "Bumbac"]
    assert (by_reference["attribute"]["name"], by_reference["attribute"]["slug"]) == ("Din ce e", "material")


def test_wrong_changes_are_refused_and_nothing_moves() -> None:
    made = attribute("material", "MULTISELECT", values=[{"name": "In"}])
    other = attribute("culoare", "DROPDOWN", values=[{"name": "Roșu"}])
    before = list(Attribute.objects.values()), list(AttributeValue.objects.values())

    def change(**given: Any) -> list[tuple[str | None, str]]:
        return refused(UPDATE, {"id": made["id"], "input": {"name": "Altfel", **given}})

    assert change(addValues=[{"name": "IN"}]) == [("addValues", "ALREADY_EXISTS")]
    assert change(addValues=[{"value": "x"}]) == [("addValues", "REQUIRED")]
    assert change(removeValues=[other["values"]["Roșu"]]) == [("removeValues", "INVALID")]
    assert change(removeValues=[to_global_id("AttributeValue", 9999)]) == [("removeValues", "NOT_FOUND")]
    assert change(removeValues=["abc"]) == [("removeValues", "GRAPHQL_ERROR")]
    assert change(slug=" ") == [("slug", "REQUIRED")]
    assert change(slug="culoare") == [("slug", "UNIQUE")]
    assert refused(UPDATE, {"id": to_global_id("Page", 1), "input": {}}) == [("id", "GRAPHQL_ERROR")]
    assert refused(UPDATE, {"id": to_global_id("Attribute", 9999), "input": {}}) == [("id", "NOT_FOUND")]
    assert refused(UPDATE, {"input": {}}) == [(None, "GRAPHQL_ERROR")]
    assert (list(Attribute.objects.values()), list(AttributeValue.objects.values())) == before


def test_an_attribute_is_deleted_with_its_choices() -> None:
    made = attribute("material", "MULTISELECT", values=[{"name": "In"}])

    assert tell(DELETE, {"id": made["id"]}) == {"attribute": {"id": made["id"]}, "errors": []}

    assert (Attribute.objects.count(), AttributeValue.objects.count()) == (0, 0)


def test_a_kind_of_page_carries_attributes_in_order() -> None:
    phone, town, tax_id = (
        attribute(slug, "PLAIN_TEXT", "PAGE_TYPE")["id"] for slug in ("telefon", "oras", "cui")
    )
    made = tell(
        PAGE_TYPE_CREATE, {"input": {"name": "Întreprindere socială", "addAttributes": [town, phone]}}
    )

    assigned = tell(ASSIGN_PAGE, {"id": made["pageType"]["id"], "attributes": [tax_id]})

    assert made["pageType"]["slug"] == "intreprindere-sociala"
    assert [each["slug"] for each in made["pageType"]["attributes"]] == ["oras", "telefon"]
    assert [each["slug"] for each in assigned["pageType"]["attributes"]] == ["oras", "telefon", "cui"]


def test_a_kind_of_page_refuses_what_it_has_and_what_is_of_goods() -> None:
    town = attribute("oras", "PLAIN_TEXT", "PAGE_TYPE")["id"]
    material = attribute("material", "DROPDOWN")["id"]
    kind = page_type(town)

    def assign(*ids: str) -> list[tuple[str | None, str]]:
        return refused(ASSIGN_PAGE, {"id": kind, "attributes": list(ids)})

    assert assign(town) == [("attributeIds", "ATTRIBUTE_ALREADY_ASSIGNED")]
    assert assign(material) == [("attributeIds", "INVALID")]
    assert assign("abc") == [("attributeIds", "GRAPHQL_ERROR")]
    given = {"name": "Alt tip", "addAttributes": [town, town]}
    assert refused(PAGE_TYPE_CREATE, {"input": given}) == [("addAttributes", "DUPLICATED_INPUT_ITEM")]
    assert refused(PAGE_TYPE_CREATE, {"input": {"slug": "x"}}) == [("name", "REQUIRED")]
    assert PageType.objects.get().attributes.count() == 1


def test_a_kind_of_goods_carries_attributes_of_products_and_of_variants() -> None:
    material, size = attribute("material", "MULTISELECT")["id"], attribute("marime", "DROPDOWN")["id"]
    given = {"name": "Bunuri", "isShippingRequired": False, "productAttributes": [material]}
    kind = tell(PRODUCT_TYPE_CREATE, {"input": given})["productType"]

    operations = [{"id": size, "type": "VARIANT", "variantSelection": True}]
    assigned = tell(ASSIGN_PRODUCT, {"id": kind["id"], "operations": operations})["productType"]

    assert (kind["slug"], kind["isShippingRequired"]) == ("bunuri", False)
    assert assigned == {
        "productAttributes": [{"slug": "material"}],
        "assignedVariantAttributes": [{"attribute": {"slug": "marime"}, "variantSelection": True}],
    }


def test_a_kind_of_goods_refuses_what_does_not_fit() -> None:
    material, size = attribute("material", "MULTISELECT")["id"], attribute("marime", "DROPDOWN")["id"]
    text, town = attribute("text", "PLAIN_TEXT")["id"], attribute("oras", "PLAIN_TEXT", "PAGE_TYPE")["id"]
    kind = product_type(product=[material])

    def assign(*operations: dict[str, Any], id: str = kind) -> list[tuple[str | None, str]]:
        return refused(ASSIGN_PRODUCT, {"id": id, "operations": list(operations)})

    assert assign({"id": town, "type": "PRODUCT"}) == [("operations", "INVALID")]
    assert assign({"id": material, "type": "VARIANT"}) == [("operations", "ATTRIBUTE_ALREADY_ASSIGNED")]
    selection = {"type": "VARIANT", "variantSelection": True}
    assert assign({"id": text, **selection}) == [("operations", "ATTRIBUTE_CANNOT_BE_ASSIGNED")]
    twice = {"id": size, "type": "VARIANT"}
    assert assign(twice, twice) == [("operations", "DUPLICATED_INPUT_ITEM")]
    single = tell(PRODUCT_TYPE_CREATE, {"input": {"name": "Unul", "hasVariants": False}})["productType"]["id"]
    assert assign(twice, id=single) == [("operations", "ATTRIBUTE_VARIANTS_DISABLED")]
    assert refused(PRODUCT_TYPE_CREATE, {"input": {"name": "x", "weight": -1}}) == [("weight", "INVALID")]
    assert refused(PRODUCT_TYPE_CREATE, {"input": {}}) == [("name", "REQUIRED")]
    assert [each.variant_attributes.count() for each in ProductType.objects.all()] == [0, 0]
