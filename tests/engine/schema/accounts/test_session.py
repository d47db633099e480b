"""Logging in and tokens, through GraphQL."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from engine.accounts import tokens
from engine.accounts.models import User
from engine.schema.executor import execute, user_of
from tests.engine.accounts.people import NOW, PASSWORD, person
from tests.engine.schema.asking import ask, data, refusals

pytestmark = pytest.mark.django_db

LOG_IN = """mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) {
    token refreshToken user { email } errors { field code message addressType }
  }
}"""
REFRESH = "mutation($t: String) { tokenRefresh(refreshToken: $t) { token errors { field code } } }"
VERIFY = "mutation($t: String!) { tokenVerify(token: $t) { isValid payload user { email } errors { code } } }"
BOGDAN = {"email": "bogdan@example.com", "password": PASSWORD}


def log_in(**changes: Any) -> Any:
    return data(LOG_IN, BOGDAN, **changes)


def test_a_password_becomes_an_access_and_a_refresh_token() -> None:
    bogdan = person()

    payload = log_in()

    assert tokens.read(payload["token"], "access", now=NOW)[0] == bogdan
    assert tokens.read(payload["refreshToken"], "refresh", now=NOW)[0] == bogdan
    assert payload["user"] == {"email": "bogdan@example.com"}


def test_a_wrong_password_is_told_as_saleor_tells_it_and_delays_the_next() -> None:
    person()

    first = data(LOG_IN, {**BOGDAN, "password": "alta"})
    second = log_in()

    assert (first["token"], first["errors"]) == (
        None,
        [
            {
                "field": "email",
                "code": "INVALID_CREDENTIALS",
                "message": "Please, enter valid credentials",
                "addressType": None,
            }
        ],
    )
    assert [error["code"] for error in second["errors"]] == ["LOGIN_ATTEMPT_DELAYED"]
    assert log_in(now=NOW + timedelta(seconds=2))["errors"] == []


def test_a_refresh_token_renews_the_access_token() -> None:
    person()
    refresh_token = log_in()["refreshToken"]

    payload = data(REFRESH, {"t": refresh_token}, now=NOW + timedelta(days=20))

    assert payload["errors"] == []
    assert tokens.read(payload["token"], "access", now=NOW + timedelta(days=20))


def test_refreshing_with_what_is_no_refresh_token() -> None:
    bogdan = person()
    access = tokens.create(bogdan, "access", now=NOW)
    old = tokens.create(bogdan, "refresh", now=NOW - timedelta(days=31))

    found = [refusals(REFRESH, {"t": token})[0] for token in (None, "abc", access, old)]

    assert found == [
        ("refreshToken", "JWT_MISSING_TOKEN"),
        ("refreshToken", "JWT_DECODE_ERROR"),
        ("refreshToken", "JWT_INVALID_TOKEN"),
        ("refreshToken", "JWT_SIGNATURE_EXPIRED"),
    ]


def test_verification_says_whose_a_token_is() -> None:
    token = tokens.create(person(), "access", now=NOW)

    good = data(VERIFY, {"t": token})
    bad = data(VERIFY, {"t": token}, now=NOW + timedelta(hours=1))

    assert (good["isValid"], good["user"], good["payload"]["type"]) == (
        True,
        {"email": "bogdan@example.com"},
        "access",
    )
    assert bad == {
        "isValid": False,
        "payload": None,
        "user": None,
        "errors": [{"code": "JWT_SIGNATURE_EXPIRED"}],
    }


def test_deactivating_ends_every_token() -> None:
    bogdan = person()
    refresh_token = tokens.create(bogdan, "refresh", now=NOW)

    assert data("mutation { tokensDeactivateAll { errors { code } } }", user=bogdan) == {"errors": []}

    assert refusals(REFRESH, {"t": refresh_token}) == [("refreshToken", "JWT_INVALID_TOKEN")]


def test_deactivating_needs_a_user() -> None:
    answer = ask("mutation { tokensDeactivateAll { errors { code } } }")

    assert answer["data"] == {"tokensDeactivateAll": None}
    assert answer["errors"][0]["extensions"] == {"exception": {"code": "PermissionDenied"}}


def test_the_executor_reads_who_asks_from_the_token(django_assert_num_queries: Any) -> None:
    bogdan = person()
    token = tokens.create(bogdan, "access", now=timezone.now())

    with django_assert_num_queries(1):
        answer = execute("{ me { email } }", token=token)

    assert answer["data"] == {"me": {"email": "bogdan@example.com"}}
    assert execute("{ me { email } }", token="forged")["data"] == {"me": None}
    assert user_of(None) is None
    assert User.objects.count() == 1
