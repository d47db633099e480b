"""Single keys of metadata, of goods and of the pages they point to."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Page,
    PageType,
    Product,
    ProductAttributeValue,
    ProductTypeAttribute,
)
from tests.engine.catalog import shelf
from tests.engine.schema.asking import data

pytestmark = pytest.mark.django_db

FACTS = """
{ products(first: 50, channel: "ses-ro", sortBy: {field: NAME, direction: ASC}) { edges { node {
  own: metafield(key: "ses.badge")
  some: metafields(keys: ["ses.badge", "nothing"])
  ses: assignedAttribute(slug: "ses") { ... on AssignedMultiPageReferenceAttribute {
    pages: value(limit: 1) { facts: metafield(key: "ses.attestations") missing: metafield(key: "nothing") }
  } }
} } } }
"""


def goods(number: int) -> None:
    """Put goods on the shelf that point to a page each, with public facts on both."""
    kind, _ = PageType.objects.get_or_create(name="SES", slug="ses")
    ses, _ = Attribute.objects.get_or_create(
        slug="ses", defaults={"type": "PRODUCT_TYPE", "input_type": "REFERENCE", "entity_type": "PAGE"}
    )
    for _each in range(number):
        mark = Product.objects.count()
        page = Page.objects.create(
            page_type=kind, slug=f"ses-{mark}", title="SES", metadata={"ses.attestations": f"page {mark}"}
        )
        made = shelf.product(f"Lucru {mark:03}", price=1000)
        ProductTypeAttribute.objects.get_or_create(product_type=made.product_type, attribute=ses)
        Product.objects.filter(pk=made.pk).update(metadata={"ses.badge": f"product {mark}"})
        value = AttributeValue.objects.create(attribute=ses, slug=f"v-{mark}", reference_page=page)
        ProductAttributeValue.objects.create(product=made, value=value)


def asked() -> tuple[int, list[Any]]:
    """Ask for all goods; return the number of queries and the goods."""
    with CaptureQueriesContext(connection) as queries:
        found = data(FACTS)["edges"]
    return len(queries), [edge["node"] for edge in found]


def test_a_key_of_a_product_and_of_the_page_it_points_to_is_told() -> None:
    goods(2)

    _, (first, second) = asked()

    assert (first["own"], second["own"]) == ("product 0", "product 1")
    assert first["some"] == {"ses.badge": "product 0"}
    assert second["ses"]["pages"] == [{"facts": "page 1", "missing": None}]


def test_more_goods_take_no_more_queries() -> None:
    goods(3)
    few, _ = asked()
    goods(24)

    many, nodes = asked()

    assert (many, len(nodes)) == (few, 27)
