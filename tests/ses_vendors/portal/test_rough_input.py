"""What nobody types and programs send: an answer in words, never a fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from ses_vendors.portal.sessions import PeopleStore, is_place_of_people
from tests.ses_vendors.portal.entering import an_account, try_code, try_password, with_app
from tests.ses_vendors.signing_in import PeopleClient

pytestmark = pytest.mark.django_db
KEYS = "/atelier/cont/al-doilea-pas/chei/"
ROUGH = (
    "",
    "garbage",
    "[]",
    "null",
    '{"a": 1}',
    '{"id": "x", "rawId": "x", "response": {}, "type": "y"}',
    "\x00",
)
TEXTS = ("", "\x00", "x" * 100_000, "ș" * 300, "-1", "9" * 400, "\ud7ff\u202e", "' OR 1=1 --")


@pytest.mark.parametrize("credential", [*ROUGH, json.dumps({"response": {"userHandle": "AAAA"}, "id": "AA"})])
def test_a_passkey_that_is_none(client: PeopleClient, credential: str) -> None:
    answer = client.post(f"{KEYS}intra/", {"credential": credential})

    assert (answer.status_code, answer.url) == (302, "/atelier/cont/intra/")


@pytest.mark.parametrize("credential", ROUGH)
def test_a_passkey_that_is_none_as_a_second_step(client: PeopleClient, credential: str) -> None:
    ana = with_app(an_account())
    try_password(client, ana.email)

    answer = client.post("/atelier/cont/al-doilea-pas/cod/", {"credential": credential})
    added = PeopleClient()
    added.force_login(ana)

    assert answer.status_code == 200
    assert added.post(f"{KEYS}noua/", {"name": "x", "credential": credential}).status_code == 200


@pytest.mark.parametrize("text", TEXTS)
def test_odd_text_in_every_field(client: PeopleClient, text: str) -> None:
    ana = with_app(an_account())

    assert try_password(client, text, text).status_code in (200, 429)
    assert try_password(client, ana.email, text).status_code in (200, 429)
    try_password(client, ana.email)
    assert try_code(client, text).status_code in (200, 429)
    assert client.post("/atelier/cont/parola/uitata/", {"email": text}).status_code in (200, 302)
    assert client.get(f"/atelier/cont/e-mail/{'a' * 500}/").status_code == 200
    assert client.get("/atelier/cont/parola/uitata/zzzzzzzzzzzzzz-x-y/").status_code == 200


def test_a_cookie_that_names_no_session_is_nobodys(client: PeopleClient, settings: Any) -> None:
    for name in ("x", "a" * 32, "\x7f"):
        client.cookies[settings.PEOPLE_SESSION_COOKIE] = name
        assert client.get("/atelier/").status_code == 302

    assert Session.objects.count() == 0


def test_a_shoppers_page_does_not_open_the_session(
    client: PeopleClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(an_account())
    plain = PeopleClient().get("/contul-meu/intra/")

    def opened(_: Any) -> Any:
        raise AssertionError("A shopper's page opened the session.")

    monkeypatch.setattr(PeopleStore, "load", opened)
    answer = client.get("/contul-meu/intra/")

    assert answer.status_code == plain.status_code
    assert answer.get("Vary") == plain.get("Vary")


@pytest.mark.parametrize(
    ("path", "theirs"),
    [
        ("/atelier/", True),
        ("/en/atelier/x/echipa/", True),
        ("/vinde-cu-noi/", True),
        ("/en/vinde-cu-noi/", True),
        ("/operator/login/", True),
        ("/ses/", False),
        ("/ses/graphql/", False),
        ("/", False),
        ("/ateliere/", False),
        ("/produse/atelier/", False),
        ("/insigna/ABC/", False),
        ("/sesiune/", False),
        ("/operatori/", False),
    ],
)
def test_which_addresses_are_the_peoples(path: str, theirs: bool) -> None:
    assert is_place_of_people(path) is theirs
