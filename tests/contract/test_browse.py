"""What there is to buy, and who sells it."""

from __future__ import annotations

import pytest

from commerce.shop import catalogue, pages, sellers
from commerce.types import AttributeValue, Product, SellerName, Variant
from kernel.badge import Standing
from kernel.badge.facts import PAGE_KEY
from kernel.money import Money
from tests.contract import core
from tests.contract.market import ATTESTATION, STANDING, Good, Market, rich


@pytest.fixture(scope="module")
def cup(shop: Market) -> Good:
    """A cup in two sizes, described in both languages."""
    return shop.good(
        "Cană",
        variants=[("S", 3500), ("M", 4250)],
        stock=7,
        seller="ioana",
        materials=["Lut ars"],
        description=rich("Cană din lut <b>ars</b>."),
        seo_description="Cană de lut.",
        weight_grams=420,
        metadata={"components": "[]"},
        english={"name": f"Cup {shop.mark}", "description": rich("A clay cup.")},
    )


@pytest.fixture(scope="module")
def apron(shop: Market) -> Good:
    """A plain good."""
    return shop.good("Șorț", price=8999, stock=0)


def by_size(product: Product) -> list[Variant]:
    """The variants from the cheapest up: the cores order what was made at once differently."""
    return sorted(product.variants, key=lambda variant: variant.price.minor_units)


def test_the_digest_tells_what_facets_need(shop: Market, cup: Good, apron: Good) -> None:
    page = catalogue.digest_page(cursor=None)

    found = {entry.slug: entry for entry in page.entries}
    assert page.next_cursor is None
    assert page.total == len(page.entries)
    clay, sewn = found[cup.slug], found[apron.slug]
    assert (clay.id, clay.name, clay.name_en) == (cup.id, cup.name, f"Cup {shop.mark}")
    assert (clay.category_slug, clay.seller_slug) == (shop.slug("bucatarie"), shop.slug("ioana"))
    assert (clay.material_slugs, clay.price, clay.in_stock) == (("lut-ars",), Money(3500), True)
    assert (sewn.name_en, sewn.material_slugs, sewn.in_stock) == (apron.name, ("bumbac",), False)
    assert sewn.created_at > clay.created_at


def test_the_digest_is_sorted_by_name(shop: Market, cup: Good, apron: Good) -> None:
    names = [entry.name for entry in catalogue.digest_page(cursor=None).entries]

    assert names.index(cup.name) < names.index(apron.name)


def test_a_change_of_a_good_moves_the_last_change(shop: Market, apron: Good) -> None:
    count, before = catalogue.last_change()

    shop.client.set_metadata(object_id=apron.id, values={"mark": shop.mark})
    shop.set_price(apron, 9099)
    shop.set_price(apron, 8999)

    after_count, after = catalogue.last_change()
    assert count == after_count
    assert before is not None
    assert after is not None
    assert after >= before


def test_cards_come_in_the_order_asked_and_without_what_is_not_there(
    shop: Market, cup: Good, apron: Good
) -> None:
    hidden = shop.good("Ascuns", is_published=False)

    cards = catalogue.cards(ids=[apron.id, hidden.id, cup.id], language="RO")  # type: ignore[list-item]

    assert [card.slug for card in cards] == [apron.slug, cup.slug]
    sewn, clay = cards
    assert (clay.price_from, clay.price_to) == (Money(3500), Money(4250))
    attested = Standing((ATTESTATION,))
    assert clay.seller == SellerName(shop.slug("ioana"), f"Lutul Ioanei {shop.mark}", attested)
    assert (clay.quick_variant_id, sewn.quick_variant_id) == (None, apron.variant_id)
    assert (clay.is_available, sewn.is_available) == (True, False)
    assert (clay.picture, sewn.picture) == (None, None)


def test_a_card_speaks_english(shop: Market, cup: Good) -> None:
    (card,) = catalogue.cards(ids=[cup.id], language="EN")  # type: ignore[list-item]

    assert card.name == f"Cup {shop.mark}"


def test_a_product_page_has_all_facts(shop: Market, cup: Good) -> None:
    product = catalogue.product(slug=cup.slug, language="RO")

    assert product is not None
    assert product.id == cup.id
    assert product.description_html == "<p>Cană din lut <strong>ars</strong>.</p>"
    assert (product.seo_description, product.weight_grams) == ("Cană de lut.", 420)
    assert (product.category_slug, product.category_name) == (shop.slug("bucatarie"), "Bucătărie")
    assert product.metadata == {"components": "[]"}
    material = product.attribute("material")
    assert material is not None
    assert (material.name, material.input_type) == ("Material", "MULTISELECT")
    assert material.values == (AttributeValue("lut-ars", "Lut ars"),)
    small, middle = by_size(product)
    assert (small.name, small.sku, small.price) == ("Mărimea S", f"{cup.sku}-S", Money(3500))
    assert (middle.name, middle.sku, middle.price) == ("Mărimea M", f"{cup.sku}-M", Money(4250))
    assert [(v.available, v.limit, v.undiscounted) for v in (small, middle)] == [
        (7, None, Money(3500)),
        (7, None, Money(4250)),
    ]
    assert (small.net, middle.net) == (Money(2893), Money(3512))
    assert small.attributes[0].values == (AttributeValue("s", "S"),)
    assert middle.attributes[0].values == (AttributeValue("m", "M"),)


