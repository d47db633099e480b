"""What the law and a shopper want to know of one product, read out of what the core says of it.

Sources: OUG 34/2014 art. 6 and 16 (information before a contract, withdrawal), OUG 140/2021 (guarantee),
HG 947/2000 (price per unit of measure), Ordin ANPC 225/2023 (who sells).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from commerce.types import Attribute, Language, Product, Seller, SellerName, Variant
from kernel.money import Money

# Pieces left at which a page says how many.
FEW_PIECES = 5
MOST_PIECES = 99
REDUCED_VAT = "11"

WITHDRAWAL_EXEMPTIONS: Mapping[str, Promise] = {
    "16a": gettext_lazy("The service is fully performed with your prior agreement."),
    "16c": gettext_lazy("It is made to your wishes, clearly for you."),
    "16d": gettext_lazy("It can spoil or soon passes its date."),
    "16e": gettext_lazy("For reasons of hygiene a sealed product cannot be returned once unsealed."),
    "16f": gettext_lazy("Once delivered it is mixed for good with other things."),
    "16i": gettext_lazy("A sealed recording cannot be returned once unsealed."),
    "16m": gettext_lazy("It is digital, and delivery begins with your agreement before the 14 days pass."),
}

_AMOUNT = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s?(kg|g|ml|l)\b", re.IGNORECASE)
# What a stated amount is in grams or millilitres, and the unit its price is told for.
_MEASURES = {"g": (1, "kg"), "kg": (1000, "kg"), "ml": (1, "l"), "l": (1000, "l")}


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """The price of a kilogram or a litre; `unit` is kg or l."""

    price: Money
    unit: str


@dataclass(frozen=True, slots=True)
class Option:
    """A variant to choose: what tells it apart within its row, and its price per unit where that is known."""

    variant: Variant
    label: str
    unit_price: UnitPrice | None

    @property
    def is_available(self) -> bool:
        """Whether there is a piece to buy."""
        return self.variant.available > 0

    @property
    def is_scarce(self) -> bool:
        """Whether so few are left that it is worth saying."""
        return 0 < self.variant.available <= FEW_PIECES


@dataclass(frozen=True, slots=True)
class Row:
    """Options under one heading: a colour with its sizes. The heading is empty where there is one row."""

    heading: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """One thing inside a box, and the SES that made it."""

    name: str
    seller: SellerName | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A product with its seller, as its page tells them; `seller_names` by slug are for what is in a box."""

    product: Product
    seller: Seller | None
    language: Language
    seller_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> tuple[Option, ...]:
        """Every variant, in the core's order."""
        return tuple(_option(self.product, each, each.name) for each in self.product.variants)

    @property
    def only_option(self) -> Option | None:
        """The one variant where there is nothing to choose."""
        options = self.options
        return options[0] if len(options) == 1 else None

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of what there is to choose: colour, size."""
        first = self.product.variants[0].attributes if self.product.variants else ()
        return tuple(attribute.name for attribute in first if attribute.values)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The variants under headings: by the first of two attributes, else all in one row."""
        grouped: dict[str, list[Option]] = {}
        for variant in self.product.variants:
            values = [attribute.values[0].text for attribute in variant.attributes if attribute.values]
            heading, label = (values[0], ", ".join(values[1:])) if len(values) > 1 else ("", variant.name)
            grouped.setdefault(heading, []).append(_option(self.product, variant, label))
        return tuple(Row(heading, tuple(options)) for heading, options in grouped.items())

    @property
    def has_one_price(self) -> bool:
        """Whether all variants cost the same."""
        return len({variant.price for variant in self.product.variants}) == 1

    @property
    def lowest(self) -> Money | None:
        """The lowest price."""
        return min((variant.price for variant in self.product.variants), default=None)

    @property
    def is_available(self) -> bool:
        """Whether any variant can be bought."""
        return self.product.is_available and any(each.available > 0 for each in self.product.variants)

    @property
    def most_pieces(self) -> int:
        """The most that can be asked for at once."""
        limits = [min(v.available, v.limit or MOST_PIECES, MOST_PIECES) for v in self.product.variants]
        return max(limits, default=0)

    @property
    def seller_pays_vat(self) -> bool | None:
        """Whether the seller is a VAT payer; None where its page does not say."""
        word = self.seller.value_slug("platitor-tva") if self.seller else ""
        return {"true": True, "false": False}.get(word)

    @property
    def is_shipped(self) -> bool:
        """Whether it travels: services and downloads weigh nothing."""
        return bool(self.product.weight_grams)

    @property
    def is_local_only(self) -> bool:
        """Whether the seller delivers it in its own area only."""
        return self._slug("livrare-locala") == "true"

    @property
    def is_digital(self) -> bool:
        """Whether it is a download."""
        return self.exemption_code == "16m"

    @property
    def is_food(self) -> bool:
        """Whether it is food: the reduced VAT class holds little else here."""
        return self._slug("clasa-tva") == REDUCED_VAT

    @property
    def has_guarantee(self) -> bool:
        """Whether the legal guarantee of conformity covers it: goods and downloads, not services."""
        return self.is_shipped or self.is_digital

    @property
    def exemption_code(self) -> str:
        """The letter of OUG 34/2014 art. 16 that excepts it from withdrawal, "" where it can be returned."""
        return self._slug("scutire-retragere")

    @property
    def exemption(self) -> Promise | str:
        """Why it cannot be returned."""
        return WITHDRAWAL_EXEMPTIONS.get(self.exemption_code, self.exemption_code)

    @property
    def origin(self) -> Attribute | None:
        """How the seller came by it: made, assembled or resold."""
        return self.product.attribute("origine")

    @property
    def origin_code(self) -> str:
        """The same as a code: productie-proprie, asamblat, revandut."""
        return self.product.origin.value if self.product.origin else self._slug("origine")

    @property
    def materials(self) -> str:
        """The materials, in the core's order."""
        return self._text("material")

    @property
    def composition(self) -> str:
        """What it is made of, as the law wants it said."""
        return self._text("compozitie")

    @property
    def care(self) -> str:
        """How to care for it, use it or keep it."""
        return self._text("ingrijire")

    @property
    def warnings(self) -> str:
        """What to beware of."""
        return self._text("avertizari")

    @property
    def components(self) -> tuple[Component, ...]:
        """What is inside a box; nothing where the list cannot be read."""
        try:
            listed = orjson.loads(self.product.metadata.get("components", "[]"))
        except orjson.JSONDecodeError:
            return ()
        key = "name_en" if self.language == "EN" else "name"
        things = listed if isinstance(listed, list) else []
        return tuple(
            Component(str(thing.get(key) or thing.get("name") or ""), self._maker(thing.get("ses")))
            for thing in things
            if isinstance(thing, dict)
        )

    def _maker(self, slug: object) -> SellerName | None:
        name = self.seller_names.get(str(slug))
        return SellerName(str(slug), name) if name else None

    def _slug(self, attribute: str) -> str:
        found = self.product.attribute(attribute)
        return found.values[0].slug if found and found.values else ""

    def _text(self, attribute: str) -> str:
        found = self.product.attribute(attribute)
        return ", ".join(value.text for value in found.values) if found else ""


def unit_price(price: Money, amount: str) -> UnitPrice | None:
    """Return the price of a kilogram or litre of what an amount like `400 g` costs; None if it says none."""
    told = _AMOUNT.search(amount)
    if told is None:
        return None
    factor, unit = _MEASURES[told[2].lower()]
    size = Decimal(told[1].replace(",", ".")) * factor
    if size <= 0 or size != size.to_integral_value():
        return None
    return UnitPrice(price.share(1000, int(size)), unit)


def _option(product: Product, variant: Variant, label: str) -> Option:
    return Option(variant, label or product.name, _unit_price(product, variant))


def _unit_price(product: Product, variant: Variant) -> UnitPrice | None:
    """The amount is the variant's, or stands behind a food's name: `Gem de caise, 360 g`."""
    amount = next((a.values[0].text for a in variant.attributes if a.slug == "volum" and a.values), "")
    vat = product.attribute("clasa-tva")
    is_food = bool(vat and vat.values and vat.values[0].slug == REDUCED_VAT)
    if not amount and is_food and "," in product.name:
        amount = product.name.rpartition(",")[2]
    return unit_price(variant.price, amount) if amount else None
