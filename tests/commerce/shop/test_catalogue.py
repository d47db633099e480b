"""The catalogue as Saleor answers it becomes exact values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from commerce.shop import catalogue
from commerce.types import (
    Attribute,
    AttributeValue,
    Category,
    Collection,
    DigestEntry,
    DigestPage,
    Label,
    Picture,
    ProductCard,
    SellerName,
    Variant,
)
from kernel.money import Money
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore

ANA = SellerName(slug="ana-croitorie", name="Croitoria Anei")
RICH = json.dumps({"blocks": [{"type": "paragraph", "data": {"text": "Din <b>in</b>."}}]})
RICH_EN = json.dumps({"blocks": [{"type": "paragraph", "data": {"text": "Of <b>linen</b>."}}]})


def test_card_is_read_exactly(core: FakeCore) -> None:
    core.answers["catalogue/cards"] = {"products": answers.edges(answers.product_card())}

    cards = catalogue.cards(ids=["UHJvZHVjdDox"], language="RO")

    assert cards == (
        ProductCard(
            id="UHJvZHVjdDox",
            slug="sort-de-in",
            name="Șorț de in",
            seller=ANA,
            price_from=Money(1960),
            price_to=Money(2405),
            is_available=True,
            picture=Picture(
                alt="",
                webp=((256, "/thumbnail/1/256/webp/"), (512, "/thumbnail/1/512/webp/")),
                avif=((512, "/thumbnail/1/512/avif/"),),
            ),
            quick_variant_id="UHJvZHVjdFZhcmlhbnQ6MQ==",
        ),
    )
    assert core.calls[0][1] == {
        "channel": "ses-ro",
        "language": "RO",
        "translated": False,
        "ids": ["UHJvZHVjdDox"],
    }


def test_card_in_english_falls_back_to_the_romanian_text(core: FakeCore) -> None:
    nodes = [answers.product_card(translation={"name": "Linen apron"}), answers.product_card(id="b")]
    core.answers["catalogue/cards"] = {"products": answers.edges(*nodes)}

    cards = catalogue.cards(ids=["UHJvZHVjdDox", "b"], language="EN")

    assert [card.name for card in cards] == ["Linen apron", "Șorț de in"]
    assert core.calls[0][1]["translated"] is True


def test_cards_keep_the_order_asked_for_and_leave_out_what_is_gone(core: FakeCore) -> None:
    nodes = [answers.product_card(id=key) for key in ("a", "b")]
    core.answers["catalogue/cards"] = {"products": answers.edges(*nodes)}

    cards = catalogue.cards(ids=["b", "gone", "a"], language="RO")

    assert [card.id for card in cards] == ["b", "a"]


def test_more_cards_than_the_core_gives_at_once_are_asked_in_parts(core: FakeCore) -> None:
    core.answers["catalogue/cards"] = {"products": answers.edges()}

    catalogue.cards(ids=[f"p{number}" for number in range(101)], language="RO")

    assert [len(variables["ids"]) for _, variables, _ in core.calls] == [100, 1]


def test_no_cards_ask_nothing(core: FakeCore) -> None:
    assert catalogue.cards(ids=[], language="RO") == ()
    assert core.calls == []


def test_product_with_several_variants_has_no_quick_one(core: FakeCore) -> None:
    node = answers.product_card(
        productVariants=answers.edges({"id": "a"}, {"id": "b"}), webp256=None, ses=None
    )
    core.answers["catalogue/cards"] = {"products": answers.edges(node)}

    (card,) = catalogue.cards(ids=["UHJvZHVjdDox"], language="RO")

    assert card.quick_variant_id is None
    assert (card.picture, card.seller, card.origin) == (None, None, None)


def test_product_without_a_price_is_no_card(core: FakeCore) -> None:
    unpriced = answers.product_card(pricing={"priceRange": None})
    core.answers["catalogue/cards"] = {"products": answers.edges(unpriced)}

    assert catalogue.cards(ids=["UHJvZHVjdDox"], language="RO") == ()


def _digest_node(**changes: Any) -> dict[str, Any]:
    return {
        "id": "UHJvZHVjdDox",
        "slug": "sort-de-in",
        "name": "Șorț de in",
        "translation": {"name": "Linen apron"},
        "created": "2026-11-01T10:00:00+00:00",
        "isAvailable": True,
        "category": {"slug": "textile"},
        "badge": None,
        "ses": answers.ses_link(),
        "material": {"choices": [{"slug": "in"}, {"slug": "bumbac"}]},
        "pricing": {"priceRange": {"start": {"currency": "RON", **answers.gross(19.6)}}},
        **changes,
    }


def test_digest_page_is_read_exactly(core: FakeCore) -> None:
    bare = _digest_node(id="b", translation=None, category=None, ses=None, material=None, isAvailable=False)
    unpriced = _digest_node(id="c", pricing=None)
    found = answers.connection(_digest_node(), bare, unpriced, cursor="WyJhIl0=")
    core.answers["catalogue/digest"] = {"products": {"totalCount": 250, **found}}

    page = catalogue.digest_page(cursor=None)

    made = datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert page == DigestPage(
        entries=(
            DigestEntry(
                id="UHJvZHVjdDox",
                slug="sort-de-in",
                name="Șorț de in",
                name_en="Linen apron",
                category_slug="textile",
                seller_slug="ana-croitorie",
                material_slugs=("in", "bumbac"),
                price=Money(1960),
                in_stock=True,
                created_at=made,
            ),
            DigestEntry("b", "sort-de-in", "Șorț de in", "Șorț de in", "", "", (), Money(1960), False, made),
        ),
        next_cursor="WyJhIl0=",
        total=250,
    )


def test_last_digest_page_has_no_cursor(core: FakeCore) -> None:
    last = {"pageInfo": {"hasNextPage": False, "endCursor": "x"}, "edges": []}
    core.answers["catalogue/digest"] = {"products": {"totalCount": 0, **last}}

    assert catalogue.digest_page(cursor="w") == DigestPage(entries=(), next_cursor=None, total=0)
    assert core.calls[0][1]["cursor"] == "w"


def test_last_change_is_a_count_and_a_moment(core: FakeCore) -> None:
    newest = answers.edges({"updatedAt": "2026-11-02T08:30:00.5+02:00"})
    core.answers["catalogue/last_change"] = [
        {"products": {"totalCount": 100, **newest}},
        {"products": {"totalCount": 0, "edges": []}},
    ]

    assert catalogue.last_change() == (100, datetime(2026, 11, 2, 6, 30, 0, 500_000, tzinfo=UTC))
    assert catalogue.last_change() == (0, None)


def test_search_reads_pages_up_to_the_limit(core: FakeCore) -> None:
    first = answers.connection(*({"id": f"p{n}"} for n in range(100)), cursor="next")
    second = answers.connection({"id": "p100"}, {"id": "p101"}, cursor="more")
    core.answers["catalogue/search_ids"] = [{"products": first}, {"products": second}]

    found = catalogue.search_ids(text="șorț", limit=102)

    assert found == tuple(f"p{n}" for n in range(102))
    assert [(v["first"], v["cursor"]) for _, v, _ in core.calls] == [(100, None), (2, "next")]


def test_search_stops_where_the_core_has_no_more(core: FakeCore) -> None:
    core.answers["catalogue/search_ids"] = {"products": answers.connection({"id": "a"})}

    assert catalogue.search_ids(text="miere") == ("a",)
    assert len(core.calls) == 1


def _variant_node(**changes: Any) -> dict[str, Any]:
    return {
        "id": "UHJvZHVjdFZhcmlhbnQ6MQ==",
        "name": "M",
        "sku": None,
        "quantityAvailable": 7,
        "quantityLimitPerCustomer": 3,
        "pricing": {
            "price": {"currency": "RON", "gross": {"amount": 19.6}, "net": {"amount": 16.2}},
            "priceUndiscounted": answers.gross(25.0),
        },
        "assignedAttributes": [
            answers.attribute("marime", "Mărime", "DROPDOWN", choice={"slug": "m", "name": "M"})
        ],
        "media": [],
        **changes,
    }


def _media(kind: str = "IMAGE") -> dict[str, Any]:
    return {
        "alt": "Față",
        "type": kind,
        "webp256": "/256.webp",
        "webp512": "/512.webp",
        "webp1024": "/1024.webp",
        "avif512": "/512.avif",
        "avif1024": "/1024.avif",
    }


def _product_node(**changes: Any) -> dict[str, Any]:
    return {
        "id": "UHJvZHVjdDox",
        "slug": "sort-de-in",
        "name": "Șorț de in",
        "description": RICH,
        "seoDescription": None,
        "isAvailable": True,
        "weight": {"unit": "KG", "value": 0.35},
        "metadata": [{"key": "livrare", "value": "2"}],
        "category": {"slug": "textile", "name": "Textile"},
        "collections": [{"slug": "cadouri"}],
        "assignedAttributes": [
            answers.attribute("ses", "SES", "REFERENCE", **answers.ses()),
            answers.attribute("material", "Material", "MULTISELECT", choices=[{"slug": "in", "name": "In"}]),
            answers.attribute("ingrijire", "Îngrijire", "PLAIN_TEXT", plain="Se spală la 30°."),
            answers.attribute("livrare-locala", "Livrare locală", "BOOLEAN", boolean=False),
            answers.attribute("locuri-munca", "Locuri de muncă", "NUMERIC", number=12.0),
            answers.attribute("poveste", "Poveste", "RICH_TEXT", rich=json.loads(RICH)),
            answers.attribute("avertizari", "Avertizări", "PLAIN_TEXT", plain=None),
            answers.attribute("origine", "Origine", "DROPDOWN", choice=None),
            answers.attribute("nuanta", "Nuanță", "SWATCH"),
        ],
        "media": [_media("VIDEO"), _media()],
        "productVariants": answers.edges(_variant_node(), _variant_node(id="unpriced", pricing=None)),
        **changes,
    }


def test_product_is_read_exactly(core: FakeCore) -> None:
    core.answers["catalogue/product"] = {"product": _product_node()}

    product = catalogue.product(slug="sort-de-in", language="RO")

    assert product is not None
    front = Picture(
        alt="Față",
        webp=((256, "/256.webp"), (512, "/512.webp"), (1024, "/1024.webp")),
        avif=((512, "/512.avif"), (1024, "/1024.avif")),
    )
    assert product.pictures == (front,)
    assert product.description_html == "<p>Din <strong>in</strong>.</p>"
    assert (product.seo_description, product.weight_grams) == ("", 350)
    assert (product.category_slug, product.category_name) == ("textile", "Textile")
    assert (product.seller, product.collection_slugs) == (ANA, ("cadouri",))
    assert product.metadata == {"livrare": "2"}
    assert product.variants == (
        Variant(
            id="UHJvZHVjdFZhcmlhbnQ6MQ==",
            name="M",
            sku="",
            price=Money(1960),
            net=Money(1620),
            undiscounted=Money(2500),
            available=7,
            limit=3,
            attributes=(Attribute("marime", "Mărime", "DROPDOWN", (AttributeValue("m", "M"),)),),
        ),
    )


def test_every_kind_of_attribute_is_read(core: FakeCore) -> None:
    core.answers["catalogue/product"] = {"product": _product_node()}

    product = catalogue.product(slug="sort-de-in", language="RO")

    assert product is not None
    assert {a.slug: a.values for a in product.attributes} == {
        "ses": (AttributeValue("ana-croitorie", "Croitoria Anei"),),
        "material": (AttributeValue("in", "In"),),
        "ingrijire": (AttributeValue("", "Se spală la 30°."),),
        "livrare-locala": (AttributeValue("false", "false"),),
        "locuri-munca": (AttributeValue("", "12"),),
        "poveste": (AttributeValue("", "Din in."),),
        "avertizari": (),
        "origine": (),
        "nuanta": (),
    }


def test_product_in_english_is_translated_part_by_part(core: FakeCore) -> None:
    translation = {"name": "Linen apron", "description": RICH_EN, "seoDescription": "Sewn in Iași."}
    care = answers.attribute(
        "ingrijire", "Îngrijire", "PLAIN_TEXT", plain="Se spală.", plainTranslation="Wash it."
    )
    care["attribute"]["translation"] = {"name": "Care"}
    linen = {"slug": "in", "name": "In", "translation": "Linen"}
    material = answers.attribute("material", "Material", "MULTISELECT", choices=[linen])
    node = _product_node(translation=translation, assignedAttributes=[care, material])
    core.answers["catalogue/product"] = {"product": node}

    product = catalogue.product(slug="sort-de-in", language="EN")

    assert product is not None
    assert (product.name, product.seo_description) == ("Linen apron", "Sewn in Iași.")
    assert product.description_html == "<p>Of <strong>linen</strong>.</p>"
    assert product.attributes == (
        Attribute("ingrijire", "Care", "PLAIN_TEXT", (AttributeValue("", "Wash it."),)),
        Attribute("material", "Material", "MULTISELECT", (AttributeValue("in", "Linen"),)),
    )


def test_missing_product_is_none(core: FakeCore) -> None:
    core.answers["catalogue/product"] = {"product": None}

    assert catalogue.product(slug="nimic", language="RO") is None


def test_categories_are_read_over_all_pages(core: FakeCore) -> None:
    top = {"slug": "textile", "name": "Textile", "description": RICH, "level": 0, "parent": None}
    child = {
        "slug": "sorturi",
        "name": "Șorțuri",
        "description": None,
        "level": 1,
        "parent": {"slug": "textile"},
    }
    core.answers["catalogue/categories"] = [
        {"categories": answers.connection(top, cursor="next")},
        {"categories": answers.connection(child)},
    ]

    assert catalogue.categories(language="RO") == (
        Category("textile", "Textile", "<p>Din <strong>in</strong>.</p>", None, 0),
        Category("sorturi", "Șorțuri", "", "textile", 1),
    )


def test_labels_are_in_both_languages(core: FakeCore) -> None:
    linen = {"slug": "in", "name": "In", "translation": {"name": "Linen"}}
    wool = {"slug": "lana", "name": "Lână", "translation": None}
    core.answers["catalogue/category_labels"] = {"categories": answers.connection(linen)}
    core.answers["catalogue/attribute_labels"] = [
        {"attribute": {"choices": answers.connection(linen, cursor="next")}},
        {"attribute": {"choices": answers.connection(wool)}},
    ]

    assert catalogue.category_labels() == (Label("in", "In", "Linen"),)
    assert catalogue.material_labels() == (Label("in", "In", "Linen"), Label("lana", "Lână", "Lână"))


def test_shop_without_the_attribute_has_no_materials(core: FakeCore) -> None:
    core.answers["catalogue/attribute_labels"] = {"attribute": None}

    assert catalogue.material_labels() == ()


def test_collections_know_their_products(core: FakeCore) -> None:
    gifts = {
        "slug": "cadouri",
        "name": "Cadouri",
        "description": None,
        "translation": {"name": "Gifts", "description": RICH_EN},
        "products": answers.edges({"id": "a"}, {"id": "b"}),
    }
    core.answers["catalogue/collections"] = {"collections": answers.edges(gifts)}

    assert catalogue.collections(language="EN") == (
        Collection("cadouri", "Gifts", "<p>Of <strong>linen</strong>.</p>", ("a", "b")),
    )
