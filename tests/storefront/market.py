"""A small market in the embedded core: three SES, eight products, their stock and a courier.

Ana sews in Iași, Ioana moulds clay in Suceava, Vasile keeps bees in Tulcea. Prices are in bani. All three are
attested, and Ana has the social mark; they make what they sell, but a towel is resold and a jug assembled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from commerce import freshness
from engine.catalog import search
from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Category,
    Channel,
    Page,
    PageAttributeValue,
    PageType,
    PageTypeAttribute,
    Product,
    ProductAttributeValue,
    ProductChannelListing,
    ProductType,
    ProductTypeAttribute,
    ProductVariant,
    Translation,
    VariantAttributeValue,
    VariantChannelListing,
    VariantTypeAttribute,
)
from engine.inventory.models import (
    ShippingMethod,
    ShippingMethodChannelListing,
    ShippingZone,
    Stock,
    Warehouse,
)
from kernel.badge import Origin, Standing
from kernel.badge.facts import PAGE_KEY, PRODUCT_KEY, written
from kernel.ids import to_global_id
from kernel.selling import PAGE_KEY as SALES_KEY
from kernel.selling import Sales
from kernel.selling import written as written_sales
from tests.engine.checkout import market as stall
from tests.storefront import papers

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

STANDINGS = {
    "atelierul-anei": papers.standing(papers.attestation("000001"), papers.social_mark()),
    "lut-si-foc": papers.standing(papers.attestation("000002")),
    "stupina-lui-vasile": papers.standing(papers.attestation("000003")),
}
PRODUCT_ATTRIBUTES = {
    "ses": ("Vândut de", "REFERENCE"),
    "material": ("Material", "MULTISELECT"),
    "origine": ("Origine", "DROPDOWN"),
    "clasa-tva": ("Clasă TVA", "DROPDOWN"),
    "scutire-retragere": ("Excepție de la retragere", "DROPDOWN"),
    "livrare-locala": ("Numai livrare locală", "BOOLEAN"),
    "compozitie": ("Compoziție", "PLAIN_TEXT"),
    "ingrijire": ("Îngrijire", "PLAIN_TEXT"),
    "avertizari": ("Avertizări", "PLAIN_TEXT"),
}
VARIANT_ATTRIBUTES = {"culoare": "Culoare", "marime": "Mărime", "volum": "Cantitate"}
PAGE_ATTRIBUTES = {
    "localitate": "PLAIN_TEXT",
    "denumire-legala": "PLAIN_TEXT",
    "cui": "PLAIN_TEXT",
    "registru": "PLAIN_TEXT",
    "sediu": "PLAIN_TEXT",
    "telefon": "PLAIN_TEXT",
    "email": "PLAIN_TEXT",
    "judet": "DROPDOWN",
    "regiune": "DROPDOWN",
    "tip": "DROPDOWN",
    "grupuri": "MULTISELECT",
    "platitor-tva": "BOOLEAN",
    "locuri-munca": "NUMERIC",
    "locuri-munca-vulnerabili": "NUMERIC",
    "poveste": "RICH_TEXT",
}


@dataclass
class Market:
    """The rows a test may want to change, by slug (variants by SKU)."""

    channel: Channel
    sellers: dict[str, Page] = field(default_factory=dict)
    warehouses: dict[str, Warehouse] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    variants: dict[str, ProductVariant] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    product_type: ProductType | None = None
    courier: ShippingMethod | None = None

    def variant_id(self, sku: str) -> str:
        """The id by which the storefront knows a variant."""
        return to_global_id("ProductVariant", self.variants[sku].pk)

    def product_id(self, slug: str) -> str:
        """The id by which the storefront knows a product."""
        return to_global_id("Product", self.products[slug].pk)

    def prove(self, seller: str, standing: Standing) -> None:
        """Tell a SES's documents anew, as the App does."""
        page = self.sellers[seller]
        page.metadata = {**page.metadata, PAGE_KEY: written(standing)}
        page.save(update_fields=["metadata"])
        freshness.drop("catalogue", "assortment")

    def sell(self, seller: str, sales: Sales | None) -> None:
        """Tell anew what stops or closes a SES, as the App does; None tells nothing."""
        page = self.sellers[seller]
        told = {SALES_KEY: written_sales(sales, on=date(2026, 1, 1))} if sales else {}
        kept = {key: value for key, value in page.metadata.items() if key != SALES_KEY}
        page.metadata = {**kept, **told}
        page.save(update_fields=["metadata"])
        freshness.drop("catalogue", "assortment")

    def unpublish(self, slug: str) -> None:
        """Take a product off the shelves."""
        ProductChannelListing.objects.filter(product=self.products[slug]).update(is_published=False)

    def set_stock(self, sku: str, quantity: int) -> None:
        """Count a variant's pieces anew."""
        Stock.objects.filter(variant=self.variants[sku]).update(quantity=quantity)


