"""What staff may do and others may not, and how the core refuses what staff get wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from commerce.app import AppClient
from commerce.app.products import ProductDraft, VariantDraft
from commerce.errors import InvalidRequest, PermissionRefused, Refused
from commerce.shop import catalogue, pages
from kernel.ids import to_global_id
from kernel.money import Money
from tests.contract import core, people
from tests.contract.market import Good, Market, address, rich
from tests.contract.test_baskets import problems

ERRORS = "errors { field code }"
NEEDS = "To access this path, you need one of the following permissions: "
NOTHING = to_global_id("Product", 987654321)
ORDER = to_global_id("Order", "00000000-0000-4000-8000-000000000000")

STAFFS_OWN = [
    ("{ orders(first: 1) { totalCount } }", "MANAGE_ORDERS"),
    ("{ warehouses(first: 1) { totalCount } }", "MANAGE_PRODUCTS, MANAGE_ORDERS, MANAGE_SHIPPING"),
    ("{ vouchers(first: 1) { totalCount } }", "MANAGE_DISCOUNTS"),
    ("{ shippingZones(first: 1) { totalCount } }", "MANAGE_SHIPPING"),
    ("{ stocks(first: 1) { totalCount } }", "MANAGE_PRODUCTS"),
    (
        'mutation { channelCreate(input: {name: "a", slug: "a", currencyCode: "RON", defaultCountry: RO}) '
        "{ errors { code } } }",
        "MANAGE_CHANNELS",
    ),
    (f'mutation {{ productDelete(id: "{NOTHING}") {{ errors {{ code }} }} }}', "MANAGE_PRODUCTS"),
    (
        f'mutation {{ productUpdate(id: "{NOTHING}", input: {{}}) {{ errors {{ code }} }} }}',
        "MANAGE_PRODUCTS",
    ),
    ('mutation { categoryCreate(input: {name: "a"}) { errors { code } } }', "MANAGE_PRODUCTS"),
    ('mutation { collectionCreate(input: {name: "a"}) { errors { code } } }', "MANAGE_PRODUCTS"),
    (
        'mutation { pageCreate(input: {title: "a", pageType: "UGFnZVR5cGU6MQ=="}) { errors { code } } }',
        "MANAGE_PAGES",
    ),
    ('mutation { menuCreate(input: {name: "a"}) { errors { code } } }', "MANAGE_MENUS"),
    ('mutation { voucherCreate(input: {addCodes: ["a"]}) { errors { code } } }', "MANAGE_DISCOUNTS"),
    ("mutation { shopSettingsUpdate(input: {}) { errors { code } } }", "MANAGE_SETTINGS"),
    (f'mutation {{ orderCancel(id: "{ORDER}") {{ errors {{ code }} }} }}', "MANAGE_ORDERS"),
    (f'mutation {{ orderConfirm(id: "{ORDER}") {{ errors {{ code }} }} }}', "MANAGE_ORDERS"),
    (
        f'mutation {{ orderFulfill(order: "{ORDER}", input: {{lines: []}}) {{ errors {{ code }} }} }}',
        "MANAGE_ORDERS",
    ),
    (f'mutation {{ orderMarkAsPaid(id: "{ORDER}") {{ errors {{ code }} }} }}', "MANAGE_ORDERS"),
]


@pytest.fixture(scope="module")
def shopper(shop: Market) -> people.Shopper:
    """Somebody who is not staff."""
    return people.make(shop, "horia")


@pytest.fixture(scope="module")
def good(shop: Market) -> Good:
    """A plain good."""
    return shop.good()


@pytest.mark.parametrize(("document", "permissions"), STAFFS_OWN)
def test_strangers_and_shoppers_are_told_what_they_lack(
    shopper: people.Shopper, document: str, permissions: str
) -> None:
    expected = [("PermissionDenied", NEEDS + permissions)]

    stranger = core.ask(document)

    assert (stranger.status, stranger.faults) == (200, expected)
    assert core.ask(document, token=shopper.token).faults == expected


def test_the_gateway_says_so_by_name() -> None:
    with pytest.raises(PermissionRefused):
        AppClient.with_token("").put_category(slug="a", name="A")


def create(shop: Market, name: str, type_name: str, given: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Field and code of a refused creation."""
    document = f"mutation($input: {type_name}!) {{ {name}(input: $input) {{ {ERRORS} }} }}"
    return core.refusals(document, {"input": given}, token=shop.token)


def test_slugs_and_codes_are_taken_once(shop: Market, good: Good) -> None:
    channel = {"name": "a", "slug": shop.channel, "currencyCode": "RON", "defaultCountry": "RO"}
    product = {"name": "a", "slug": good.slug, "productType": shop.goods_type_id}
    page = {"title": "a", "slug": shop.slug("ana"), "pageType": shop.page_type_id}
    attribute = {"name": "a", "slug": shop.slug("marime"), "type": "PRODUCT_TYPE", "inputType": "DROPDOWN"}

    assert create(shop, "channelCreate", "ChannelCreateInput", channel) == [("slug", "UNIQUE")]
    assert create(shop, "productCreate", "ProductCreateInput", product) == [("slug", "UNIQUE")]
    assert create(shop, "pageCreate", "PageCreateInput", page) == [("slug", "UNIQUE")]
    assert create(shop, "categoryCreate", "CategoryInput", {"name": "a", "slug": shop.slug("casa")}) == [
        ("slug", "UNIQUE")
    ]
    assert create(shop, "attributeCreate", "AttributeCreateInput", attribute) == [("slug", "UNIQUE")]