def test_a_product_page_speaks_english_where_it_is_translated(shop: Market, cup: Good) -> None:
    product = catalogue.product(slug=cup.slug, language="EN")

    assert product is not None
    assert (product.name, product.description_html) == (f"Cup {shop.mark}", "<p>A clay cup.</p>")
    assert product.seo_description == "Cană de lut."
    assert [variant.name for variant in by_size(product)] == ["Size S", "Size M"]
    material = product.attribute("material")
    assert material is not None
    assert material.values == (AttributeValue("lut-ars", "Fired clay"),)


def test_what_is_hidden_or_never_was_has_no_page(shop: Market) -> None:
    hidden = shop.good("Ascuns", is_published=False)

    assert catalogue.product(slug=hidden.slug, language="RO") is None
    assert catalogue.product(slug=shop.slug("niciodata"), language="RO") is None


def test_staff_find_a_hidden_good_by_its_reference(shop: Market) -> None:
    hidden = shop.good("Ascuns", is_published=False)

    found = shop.client.find_product(hidden.sku)

    assert found is not None
    assert (found.id, found.variant_ids) == (hidden.id, {hidden.sku: hidden.variant_id})
    assert shop.client.find_product(f"{hidden.sku}-nu") is None


def test_categories_make_a_tree_in_both_languages(shop: Market) -> None:
    romanian = {each.slug: each for each in catalogue.categories(language="RO")}
    english = {each.slug: each for each in catalogue.categories(language="EN")}

    home, kitchen = romanian[shop.slug("casa")], romanian[shop.slug("bucatarie")]
    assert (home.name, home.parent_slug, home.level) == ("Casă", None, 0)
    assert home.description_html == "<p>Pentru casă.</p>"
    assert (kitchen.name, kitchen.parent_slug, kitchen.level) == ("Bucătărie", shop.slug("casa"), 1)
    assert (english[shop.slug("casa")].name, english[shop.slug("bucatarie")].name) == ("Home", "Kitchen")


def test_materials_have_labels_in_both_languages(shop: Market) -> None:
    labels = {label.slug: (label.ro, label.en) for label in catalogue.material_labels()}

    assert labels["lut-ars"] == ("Lut ars", "Fired clay")


def test_a_collection_shows_its_goods(shop: Market, cup: Good, apron: Good) -> None:
    hidden = shop.good("Ascuns", is_published=False)
    made = shop.client.put_collection(
        slug=shop.slug("alese"),
        name="Alese",
        channel_id=shop.channel_id,
        product_ids=[apron.id, cup.id, hidden.id],
        description=rich("Alese cu grijă."),
        english={"name": "Chosen"},
    )
    shop.note("collection", made)

    (chosen,) = (c for c in catalogue.collections(language="EN") if c.slug == shop.slug("alese"))

    assert (chosen.name, chosen.description_html) == ("Chosen", "<p>Alese cu grijă.</p>")
    assert set(chosen.product_ids) == {apron.id, cup.id}
    product = catalogue.product(slug=cup.slug, language="RO")
    assert product is not None
    assert product.collection_slugs == (shop.slug("alese"),)


def test_sellers_are_pages_of_their_own_kind(shop: Market) -> None:
    slugs = [seller.slug for seller in sellers.all(language="RO")]

    ana = sellers.one(slug=shop.slug("ana"), language="RO")

    assert slugs.index(shop.slug("ana")) < slugs.index(shop.slug("ioana"))
    assert ana is not None
    assert (ana.id, ana.name) == (shop.sellers["ana"], f"Atelierul Anei {shop.mark}")
    assert ana.metadata[PAGE_KEY] == STANDING
    assert sellers.one(slug=shop.slug("nimeni"), language="RO") is None


def test_a_page_is_read_in_both_languages_and_a_seller_is_none(shop: Market) -> None:
    made = shop.client.put_page(
        slug=shop.slug("despre"),
        title="Despre noi",
        page_type_id=shop.page_type_id,
        content=rich("Facem lucruri bune."),
        english={"title": "About us", "content": rich("We make good things.")},
    )
    shop.note("page", made)

    romanian = pages.one(slug=shop.slug("despre"), language="RO")
    english = pages.one(slug=shop.slug("despre"), language="EN")

    assert romanian is not None
    assert english is not None
    assert (romanian.title, romanian.content_html) == ("Despre noi", "<p>Facem lucruri bune.</p>")
    assert (english.title, english.content_html) == ("About us", "<p>We make good things.</p>")
    assert pages.one(slug=shop.slug("ana"), language="RO") is None
    assert pages.one(slug=shop.slug("nimic"), language="RO") is None


def test_a_page_that_is_not_published_is_staffs_only(shop: Market) -> None:
    create = """mutation($input: PageCreateInput!) {
      pageCreate(input: $input) { page { id } errors { field code } }
    }"""
    made = {"slug": shop.slug("ciorna"), "title": "Ciornă", "pageType": shop.page_type_id}
    page_id = shop.note("page", shop.tell(create, {"input": made})["page"]["id"])
    question = "query($id: ID!) { page(id: $id) { title isPublished } }"

    assert core.data(question, {"id": page_id}) is None
    assert core.data(question, {"id": page_id}, token=shop.token) == {
        "title": "Ciornă",
        "isPublished": False,
    }