def build() -> Market:
    """Make the whole market; call it in a database test."""
    market = Market(channel=stall.channel())
    _attributes(market)
    _categories(market)
    _sellers(market)
    _goods(market)
    _courier(market)
    search.reindex([product.pk for product in market.products.values()])
    return market


def add_product(market: Market, slug: str, name: str, **facts: Any) -> Product:
    """Put one more product on the shelves; facts as in `_goods`."""
    seller, category = facts.pop("seller", "atelierul-anei"), facts.pop("category", "pentru-casa")
    variants = facts.pop("variants", [(slug.upper(), "", {}, 5000, 10)])
    english, weight = facts.pop("english", ""), facts.pop("weight", 300)
    metadata, description = facts.pop("metadata", {}), facts.pop("description", f"{name}, făcut cu grijă.")
    origin: Origin | None = facts.pop("origin", Origin.OWN)
    if origin:
        metadata = {PRODUCT_KEY: written(STANDINGS[seller], origin=origin), **metadata}
    product = Product.objects.create(
        product_type=market.product_type,
        category=market.categories[category],
        name=name,
        slug=slug,
        description=rich(description),
        seo_description=description,
        weight_grams=weight,
        tax_rate=21,
        metadata=metadata,
    )
    made_at = START + timedelta(days=len(market.products))
    Product.objects.filter(pk=product.pk).update(created_at=made_at)
    prices = [price for *_, price, _ in variants]
    ProductChannelListing.objects.create(
        product=product,
        channel=market.channel,
        is_published=True,
        published_at=made_at,
        available_for_purchase_at=made_at,
        minimum_price=min(prices),
        maximum_price=max(prices),
    )
    if english:
        Translation.objects.create(
            kind="Product", object_key=str(product.pk), language_code="en", texts={"name": english}
        )
    _say(market, product, seller=seller, facts=facts)
    for order, variant in enumerate(variants):
        _variant(market, product, seller, order, *variant)
    market.products[slug] = product
    return product


def rich(text: str) -> dict[str, Any]:
    """A paragraph as Saleor's rich text."""
    return {"blocks": [{"type": "paragraph", "data": {"text": text}}]}


def _attributes(market: Market) -> None:
    goods = ProductType.objects.create(name="Bunuri", slug="bunuri", is_shipping_required=True)
    for order, (slug, (name, kind)) in enumerate(PRODUCT_ATTRIBUTES.items()):
        entity = "PAGE" if kind == "REFERENCE" else None
        made = Attribute.objects.create(
            slug=slug, name=name, type="PRODUCT_TYPE", input_type=kind, entity_type=entity
        )
        ProductTypeAttribute.objects.create(product_type=goods, attribute=made, sort_order=order)
        market.attributes[slug] = made
    for order, (slug, name) in enumerate(VARIANT_ATTRIBUTES.items()):
        made = Attribute.objects.create(slug=slug, name=name, type="PRODUCT_TYPE", input_type="DROPDOWN")
        VariantTypeAttribute.objects.create(
            product_type=goods, attribute=made, variant_selection=True, sort_order=order
        )
        market.attributes[slug] = made
    market.product_type = goods
    for value, english in (("bumbac", "Cotton"), ("in", "Linen"), ("lut", "Fired clay"), ("miere", "Honey")):
        row = _value(market, "material", value, value.capitalize())
        Translation.objects.create(
            kind="AttributeValue", object_key=str(row.pk), language_code="en", texts={"name": english}
        )


