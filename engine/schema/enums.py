"""Enumerations with Saleor's names and values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import graphene

from engine.catalog import models


def enum(name: str, values: list[str], text: str) -> type[graphene.Enum]:
    """Make an enumeration whose Python values are its names."""
    return graphene.Enum(name, [(value, value) for value in values], description=lambda _: text)


def code(value: Any) -> Any:
    """Return the plain text of an enumeration's member given as an argument."""
    return getattr(value, "value", value)


#: Every language code of Saleor's schema.
LANGUAGES = (Path(__file__).parent / "languages.txt").read_text(encoding="ascii").split()

LanguageCodeEnum = enum("LanguageCodeEnum", LANGUAGES, "A language, as Saleor names it.")
OrderDirection = enum("OrderDirection", ["ASC", "DESC"], "Ascending or descending.")
ThumbnailFormatEnum = enum("ThumbnailFormatEnum", ["ORIGINAL", "AVIF", "WEBP"], "A picture's format.")
WeightUnitsEnum = enum("WeightUnitsEnum", ["G", "LB", "OZ", "KG", "TONNE"], "A unit of weight.")
AttributeInputTypeEnum = enum(
    "AttributeInputTypeEnum", list(models.InputType.values), "How an attribute's values are given."
)
AttributeTypeEnum = enum(
    "AttributeTypeEnum", ["PRODUCT_TYPE", "PAGE_TYPE", "CUSTOMER_TYPE"], "What an attribute describes."
)
AttributeEntityTypeEnum = enum(
    "AttributeEntityTypeEnum", list(models.EntityType.values), "What a reference attribute points to."
)
ProductTypeKindEnum = enum("ProductTypeKindEnum", ["NORMAL", "GIFT_CARD"], "A kind of product type.")
ProductMediaType = enum("ProductMediaType", ["IMAGE", "VIDEO"], "A kind of medium.")
StockAvailability = enum("StockAvailability", ["IN_STOCK", "OUT_OF_STOCK"], "Whether there is stock.")
VariantAttributeScope = enum(
    "VariantAttributeScope",
    ["ALL", "VARIANT_SELECTION", "NOT_VARIANT_SELECTION"],
    "Which of a variant's attributes.",
)
DiscountValueTypeEnum = enum(
    "DiscountValueTypeEnum", ["FIXED", "PERCENTAGE"], "Whether a reduction is an amount or a percentage."
)
TaxCalculationStrategy = enum("TaxCalculationStrategy", ["FLAT_RATES", "TAX_APP"], "How taxes are found.")


def language_of(value: Any) -> str:
    """Return how a language is stored: `EN` as `en`, `PT_BR` as `pt-br`."""
    return str(code(value)).lower().replace("_", "-")


def language_code(stored: str) -> str:
    """Return Saleor's name of a stored language."""
    return stored.upper().replace("-", "_")
