"""Translations of the texts that attributes hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commerce.app.verbs import Verbs


class TranslationVerbs(Verbs):
    """Verbs for the English of a page's or product's own words."""

    def translate_page_texts(self, *, slug: str, english: Mapping[str, Any]) -> None:
        """Give a page's attribute texts their English; `english` maps attribute slugs to input fields."""
        self._translate_texts(self._ask("page_values", slug=slug), english)

    def translate_product_texts(self, *, reference: str, english: Mapping[str, Any]) -> None:
        """Give a product's attribute texts their English; `english` maps attribute slugs to input fields."""
        self._translate_texts(self._ask("product_values", reference=reference), english)

    def _translate_texts(self, owner: Mapping[str, Any], english: Mapping[str, Any]) -> None:
        for assigned in owner["attributes"]:
            fields = english.get(assigned["attribute"]["slug"])
            if fields:
                for value in assigned["values"]:
                    self._translate("attribute_value", value["id"], fields)