def _categories(market: Market) -> None:
    tree = [
        ("casa-si-textile", "Casă și textile", "Home and textiles", None),
        ("pentru-casa", "Pentru casă", "For the home", "casa-si-textile"),
        ("haine", "Haine", "Clothes", "casa-si-textile"),
        ("ceramica", "Ceramică", "Pottery", None),
        ("gusturi", "Gusturi", "Tastes", None),
        ("miere", "Miere", "Honey", "gusturi"),
    ]
    for order, (slug, name, english, parent) in enumerate(tree):
        above = market.categories.get(parent or "")
        made = Category.objects.create(
            slug=slug,
            name=name,
            parent=above,
            level=1 if above else 0,
            sort_order=order,
            description=rich(f"Despre {name.lower()}."),
        )
        Category.objects.filter(pk=made.pk).update(path=f"{above.path if above else ''}{made.pk}/")
        made.refresh_from_db()
        Translation.objects.create(
            kind="Category", object_key=str(made.pk), language_code="en", texts={"name": english}
        )
        market.categories[slug] = made


def _sellers(market: Market) -> None:
    kind = PageType.objects.create(name="Întreprindere socială", slug="ses")
    for order, (slug, input_type) in enumerate(PAGE_ATTRIBUTES.items()):
        made = Attribute.objects.create(slug=slug, name=slug, type="PAGE_TYPE", input_type=input_type)
        PageTypeAttribute.objects.create(page_type=kind, attribute=made, sort_order=order)
        market.attributes[slug] = made
    ana = ("atelierul-anei", "Atelierul Anei", "Iași", "RO-IS", "croitorie", 8, 7, True)
    ioana = ("lut-si-foc", "Lut și Foc", "Marginea", "RO-SV", "olărit", 5, 4, False)
    vasile = ("stupina-lui-vasile", "Stupina lui Vasile", "Jurilovca", "RO-TL", "apicultură", 4, 3, False)
    for seller in (ana, ioana, vasile):
        _seller(market, kind, *seller)


def _seller(
    market: Market,
    kind: PageType,
    slug: str,
    title: str,
    place: str,
    county: str,
    craft: str,
    jobs: int,
    vulnerable: int,
    pays_vat: bool,
) -> None:
    page = Page.objects.create(
        page_type=kind,
        slug=slug,
        title=title,
        is_published=True,
        published_at=START,
        metadata={
            PAGE_KEY: written(STANDINGS[slug]),
            "tagline.ro": f"{title}: lucruri făcute cu răbdare.",
            "tagline.en": f"{title}: things made with patience.",
        },
    )
    number = f"99000000{len(market.sellers) + 1}0"
    texts = {
        "localitate": place,
        "denumire-legala": f"{title} DEMO SRL",
        "cui": f"RO{number}" if pays_vat else number,
        "registru": f"J20159999012{len(market.sellers)}",
        "sediu": f"Str. Exemplului nr. {len(market.sellers) + 1}, {place}",
        "telefon": f"+4070000000{len(market.sellers) + 1}",
        "email": f"contact@{slug}.example",
    }
    values = [_value(market, name, f"{slug}-{name}", text, plain_text=text) for name, text in texts.items()]
    values += [
        _value(market, "judet", county.lower(), county),
        _value(market, "tip", craft, craft),
        _value(market, "platitor-tva", f"{slug}-tva", "tva", boolean=pays_vat),
        _value(market, "locuri-munca", f"{slug}-locuri", str(jobs), numeric=jobs),
        _value(
            market, "locuri-munca-vulnerabili", f"{slug}-vulnerabili", str(vulnerable), numeric=vulnerable
        ),
        _value(market, "poveste", f"{slug}-poveste", "poveste", rich_text=rich(f"Povestea din {place}.")),
    ]
    for order, value in enumerate(values):
        PageAttributeValue.objects.create(page=page, value=value, sort_order=order)
    market.sellers[slug] = page
    market.warehouses[slug] = stall.warehouse(market.channel, slug)


