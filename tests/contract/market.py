"""A throwaway market, made through the gateway with marks of its own: two sellers, goods, deliveries.

Ana sews in Iași, Ioana moulds clay in Suceava. Prices are gross, in bani. All that is made is noted, so
that a Saleor can be left as it was; only placed orders stay there (see `tests/contract/clearing.py`).
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from commerce.app import AppClient
from commerce.app import attributes as say
from commerce.app.attributes import AttributeRef
from commerce.app.products import ProductDraft, VariantDraft
from commerce.app.session import StaffSession
from commerce.types import Address, Tokens, VariantId
from kernel.badge import Document, Kind, Standing
from kernel.badge.facts import PAGE_KEY, PRODUCT_KEY, Origin, written
from kernel.money import Money
from tests.contract import core

#: What the App writes of a SES's documents.
ATTESTATION = Document(
    kind=Kind.ATTESTATION,
    series="DEMO",
    number="000012",
    issuer="AJOFM Iași",
    issued_on=date(2024, 3, 12),
    valid_until=date(2099, 3, 11),
    since=datetime(2026, 1, 8, 9, 30, tzinfo=UTC),
    code="4KX7TR2MPQ9W",
)
STANDING = written(Standing((ATTESTATION,)))
#: Who made something, in Romanian and English. The core makes the codes of the Romanian words.
ORIGINS = {
    Origin.OWN: ("Producție proprie", "Own production"),
    Origin.RESOLD: ("Revândut", "Resold"),
}
COURIER = Money(1999)
FREE_FROM = Money(30000)
VOWELS, CONSONANTS = "aeiou", "bdfglmnprstvz"

ATTRIBUTE = """query($slug: String!) { attribute(slug: $slug) {
  id choices(first: 100) { edges { node { id name } } }
} }"""
STOCKS = """query($search: String!) { stocks(first: 20, filter: {search: $search}) { edges { node {
  quantity quantityAllocated warehouse { id } productVariant { id }
} } } }"""
PAGE_TYPE = (
    """query($slugs: [String!]) { pageTypes(first: 1, filter: {slugs: $slugs}) { edges { node { id } } } }"""
)


@dataclass(frozen=True, slots=True)
class Good:
    """A product on the shelves, with its first variant."""

    id: str
    slug: str
    name: str
    sku: str
    variant_id: VariantId
    variant_ids: Mapping[str, VariantId]


@dataclass
class Market:
    """What the scenarios stand on. Whatever is made through it is noted in `made`, by kind."""

    session: StaffSession
    mark: str = field(default_factory=lambda: new_mark())
    made: dict[str, list[str]] = field(default_factory=dict)
    channel_id: str = ""
    tax_class_id: str = ""
    reduced_tax_class_id: str = ""
    goods_type_id: str = ""
    services_type_id: str = ""
    page_type_id: str = ""
    seller_type_id: str = ""
    category_id: str = ""
    attributes: dict[str, AttributeRef] = field(default_factory=dict)
    warehouses: dict[str, str] = field(default_factory=dict)
    sellers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = AppClient(self.session)
        self._numbers = itertools.count(1)

    @classmethod
    def opened_by(cls, tokens: Tokens) -> Market:
        """Return a market that is not built yet, kept by a staff member."""
        return cls(StaffSession(tokens))

    @property
    def token(self) -> str:
        """The staff member's access token, valid now."""
        return self.session.access_token()

    @property
    def channel(self) -> str:
        """The slug of the throwaway channel."""
        return f"contract-{self.mark}"

    def slug(self, name: str) -> str:
        """A slug of this run."""
        return f"{name}-{self.mark}"

    def note(self, kind: str, object_id: str) -> str:
        """Remember to take a thing away at the end; return its id."""
        self.made.setdefault(kind, []).append(object_id)
        return object_id

    def number(self) -> int:
        """A number that nothing else of this run has."""
        return next(self._numbers)

    def good(
        self,
        name: str = "Lucru",
        *,
        price: int = 5000,
        stock: Mapping[str, int] | int = 20,
        seller: str = "ana",
        variants: Sequence[tuple[str, int]] = (),
        is_shipped: bool = True,
        is_published: bool = True,
        is_reduced: bool = False,
        materials: Sequence[str] = ("Bumbac",),
        origin: Origin | None = None,
        english: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Good:
        """Put a product on the shelves: `variants` are (size, bani), without any it has one at `price`.

        `stock` is pieces of each variant by warehouse, or the pieces in Ana's. With an origin it carries the
        facts that a badge is judged by, and the attribute, from which a shop's App that is installed at the
        same core writes them anew.
        """
        if origin:
            more["metadata"] = {PRODUCT_KEY: written(Standing((ATTESTATION,)), origin=origin)}
        number = self.number()
        sku = f"{self.mark}-{number}"
        draft = ProductDraft(
            reference=sku,
            slug=f"{self.mark}-lucru-{number}",
            name=f"{name} {self.mark}",
            product_type_id=self.goods_type_id if is_shipped else self.services_type_id,
            category_id=self.category_id,
            tax_class_id=self.reduced_tax_class_id if is_reduced else self.tax_class_id,
            attributes=[
                say.references(self.attributes["ses"], [self.sellers[seller]]),
                say.choices(self.attributes["material"], list(materials)),
                *([say.choice(self.attributes["origine"], ORIGINS[origin][0])] if origin else ()),
            ],
            english=english,
            **more,
        )
        product = self.client.put_product(draft)
        self.note("product", product.id)
        self.client.publish_product(
            product_id=product.id, channel_id=self.channel_id, is_published=is_published
        )
        ids = self.client.put_variants(
            product=product, channel_id=self.channel_id, variants=self._drafts(sku, price, stock, variants)
        )
        by_size = {each.removeprefix(f"{sku}-"): VariantId(key) for each, key in ids.items()}
        return Good(product.id, draft.slug, draft.name, sku, next(iter(by_size.values())), by_size)

    def _drafts(
        self, sku: str, price: int, stock: Mapping[str, int] | int, variants: Sequence[tuple[str, int]]
    ) -> list[VariantDraft]:
        pieces = {"ana": stock} if isinstance(stock, int) else stock
        stocks = {self.warehouses[name]: quantity for name, quantity in pieces.items()}
        if not variants:
            return [VariantDraft(sku=sku, name="", english_name="", price=Money(price), stock=stocks)]
        return [
            VariantDraft(
                sku=f"{sku}-{size}",
                name=f"Mărimea {size}",
                english_name=f"Size {size}",
                price=Money(bani),
                attributes=[say.choice(self.attributes["size"], size)],
                stock=stocks,
            )
            for size, bani in variants
        ]

    def set_stock(self, good: Good, pieces: int, *, warehouse: str = "ana") -> None:
        """Count a good's pieces anew."""
        self.client.set_stock(
            variant_id=good.variant_id, warehouse_id=self.warehouses[warehouse], quantity=pieces
        )

    def set_price(self, good: Good, bani: int) -> None:
        """Give a good another price."""
        self.client.set_price(variant_id=good.variant_id, channel_id=self.channel_id, price=Money(bani))

    def publish(self, good: Good, is_published: bool) -> None:
        """Show a good or take it off the shelves."""
        self.client.publish_product(product_id=good.id, channel_id=self.channel_id, is_published=is_published)

    def stocks(self, good: Good) -> dict[str, tuple[int, int]]:
        """Pieces of a good, and those that orders have, by warehouse."""
        found = core.data(STOCKS, {"search": good.sku}, token=self.token)["edges"]
        names = {key: name for name, key in self.warehouses.items()}
        return {
            names[node["warehouse"]["id"]]: (node["quantity"], node["quantityAllocated"])
            for node in (edge["node"] for edge in found)
            if node["productVariant"]["id"] == good.variant_id
        }

    def tell(self, document: str, variables: Mapping[str, Any]) -> Any:
        """Run a mutation as staff; return its payload."""
        return core.told(document, variables, token=self.token)


def new_mark() -> str:
    """Return a word nobody has used yet: letters only, so that a search finds it as one word."""
    return "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(4))


def address(**changes: Any) -> Address:
    """Where Bogdan lives."""
    return Address(
        **{
            "first_name": "Bogdan",
            "last_name": "Popescu",
            "street": "Str. Exemplului nr. 4",
            "street_extra": "",
            "city": "Iași",
            "county": "RO-IS",
            "postal_code": "700505",
            "phone": "+40700000001",
            **changes,
        }
    )


def build(market: Market) -> None:
    """Fill a market: about forty requests."""
    _places(market)
    _words(market)
    _sellers(market)


def _places(market: Market) -> None:
    client = market.client
    client.configure_shop(
        settings={
            "preserveAllAddressFields": True,
            "reserveStockDurationAnonymousUser": 30,
            "reserveStockDurationAuthenticatedUser": 30,
        }
    )
    # Where there is one channel only, a core takes it for granted.
    market.note("channel", client.put_channel(slug=f"{market.channel}-alt", name=f"{market.channel}-alt"))
    market.channel_id = market.note("channel", client.put_channel(slug=market.channel, name=market.channel))
    client.configure_taxes(channel_slug=market.channel)
    for rate, name in ((21, "tax_class_id"), (11, "reduced_tax_class_id")):
        made = client.put_tax_class(name=f"TVA {rate} % {market.mark}", rate_percent=Decimal(rate))
        setattr(market, name, market.note("taxClass", made))
    for name, city, county, code in (
        ("ana", "Iași", "RO-IS", "700505"),
        ("ioana", "Suceava", "RO-SV", "720001"),
    ):
        made = client.put_warehouse(
            slug=market.slug(name),
            name=f"{name.capitalize()} {market.mark}",
            email=f"{name}@magazin.example",
            address=address(city=city, county=county, postal_code=code),
        )
        market.warehouses[name] = market.note("warehouse", made)
    warehouse_ids = list(market.warehouses.values())
    client.add_warehouses_to_channel(channel_id=market.channel_id, warehouse_ids=warehouse_ids)
    _deliveries(market, warehouse_ids)


def _deliveries(market: Market, warehouse_ids: list[str]) -> None:
    client, zone = market.client, f"România {market.mark}"
    made = client.put_shipping_zone(
        name=zone, countries=["RO"], channel_id=market.channel_id, warehouse_ids=warehouse_ids
    )
    market.note("shippingZone", made)
    client.put_shipping_method(
        zone_name=zone,
        name="Curier",
        english_name="Courier",
        channel_id=market.channel_id,
        price=COURIER,
        days=(2, 5),
        maximum_order=FREE_FROM - Money(1),
    )
    client.put_shipping_method(
        zone_name=zone,
        name="Curier gratuit",
        english_name="Free courier",
        channel_id=market.channel_id,
        price=Money(0),
        days=(2, 5),
        minimum_order=FREE_FROM,
    )


def _words(market: Market) -> None:
    client = market.client
    market.attributes["ses"] = _shared(market, "ses", "Vândut de", "Sold by", "REFERENCE", entity_type="PAGE")
    market.attributes["material"] = _shared(
        market,
        "material",
        "Material",
        "Material",
        "MULTISELECT",
        values={"Bumbac": "Cotton", "Lut ars": "Fired clay"},
    )
    market.attributes["origine"] = _shared(
        market, "origine", "Origine", "Origin", "DROPDOWN", values=dict(ORIGINS.values())
    )
    market.attributes["size"] = client.put_attribute(
        slug=market.slug("marime"),
        name="Mărime",
        english_name="Size",
        owner="PRODUCT_TYPE",
        input_type="DROPDOWN",
        values={"S": "S", "M": "M"},
    )
    market.note("attribute", market.attributes["size"].id)
    product_ids = [market.attributes[slug].id for slug in ("ses", "material", "origine")]
    market.goods_type_id = client.put_product_type(
        slug=market.slug("bunuri"),
        name=f"Bunuri {market.mark}",
        product_attribute_ids=product_ids,
        variant_attribute_ids=[market.attributes["size"].id],
    )
    market.services_type_id = client.put_product_type(
        slug=market.slug("servicii"),
        name=f"Servicii {market.mark}",
        product_attribute_ids=product_ids,
        variant_attribute_ids=[],
        is_shipped=False,
    )
    for type_id in (market.goods_type_id, market.services_type_id):
        market.note("productType", type_id)
    parent = client.put_category(
        slug=market.slug("casa"), name="Casă", english={"name": "Home"}, description=rich("Pentru casă.")
    )
    market.note("category", parent)
    market.category_id = client.put_category(
        slug=market.slug("bucatarie"), name="Bucătărie", parent_id=parent, english={"name": "Kitchen"}
    )


def _shared(
    market: Market,
    slug: str,
    name: str,
    english: str,
    input_type: str,
    *,
    entity_type: str | None = None,
    values: Mapping[str, str] | None = None,
) -> AttributeRef:
    """Use an attribute whose slug the gateway's documents name; make it only where it is missing."""
    found = core.data(ATTRIBUTE, {"slug": slug}, token=market.token)
    if found:
        nodes = [edge["node"] for edge in found["choices"]["edges"]] if found["choices"] else []
        known = AttributeRef(found["id"], {node["name"]: node["id"] for node in nodes})
        if set(values or ()) <= known.value_ids.keys():
            return known
    made = market.client.put_attribute(
        slug=slug,
        name=name,
        english_name=english,
        owner="PRODUCT_TYPE",
        input_type=input_type,
        entity_type=entity_type,
        values=values,
    )
    if not found:
        market.note("attribute", made.id)
    return made


def _sellers(market: Market) -> None:
    client = market.client
    market.page_type_id = client.put_page_type(
        slug=market.slug("text"), name=f"Text {market.mark}", attribute_ids=[]
    )
    market.note("pageType", market.page_type_id)
    edges = core.data(PAGE_TYPE, {"slugs": ["ses"]}, token=market.token)["edges"]
    if edges:
        market.seller_type_id = edges[0]["node"]["id"]
    else:
        made = client.put_page_type(slug="ses", name="Întreprindere socială", attribute_ids=[])
        market.seller_type_id = market.note("pageType", made)
    for name, title in (("ana", "Atelierul Anei"), ("ioana", "Lutul Ioanei")):
        page_id = client.put_page(
            slug=market.slug(name),
            title=f"{title} {market.mark}",
            page_type_id=market.seller_type_id,
            metadata={PAGE_KEY: STANDING},
        )
        market.sellers[name] = market.note("page", page_id)


def rich(text: str) -> dict[str, Any]:
    """A paragraph as Saleor's rich text."""
    return {"blocks": [{"type": "paragraph", "data": {"text": text}}]}
