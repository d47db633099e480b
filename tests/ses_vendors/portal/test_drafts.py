"""A form whose session ran out is there again after the sign-in."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from ses_vendors.portal import drafts
from ses_vendors.vendors.models import Role
from tests.ses_vendors.portal.entering import PASSWORD, an_account, code, try_code, try_password, with_app
from tests.ses_vendors.portal.inside import anas
from tests.ses_vendors.vendors.people import a_member, a_vendor

pytestmark = pytest.mark.django_db


def test_what_was_typed_comes_back_after_the_sign_in(client: Client) -> None:
    vendor = a_vendor()
    ana = an_account()
    a_member(vendor, (Role.CATALOGUE,), ana)
    story = f"/atelier/{vendor.slug}/profil/story/"

    sent_away = client.post(story, {"story_ro": "Trei pagini de poveste.", "tagline_ro": ""})
    signed_in = client.post(sent_away["Location"], {"login": ana.email, "password": PASSWORD})
    shown = client.get(signed_in["Location"]).content.decode()

    assert sent_away.status_code == 302
    assert signed_in["Location"] == story
    assert "Trei pagini de poveste." in shown
    assert "notice--warning" in shown
    vendor.refresh_from_db()
    assert vendor.story_ro == "Pe masa lungă din mijloc se croiește."


def test_it_comes_back_behind_the_second_step_too(client: Client) -> None:
    vendor = a_vendor()
    ana = with_app(an_account())
    a_member(vendor, (Role.OWNER,), ana)
    bank = f"/en/atelier/{vendor.slug}/profil/bank/"

    sent_away = client.post(bank, {"iban": "RO93 AAAA"})
    client.post(sent_away["Location"], {"login": ana.email, "password": PASSWORD})
    try_code(client, code())
    shown = client.get(bank).content.decode()

    assert 'value="RO93 AAAA"' in shown
    assert "You were signed out before this was saved." in shown


def test_a_draft_of_another_session_is_not_shown(client: Client) -> None:
    vendor = anas(client)
    contact = f"/en/atelier/{vendor.slug}/profil/contact/"
    kept = client.cookies.pop(settings.PEOPLE_SESSION_COOKIE)
    client.post(contact, {"opening_hours": "noaptea"})
    client.cookies[settings.PEOPLE_SESSION_COOKIE] = kept.value

    before = client.get(contact).content.decode()

    assert "noaptea" not in before


def test_a_draft_waits_over_a_second_look_and_goes_with_the_next_sending(client: Client) -> None:
    vendor = a_vendor()
    ana = an_account()
    a_member(vendor, (Role.ORDERS,), ana)
    contact = f"/en/atelier/{vendor.slug}/profil/contact/"
    client.post(
        contact, {"opening_hours": "luni, 9-17", "email": "ana@atelier.example", "phone": "0700000001"}
    )
    try_password(client, ana.email)

    twice = [client.get(contact).content.decode() for _ in range(2)]
    client.post(
        contact, {"opening_hours": "marți, 9-17", "email": "ana@atelier.example", "phone": "0700000001"}
    )
    after = client.get(contact).content.decode()

    assert all("luni, 9-17" in each for each in twice)
    assert "luni, 9-17" not in after
    assert "marți, 9-17" in after


def test_neither_passwords_nor_files_nor_novels_are_kept(client: Client) -> None:
    vendor = a_vendor()
    story = f"/atelier/{vendor.slug}/profil/story/"

    client.post(story, {"story_ro": "scurt", "password": PASSWORD})
    client.post(f"/atelier/{vendor.slug}/profil/identity/", {"legal_name": "x" * drafts.LONGEST})

    kept = client.people_session().load()[drafts.KEY]  # type: ignore[attr-defined]
    assert list(kept) == [story]
    assert "password" not in kept[story]