def _goods(market: Market) -> None:
    add_product(
        market, "sort-de-in", "Șorț de in", english="Linen apron", material=["in"],
        origine="productie-proprie", compozitie="100% in", ingrijire="Spălare la 40 °C",
        variants=[
            ("SORT-NATUR", "Natur", {"culoare": "natur"}, 7900, 14),
            ("SORT-GRI", "Gri", {"culoare": "gri"}, 7900, 3),
            ("SORT-VERDE", "Verde", {"culoare": "verde"}, 7900, 0),
        ],
    )  # fmt: skip
    add_product(
        market, "prosop-de-bumbac", "Prosop de bumbac", english="Cotton towel", material=["bumbac"],
        origin=Origin.RESOLD,
        variants=[("PROSOP", "", {}, 4500, 20)],
    )  # fmt: skip
    add_product(
        market, "camasa", "Cămașă", english="Shirt", category="haine", material=["bumbac", "in"],
        variants=[
            (f"CAMASA-{colour}-{size}".upper(), f"{colour}, {size}", {"culoare": colour, "marime": size},
             15900 if size == "L" else 14900, 2)
            for colour in ("alb", "gri")
            for size in ("M", "L")
        ],
    )  # fmt: skip
    add_product(
        market, "monograma", "Monogramă brodată", english="Embroidered monogram", category="haine",
        variants=[("MONOGRAMA", "", {}, 6000, 99)], **{"scutire-retragere": "16c"},
    )  # fmt: skip
    add_product(
        market, "bol-smaltuit", "Bol smălțuit", english="Glazed bowl", category="ceramica",
        seller="lut-si-foc", material=["lut"], avertizari="Atenție: se poate sparge.",
        variants=[("BOL", "", {}, 5500, 4)],
    )  # fmt: skip
    add_product(
        market, "ulcior", "Ulcior de lut", english="Clay jug", category="ceramica", seller="lut-si-foc",
        material=["lut"], origin=Origin.ASSEMBLED, variants=[("ULCIOR", "", {}, 12000, 0)],
    )  # fmt: skip
    add_product(
        market, "miere-de-salcam", "Miere de salcâm", english="Acacia honey", category="miere",
        seller="stupina-lui-vasile", material=["miere"], weight=780,
        variants=[
            ("MIERE-250", "250 g", {"volum": "250 g"}, 1900, 30),
            ("MIERE-500", "500 g", {"volum": "500 g"}, 3400, 30),
        ],
        **{"clasa-tva": "11"},
    )  # fmt: skip
    add_product(
        market, "fagure", "Fagure de miere, 400 g", english="Honeycomb, 400 g", category="miere",
        seller="stupina-lui-vasile", material=["miere"], variants=[("FAGURE", "", {}, 4000, 1)],
        **{"clasa-tva": "11", "scutire-retragere": "16d"},
    )  # fmt: skip


def _say(market: Market, product: Product, *, seller: str, facts: dict[str, Any]) -> None:
    page = market.sellers[seller]
    values = [
        _value(market, "ses", f"{product.pk}_{page.pk}", page.title, reference_page=page),
    ]
    for slug, told in facts.items():
        if PRODUCT_ATTRIBUTES[slug][1] == "PLAIN_TEXT":
            values.append(_value(market, slug, f"{product.pk}_{slug}", told, plain_text=told))
        elif PRODUCT_ATTRIBUTES[slug][1] == "BOOLEAN":
            values.append(_value(market, slug, f"{slug}_{told}", str(told), boolean=told))
        else:
            chosen = told if isinstance(told, list) else [told]
            values += [_value(market, slug, value, value.capitalize()) for value in chosen]
    for order, value in enumerate(values):
        ProductAttributeValue.objects.create(product=product, value=value, sort_order=order)


def _variant(
    market: Market,
    product: Product,
    seller: str,
    order: int,
    sku: str,
    name: str,
    attributes: dict[str, str],
    price: int,
    stock: int,
) -> None:
    made = ProductVariant.objects.create(product=product, sku=sku, name=name, sort_order=order)
    VariantChannelListing.objects.create(variant=made, channel=market.channel, price=price)
    Stock.objects.create(variant=made, warehouse=market.warehouses[seller], quantity=stock)
    for slug, text in attributes.items():
        value = _value(market, slug, text.replace(" ", "-").lower(), text)
        VariantAttributeValue.objects.create(variant=made, value=value)
    market.variants[sku] = made


def _value(market: Market, attribute: str, slug: str, name: str, **fields: Any) -> AttributeValue:
    """One value; a choice that is there already is taken again."""
    made, _ = AttributeValue.objects.get_or_create(
        attribute=market.attributes[attribute], slug=slug, defaults={"name": name[:250], **fields}
    )
    return made


def _courier(market: Market) -> None:
    zone = ShippingZone.objects.create(name="România", countries=["RO"])
    zone.channels.add(market.channel)
    for warehouse in market.warehouses.values():
        warehouse.shipping_zones.add(zone)
    market.courier = ShippingMethod.objects.create(
        shipping_zone=zone, name="Curier la ușă", minimum_delivery_days=2, maximum_delivery_days=5
    )
    ShippingMethodChannelListing.objects.create(
        shipping_method=market.courier, channel=market.channel, price=1999
    )
