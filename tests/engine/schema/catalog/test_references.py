"""Products found by the pages they point to, as Saleor's filter of references does."""

from __future__ import annotations

from typing import Any

import pytest

from engine.catalog.models import Attribute, AttributeValue, Page, PageType, Product, ProductAttributeValue
from kernel.ids import to_global_id
from tests.engine.catalog import shelf
from tests.engine.schema.asking import data

pytestmark = pytest.mark.django_db

FIND = """
query($where: ProductWhereInput) {
  products(first: 20, where: $where, channel: "ses-ro") { edges { node { name } } }
}
"""


@pytest.fixture
def pages() -> dict[str, str]:
    """Ana has two goods and Ioana one, which both have made together; ids by name."""
    seller = Attribute.objects.create(
        slug="ses", name="Vândut de", type="PRODUCT_TYPE", input_type="REFERENCE", entity_type="PAGE"
    )
    kind = PageType.objects.create(name="SES", slug="ses")
    found = {}
    for name, goods in (("ana", ("Pernă", "Pled")), ("ioana", ("Pled",)), ("nimeni", ())):
        page = Page.objects.create(page_type=kind, slug=name, title=name)
        for each in goods:
            product = Product.objects.filter(name=each).first() or shelf.product(each)
            value = AttributeValue.objects.create(
                attribute=seller, slug=f"{product.pk}_{page.pk}", name=name, reference_page=page
            )
            ProductAttributeValue.objects.create(product=product, value=value)
        found[name] = to_global_id("Page", page.pk)
    return found


def find(reference: Any, slug: str | None = "ses") -> list[str]:
    wanted = {"slug": slug, "value": {"reference": reference}}
    answer = data(FIND, {"where": {"attributes": [wanted]}})
    return sorted(edge["node"]["name"] for edge in answer["edges"])


def test_goods_are_found_by_id_and_by_slug_of_their_page(pages: dict[str, str]) -> None:
    assert find({"referencedIds": {"containsAny": [pages["ana"]]}}) == ["Pernă", "Pled"]
    assert find({"referencedIds": {"containsAny": [pages["ioana"], pages["nimeni"]]}}) == ["Pled"]
    assert find({"pageSlugs": {"containsAny": ["ana"]}}) == ["Pernă", "Pled"]
    assert find({"pageSlugs": {"containsAll": ["ana", "ioana"]}}) == ["Pled"]
    assert find({"referencedIds": {"containsAny": [pages["ana"]]}}, slug=None) == ["Pernă", "Pled"]


def test_what_is_pointed_to_by_nothing_finds_nothing(pages: dict[str, str]) -> None:
    assert find({"referencedIds": {"containsAny": [pages["nimeni"]]}}) == []
    assert find({"referencedIds": {"containsAny": []}}) == []
    assert find({"referencedIds": {"containsAny": ["UHJvZHVjdDox", "x", ""]}}) == []
    assert find({"pageSlugs": {"containsAny": ["ana"]}}, slug="altul") == []
