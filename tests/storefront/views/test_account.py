"""The shopper's own pages, on the embedded core."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client

from engine.accounts.models import User
from engine.catalog.models import Channel
from engine.orders.models import Order
from storefront import order_links
from tests.engine.accounts.people import NOW, PASSWORD, person
from tests.storefront.visiting import (
    EMAIL,
    NEW_PASSWORD,
    bogdan,
    hidden_fields,
    letter_link,
    log_in,
    path_of,
    text_of,
)

pytestmark = pytest.mark.django_db

PAGES = [
    "/cont/",
    "/cont/comenzi/",
    "/cont/adrese/",
    "/cont/adrese/noua/",
    "/cont/profil/",
    "/cont/profil/parola/",
    "/cont/profil/stergere/",
    "/cont/profil/stergere/confirmare/?token=x",
]


@pytest.fixture(autouse=True)
def channel() -> Channel:
    return Channel.objects.create(slug="ses-ro", name="SES")


# --- Who may see them ---


@pytest.mark.parametrize("path", PAGES)
def test_guests_are_asked_to_log_in_and_come_back(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert path_of(answer.url) == "/cont/intra/"
    page = client.get(answer.url)
    assert page.context["next"] == path


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_kept_by_nobody_and_have_one_heading(client: Client, prefix: str, path: str) -> None:
    bogdan()
    log_in(client)

    page = client.get(prefix + path)

    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert page.content.decode().count("<h1") == 1


def test_the_header_greets_the_shopper(client: Client) -> None:
    bogdan()
    log_in(client)

    page = client.get("/en/cont/").content.decode()

    assert 'href="/en/cont/">Bogdan</a>' in page


def test_who_was_logged_out_elsewhere_is_asked_again(client: Client) -> None:
    user = bogdan()
    log_in(client)
    user.jwt_key = "second"
    user.save(update_fields=["jwt_key"])

    answer = client.get("/en/cont/")

    assert (answer.status_code, answer.url) == (302, "/en/cont/intra/?next=%2Fen%2Fcont%2F")
    assert "You were logged out. Please log in again to go on." in text_of(client.get(answer.url))
    assert "access" not in client.session


# --- Orders ---


def place(user: User, channel: Channel, *, number: int, status: str = "UNFULFILLED") -> None:
    Order.objects.create(
        number=number,
        channel=channel,
        user=user,
        user_email=user.email,
        status=status,
        total_gross=number * 100,
        total_net=number * 100,
        created_at=NOW + timedelta(minutes=number),
    )


def test_orders_stand_newest_first_twenty_a_page(client: Client, channel: Channel) -> None:
    user = bogdan()
    for number in range(1, 23):
        place(user, channel, number=number)
    log_in(client)

    first = client.get("/en/cont/comenzi/")
    older = client.get(f"/en/cont/comenzi/?{urlencode({'dupa': first.context['more']})}")

    assert [row.order.number for row in first.context["orders"]] == [str(n) for n in range(22, 2, -1)]
    assert [row.order.number for row in older.context["orders"]] == ["2", "1"]
    assert urlencode({"dupa": first.context["more"]}) in first.content.decode()
    assert older.context["more"] is None
    assert "Order 22 22.00 lei" in text_of(first).replace("\u00a0", " ")


def test_an_order_leads_to_its_page_and_says_its_state(client: Client, channel: Channel) -> None:
    place(bogdan(), channel, number=7, status="FULFILLED")
    log_in(client)

    (row,) = client.get("/en/cont/").context["orders"]

    assert row.state == "Sent"
    assert order_links.order_id(row.path.split("/")[-2]) == row.order.id


def test_orders_of_others_are_not_shown(client: Client, channel: Channel) -> None:
    bogdan()
    place(person("ana@example.com"), channel, number=7)
    log_in(client)

    assert client.get("/en/cont/comenzi/").context["orders"] == []
    assert client.get("/en/cont/").context["orders"] == []


@pytest.mark.parametrize("cursor", ["x", "W10=", "WyJhIl0=", "😀", "a" * 3000])
def test_a_page_of_orders_that_is_none_leads_to_the_first(client: Client, cursor: str) -> None:
    bogdan()
    log_in(client)

    answer = client.get(f"/cont/comenzi/?{urlencode({'dupa': cursor})}")

    assert (answer.status_code, answer.url) == (302, "/cont/comenzi/")


# --- The profile ---


def test_names_and_language_are_changed(client: Client) -> None:
    bogdan(language_code="ro")
    log_in(client)

    page = client.get("/en/cont/profil/")
    answer = client.post("/en/cont/profil/", {"first_name": " Bob ", "last_name": "I", "language": "EN"})

    assert page.context["form"]["language"].value() == "RO"
    assert (answer.status_code, answer.url) == (302, "/en/cont/profil/")
    found = User.objects.get(email=EMAIL)
    assert (found.first_name, found.last_name, found.language_code) == ("Bob", "I", "en")
    assert client.session["account_name"] == "Bob"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_name": " "}, "first_name"),
        ({"language": "XX"}, "language"),
        ({"last_name": "a" * 101}, "last_name"),
    ],
)
def test_a_bad_profile_is_refused_and_changes_nothing(
    client: Client, changes: dict[str, str], field: str
) -> None:
    bogdan()
    log_in(client)

    page = client.post(
        "/en/cont/profil/", {"first_name": "Bob", "last_name": "I", "language": "EN", **changes}
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert User.objects.get(email=EMAIL).first_name == "Bogdan"


# --- The password ---


def test_a_changed_password_ends_other_log_ins_and_keeps_this_one(client: Client) -> None:
    bogdan()
    other = Client()
    log_in(client)
    log_in(other)

    answer = client.post("/en/cont/profil/parola/", {"old": PASSWORD, "new": NEW_PASSWORD})

    assert (answer.status_code, answer.url) == (302, "/en/cont/profil/")
    assert client.get("/en/cont/").status_code == 200
    assert other.get("/en/cont/").status_code == 302
    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "errors"),
    [
        ("alta", NEW_PASSWORD, {"old": ["This is not your present password."]}),
        (PASSWORD, "scurt", {"new": ["This password is too short: use at least 8 characters."]}),
        ("", "", {"old": ["Enter your password."], "new": ["Choose a password."]}),
    ],
)
def test_a_refused_password_changes_nothing(
    client: Client, old: str, new: str, errors: dict[str, list[str]]
) -> None:
    before = bogdan().password
    log_in(client)

    page = client.post("/en/cont/profil/parola/", {"old": old, "new": new})

    assert page.status_code == 422
    assert page.context["form"].errors == errors
    assert User.objects.get(email=EMAIL).password == before


# --- Going away ---


def test_an_account_is_deleted_by_its_letter_at_a_press(client: Client, posts: Any) -> None:
    bogdan()
    log_in(client)

    sent = posts("/en/cont/profil/stergere/", {})
    page = client.get(letter_link())
    assert User.objects.count() == 1
    answer = client.post(path_of(letter_link()), hidden_fields(page.content))

    assert EMAIL in text_of(sent)
    assert path_of(letter_link()) == "/en/cont/profil/stergere/confirmare/"
    assert (answer.status_code, answer.url) == (302, "/en/")
    assert User.objects.count() == 0
    assert "access" not in client.session


def test_another_accounts_link_deletes_nothing(client: Client, posts: Any) -> None:
    bogdan()
    log_in(client)
    posts("/en/cont/profil/stergere/", {})
    proof = hidden_fields(client.get(letter_link()).content)
    ana = Client()
    bogdan_too = User.objects.get(email=EMAIL)
    User.objects.create(email="ana@example.com", password=bogdan_too.password, jwt_key="x", is_confirmed=True)
    log_in(ana, "ana@example.com")

    page = ana.post("/en/cont/profil/stergere/confirmare/", proof)

    assert page.status_code == 422
    assert "belongs to another account" in text_of(page)
    assert User.objects.count() == 2


def test_a_deletion_link_survives_the_log_in(client: Client, posts: Any) -> None:
    bogdan()
    log_in(client)
    posts("/en/cont/profil/stergere/", {})
    link = letter_link()
    elsewhere = Client()

    asked = elsewhere.get(link)
    entered = log_in(elsewhere, next=elsewhere.get(asked.url).context["next"])

    assert entered.url == link
    assert elsewhere.get(entered.url).status_code == 200


def test_staff_do_not_delete_themselves_here(client: Client, posts: Any) -> None:
    bogdan(is_staff=True)
    log_in(client)

    page = posts("/en/cont/profil/stergere/", {})

    assert page.status_code == 422
    assert "Accounts of the shop's staff are not deleted here." in text_of(page)
    assert mail.outbox == []
