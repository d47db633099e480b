"""What a shopper's words find."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engine.catalog import search, tasks
from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Page,
    PageType,
    Product,
    ProductAttributeValue,
    SearchTerm,
    Translation,
)
from tests.engine.catalog.shelf import category, product

pytestmark = pytest.mark.django_db


def found(question: str) -> list[str]:
    """Names of what is found, the best first."""
    ranks = search.ranked(question)
    rows = Product.objects.filter(pk__in=ranks)
    return [row.name for row in sorted(rows, key=lambda row: (-ranks[row.pk], row.name))]


@pytest.mark.parametrize(
    "question", ["sort de bucatarie", "Șorț de bucătărie", "ŞORŢ BUCĂTĂRIE", "șorțuri bucatarie"]
)
def test_diacritics_case_and_endings_do_not_matter(question: str) -> None:
    product("Șorț de bucătărie")
    product("Bol smălțuit")

    assert found(question) == ["Șorț de bucătărie"]


@pytest.mark.parametrize("question", ["brățări", "brăţări", "brățară", "bratara", "brățările"])
def test_inflected_words_find_each_other(question: str) -> None:
    product("Brățară din argint")

    assert found(question) == ["Brățară din argint"]


@pytest.mark.parametrize("question", ["bucatrie", "lumanrae", "meire"])
def test_a_typo_is_forgiven(question: str) -> None:
    wanted = {"bucatrie": "Șorț de bucătărie", "lumanrae": "Lumânare", "meire": "Miere"}
    for name in wanted.values():
        product(name)

    assert found(question) == [wanted[question]]


def test_the_beginning_of_a_word_finds_it() -> None:
    product("Coșuleț împletit")

    assert found("cosul") == ["Coșuleț împletit"]


def test_the_word_itself_comes_before_what_begins_with_it() -> None:
    product("Canapea din paleți")
    product("Cană neagră")

    assert found("cana")[0] == "Cană neagră"


def test_every_word_must_be_found_where_it_can() -> None:
    product("Miere de tei")
    product("Ceai de tei")

    assert found("miere de tei") == ["Miere de tei"]
    assert sorted(found("miere xyzqwk")) == ["Miere de tei"]


def test_linen_is_found_and_the_preposition_does_not_hide_anything() -> None:
    product("Cămașă de in")
    product("Miere polifloră")

    assert found("in") == ["Cămașă de in"]
    assert found("miere in borcan") == ["Miere polifloră"]


def test_a_name_counts_more_than_a_description() -> None:
    product("Lumânare", description={"blocks": [{"type": "paragraph", "data": {"text": "Ca mierea."}}]})
    product("Miere")

    assert found("miere") == ["Miere", "Lumânare"]


def test_category_seller_choices_and_english_are_words_too() -> None:
    apron = product("Șorț", category=category("Textile"))
    seller = Page.objects.create(
        page_type=PageType.objects.create(name="SES", slug="ses"), slug="ana", title="Atelierul Anei"
    )
    by_page = Attribute.objects.create(slug="ses", name="SES", type="PRODUCT_TYPE", input_type="REFERENCE")
    material = Attribute.objects.create(
        slug="material", name="Material", type="PRODUCT_TYPE", input_type="DROPDOWN"
    )
    for value in (
        AttributeValue.objects.create(attribute=by_page, slug="r", name="r", reference_page=seller),
        AttributeValue.objects.create(attribute=material, slug="catifea", name="Catifea"),
    ):
        ProductAttributeValue.objects.create(product=apron, value=value)
    Translation.objects.create(
        kind="Product", object_key=str(apron.pk), language_code="en", texts={"name": "Apron"}
    )

    search.reindex([apron.pk])

    assert [found(question) for question in ("textile", "anei", "catifea", "aprons")] == [["Șorț"]] * 4


@pytest.mark.parametrize(
    "question", ["", "   ", "de la", "%", "'; DROP TABLE", "🍯", "x" * 5000, "\x00", "a\ud800b"]
)
def test_questions_without_an_answer_find_nothing(question: str) -> None:
    product("Miere")

    assert found(question) == []


def test_indexing_again_changes_nothing_and_forgets_old_words() -> None:
    row = product("Miere de tei")
    before = list(SearchTerm.objects.order_by("term").values_list("term", "weight"))

    search.reindex([row.pk])

    assert list(SearchTerm.objects.order_by("term").values_list("term", "weight")) == before
    Product.objects.filter(pk=row.pk).update(name="Ceai")
    search.reindex([row.pk])
    assert (found("miere"), found("ceai")) == ([], ["Ceai"])


def test_the_number_of_queries_does_not_grow_with_the_products() -> None:
    few = [product("Miere").pk for _ in range(3)]
    many = [product("Miere").pk for _ in range(30)]

    with CaptureQueriesContext(connection) as for_few:
        search.reindex(few)
    with CaptureQueriesContext(connection) as for_many:
        search.reindex(many)

    assert len(for_few) == len(for_many)


def test_the_sweep_indexes_what_has_no_words_yet() -> None:
    row = product("Miere")
    SearchTerm.objects.all().delete()
    row.search.delete()  # type: ignore[attr-defined]

    first, second = tasks.reindex_missing(), tasks.reindex_missing()

    assert (first, second) == (1, 0)
    assert found("miere") == ["Miere"]
