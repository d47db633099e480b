"""The letters an account gets."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from engine.accounts import mails, tasks
from engine.accounts.proofs import CONFIRMATION, DELETION, PASSWORD_RESET
from tests.engine.accounts.people import person

pytestmark = pytest.mark.django_db


def test_a_letter_speaks_the_accounts_language_twice() -> None:
    bogdan = person(first_name="Bogdan", language_code="ro")

    letter = mails.compose("password_reset", user=bogdan, redirect_url="https://shop.example/parola/")

    [(html, kind)] = letter.alternatives
    assert letter.to == ["bogdan@example.com"]
    assert letter.subject.startswith("Alegeți o parolă nouă – ")
    assert letter.body.startswith("Bună ziua, Bogdan!\n")
    assert (kind, '<html lang="ro">' in html) == ("text/html", True)


def test_the_link_carries_the_email_and_a_proof_of_the_letters_purpose_only() -> None:
    bogdan = person(language_code="en")

    letter = mails.compose("confirmation", user=bogdan, redirect_url="https://shop.example/confirm/")

    [line] = [line for line in letter.body.splitlines() if "https://" in line]
    values = parse_qs(urlsplit(line.split(": ", 1)[1]).query)
    assert line.startswith("Confirm the address: https://shop.example/confirm/?")
    assert values["email"] == ["bogdan@example.com"]
    [token] = values["token"]
    found = [proof.check_token(bogdan, token) for proof in (CONFIRMATION, PASSWORD_RESET, DELETION)]
    assert found == [True, False, False]


def test_a_name_cannot_write_html() -> None:
    ana = person("ana@example.com", first_name="<b>Ana</b>", language_code="en")

    letter = mails.compose("confirmation", user=ana, redirect_url="https://shop.example/")

    assert "Hello, <b>Ana</b>!" in letter.body
    assert "Hello, &lt;b&gt;Ana&lt;/b&gt;!" in letter.alternatives[0][0]


def test_a_proof_is_spent_by_a_new_password() -> None:
    bogdan = person()
    token = PASSWORD_RESET.make_token(bogdan)

    bogdan.password = "another"

    assert not PASSWORD_RESET.check_token(bogdan, token)


def test_nobody_is_written_to_who_has_gone(mailoutbox: list[Any]) -> None:
    bogdan = person()
    tasks.send_letter("deletion", bogdan.pk, "https://shop.example/")
    tasks.send_letter("deletion", bogdan.pk + 1, "https://shop.example/")

    assert [message.to for message in mailoutbox] == [["bogdan@example.com"]]
