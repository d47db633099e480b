"""Attributes and types: made once, completed later."""

from __future__ import annotations

from typing import Any

from commerce.app import AppClient
from commerce.app.attributes import (
    AttributeRef,
    boolean,
    choice,
    choices,
    file,
    number,
    plain_text,
    references,
    rich_text,
)
from tests.commerce import answers
from tests.commerce.app.sending import done, sent
from tests.commerce.fake_core import FakeCore


def _attribute(*names: str) -> dict[str, Any]:
    return {
        "id": "a",
        "choices": answers.edges(*({"id": f"v-{n}", "slug": n.lower(), "name": n} for n in names)),
    }


def test_attribute_is_made_with_its_choices_translated(core: FakeCore, client: AppClient) -> None:
    core.answers["app/attribute"] = {"attribute": None}
    core.answers["app/attribute_create"] = done("attributeCreate", attribute=_attribute("In", "Lână"))
    core.answers["app/attribute_translate"] = done("attributeTranslate")
    core.answers["app/attribute_value_translate"] = done("attributeValueTranslate")

    reference = client.put_attribute(
        slug="material",
        name="Material",
        english_name="Material",
        owner="PRODUCT_TYPE",
        input_type="MULTISELECT",
        values={"In": "Linen", "Lână": "Wool"},
    )

    assert reference == AttributeRef("a", {"In": "v-In", "Lână": "v-Lână"})
    assert sent(core, "app/attribute_create")["input"]["values"] == [{"name": "In"}, {"name": "Lână"}]
    translated = [v for name, v, _ in core.calls if name == "app/attribute_value_translate"]
    assert [(v["id"], v["input"]) for v in translated] == [
        ("v-In", {"name": "Linen"}),
        ("v-Lână", {"name": "Wool"}),
    ]


def test_attribute_that_is_there_gets_only_the_choices_it_lacks(core: FakeCore, client: AppClient) -> None:
    core.answers["app/attribute"] = {"attribute": _attribute("In")}
    core.answers["app/attribute_update"] = done("attributeUpdate", attribute=_attribute("In", "Lână"))
    core.answers["app/attribute_translate"] = done("attributeTranslate")
    core.answers["app/attribute_value_translate"] = done("attributeValueTranslate")

    client.put_attribute(
        slug="material",
        name="Material",
        english_name="Material",
        owner="PRODUCT_TYPE",
        input_type="MULTISELECT",
        values={"In": "Linen", "Lână": "Wool"},
    )

    assert sent(core, "app/attribute_update")["input"] == {
        "name": "Material",
        "addValues": [{"name": "Lână"}],
    }


def test_reference_attribute_names_what_it_points_to(core: FakeCore, client: AppClient) -> None:
    core.answers["app/attribute"] = {"attribute": None}
    core.answers["app/attribute_create"] = done("attributeCreate", attribute={"id": "a", "choices": None})
    core.answers["app/attribute_translate"] = done("attributeTranslate")

    client.put_attribute(
        slug="ses",
        name="SES",
        english_name="Seller",
        owner="PRODUCT_TYPE",
        input_type="REFERENCE",
        entity_type="PAGE",
    )

    assert sent(core, "app/attribute_create")["input"] == {
        "slug": "ses",
        "name": "SES",
        "type": "PRODUCT_TYPE",
        "inputType": "REFERENCE",
        "visibleInStorefront": True,
        "entityType": "PAGE",
    }


def test_types_get_the_attributes_they_lack(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page_type"] = {"pageTypes": answers.edges({"id": "pt", "attributes": [{"id": "a"}]})}
    core.answers["app/page_attribute_assign"] = done("pageAttributeAssign")
    core.answers["app/product_type"] = {
        "productTypes": answers.edges(
            {
                "id": "t",
                "productAttributes": [{"id": "a"}],
                "assignedVariantAttributes": [{"attribute": {"id": "v"}}],
            }
        )
    }
    core.answers["app/product_attribute_assign"] = done("productAttributeAssign")

    assert client.put_page_type(slug="ses", name="SES", attribute_ids=["a", "b"]) == "pt"
    assert (
        client.put_product_type(
            slug="textile",
            name="Textile",
            product_attribute_ids=["a", "b"],
            variant_attribute_ids=["v", "w"],
        )
        == "t"
    )

    assert sent(core, "app/page_attribute_assign") == {"id": "pt", "attributes": ["b"]}
    assert sent(core, "app/product_attribute_assign")["operations"] == [
        {"id": "b", "type": "PRODUCT"},
        {"id": "w", "type": "VARIANT", "variantSelection": True},
    ]


def test_types_that_are_complete_are_left_alone(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page_type"] = {"pageTypes": answers.edges({"id": "pt", "attributes": [{"id": "a"}]})}

    assert client.put_page_type(slug="ses", name="SES", attribute_ids=["a"]) == "pt"

    assert core.operations == ["app/page_type"]


def test_new_types_are_made(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page_type"] = {"pageTypes": answers.edges()}
    core.answers["app/page_type_create"] = done("pageTypeCreate", pageType={"id": "pt"})
    core.answers["app/product_type"] = {"productTypes": answers.edges()}
    core.answers["app/product_type_create"] = done("productTypeCreate", productType={"id": "t"})
    core.answers["app/product_attribute_assign"] = done("productAttributeAssign")

    client.put_page_type(slug="ses", name="SES", attribute_ids=["a"])
    client.put_product_type(
        slug="textile", name="Textile", product_attribute_ids=["a"], variant_attribute_ids=[]
    )

    assert sent(core, "app/page_type_create")["input"]["addAttributes"] == ["a"]
    assert sent(core, "app/product_attribute_assign")["operations"] == [{"id": "a", "type": "PRODUCT"}]


def test_values_are_said_as_saleor_takes_them() -> None:
    attribute = AttributeRef("a", {"In": "v1", "Lână": "v2"})

    assert [
        plain_text(attribute, "RO1"),
        rich_text(attribute, {"blocks": []}),
        choice(attribute, "In"),
        choices(attribute, ["In", "Lână"]),
        boolean(attribute, value=True),
        number(attribute, 12),
        references(attribute, ["p"]),
        file(attribute, "/media/a.png", "image/png"),
    ] == [
        {"id": "a", "plainText": "RO1"},
        {"id": "a", "richText": '{"blocks":[]}'},
        {"id": "a", "dropdown": {"id": "v1"}},
        {"id": "a", "multiselect": [{"id": "v1"}, {"id": "v2"}]},
        {"id": "a", "boolean": True},
        {"id": "a", "numeric": "12"},
        {"id": "a", "references": ["p"]},
        {"id": "a", "file": "/media/a.png", "contentType": "image/png"},
    ]


def test_what_can_be_said_on_pages_of_a_type_is_read_at_once(core: FakeCore, client: AppClient) -> None:
    choices = answers.edges({"id": "v1", "slug": "urban", "name": "Urban"})
    attributes = [
        {"id": "a1", "slug": "mediu", "choices": choices},
        {"id": "a2", "slug": "cui", "choices": None},
    ]
    core.answers["app/page_words"] = {"pageTypes": answers.edges({"id": "pt", "attributes": attributes})}

    words = client.page_words(slug="ses")

    assert words is not None
    assert words.page_type_id == "pt"
    assert words.attributes == {
        "mediu": AttributeRef("a1", {"Urban": "v1"}),
        "cui": AttributeRef("a2", {}),
    }
    assert core.operations == ["app/page_words"]


def test_a_type_of_pages_that_is_not_there_has_no_words(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page_words"] = {"pageTypes": answers.edges()}

    assert client.page_words(slug="ses") is None