def test_what_has_no_name_is_not_made(shop: Market) -> None:
    assert create(shop, "categoryCreate", "CategoryInput", {"name": ""}) == [("name", "REQUIRED")]
    assert create(shop, "menuCreate", "MenuCreateInput", {"name": ""}) == [("name", "REQUIRED")]


def test_a_variants_sku_is_taken_once(shop: Market, good: Good) -> None:
    product = shop.client.find_product(good.sku)
    assert product is not None
    other = VariantDraft(sku=good.sku, name="Alta", english_name="", price=Money(100))

    with pytest.raises(Refused) as refused:
        shop.client.put_variants(
            product=type(product)(product.id, {}, {}), channel_id=shop.channel_id, variants=[other]
        )

    assert refused.value.codes == {"UNIQUE"}
    again = shop.client.find_product(good.sku)
    assert again is not None
    assert again.variant_ids == {good.sku: good.variant_id}


def test_a_price_below_nothing_is_no_price(shop: Market, good: Good) -> None:
    with pytest.raises(InvalidRequest):
        shop.set_price(good, -100)

    page = catalogue.product(slug=good.slug, language="RO")
    assert page is not None
    assert page.variants[0].price == Money(5000)


def test_a_voucher_of_more_than_a_hundred_percent_is_refused(shop: Market) -> None:
    code = f"PREA-{shop.mark}".upper()

    with pytest.raises(Refused) as refused:
        shop.client.put_voucher(
            code=code,
            name="Prea mult",
            channel_id=shop.channel_id,
            discount_type="PERCENTAGE",
            value=Decimal(101),
        )

    assert problems(refused) == [("discountValue", "INVALID")]


def test_a_category_that_is_made_again_is_brought_up_to_date(shop: Market) -> None:
    slug = shop.slug("gradina")
    first = shop.client.put_category(slug=slug, name="Grădină", english={"name": "Garden"})
    shop.note("category", first)

    second = shop.client.put_category(slug=slug, name="Grădini", english={"name": "Gardens"})

    assert second == first
    (romanian,) = (c for c in catalogue.categories(language="RO") if c.slug == slug)
    (english,) = (c for c in catalogue.categories(language="EN") if c.slug == slug)
    assert (romanian.name, english.name) == ("Grădini", "Gardens")


def test_a_product_that_is_made_again_is_brought_up_to_date(shop: Market, good: Good) -> None:
    draft = ProductDraft(
        reference=good.sku,
        slug=good.slug,
        name=f"Schimbat {shop.mark}",
        product_type_id=shop.goods_type_id,
        category_id=shop.category_id,
        description=rich("Altfel."),
        tax_class_id=shop.tax_class_id,
    )

    again = shop.client.put_product(draft)

    assert again.id == good.id
    product = catalogue.product(slug=good.slug, language="RO")
    assert product is not None
    assert (product.name, product.description_html) == (f"Schimbat {shop.mark}", "<p>Altfel.</p>")
    assert [variant.sku for variant in product.variants] == [good.sku]


def test_a_page_that_is_made_again_keeps_its_other_facts(shop: Market) -> None:
    slug = shop.slug("ajutor")
    how: dict[str, Any] = {"slug": slug, "page_type_id": shop.page_type_id}
    first = shop.client.put_page(title="Ajutor", metadata={"a": "1"}, content=rich("Unu."), **how)
    shop.note("page", first)

    second = shop.client.put_page(title="Ajutoare", metadata={"b": "2"}, content=rich("Doi."), **how)

    page = pages.one(slug=slug, language="RO")
    assert page is not None
    assert second == first
    assert (page.title, page.content_html) == ("Ajutoare", "<p>Doi.</p>")
    told = core.data("query($id: ID!) { page(id: $id) { metadata { key value } } }", {"id": first})
    assert told["metadata"] == [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]


def test_metadata_needs_a_key_and_a_thing(shop: Market, good: Good) -> None:
    with pytest.raises(Refused) as keyless:
        shop.client.set_metadata(object_id=good.id, values={"  ": "1"})
    with pytest.raises(Refused) as nothing:
        shop.client.set_metadata(object_id=NOTHING, values={"a": "1"})

    assert problems(keyless) == [("input", "REQUIRED")]
    assert problems(nothing) == [("id", "NOT_FOUND")]


def test_private_metadata_is_staffs_only(shop: Market, good: Good) -> None:
    write = f"""mutation($id: ID!, $input: [MetadataInput!]!) {{
      updatePrivateMetadata(id: $id, input: $input) {{ {ERRORS} }}
    }}"""
    shop.tell(write, {"id": good.id, "input": [{"key": "secret", "value": "da"}]})
    question = """query($id: ID, $channel: String) {
      product(id: $id, channel: $channel) { privateMetadata { key value } }
    }"""
    variables = {"id": good.id, "channel": shop.channel}

    assert core.data(question, variables, token=shop.token) == {
        "privateMetadata": [{"key": "secret", "value": "da"}]
    }
    assert [code for code, _ in core.ask(question, variables).faults] == ["PermissionDenied"]


def test_a_translation_of_nothing_is_refused(shop: Market) -> None:
    document = f"""mutation($id: ID!, $input: TranslationInput!) {{
      productTranslate(id: $id, languageCode: EN, input: $input) {{ {ERRORS} }}
    }}"""

    assert core.refusals(document, {"id": NOTHING, "input": {"name": "A"}}, token=shop.token) == [
        ("id", "NOT_FOUND")
    ]


def test_a_warehouse_needs_an_address(shop: Market) -> None:
    with pytest.raises(Refused) as refused:
        shop.client.put_warehouse(
            slug=shop.slug("depozit"),
            name="Depozit",
            email="a@magazin.example",
            address=address(postal_code="1"),
        )

    assert problems(refused) == [("postalCode", "INVALID")]
