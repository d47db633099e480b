"""English for the words that attributes hold."""

from __future__ import annotations

from typing import Any

from commerce.app import AppClient
from tests.commerce.app.sending import done
from tests.commerce.fake_core import FakeCore

OWNED = {
    "attributes": [
        {"attribute": {"slug": "ingrijire"}, "values": [{"id": "v1"}]},
        {"attribute": {"slug": "cui"}, "values": [{"id": "v2"}]},
        {"attribute": {"slug": "poveste"}, "values": []},
    ]
}


def _translated(core: FakeCore) -> list[tuple[str, dict[str, Any]]]:
    calls = [v for name, v, _ in core.calls if name == "app/attribute_value_translate"]
    return [(variables["id"], variables["input"]) for variables in calls]


def test_product_texts_are_translated_by_the_slug_of_their_attribute(
    core: FakeCore, client: AppClient
) -> None:
    core.answers["app/product_values"] = {"owner": OWNED}
    core.answers["app/attribute_value_translate"] = done("attributeValueTranslate")

    client.translate_product_texts(
        reference="ana-001", english={"ingrijire": {"plainText": "Wash it."}, "poveste": {"plainText": "x"}}
    )

    assert _translated(core) == [("v1", {"plainText": "Wash it."})]


def test_page_texts_are_translated_as_rich_text_too(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page_values"] = {"owner": OWNED}
    core.answers["app/attribute_value_translate"] = done("attributeValueTranslate")

    client.translate_page_texts(slug="ana", english={"ingrijire": {"richText": {"blocks": []}}})

    assert _translated(core) == [("v1", {"richText": '{"blocks":[]}'})]
