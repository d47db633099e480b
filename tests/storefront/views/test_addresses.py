"""The address book, on the embedded core."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from engine.accounts.models import Address, User
from tests.engine.accounts.people import person
from tests.storefront.visiting import EMAIL, HOME, bogdan, log_in, text_of

pytestmark = pytest.mark.django_db

NEW = "/en/cont/adrese/noua/"


@pytest.fixture
def shopper(client: Client) -> User:
    """Bogdan, logged in on `client`."""
    user: User = bogdan()
    log_in(client)
    return user


def address_path(client: Client, what: str = "") -> str:
    """The page of the only address."""
    (card,) = client.get("/en/cont/adrese/").context["addresses"]
    return f"/en/cont/adrese/{card['address'].id}/{what}"


def test_the_first_address_becomes_the_default(client: Client, shopper: User) -> None:
    page = client.get(NEW)
    answer = client.post(NEW, {**HOME, "is_default": "on"})

    assert page.context["form"]["first_name"].value() == "Bogdan"
    assert 'name="is_default" value="on"' in page.content.decode()
    assert (answer.status_code, answer.url) == (302, "/en/cont/adrese/")
    shopper.refresh_from_db()
    address = shopper.default_shipping_address
    assert address is not None
    assert address == shopper.default_billing_address
    assert (address.city, address.country_area, address.postal_code, address.phone) == (
        "Iași",
        "RO-IS",
        "700505",
        "+40722123456",
    )
    assert "Str. Exemplului nr. 4" in text_of(client.get("/en/cont/"))


def test_an_address_is_changed_and_keeps_its_company(client: Client, shopper: User) -> None:
    client.post(NEW, HOME)
    Address.objects.update(company_name="DEMO Atelier SRL", metadata={"cui": "9900000010"})

    form = client.get(address_path(client))
    client.post(address_path(client), {**HOME, "city": "Pașcani"})

    assert form.context["form"]["street"].value() == "Str. Exemplului nr. 4"
    address = Address.objects.get()
    assert (address.city, address.company_name, address.metadata) == (
        "Pașcani",
        "DEMO Atelier SRL",
        {"cui": "9900000010"},
    )


def test_a_sector_comes_back_into_the_form(client: Client, shopper: User) -> None:
    client.post(NEW, {**HOME, "county": "RO-B", "sector": "3", "postal_code": "030167"})

    form = client.get(address_path(client)).context["form"]

    assert (form["county"].value(), form["sector"].value()) == ("RO-B", "3")


def test_another_address_is_offered_first_at_a_press(client: Client, shopper: User) -> None:
    client.post(NEW, {**HOME, "is_default": "on"})
    client.post(NEW, {**HOME, "city": "Pașcani"})
    first, second = client.get("/en/cont/adrese/").context["addresses"]
    assert (first["address"].city, second["address"].city) == ("Iași", "Pașcani")

    answer = client.post(f"/en/cont/adrese/{second['address'].id}/prima/")

    assert (answer.status_code, answer.url) == (302, "/en/cont/adrese/")
    first = client.get("/en/cont/adrese/").context["addresses"][0]
    assert first["address"].city == "Pașcani"
    assert first["address"].is_default_billing is True


def test_an_address_is_deleted_after_a_question(client: Client, shopper: User) -> None:
    client.post(NEW, HOME)

    question = client.get(address_path(client, "stergere/"))
    assert shopper.addresses.count() == 1
    answer = client.post(address_path(client, "stergere/"))

    assert "Delete this address?" in text_of(question)
    assert (answer.status_code, answer.url) == (302, "/en/cont/adrese/")
    assert shopper.addresses.count() == 0


def test_a_postal_code_of_another_county_is_kept_with_a_warning(client: Client, shopper: User) -> None:
    answer = client.post(NEW, {**HOME, "postal_code": "100505"}, follow=True)

    assert "The postal code 100505 does not look like one of Iași." in text_of(answer)
    assert Address.objects.get().postal_code == "100505"


def test_a_bad_address_is_refused_with_what_was_typed(client: Client, shopper: User) -> None:
    page = client.post(NEW, {**HOME, "phone": "123", "city": "Iaşi"})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["phone"]
    assert 'href="#id_phone"' in page.content.decode()
    assert 'value="Iaşi"' in page.content.decode()
    assert Address.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("what", ["", "stergere/", "prima/"])
def test_anothers_address_is_not_there(client: Client, shopper: User, method: str, what: str) -> None:
    ana = person("ana@example.com")
    elsewhere = Client()
    log_in(elsewhere, "ana@example.com")
    elsewhere.post(NEW, HOME)
    path = address_path(elsewhere, what)

    answer = getattr(client, method)(path, {**HOME, "city": "Altundeva"})

    assert answer.status_code == (405 if (method, what) == ("get", "prima/") else 404)
    assert ana.addresses.get().city == "Iași"
    assert client.get("/en/cont/").status_code == 200


@pytest.mark.parametrize("address_id", ["x", "QWRkcmVzczo5OTk5", "%00", "😀", "a" * 2000])
def test_an_address_that_never_was_is_not_found(client: Client, shopper: User, address_id: str) -> None:
    assert client.get(f"/cont/adrese/{address_id}/").status_code == 404


def test_what_was_typed_waits_over_a_log_in(client: Client, shopper: User) -> None:
    client.get(NEW)
    shopper.jwt_key = "second"
    shopper.save(update_fields=["jwt_key"])

    sent = client.post(NEW, {**HOME, "city": "Pașcani"})
    log_page: Any = client.get(sent.url)
    entered = log_in(client, EMAIL, next=log_page.context["next"])
    form = client.get(entered.url).context["form"]

    assert entered.url == NEW
    assert (form["city"].value(), form["phone"].value()) == ("Pașcani", "0722 123 456")
    assert Address.objects.count() == 0
    assert client.get(NEW).context["form"]["city"].value() is None
