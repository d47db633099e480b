"""The door: an application makes an account and a SES, or says beside each field what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from ses_vendors.vendors.models import Role, State, Vendor
from tests.ses_vendors.portal.entering import PASSWORD, an_account
from tests.ses_vendors.vendors.people import a_cui, a_vendor

pytestmark = pytest.mark.django_db
DOOR = "/en/vinde-cu-noi/"


def answers(**changes: Any) -> dict[str, Any]:
    """What Ana types."""
    return {
        "trade_name": "Atelier nou",
        "legal_name": "Atelier Nou DEMO SRL",
        "legal_form": "SRL",
        "cui": a_cui(),
        "name": "Ana Demo",
        "email": "ana@atelier-nou.example",
        "phone": "0700 000 001",
        "password": PASSWORD,
        "terms": "on",
        **changes,
    }


def test_the_page_says_what_is_asked_before_it_asks(client: Client) -> None:
    words = client.get(DOOR).content.decode()

    for sentence in ("Who can sell here", "Have these at hand", "What it costs", "What we do not ask"):
        assert sentence in words


def test_an_application_makes_an_account_and_a_ses(client: Client) -> None:
    answer = client.post(DOOR, answers())

    vendor, ana = Vendor.objects.get(), User.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/en/vinde-cu-noi/urmeaza/")
    assert (vendor.state, vendor.trade_name, vendor.phone) == (State.APPLIED, "Atelier nou", "+40700000001")
    assert vendor.memberships.get(user=ana).roles == {Role.OWNER}
    assert ana.check_password(PASSWORD)


def test_two_letters_go_out(client: Client) -> None:
    client.post(DOOR, answers())

    assert sorted(letter.to for letter in mail.outbox) == [["ana@atelier-nou.example"]] * 2
    assert any("we have your application" in letter.subject for letter in mail.outbox)
    assert any("/e-mail/" in str(letter.body) for letter in mail.outbox)


def test_the_page_after_it_says_what_happens_next(client: Client) -> None:
    words = client.post(DOOR, answers(), follow=True).content.decode()

    assert "What happens next" in words
    assert "ana@atelier-nou.example" in words


def test_an_empty_form_names_every_field(client: Client) -> None:
    answer = client.post(DOOR, {})

    words = answer.content.decode()
    assert answer.status_code == 422
    for name in ("trade_name", "legal_name", "legal_form", "cui", "name", "email", "phone", "terms"):
        assert f'href="#id_{name}"' in words, name
    assert Vendor.objects.count() == User.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("cui", "9900000011", "not a tax number"),
        ("cui", "\x00' OR 1=1 --", "not a tax number"),
        ("legal_form", "XYZ", "Choose one from the list."),
        ("email", "ana@", "nume@exemplu.ro"),
        ("phone", "123", "not a phone number"),
        ("password", "12345678", "entirely numeric"),
        ("trade_name", "x" * 81, "at most 80 characters"),
    ],
)
def test_what_cannot_be_right_is_said_and_the_rest_is_kept(
    client: Client, field: str, value: str, message: str
) -> None:
    answer = client.post(DOOR, answers(**{field: value}))

    words = answer.content.decode()
    assert answer.status_code == 422
    assert message in words
    assert 'aria-invalid="true"' in words
    assert 'value="Atelier Nou DEMO SRL"' in words
    assert PASSWORD not in words
    assert Vendor.objects.count() == User.objects.count() == 0


def test_a_tax_number_is_taken_once(client: Client) -> None:
    known = a_vendor()

    answer = client.post(DOOR, answers(cui=f"RO{known.cui}"))

    assert answer.status_code == 422
    assert "registered already" in answer.content.decode()
    assert User.objects.count() == 0


def test_an_address_with_an_account_looks_like_any_other(client: Client) -> None:
    an_account("ana@atelier-nou.example")

    answer = client.post(DOOR, answers())

    assert (answer.status_code, answer["Location"]) == (302, "/en/vinde-cu-noi/urmeaza/")
    assert Vendor.objects.count() == 0
    assert [letter.to for letter in mail.outbox] == [["ana@atelier-nou.example"]]


def test_a_wrong_tax_number_tells_nothing_about_the_address(client: Client) -> None:
    an_account("ana@atelier-nou.example")

    known = client.post(DOOR, answers(cui="1"))
    unknown = client.post(DOOR, answers(cui="1", email="altcineva@atelier-nou.example"))

    assert (known.status_code, unknown.status_code) == (422, 422)
    assert mail.outbox == []


def test_who_is_signed_in_is_not_asked_again(client: Client) -> None:
    ana = an_account("ana@atelier-nou.example")
    client.force_login(ana)

    shown = client.get(DOOR).content.decode()
    answer = client.post(DOOR, {**answers(), "email": "alta@atelier-nou.example"})

    vendor = Vendor.objects.get()
    assert 'name="password"' not in shown
    assert answer["Location"] == f"/en/atelier/{vendor.slug}/"
    assert (vendor.email, vendor.memberships.get().user) == ("ana@atelier-nou.example", ana)


def test_markup_in_a_name_stays_text(client: Client) -> None:
    answer = client.post(DOOR, answers(trade_name="<script>alert(1)</script>", cui="1"))

    assert b"<script>alert(1)" not in answer.content
    assert b"&lt;script&gt;alert(1)" in answer.content


def test_many_applications_from_one_place_have_to_wait(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("allauth.core.ratelimit.consume", lambda *_, **__: False)

    answer = client.post(DOOR, answers())

    assert answer.status_code == 429
    assert 'value="Atelier nou"' in answer.content.decode()
    assert Vendor.objects.count() == 0


def test_the_first_page_and_the_footer_lead_here(client: Client) -> None:
    assert client.get("/en/info/vanzatori/").content.count(b'href="/en/vinde-cu-noi/"') == 1
