"""Signing in: password, second step, waits, letters; in a session that is not the shoppers'."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from ses_vendors.portal import tasks
from ses_vendors.vendors.models import Role
from tests.ses_vendors.portal.entering import (
    CODE_PAGE,
    PASSWORD,
    SIGN_IN,
    an_account,
    code,
    letters,
    link_in,
    try_code,
    try_password,
    with_app,
)
from tests.ses_vendors.vendors.people import a_member, a_vendor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WRONG = "nu-este-aceasta-26"


def test_a_password_opens_a_session_in_a_cookie_of_its_own(client: Client) -> None:
    ana = an_account()

    answer = try_password(client, ana.email)

    cookie = answer.cookies[django_settings.PEOPLE_SESSION_COOKIE]
    assert (answer.status_code, answer.url) == (302, "/atelier/")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert django_settings.SESSION_COOKIE_NAME not in answer.cookies
    assert Session.objects.count() == 1


def test_the_session_gets_a_new_key_at_sign_in(client: Client) -> None:
    ana = with_app(an_account())
    first = try_password(client, ana.email).cookies[django_settings.PEOPLE_SESSION_COOKIE].value

    second = try_code(client, code()).cookies[django_settings.PEOPLE_SESSION_COOKIE].value

    assert second != first
    assert list(Session.objects.values_list("session_key", flat=True)) == [second]


def test_shoppers_pages_know_nothing_of_it(client: Client) -> None:
    try_password(client, an_account().email)

    shopper_page = client.get("/contul-meu/intra/")

    assert shopper_page.wsgi_request.user.is_anonymous
    assert django_settings.PEOPLE_SESSION_COOKIE not in shopper_page.cookies


def test_a_stolen_session_is_taken_back_on_the_server(client: Client) -> None:
    a_member(a_vendor(), (Role.CATALOGUE,), ana := an_account())
    try_password(client, ana.email)
    assert client.get("/atelier/").status_code in (200, 302)

    Session.objects.all().delete()

    assert client.get("/atelier/").url == f"{SIGN_IN}?next=/atelier/"


def test_twelve_idle_hours_end_a_session(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        try_password(client, an_account().email)
        clock.shift(timedelta(hours=11))
        assert client.get("/atelier/cont/parola/").status_code == 200
        clock.shift(timedelta(hours=11))
        assert client.get("/atelier/cont/parola/").status_code == 200
        clock.shift(timedelta(hours=12, seconds=1))

        answer = client.get("/atelier/cont/parola/")
        tasks.forget_sessions()

    assert answer.url == f"{SIGN_IN}?next=/atelier/cont/parola/"
    assert Session.objects.count() == 0


def test_who_has_an_app_needs_its_code(client: Client) -> None:
    ana = with_app(an_account())

    first = try_password(client, ana.email)
    assert first.url == CODE_PAGE
    assert client.get("/atelier/cont/parola/").status_code == 302
    wrong = try_code(client, "000000")
    second = try_code(client, code())

    assert wrong.status_code == 200
    assert second.url == "/atelier/"
    assert client.get("/atelier/cont/parola/").status_code == 200


def test_a_code_opens_once(client: Client) -> None:
    ana = with_app(an_account())
    digits = code()
    try_password(client, ana.email)
    try_code(client, digits)
    other = Client()

    try_password(other, ana.email)
    cache.clear()
    answer = try_code(other, digits)

    assert answer.status_code == 200
    assert other.get("/atelier/cont/parola/").status_code == 302


def test_a_recovery_code_stands_in_for_a_lost_phone(client: Client) -> None:
    ana = with_app(an_account())
    codes = RecoveryCodes.activate(ana).get_unused_codes()
    try_password(client, ana.email)

    answer = try_code(client, codes[0])

    assert answer.url == "/atelier/"
    other = Client()
    try_password(other, ana.email)
    assert try_code(other, codes[0]).status_code == 200


def test_an_unknown_person_and_a_wrong_password_are_the_same_answer(client: Client) -> None:
    ana = an_account()

    known = try_password(client, ana.email, WRONG)
    unknown = try_password(client, "nimeni@atelier.example", WRONG)

    def words(answer: Any) -> str:
        return answer.content.decode().replace(ana.email, "X").replace("nimeni@atelier.example", "X")

    def plain(answer: Any) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", words(answer))

    assert known.status_code == unknown.status_code == 200
    assert plain(known) == plain(unknown)


def test_five_wrong_passwords_make_the_sixth_wait_and_the_wait_grows(client: Client) -> None:
    ana = an_account()

    with time_machine.travel(NOW, tick=False) as clock:
        answers = [try_password(client, ana.email, WRONG) for _ in range(5)]
        right_but_early = try_password(client, ana.email)
        clock.shift(timedelta(seconds=61))
        sixth = try_password(client, ana.email, WRONG)
        clock.shift(timedelta(seconds=61))
        early_again = try_password(client, ana.email)
        clock.shift(timedelta(seconds=60))
        at_last = try_password(client, ana.email)

    assert [each.status_code for each in answers] == [200, 200, 200, 200, 429]
    assert (right_but_early.status_code, right_but_early["Retry-After"]) == (429, "60")
    assert "60" in right_but_early.content.decode()
    assert (sixth.status_code, sixth["Retry-After"]) == (429, "120")
    assert (early_again.status_code, early_again["Retry-After"]) == (429, "59")
    assert (at_last.status_code, at_last.url) == (302, "/atelier/")


def test_tries_while_waiting_do_not_lengthen_the_wait(client: Client) -> None:
    ana = an_account()

    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(9):
            try_password(client, ana.email, WRONG)
        clock.shift(timedelta(seconds=61))
        answer = try_password(client, ana.email)

    assert answer.status_code == 302


def test_another_account_at_the_same_address_is_not_shut_out(client: Client) -> None:
    ana, matei = an_account(), an_account("matei@atelier.example")
    for _ in range(6):
        try_password(client, ana.email, WRONG)

    answer = try_password(Client(), matei.email)

    assert answer.status_code == 302


def test_an_account_stays_open_to_its_owner_at_another_address(client: Client) -> None:
    ana = an_account()
    for _ in range(40):
        try_password(client, ana.email, WRONG)

    answer = try_password(Client(), ana.email, REMOTE_ADDR="203.0.113.7")

    assert answer.status_code == 302


def test_a_new_password_by_letter_ends_the_wait(client: Client) -> None:
    ana = an_account()
    for _ in range(6):
        try_password(client, ana.email, WRONG)
    client.post("/atelier/cont/parola/uitata/", {"email": ana.email})
    page = client.get(link_in(letters()[-1]), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "alta-parola-buna-27"})

    answer = try_password(client, ana.email, "alta-parola-buna-27")

    assert answer.status_code == 302


def test_an_address_cannot_be_forged(client: Client) -> None:
    ana = an_account()

    answers = [
        try_password(client, ana.email, WRONG, HTTP_X_FORWARDED_FOR=f"203.0.113.{each}") for each in range(6)
    ]

    assert answers[-1].status_code == 429


def test_behind_the_proxy_only_its_own_entry_counts(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    ana = an_account()

    forged = [
        try_password(client, ana.email, WRONG, HTTP_X_FORWARDED_FOR=f"203.0.113.{each}, 198.51.100.1")
        for each in range(6)
    ]
    elsewhere = try_password(client, ana.email, HTTP_X_FORWARDED_FOR="198.51.100.1, 198.51.100.2")

    assert forged[-1].status_code == 429
    assert elsewhere.status_code == 302


def test_wrong_codes_wait_as_well(client: Client) -> None:
    ana = with_app(an_account())
    try_password(client, ana.email)

    answers = [try_code(client, "000000") for _ in range(5)]
    right = try_code(client, code())

    assert [each.status_code for each in answers[:4]] == [200] * 4
    assert (answers[4].status_code, right.status_code) == (429, 429)
    assert right["Retry-After"] in ("59", "60")
    assert client.get("/atelier/cont/parola/").status_code == 302


def test_an_unverified_address_gets_its_letter_first(client: Client) -> None:
    ana = an_account(is_verified=False)

    answer = try_password(client, ana.email)

    assert answer.url == "/atelier/cont/e-mail/trimis/"
    path = link_in(letters()[0])
    client.get(path)
    confirmed = client.post(path)
    assert confirmed.status_code == 302
    assert EmailAddress.objects.get(user=ana).verified


@pytest.mark.parametrize(("prefix", "subject"), [("", "O parolă nouă"), ("/en", "A new password")])
def test_a_forgotten_password_is_replaced_by_letter(client: Client, prefix: str, subject: str) -> None:
    ana = an_account()

    asked = client.post(f"{prefix}/atelier/cont/parola/uitata/", {"email": ana.email})
    (letter,) = letters()
    page = client.get(link_in(letter), follow=True)
    done = client.post(page.request["PATH_INFO"], {"password1": "alta-parola-buna-27"})

    assert asked.url == f"{prefix}/atelier/cont/parola/uitata/trimis/"
    assert letter.to == [ana.email]
    assert letter.subject.startswith((subject, "A new password"))
    assert done.status_code == 302
    ana.refresh_from_db()
    assert ana.check_password("alta-parola-buna-27")


def test_asking_for_a_stranger_answers_the_same_and_tells_them_by_letter(client: Client) -> None:
    answer = client.post("/atelier/cont/parola/uitata/", {"email": "nimeni@atelier.example"})

    assert answer.url == "/atelier/cont/parola/uitata/trimis/"
    assert letters()[0].to == ["nimeni@atelier.example"]


def test_a_broker_that_is_away_is_no_fault_of_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise tasks.send_letter.OperationalError("No broker.")

    monkeypatch.setattr(tasks.send_letter, "apply_async", away)

    answer = client.post("/atelier/cont/parola/uitata/", {"email": an_account().email})

    assert answer.status_code == 302


def test_nobody_signs_up_by_the_old_door(client: Client) -> None:
    answer = client.post("/atelier/cont/nou/", {"email": "x@atelier.example", "password1": PASSWORD})

    assert (answer.status_code, answer.url) == (302, "/vinde-cu-noi/")
    assert User.objects.count() == 0


@pytest.mark.parametrize("path", ["signup/", "login/", "login/code/", "2fa/trust/", "3rdparty/", "parola/x/"])
def test_what_is_not_offered_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/atelier/cont/{path}").status_code == 404


def test_a_changed_password_ends_other_sessions(client: Client) -> None:
    ana = an_account()
    other = Client()
    try_password(client, ana.email)
    try_password(other, ana.email)

    changed = client.post(
        "/atelier/cont/parola/", {"oldpassword": PASSWORD, "password1": "alta-parola-buna-27"}
    )

    assert changed.status_code == 302
    assert client.get("/atelier/cont/parola/").status_code == 200
    assert other.get("/atelier/cont/parola/").status_code == 302
