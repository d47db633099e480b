"""Getting into an account, on the embedded core."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from commerce.errors import CoreUnavailable
from commerce.shop import account
from engine.accounts.models import User
from engine.catalog.models import Channel
from tests.engine.accounts.people import PASSWORD
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

ANA = {
    "first_name": "Ana",
    "last_name": "Popescu",
    "email": "ana@example.com",
    "password": "o parolă de încredere",
}


@pytest.fixture(autouse=True)
def _channel() -> None:
    Channel.objects.create(slug="ses-ro", name="SES")


# --- Registering ---


def test_an_account_is_made_confirmed_by_its_letter_and_entered(client: Client, posts: Any) -> None:
    sent = posts("/en/cont/nou/", ANA)
    assert (sent.status_code, sent.url) == (302, "/en/cont/nou/trimis/")
    assert log_in(client, "ana@example.com", ANA["password"]).status_code == 422

    link = letter_link()
    page = client.get(link)
    confirmed = client.post(path_of(link), hidden_fields(page.content))

    assert path_of(link) == "/en/cont/confirmare/"
    assert (confirmed.status_code, confirmed.url) == (302, "/en/cont/intra/")
    assert log_in(client, "ana@example.com", ANA["password"]).url == "/en/cont/"
    assert client.session["account_name"] == "Ana"
    found = User.objects.get(email="ana@example.com")
    assert (found.first_name, found.last_name, found.language_code) == ("Ana", "Popescu", "en")


def test_looking_at_the_confirmation_link_spends_nothing(client: Client, posts: Any) -> None:
    posts("/cont/nou/", ANA)

    for _ in range(2):
        assert client.get(letter_link()).status_code == 200

    assert User.objects.get(email="ana@example.com").is_confirmed is False


def test_a_spent_confirmation_link_says_what_to_do(client: Client, posts: Any) -> None:
    posts("/en/cont/nou/", ANA)
    proof = hidden_fields(client.get(letter_link()).content)
    client.post("/en/cont/confirmare/", proof)

    again = client.post("/en/cont/confirmare/", proof)

    assert again.status_code == 422
    assert "This link does not work any more" in text_of(again)


@pytest.mark.parametrize("query", ["", "?email=a@example.com", "?token=x", f"?email=a&token={'x' * 301}"])
def test_a_broken_confirmation_link_is_told_as_spent(client: Client, query: str) -> None:
    page = client.get(f"/en/cont/confirmare/{query}")

    assert page.status_code == 200
    assert "This link does not work any more" in text_of(page)


def test_a_taken_email_is_answered_like_a_free_one(client: Client, posts: Any) -> None:
    bogdan()

    taken = posts("/en/cont/nou/", {**ANA, "email": EMAIL})
    free = posts("/en/cont/nou/", ANA)

    assert (taken.status_code, taken.url) == (free.status_code, free.url) == (302, "/en/cont/nou/trimis/")
    assert [letter.to for letter in mail.outbox] == [["ana@example.com"]]
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("scurt", "This password is too short: use at least 8 characters."),
        ("password", "Many people use this password. Choose another one."),
        ("9081726354", "This password has only digits. Add letters or other signs."),
        ("ana@example", "This password is too much like your name or e-mail. Choose another one."),
        ("", "Choose a password."),
    ],
)
def test_a_weak_password_is_refused_in_words_beside_it(client: Client, password: str, message: str) -> None:
    page = client.post("/en/cont/nou/", {**ANA, "password": password})

    assert page.status_code == 422
    assert page.context["form"].errors == {"password": [message]}
    assert 'value="Popescu"' in page.content.decode()
    assert (User.objects.count(), mail.outbox) == (0, [])


def test_a_password_is_never_printed(client: Client) -> None:
    page = client.post("/en/cont/nou/", {**ANA, "password": "scurt", "email": "x"})

    assert "scurt" not in page.content.decode()


# --- Logging in and out ---


def test_logging_in_remembers_the_shopper_in_the_signed_cookie(client: Client) -> None:
    bogdan()

    answer = log_in(client)

    assert (answer.status_code, answer.url) == (302, "/en/cont/")
    assert client.session["account_name"] == "Bogdan"
    assert account.me(token=client.session["access"]).email == EMAIL  # type: ignore[union-attr]
    assert account.refresh(refresh_token=client.session["refresh"])


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "alta"), ("nimeni@example.com", PASSWORD)])
def test_a_wrong_email_reads_like_a_wrong_password(client: Client, email: str, password: str) -> None:
    bogdan()

    page = log_in(client, email, password)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        "The e-mail or the password is not right. Please check both."
    ]
    assert f'value="{email}"' in page.content.decode()
    assert "access" not in client.session


def test_too_many_wrong_passwords_are_told_how_long_to_wait(client: Client) -> None:
    bogdan()
    log_in(client, password="alta")

    page = log_in(client)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()[0] in (
        "Too many wrong passwords. Please wait 1 second and try again.",
        "Too many wrong passwords. Please wait 2 seconds and try again.",
    )
    assert "access" not in client.session


def test_an_unconfirmed_account_is_told_only_to_who_knows_the_password(client: Client) -> None:
    bogdan(is_confirmed=False)

    right = log_in(client)
    wrong = log_in(client, password="alta")

    assert "not confirmed yet" in text_of(right)
    assert "not confirmed" not in text_of(wrong)


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/comanda/", "/comanda/"),
        ("/cont/adrese/?a=1", "/cont/adrese/?a=1"),
        ("https://rau.example/", "/en/cont/"),
        ("//rau.example/", "/en/cont/"),
        ("/\\rau.example", "/en/cont/"),
        ("javascript:alert(1)", "/en/cont/"),
        ("cont/", "/en/cont/"),
        ("", "/en/cont/"),
    ],
)
def test_after_the_log_in_one_stays_on_this_site(client: Client, wanted: str, goes_to: str) -> None:
    bogdan()

    answer = log_in(client, next=wanted)

    assert (answer.status_code, answer.url) == (302, goes_to)


def test_who_is_logged_in_needs_no_log_in(client: Client) -> None:
    bogdan()
    log_in(client)

    answer = client.get("/en/cont/intra/?next=/comanda/")

    assert (answer.status_code, answer.url) == (302, "/comanda/")


def test_logging_out_forgets_everything_and_needs_a_press(client: Client) -> None:
    bogdan()
    log_in(client)

    assert client.get("/cont/iesire/").status_code == 405
    assert client.session["account_name"] == "Bogdan"

    answer = client.post("/cont/iesire/")

    assert answer.status_code == 302
    assert dict(client.session.items()) == {}


def test_the_form_token_changes_at_the_log_in() -> None:
    bogdan()
    client = Client(enforce_csrf_checks=True)
    client.get("/en/cont/intra/")
    before = client.cookies["csrftoken"].value

    refused = log_in(client)
    answer = log_in(client, csrfmiddlewaretoken=before)

    assert refused.status_code == 403
    assert answer.status_code == 302
    assert client.cookies["csrftoken"].value != before


# --- A forgotten password ---


def test_a_forgotten_password_is_set_anew_by_the_mailed_link(client: Client, posts: Any) -> None:
    bogdan(language_code="ro")

    sent = posts("/cont/parola/", {"email": EMAIL})
    link = letter_link()
    page = client.get(link)
    answer = client.post(path_of(link), {**hidden_fields(page.content), "password": NEW_PASSWORD})

    assert (sent.status_code, sent.url) == (302, "/cont/parola/trimis/")
    assert path_of(link) == "/cont/parola/noua/"
    assert (answer.status_code, answer.url) == (302, "/cont/")
    assert client.session["account_name"] == "Bogdan"
    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302
    assert log_in(Client(), password=PASSWORD).status_code == 422


def test_an_unknown_email_is_answered_like_a_known_one(client: Client, posts: Any) -> None:
    bogdan()

    unknown = posts("/en/cont/parola/", {"email": "nimeni@example.com"})
    known = posts("/en/cont/parola/", {"email": EMAIL})
    at_once = posts("/en/cont/parola/", {"email": EMAIL})

    answers = {(each.status_code, each.url) for each in (unknown, known, at_once)}
    assert answers == {(302, "/en/cont/parola/trimis/")}
    assert len(mail.outbox) == 1


def test_a_reset_link_works_once(client: Client, posts: Any) -> None:
    bogdan()
    posts("/en/cont/parola/", {"email": EMAIL})
    proof = hidden_fields(client.get(letter_link()).content)
    client.post("/en/cont/parola/noua/", {**proof, "password": NEW_PASSWORD})

    again = client.post("/en/cont/parola/noua/", {**proof, "password": "a treia parolă bună"})

    assert again.status_code == 422
    assert "This link does not work any more" in text_of(again)
    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302


def test_a_weak_new_password_keeps_the_link(client: Client, posts: Any) -> None:
    bogdan()
    posts("/en/cont/parola/", {"email": EMAIL})
    proof = hidden_fields(client.get(letter_link()).content)

    weak = client.post("/en/cont/parola/noua/", {**proof, "password": "scurt"})

    assert weak.context["form"].errors == {
        "password": ["This password is too short: use at least 8 characters."]
    }
    assert hidden_fields(weak.content) == proof
    assert log_in(Client()).status_code == 302


# --- All of them ---


PAGES = [
    "/cont/intra/",
    "/cont/nou/",
    "/cont/nou/trimis/",
    "/cont/confirmare/?email=a@example.com&token=x",
    "/cont/parola/",
    "/cont/parola/trimis/",
    "/cont/parola/noua/?email=a@example.com&token=x",
]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_kept_by_nobody_and_have_one_heading(client: Client, prefix: str, path: str) -> None:
    page = client.get(prefix + path)

    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert page.content.decode().count("<h1") == 1


@pytest.mark.parametrize("path", ["/cont/intra/", "/cont/nou/", "/cont/parola/"])
def test_nonsense_is_a_message_and_no_fault(client: Client, path: str) -> None:
    nonsense = dict.fromkeys(("email", "password", "first_name", "last_name"), "\x00😀<script>" * 50)

    page = client.post(path, nonsense)

    assert page.status_code == 422
    assert "<script>alert" not in page.content.decode()
    assert "😀<script>" not in page.content.decode()


def test_a_core_that_is_away_is_no_wrong_password(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: Any) -> None:
        raise CoreUnavailable("away")

    monkeypatch.setattr(account, "log_in", away)

    assert log_in(client).status_code == 503
