"""`manage.py saleor_setup` from an empty core to a shop: once, again, stopped, and refused."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from commerce import transport
from commerce.app import AppClient
from commerce.errors import CoreUnavailable
from commerce.shop import catalogue
from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Category,
    Channel,
    Menu,
    MenuItem,
    PageType,
    Product,
    ProductType,
    TaxClass,
    Translation,
)
from engine.inventory.models import ShippingMethod, ShippingZone, Warehouse
from engine.webhooks.models import App, Webhook
from ses_vendors.demo import fixtures
from ses_vendors.demo.loader import sellers
from ses_vendors.installation import enrolment
from ses_vendors.installation.enrolment import EnrolmentFailed
from ses_vendors.management.commands import saleor_setup
from ses_vendors.setup import lists, menus, place, staff, vocabulary
from ses_vendors.vendors import names

pytestmark = pytest.mark.django_db

MODELS = (
    Attribute, AttributeValue, Category, Channel, Menu, MenuItem, PageType, Product, ProductType,
    ShippingMethod, ShippingZone, TaxClass, Translation, Warehouse,
)  # fmt: skip


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in MODELS}


def run(*, no_app: bool = True, **options: Any) -> list[str]:
    said = io.StringIO()
    call_command("saleor_setup", stdout=said, no_app=no_app, **options)
    return said.getvalue().splitlines()


def refusal(**options: Any) -> CommandError:
    with pytest.raises(CommandError) as refused:
        run(**options)
    return refused.value


def test_an_empty_core_becomes_a_shop_and_a_second_run_changes_nothing() -> None:
    said = run()

    first = counts()
    children = sum(len(top["children"]) for top in lists.read("categories"))
    assert said == [
        "Setting up the embedded core, channel ses-ro …",
        "  categories   9/9",
        "  setup        3/3",
        "The shop is set up.",
    ]
    assert (first["Category"], first["ProductType"], first["PageType"]) == (9 + children, 2, 1)
    assert (first["TaxClass"], first["ShippingZone"], first["ShippingMethod"]) == (3, 1, 2)
    assert (first["Menu"], first["MenuItem"]) == (2, 9 + len(menus.PAGES))
    assert (first["Product"], first["Warehouse"]) == (0, 0)
    assert len(catalogue.categories(language="RO")) == 9 + children

    run()

    assert counts() == first


def test_a_new_site_gets_its_tables_first(monkeypatch: pytest.MonkeyPatch) -> None:
    migrated: list[str] = []
    monkeypatch.setattr(saleor_setup, "is_behind", lambda: True)
    monkeypatch.setattr(saleor_setup, "call_command", lambda name, **_: migrated.append(name))

    said = run()

    assert migrated == ["migrate"]
    assert said[0] == "Bringing the database up to date …"
    assert said[-1] == "The shop is set up."


def test_a_core_that_does_not_reach_this_site_gets_all_but_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> None:
        raise EnrolmentFailed("The core could not install the App: no answer.")

    monkeypatch.setattr(enrolment, "enrol", fail)

    refused = refusal(no_app=False)

    assert str(refused) == (
        "All but the App is set up: The core could not install the App: no answer. "
        "The core must reach this site at PUBLIC_URL; manage.py install_app tries again."
    )
    assert counts()["MenuItem"] == 9 + len(menus.PAGES)
    assert App.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_app_is_installed_with_its_webhooks_once() -> None:
    first = run(no_app=False)
    second = run(no_app=False)

    assert first[-3:] == ["  Installing the App …", "  The webhooks are up to date.", "The shop is set up."]
    assert second[-2:] == ["  The webhooks are up to date.", "The shop is set up."]
    assert [app.identifier for app in App.objects.all()] == ["ro.ses.shop"]
    assert sorted(Webhook.objects.values_list("name", flat=True)) == ["Catalogue", "Orders", "Payments"]


def test_the_channel_sells_in_lei_with_the_tax_inside_the_price() -> None:
    run()

    channel = Channel.objects.get()
    assert (channel.slug, channel.currency_code, channel.default_country) == ("ses-ro", "RON", "RO")
    assert channel.prices_entered_with_tax
    assert sorted(TaxClass.objects.values_list("name", flat=True)) == [
        "Neplătitor de TVA",
        "TVA 11 %",
        "TVA 21 %",
    ]


def test_a_run_stopped_by_ctrl_c_says_so_and_the_next_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    put_product_type = AppClient.put_product_type

    def press_ctrl_c(*_: Any, **__: Any) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(AppClient, "put_product_type", press_ctrl_c)
    stopped = refusal()
    half = counts()
    monkeypatch.setattr(AppClient, "put_product_type", put_product_type)

    run()

    assert str(stopped) == "Stopped. Run the command again: it goes on where it was."
    assert stopped.returncode == 130
    assert (half["Channel"], half["ProductType"], half["Category"]) == (1, 0, 0)
    assert counts()["ProductType"] == 2
    assert counts()["Attribute"] == half["Attribute"]


def test_without_a_staff_account_nothing_is_asked(settings: Any) -> None:
    settings.SALEOR_STAFF_EMAIL = ""

    refused = refusal()

    assert str(refused) == "Set SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD: who sets up?"
    assert counts()["Channel"] == 0


class Away:
    """A Saleor that is not there."""

    def execute(self, **_: Any) -> Any:
        raise CoreUnavailable("ConnectError: Connection refused")


def test_a_saleor_that_is_away_is_named(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SALEOR_API_URL = "http://saleor.example/graphql/"
    monkeypatch.setattr(transport, "current", Away)

    refused = refusal()

    assert str(refused) == (
        "http://saleor.example/graphql/ does not answer: ConnectError: Connection refused "
        "Run the command again: it goes on where it was."
    )


def test_a_wrong_staff_password_is_told_apart_from_a_fault(settings: Any) -> None:
    run()
    settings.SALEOR_API_URL = "http://saleor.example/graphql/"
    settings.SALEOR_STAFF_PASSWORD = "alta parolă"

    refused = refusal()

    assert str(refused).startswith(
        f"http://saleor.example/graphql/ does not let {settings.SALEOR_STAFF_EMAIL} in: "
    )


def test_every_ses_gets_a_warehouse_that_the_channel_sells_and_delivers_from() -> None:
    run()
    client = staff.log_in()
    prepared = place.prepare(client)

    ids = place.open_warehouses(client, prepared, sellers.seats())

    assert ids.keys() == {ses["slug"] for ses in fixtures.read("ses")}
    zone = ShippingZone.objects.get()
    assert set(zone.warehouses.values_list("slug", flat=True)) == ids.keys()
    assert set(Channel.objects.get().warehouses.values_list("slug", flat=True)) == ids.keys()


def test_all_that_the_demos_ses_say_of_themselves_is_in_the_vocabulary() -> None:
    entries = fixtures.read("ses")

    assert {ses["kind"]: ses["kind_en"] for ses in entries}.items() <= vocabulary.KINDS.items()
    assert {ses["legal_form"] for ses in entries} <= set(names.LEGAL_FORMS.values())
