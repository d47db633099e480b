"""The demo's people sign in with what its page shows, and only at a demonstration."""

from __future__ import annotations

import time
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from config.checks import check_demo_accounts
from ses_vendors.demo import people
from ses_vendors.demo.views import code_of
from ses_vendors.vendors.models import Membership
from tests.ses_vendors.portal.entering import try_code, try_password
from tests.ses_vendors.vendors.people import a_vendor

pytestmark = pytest.mark.django_db
CARMEN = people.PEOPLE[0]


@pytest.mark.parametrize("person", people.PEOPLE, ids=[each.email for each in people.PEOPLE])
def test_everybody_signs_in_with_what_the_page_shows(person: people.Person) -> None:
    if person.slug:
        a_vendor(slug=person.slug)
    people.put_people()
    browser = Client()
    page = browser.get("/atelier/demo/").content.decode()

    answer = try_password(browser, person.email, person.password)
    if person.has_code:
        digits = code_of(person, int(time.time()))
        assert digits in page
        answer = try_code(browser, digits)

    assert person.password in page
    assert answer.url == ("/operator/" if person.is_operator else "/atelier/")
    assert browser.get("/atelier/cont/parola/").status_code == 200


def test_making_them_twice_changes_nothing() -> None:
    a_vendor(slug="norisor")
    people.put_people()
    people.put_people()

    assert User.objects.count() == len(people.PEOPLE)
    assert Membership.objects.count() == 2
    assert not User.objects.filter(is_superuser=True).exists()
    operators = User.objects.filter(is_staff=True)
    assert [each.groups.count() for each in operators] == [3, 3]
    assert all(each.has_perm("ses_payments.view_refund") for each in operators)


def test_another_key_has_other_passwords(settings: Any) -> None:
    before = (CARMEN.password, CARMEN.secret)
    settings.SECRET_KEY = "another key"

    assert CARMEN.password != before[0]
    assert CARMEN.secret != before[1]


def test_in_production_there_is_no_such_page_and_no_such_person(settings: Any) -> None:
    people.put_people()
    settings.SHOP_DEMO, settings.PRODUCTION = False, True
    browser = Client()

    assert browser.get("/atelier/demo/", secure=True).status_code == 404
    answer = try_password(browser, CARMEN.email, CARMEN.password, secure=True)
    assert answer.url == "/atelier/cont/inchis/"
    assert b"<h1" in browser.get(answer.url, secure=True).content


def test_production_refuses_to_start_with_them(settings: Any) -> None:
    people.put_people()
    assert check_demo_accounts(databases=["default"]) == []
    settings.PRODUCTION = True

    (error,) = check_demo_accounts(databases=["default"])
    call_command("end_demo_accounts", stdout=StringIO())

    assert error.id == "config.E006"
    assert check_demo_accounts(databases=["default"]) == []
    assert not User.objects.filter(is_staff=True).exists()
