"""Word of a change: what is kept of goods and sellers is old at once, in every process."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from redis.exceptions import ConnectionError as RedisAway

from commerce import freshness
from commerce.shop import catalogue
from engine.catalog.models import Category, Product
from storefront import catalogue_index, menu, tasks
from tests.storefront import market
from tests.storefront.market import Market


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> None:
    """Keep pages for longer than any test takes."""
    settings.PAGE_CACHE_SECONDS = 600


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record every build of the index."""
    made: list[str] = []
    real = catalogue_index.build

    def build(*, version: str) -> Any:
        made.append(version)
        return real(version=version)

    monkeypatch.setattr(catalogue_index, "build", build)
    return made


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rename(slug: str, name: str) -> None:
    """Change a product behind the shop's back."""
    Product.objects.filter(slug=slug).update(name=name)


def test_a_kept_page_is_old_once_the_catalogue_is_dropped(shop: Market, client: Client) -> None:
    page(client, "/produse/ulcior/")
    rename("ulcior", "Ulcior nou-nouț")
    kept = page(client, "/produse/ulcior/")

    freshness.drop("catalogue")

    assert "Ulcior nou-nouț" not in kept
    assert "Ulcior nou-nouț" in page(client, "/produse/ulcior/")


def test_a_page_that_was_rendered_while_things_changed_is_not_kept_for_new(
    shop: Market, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = catalogue.product

    def change_meanwhile(**arguments: Any) -> Any:
        found = real(**arguments)
        rename("ulcior", "Ulcior nou-nouț")
        freshness.drop("catalogue")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "product", change_meanwhile)
        page(client, "/produse/ulcior/")

    assert "Ulcior nou-nouț" in page(client, "/produse/ulcior/")


def test_the_menu_is_old_once_the_catalogue_is_dropped(shop: Market) -> None:
    before = [each.name for each in menu.top_categories("RO")]
    Category.objects.filter(name=before[0]).update(name="Altceva")
    assert [each.name for each in menu.top_categories("RO")] == before

    freshness.drop("catalogue")

    assert [each.name for each in menu.top_categories("RO")] != before


def test_a_new_product_is_listed_by_a_page_itself_where_that_is_quick(shop: Market, client: Client) -> None:
    page(client, "/produse/")
    market.add_product(shop, "lumanare", "Lumânare")
    assert "Lumânare" not in page(client, "/produse/")

    freshness.drop("catalogue", "assortment")

    assert "Lumânare" in page(client, "/produse/")


def test_an_index_that_takes_long_is_left_to_the_worker(
    shop: Market, client: Client, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_index, "QUICK_SECONDS", 0.0)
    page(client, "/produse/")
    market.add_product(shop, "lumanare", "Lumânare")
    freshness.drop("catalogue", "assortment")

    before = page(client, "/produse/")
    tasks.refresh_catalogue_index()
    after = page(client, "/produse/")

    assert "Lumânare" not in before
    assert "Lumânare" in after
    assert len(builds) == 2


def test_a_stock_that_moves_builds_no_index(shop: Market, client: Client, builds: list[str]) -> None:
    page(client, "/produse/")

    freshness.drop("catalogue")
    page(client, "/produse/")
    tasks.refresh_catalogue_index()

    assert len(builds) == 1


def test_one_worker_builds_and_the_others_go_home(shop: Market, builds: list[str]) -> None:
    freshness.shared.set(catalogue_index.LOCK_KEY, 1)

    assert tasks.refresh_catalogue_index() == ""
    assert builds == []


def test_what_changes_during_a_build_is_taken_up_by_the_same_worker(
    shop: Market, monkeypatch: pytest.MonkeyPatch, builds: list[str]
) -> None:
    real = catalogue_index.build

    def build(*, version: str) -> Any:
        built = real(version=version)
        if len(builds) == 1:
            market.add_product(shop, "lumanare", "Lumânare")
            freshness.drop("assortment")
        return built

    monkeypatch.setattr(catalogue_index, "build", build)

    tasks.refresh_catalogue_index()

    assert len(builds) == 2
    assert "lumanare" in catalogue_index.current().slugs


def test_pages_go_on_while_the_shared_cache_is_away(
    shop: Market, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def __getattr__(self, name: str) -> Any:
            raise RedisAway("Connection refused.")

    monkeypatch.setattr(freshness, "shared", Away())
    monkeypatch.setattr(catalogue_index, "shared", Away())

    assert "Ulcior" in page(client, "/produse/")


def test_all_processes_share_the_stamps() -> None:
    freshness.drop("catalogue")

    assert caches["shared"].get("fresh:catalogue") == freshness.stamp("catalogue")
