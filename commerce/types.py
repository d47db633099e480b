"""What the houses know of the core: frozen values, made from Saleor's JSON on arrival.

Money is `kernel.money.Money` (bani). Texts are already in the language that was asked for.
Dates are aware datetimes. Identifiers are Saleor's global ids, opaque.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NewType

from kernel.badge.facts import NOTHING, Kind, Origin, Standing
from kernel.badge.rule import Level
from kernel.money import Money
from kernel.selling import Sales

ProductId = NewType("ProductId", str)
VariantId = NewType("VariantId", str)
BasketId = NewType("BasketId", str)
LineId = NewType("LineId", str)
OrderId = NewType("OrderId", str)
DeliveryId = NewType("DeliveryId", str)
AddressId = NewType("AddressId", str)
Language = Literal["RO", "EN"]
PaymentMethod = Literal["bank_transfer", "cash_on_delivery"]
LineProblem = Literal["INSUFFICIENT_STOCK", "NOT_AVAILABLE"]
DeliveryProblem = Literal["DELIVERY_STALE", "DELIVERY_INVALID"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in several widths; `webp` and `avif` are (pixels wide, URL), small to large."""

    alt: str
    webp: tuple[tuple[int, str], ...]
    avif: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SellerName:
    """Who sells: enough for a card or a basket line, with its documents, by which a badge is judged, and what
    is told of its selling, by which orders are; None where nothing is.
    """

    slug: str
    name: str
    standing: Standing = NOTHING
    sales: Sales | None = None


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """One chosen value of an attribute; `text` is for plain text, numbers and booleans too."""

    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a product, variant or page with its values, in the core's order."""

    slug: str
    name: str
    input_type: str
    values: tuple[AttributeValue, ...]


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as a listing shows it. Prices are gross; `origin` is None where nobody said who made it."""

    id: ProductId
    slug: str
    name: str
    seller: SellerName | None
    price_from: Money
    price_to: Money
    is_available: bool
    picture: Picture | None
    quick_variant_id: VariantId | None = None
    """The only variant's id where there is just one, so that a card can add it to the basket."""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One buyable form of a product. `available` is pieces in stock; `limit` the most per order."""

    id: VariantId
    name: str
    sku: str
    price: Money
    net: Money
    undiscounted: Money
    available: int
    limit: int | None
    attributes: tuple[Attribute, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A product page's worth of facts. `description_html` is cleaned and safe to print."""

    id: ProductId
    slug: str
    name: str
    description_html: str
    seo_description: str
    category_slug: str
    category_name: str
    seller: SellerName | None
    attributes: tuple[Attribute, ...]
    variants: tuple[Variant, ...]
    pictures: tuple[Picture, ...]
    is_available: bool
    collection_slugs: tuple[str, ...] = ()
    weight_grams: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None

    def attribute(self, slug: str) -> Attribute | None:
        """Find one of the product's attributes by its slug."""
        return next((a for a in self.attributes if a.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Category:
    """A category with its parent's slug (None at the top); `level` 0 is the top."""

    slug: str
    name: str
    description_html: str
    parent_slug: str | None
    level: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A curated set of products."""

    slug: str
    name: str
    description_html: str
    product_ids: tuple[ProductId, ...]


@dataclass(frozen=True, slots=True)
class Seller:
    """An SES as its page tells it: attributes by slug, public facts by metadata key."""

    id: str
    slug: str
    name: str
    attributes: Mapping[str, Attribute]
    metadata: Mapping[str, str]
    story_html: str
    logo_url: str | None

    def text(self, slug: str) -> str:
        """The attribute's values as one text, empty when it has none."""
        attribute = self.attributes.get(slug)
        return ", ".join(value.text for value in attribute.values) if attribute else ""

    def value_slug(self, slug: str) -> str:
        """The slug of the attribute's first value, empty when it has none."""
        attribute = self.attributes.get(slug)
        return attribute.values[0].slug if attribute and attribute.values else ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of editorial text."""

    slug: str
    title: str
    content_html: str


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """What the listing's facets need to know of one product; names come in both languages."""

    id: ProductId
    slug: str
    name: str
    name_en: str
    category_slug: str
    seller_slug: str
    material_slugs: tuple[str, ...]
    price: Money
    in_stock: bool
    created_at: datetime
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class DigestPage:
    """A hundred products at most; `next_cursor` is None on the last page."""

    entries: tuple[DigestEntry, ...]
    next_cursor: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Label:
    """A value's slug with its names in both languages."""

    slug: str
    ro: str
    en: str


@dataclass(frozen=True, slots=True)
class Address:
    """A Romanian address. `county` is an ISO code (RO-IS), `sector` 1..6 only in Bucharest."""

    first_name: str
    last_name: str
    street: str
    street_extra: str
    city: str
    county: str
    postal_code: str
    phone: str
    company_name: str = ""
    sector: str = ""
    country: str = "RO"
    id: AddressId | None = None
    is_default_shipping: bool = False
    is_default_billing: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BasketLine:
    """One line of a basket; `available` counts what this basket itself holds reserved."""

    id: LineId
    variant_id: VariantId
    product_slug: str
    name: str
    variant_name: str
    sku: str
    seller: SellerName | None
    quantity: int
    available: int
    unit_price: Money
    undiscounted_unit_price: Money
    total: Money
    picture: Picture | None
    is_shipped: bool
    attributes: tuple[Attribute, ...]
    problem: LineProblem | None = None
    withdrawal_exemption: str = ""
    """The letter of OUG 34/2014 art. 16 ("16c") where the buyer cannot withdraw, empty where they can."""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """A way to deliver the whole basket; price in gross, days as the core states them."""

    id: DeliveryId
    name: str
    price: Money
    minimum_days: int | None
    maximum_days: int | None
    is_active: bool
    message: str


@dataclass(frozen=True, slots=True)
class Basket:
    """A checkout at the core. All prices gross; `discount` is what a voucher takes off."""

    id: BasketId
    lines: tuple[BasketLine, ...]
    email: str
    shipping_address: Address | None
    billing_address: Address | None
    delivery: DeliveryOption | None
    is_shipping_required: bool
    note: str
    voucher_code: str
    subtotal: Money
    shipping: Money
    discount: Money
    tax: Money
    total: Money
    metadata: Mapping[str, str]
    reserved_until: datetime | None
    problems: tuple[DeliveryProblem, ...] = ()
    language: Language = "RO"

    @property
    def quantity(self) -> int:
        """Pieces in the basket."""
        return sum(line.quantity for line in self.lines)

    @property
    def payment_method(self) -> str:
        """The chosen payment method, empty before the choice."""
        return self.metadata.get("payment_method", "")


@dataclass(frozen=True, slots=True)
class FrozenBadge:
    """What was said of a bought thing on the day it was bought, and the document that it rested on."""

    level: Level
    kind: Kind
    series: str
    number: str
    issuer: str
    valid_until: date
    code: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One bought line, as frozen by the core when the order was placed.

    `badge` is what was frozen of the badge, None until that is done and where there was none; `origin` is
    the product's of today.
    """

    id: LineId
    name: str
    variant_name: str
    sku: str
    product_slug: str
    seller: SellerName | None
    quantity: int
    quantity_fulfilled: int
    unit_price: Money
    total: Money
    tax_rate: Decimal
    picture: Picture | None
    is_shipped: bool = True
    withdrawal_exemption: str = ""
    badge: FrozenBadge | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Fulfillment:
    """A parcel of an order; `warehouse_slug` tells which SES sent it."""

    id: str
    number: int
    status: str
    tracking_number: str
    warehouse_slug: str
    created_at: datetime
    lines: tuple[tuple[LineId, int], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """An order. `status`, `charge_status` are Saleor's codes (UNCONFIRMED, UNFULFILLED, …)."""

    id: OrderId
    number: str
    created_at: datetime
    status: str
    charge_status: str
    email: str
    language: Language
    lines: tuple[OrderLine, ...]
    fulfillments: tuple[Fulfillment, ...]
    shipping_address: Address | None
    billing_address: Address | None
    delivery_name: str
    note: str
    voucher_code: str
    subtotal: Money
    shipping: Money
    discount: Money
    tax: Money
    total: Money
    metadata: Mapping[str, str]

    @property
    def payment_method(self) -> str:
        """The payment method chosen at checkout."""
        return self.metadata.get("payment_method", "")


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """A row in the list of a shopper's orders."""

    id: OrderId
    number: str
    created_at: datetime
    status: str
    total: Money
    quantity: int


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """What completing a checkout gives back."""

    id: OrderId
    number: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A shopper's session at the core."""

    access: str
    refresh: str


@dataclass(frozen=True, slots=True)
class Account:
    """The logged-in shopper."""

    id: str
    email: str
    first_name: str
    last_name: str
    is_confirmed: bool
    language: Language
    addresses: tuple[Address, ...]
