"""The index of the catalogue: built from the core, refreshed, never wrong for long."""

from __future__ import annotations

import time
from typing import Any

import pytest

from commerce.freshness import shared
from commerce.shop import catalogue
from engine.catalog.models import Product
from storefront import catalogue_index, facets
from storefront.tasks import refresh_catalogue_index
from tests.storefront import market
from tests.storefront.market import Market


def slugs(index: facets.Index, bits: int) -> set[str]:
    """The products of some bits."""
    return {index.slugs[number] for number in facets.members(index, bits, facets.CHEAPEST)}


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record every build of the index."""
    made: list[str] = []
    real = catalogue_index.build

    def build(*, version: str) -> facets.Index:
        made.append(version)
        return real(version=version)

    monkeypatch.setattr(catalogue_index, "build", build)
    return made


def test_it_holds_every_product_by_price_with_its_values(shop: Market) -> None:
    index = catalogue_index.current()

    assert index.slugs == (
        "miere-de-salcam", "fagure", "prosop-de-bumbac", "bol-smaltuit", "monograma", "sort-de-in", "ulcior",
        "camasa",
    )  # fmt: skip
    assert index.prices == (1900, 4000, 4500, 5500, 6000, 7900, 12000, 14900)
    assert slugs(index, index.bits["material"]["in"]) == {"sort-de-in", "camasa"}
    assert slugs(index, index.bits["ses"]["lut-si-foc"]) == {"bol-smaltuit", "ulcior"}
    assert slugs(index, index.bits["judet"]["tl"]) == {"miere-de-salcam", "fagure"}
    assert slugs(index, index.bits["regiune"]["nord-est"]) == set(index.slugs) - {"miere-de-salcam", "fagure"}
    assert slugs(index, index.everything & ~index.bits["stoc"]["da"]) == {"ulcior"}


def test_a_category_holds_the_goods_of_those_below_it(shop: Market) -> None:
    index = catalogue_index.current()

    assert slugs(index, index.bits["categorie"]["casa-si-textile"]) == {
        "sort-de-in", "prosop-de-bumbac", "camasa", "monograma",
    }  # fmt: skip
    assert slugs(index, index.bits["categorie"]["haine"]) == {"camasa", "monograma"}


def test_names_are_sorted_by_the_alphabet_of_the_language(shop: Market) -> None:
    index = catalogue_index.current()

    romanian = [index.slugs[number] for number in index.orders["nume:RO"]]
    english = [index.slugs[number] for number in index.orders["nume:EN"]]

    assert romanian == [
        "bol-smaltuit", "camasa", "fagure", "miere-de-salcam", "monograma", "prosop-de-bumbac", "sort-de-in",
        "ulcior",
    ]  # fmt: skip
    assert english[:3] == ["miere-de-salcam", "ulcior", "prosop-de-bumbac"]


@pytest.mark.parametrize(
    "names", [["Ață", "Azi"], ["In", "Încă"], ["Sul", "Șal", "Tei", "Țol", "Ulei"], ["„Casa”", "Cutie"]]
)
def test_romanian_letters_follow_those_they_are_made_from(names: list[str]) -> None:
    assert sorted(reversed(names), key=catalogue_index.alphabet_key) == names


def test_it_is_built_once_for_many_pages(shop: Market, builds: list[str]) -> None:
    first = catalogue_index.current()
    catalogue_index.forget()

    again = catalogue_index.current()

    assert len(builds) == 1
    assert (again.version, again.slugs) == (first.version, first.slugs)


def test_the_task_leaves_an_index_alone_that_is_right(shop: Market, builds: list[str]) -> None:
    version = refresh_catalogue_index()

    assert refresh_catalogue_index() == version
    assert len(builds) == 1


def test_the_task_takes_up_what_changed(shop: Market) -> None:
    catalogue_index.current()
    shop.unpublish("fagure")
    market.add_product(shop, "lumanare", "Lumânare")

    refresh_catalogue_index()
    catalogue_index.forget()

    slugs_now = catalogue_index.current().slugs
    assert "fagure" not in slugs_now
    assert "lumanare" in slugs_now


def test_a_changed_product_is_noticed_though_their_number_stays(shop: Market, builds: list[str]) -> None:
    refresh_catalogue_index()
    product = Product.objects.get(slug="fagure")
    product.name = "Fagure mare"
    product.save()

    refresh_catalogue_index()

    assert len(builds) == 2


def test_stock_is_counted_anew_after_a_while(
    shop: Market, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh_catalogue_index()
    shop.set_stock("BOL", 0)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + catalogue_index.REBUILD_SECONDS + 1)

    refresh_catalogue_index()
    catalogue_index.forget()

    index = catalogue_index.current()
    assert len(builds) == 2
    assert "bol-smaltuit" not in slugs(index, index.bits["stoc"]["da"])


def test_without_a_worker_a_page_refreshes_it(shop: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue_index.current()
    shop.unpublish("fagure")
    real_time, real_monotonic = time.time, time.monotonic
    monkeypatch.setattr(time, "time", lambda: real_time() + catalogue_index.UNATTENDED_SECONDS + 1)
    monkeypatch.setattr(time, "monotonic", lambda: real_monotonic() + catalogue_index.TRUST_SECONDS + 1)

    index = catalogue_index.current()

    assert "fagure" not in index.slugs


def test_while_one_refreshes_the_others_go_on(shop: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    before = catalogue_index.current()
    shop.unpublish("fagure")
    shared.set(catalogue_index.LOCK_KEY, 1)
    real_time, real_monotonic = time.time, time.monotonic
    monkeypatch.setattr(time, "time", lambda: real_time() + catalogue_index.UNATTENDED_SECONDS + 1)
    monkeypatch.setattr(time, "monotonic", lambda: real_monotonic() + catalogue_index.TRUST_SECONDS + 1)

    assert catalogue_index.current() is before


def test_a_digest_of_many_pages_is_read_to_its_end(shop: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(105):
        market.add_product(shop, f"bucata-{number}", f"Bucata {number}")
    pages: list[Any] = []
    real = catalogue.digest_page

    def page(**arguments: Any) -> Any:
        pages.append(arguments["cursor"])
        return real(**arguments)

    monkeypatch.setattr(catalogue, "digest_page", page)

    index = catalogue_index.current()

    assert (len(index.ids), len(pages)) == (113, 2)
    assert len(set(index.ids)) == 113
