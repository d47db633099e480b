"""Every page of a SES, for its owner, for others, in both languages, without scripts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ses_vendors.vendors.models import Role, State, Vendor
from tests.ses_vendors.portal.entering import an_account
from tests.ses_vendors.portal.inside import anas
from tests.ses_vendors.vendors.people import a_member, a_vendor

pytestmark = pytest.mark.django_db

OWNERS = ("documente/", "atestate/", "atestate/nou/", "profil/identity/", "profil/addresses/", "profil/jobs/")
MONEYS = ("profil/bank/", "profil/tva/")
CATALOGUES = ("profil/story/", "profil/safety/", "profil/poze/", "profil/poze/sigla/")
ORDERS = ("profil/contact/", "profil/inchis/")
ANYBODYS = ("", "profil/")
PAGES = (*ANYBODYS, *OWNERS, *MONEYS, *CATALOGUES, *ORDERS, "termeni/")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_owner_opens_every_page(client: Client, prefix: str) -> None:
    vendor = anas(client)

    for page in PAGES:
        answer = client.get(f"{prefix}/atelier/{vendor.slug}/{page}")

        words = answer.content.decode()
        assert answer.status_code == 200, page
        assert len(re.findall(r"<h1\b", words)) == 1, page
        assert "no-store" in answer["Cache-Control"], page
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son[a-z]+=", words), page


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_told_in_words(client: Client, state: State) -> None:
    vendor = anas(client, state=state, state_reason="Lipsește statutul.")

    answer = client.get(f"/en/atelier/{vendor.slug}/")

    assert answer.status_code == 200
    assert re.search(r'portal-state__title">\s*\w', answer.content.decode())


@pytest.mark.parametrize(
    ("role", "open_pages"),
    [
        (Role.CATALOGUE, (*ANYBODYS, *CATALOGUES)),
        (Role.ORDERS, (*ANYBODYS, *ORDERS)),
        (Role.MONEY, (*ANYBODYS, *MONEYS)),
    ],
)
def test_each_role_opens_its_own_pages_only(client: Client, role: Role, open_pages: tuple[str, ...]) -> None:
    vendor = anas(client, role)

    answers = {page: client.get(f"/atelier/{vendor.slug}/{page}").status_code for page in PAGES}

    assert answers == {page: 200 if page in open_pages else 403 for page in PAGES}


def test_somebody_elses_ses_looks_like_none(client: Client) -> None:
    anas(client)
    others = a_vendor(slug="atelierul-altora", cui="9900000029")

    for page in (*PAGES, "profil/nimic/", "documente/1/", "atestate/1/"):
        foreign = client.get(f"/atelier/{others.slug}/{page}")
        unknown = client.get(f"/atelier/nu-exista/{page}")

        assert (foreign.status_code, unknown.status_code) == (404, 404), page
        assert foreign.content.replace(others.slug.encode(), b"nu-exista") == unknown.content, page


@pytest.mark.parametrize(
    "tail",
    ["documente/99999999999999999999/", "atestate/99999999999999999999/", "profil/inchis/9999999999/"],
)
def test_numbers_no_database_has_are_not_found(client: Client, tail: str) -> None:
    vendor = anas(client)

    assert client.get(f"/atelier/{vendor.slug}/{tail}").status_code == 404


def test_nobody_signed_in_is_sent_to_the_sign_in(client: Client) -> None:
    vendor = a_vendor()

    for page in ("", "documente/", "profil/bank/"):
        answer = client.get(f"/atelier/{vendor.slug}/{page}")

        assert answer.status_code == 302
        assert answer["Location"].startswith("/atelier/cont/intra/?next=/atelier/")


def test_the_only_ses_is_opened_at_once(client: Client) -> None:
    vendor = anas(client)

    assert client.get("/atelier/").url == f"/atelier/{vendor.slug}/"  # type: ignore[attr-defined]


def test_several_are_listed(client: Client) -> None:
    vendor = anas(client)
    second = a_vendor(slug="al-doilea", cui="9900000029", trade_name="Al doilea atelier")
    a_member(second, (Role.ORDERS,), vendor.memberships.get().user)

    words = client.get("/atelier/").content.decode()

    assert vendor.trade_name in words
    assert "Al doilea atelier" in words


def test_somebody_without_a_ses_is_told_so(client: Client) -> None:
    client.force_login(an_account("dan@strada.example"))

    answer = client.get("/en/atelier/")

    assert answer.status_code == 200
    assert "You belong to no enterprise here yet." in answer.content.decode()
    assert Vendor.objects.count() == 0
