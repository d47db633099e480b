"""Pages, and all that can be said of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.catalog import search
from engine.catalog.models import AttributeValue, Page, ProductAttributeValue
from kernel.ids import to_global_id
from tests.engine.schema.asking import NOW, data
from tests.engine.schema.setup.catalogue import PAGE_CREATE, attribute, page, page_type, product, rich
from tests.engine.schema.setup.catalogue import product_type as make_product_type
from tests.engine.schema.setup.staff import refused, tell

pytestmark = pytest.mark.django_db

UPDATE = """
mutation($id: ID!, $input: PageInput!) {
  pageUpdate(id: $id, input: $input) { page { slug title isPublished } errors { field code attributes } }
}
"""
DELETE = "mutation($id: ID!) { pageDelete(id: $id) { page { id } errors { field code } } }"
SAID = """
{ page(slug: "atelierul-anei") {
  assignedAttributes {
    attribute { slug }
    ... on AssignedPlainTextAttribute { plain: value }
    ... on AssignedTextAttribute { rich: value }
    ... on AssignedSingleChoiceAttribute { choice: value { slug } }
    ... on AssignedMultiChoiceAttribute { choices: value { slug } }
    ... on AssignedBooleanAttribute { boolean: value }
    ... on AssignedNumericAttribute { number: value }
    ... on AssignedFileAttribute { file: value { url contentType } }
    ... on AssignedMultiPageReferenceAttribute { pages: value { slug } }
    ... on AssignedDateAttribute { moment: value }
  }
} }
"""


def ids_of_values() -> list[int]:
    return list(AttributeValue.objects.order_by("pk").values_list("pk", flat=True))


def test_everything_can_be_said_of_a_page() -> None:
    of_page = {"owner": "PAGE_TYPE"}
    text, story = attribute("cui", "PLAIN_TEXT", **of_page), attribute("poveste", "RICH_TEXT", **of_page)
    county = attribute("judet", "DROPDOWN", values=[{"name": "RO-IS"}, {"name": "RO-SV"}], **of_page)
    groups = attribute("grupuri", "MULTISELECT", values=[{"name": "Femei"}, {"name": "Tineri"}], **of_page)
    payer, jobs = attribute("tva", "BOOLEAN", **of_page), attribute("locuri", "NUMERIC", **of_page)
    logo, day = attribute("sigla", "FILE", **of_page), attribute("din", "DATE", **of_page)
    partner = attribute("partener", "REFERENCE", entityType="PAGE", **of_page)
    asked = [text, story, county, groups, payer, jobs, logo, day, partner]
    kind = page_type(*(each["id"] for each in asked))
    other = page(kind, title="Moara", isPublished=True)

    page(
        kind,
        content=rich("Bun venit."),
        isPublished=True,
        attributes=[
            {"id": text["id"], "plainText": " RO1 "},
            {"id": story["id"], "richText": rich("<b>Noi</b><script>x</script>")},
            {"id": county["id"], "dropdown": {"id": county["values"]["RO-SV"]}},
            {"id": groups["id"], "multiselect": [{"value": "tineri"}, {"value": "Veterani"}]},
            {"id": payer["id"], "boolean": False},
            {"id": jobs["id"], "numeric": "12"},
            {"id": logo["id"], "file": "/media/file_upload/a.png", "contentType": "image/png"},
            {"id": day["id"], "date": "2020-03-01"},
            {"id": partner["id"], "references": [other]},
        ],
    )

    said = [
        {key: value for key, value in each.items() if key != "attribute"}
        for each in data(SAID)["assignedAttributes"]
    ]
    assert said == [
        {"plain": "RO1"},
        {"rich": json.loads(rich("<b>Noi</b>"))},
        {"choice": {"slug": "ro-sv"}},
        {"choices": [{"slug": "tineri"}, {"slug": "veterani"}]},
        {"boolean": False},
        {"number": 12.0},
        {"file": {"url": "/media/file_upload/a.png", "contentType": "image/png"}},
        {"moment": "2020-03-01"},
        {"pages": [{"slug": "moara"}]},
    ]
    assert Page.objects.get(slug="atelierul-anei").published_at == NOW


def test_a_text_keeps_its_row_when_it_changes_because_translations_hang_on_it() -> None:
    text = attribute("cui", "PLAIN_TEXT", "PAGE_TYPE")["id"]
    made = page(page_type(text), attributes=[{"id": text, "plainText": "RO1"}])
    before = ids_of_values()

    tell(UPDATE, {"id": made, "input": {"attributes": [{"id": text, "plainText": "RO2"}]}})

    assert (ids_of_values(), AttributeValue.objects.get().plain_text) == (before, "RO2")


def test_what_is_not_named_stays_and_what_is_emptied_goes() -> None:
    text, town = (attribute(slug, "PLAIN_TEXT", "PAGE_TYPE")["id"] for slug in ("cui", "oras"))
    said = [{"id": text, "plainText": "RO1"}, {"id": town, "plainText": "Iași"}]
    made = page(page_type(text, town), attributes=said)

    changed = tell(UPDATE, {"id": made, "input": {"attributes": [{"id": town, "plainText": ""}]}})

    assert changed["errors"] == []
    assert list(AttributeValue.objects.values_list("plain_text", flat=True)) == ["RO1"]


def test_saying_the_same_again_changes_nothing() -> None:
    text = attribute("cui", "PLAIN_TEXT", "PAGE_TYPE")["id"]
    groups = attribute("grupuri", "MULTISELECT", "PAGE_TYPE", values=[{"name": "Femei"}, {"name": "Tineri"}])
    said = [
        {"id": text, "plainText": "RO1"},
        {"id": groups["id"], "multiselect": [{"id": groups["values"]["Tineri"]}]},
    ]
    made = page(page_type(text, groups["id"]), attributes=said)
    before = list(AttributeValue.objects.values()), list(Page.objects.values())

    for _ in range(2):
        given = {"title": "Atelierul Anei", "slug": "atelierul-anei", "attributes": said}
        assert tell(UPDATE, {"id": made, "input": given})["errors"] == []

    assert (list(AttributeValue.objects.values()), list(Page.objects.values())) == before


@pytest.mark.parametrize(
    ("input_type", "value", "code"),
    [
        ("NUMERIC", {"numeric": "doi"}, "INVALID"),
        ("NUMERIC", {"numeric": "nan"}, "INVALID"),
        ("NUMERIC", {"numeric": "1e99"}, "INVALID"),
        ("PLAIN_TEXT", {"plainText": "x" * 20_001}, "INVALID"),
        ("RICH_TEXT", {"richText": '{"blocks": 1}'}, "INVALID"),
        ("FILE", {"file": "https://example.com/a.png"}, "INVALID"),
        ("FILE", {"file": "javascript:alert(1)"}, "INVALID"),
        ("FILE", {"file": "/media/../secret"}, "INVALID"),
        ("REFERENCE", {"references": [to_global_id("Page", 9999)]}, "NOT_FOUND"),
        ("REFERENCE", {"references": ["abc"]}, "GRAPHQL_ERROR"),
        ("DROPDOWN", {"dropdown": {"id": to_global_id("AttributeValue", 9999)}}, "NOT_FOUND"),
        ("DROPDOWN", {"dropdown": {"value": " "}}, "REQUIRED"),
        ("DROPDOWN", {"dropdown": {"value": "x" * 251}}, "INVALID"),
        ("DROPDOWN", {"values": ["a", "b"]}, "INVALID"),
        ("MULTISELECT", {"multiselect": [{"value": "a"}, {"value": "A"}]}, "DUPLICATED_INPUT_ITEM"),
        ("MULTISELECT", {"multiselect": [{"externalReference": "nu"}]}, "NOT_FOUND"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(input_type: str, value: dict[str, Any], code: str) -> None:
    more = {"entityType": "PAGE"} if input_type == "REFERENCE" else {}
    asked = attribute("ceva", input_type, "PAGE_TYPE", **more)["id"]
    given = {"title": "Ana", "pageType": page_type(asked), "attributes": [{"id": asked, **value}]}

    errors = tell(PAGE_CREATE, {"input": given})["errors"]

    assert [(each["field"], each["code"], each["attributes"]) for each in errors] == [
        ("attributes", code, [asked])
    ]
    assert (Page.objects.count(), AttributeValue.objects.count()) == (0, 0)


def test_a_required_attribute_must_be_said() -> None:
    asked = attribute("cui", "PLAIN_TEXT", "PAGE_TYPE", valueRequired=True)["id"]
    kind = page_type(asked)
    made = page(kind, attributes=[{"id": asked, "plainText": "RO1"}])

    unsaid = tell(PAGE_CREATE, {"input": {"title": "x", "pageType": kind}})["errors"]
    emptied = tell(UPDATE, {"id": made, "input": {"attributes": [{"id": asked, "plainText": " "}]}})["errors"]

    assert [(each["code"], each["attributes"]) for each in unsaid + emptied] == [("REQUIRED", [asked])] * 2
    assert (Page.objects.count(), AttributeValue.objects.get().plain_text) == (1, "RO1")


def test_wrong_pages_are_refused_and_nothing_moves() -> None:
    text, foreign = (attribute(slug, "PLAIN_TEXT", "PAGE_TYPE")["id"] for slug in ("cui", "oras"))
    kind = page_type(text)
    made = page(kind)

    def create(**given: Any) -> list[tuple[str | None, str]]:
        return refused(PAGE_CREATE, {"input": {"title": "x", "pageType": kind, **given}})

    assert create(title=None) == [("title", "REQUIRED")]
    assert create(slug="atelierul-anei") == [("slug", "UNIQUE")]
    assert create(content="[]") == [("content", "INVALID")]
    assert create(pageType="abc") == [("pageType", "GRAPHQL_ERROR")]
    assert create(pageType=to_global_id("PageType", 9999)) == [("pageType", "NOT_FOUND")]
    assert create(attributes=[{"id": foreign, "plainText": "x"}]) == [("attributes", "NOT_FOUND")]
    assert create(attributes=[{"plainText": "x"}]) == [("attributes", "REQUIRED")]
    assert create(attributes=[{"id": "abc", "plainText": "x"}]) == [("attributes", "GRAPHQL_ERROR")]
    assert create(attributes=[{"id": text, "plainText": "x"}] * 2) == [
        ("attributes", "DUPLICATED_INPUT_ITEM")
    ]
    assert refused(UPDATE, {"id": made, "input": {"slug": " ", "title": "Altul"}}) == [("slug", "REQUIRED")]
    assert refused(UPDATE, {"id": to_global_id("Page", 9999), "input": {}}) == [("id", "NOT_FOUND")]
    assert list(Page.objects.values_list("title", "slug")) == [("Atelierul Anei", "atelierul-anei")]


def test_a_sellers_new_name_is_found_and_a_deleted_seller_leaves_its_goods() -> None:
    seller = page(page_type(), isPublished=True)
    by = attribute("ses", "REFERENCE", entityType="PAGE")["id"]
    apron = product(make_product_type([by]), attributes=[{"id": by, "references": [seller]}])
    key = int(ProductAttributeValue.objects.get().product_id)

    tell(UPDATE, {"id": seller, "input": {"title": "Croitoria Carmen"}})
    renamed = list(search.ranked("carmen")), search.ranked("atelierul")
    tell(DELETE, {"id": seller})

    assert renamed == ([key], {})
    assert (search.ranked("carmen"), list(search.ranked("sort"))) == ({}, [key])
    assert (Page.objects.count(), ProductAttributeValue.objects.count()) == (0, 0)
    assert apron == to_global_id("Product", key)
