"""Logging in, and how failures slow it down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.accounts.models import LoginFailure
from engine.accounts.services import login
from engine.errors import Refusal
from tests.engine.accounts.people import NOW, PASSWORD, person

pytestmark = pytest.mark.django_db

HERE = "192.0.2.1"


def code_of(email: str, password: str, *, seconds: float = 0, ip_address: str = HERE) -> str | None:
    now = NOW + timedelta(seconds=seconds)
    try:
        login.log_in(email=email, password=password, ip_address=ip_address, now=now)
    except Refusal as refusal:
        return refusal.problems[0].code
    return None


def test_the_right_password_logs_in_whatever_the_case_of_the_email() -> None:
    bogdan = person()

    found = login.log_in(email=" Bogdan@Example.com ", password=PASSWORD, ip_address=HERE, now=NOW)

    assert found == bogdan
    bogdan.refresh_from_db()
    assert bogdan.last_login_at == NOW


def test_a_wrong_password_and_an_unknown_email_read_the_same() -> None:
    person()

    assert code_of("bogdan@example.com", "alta") == "INVALID_CREDENTIALS"
    assert code_of("nimeni@example.com", "alta") == "INVALID_CREDENTIALS"


def test_each_failure_doubles_the_pause() -> None:
    person()

    found = [code_of("bogdan@example.com", "alta", seconds=at) for at in (0, 0.5, 1.5, 3, 4)]

    assert found == [
        "INVALID_CREDENTIALS",
        "LOGIN_ATTEMPT_DELAYED",
        "INVALID_CREDENTIALS",
        "LOGIN_ATTEMPT_DELAYED",
        "INVALID_CREDENTIALS",
    ]
    assert max(row.blocked_until for row in LoginFailure.objects.all()) == NOW + timedelta(seconds=4 + 4)


def test_during_the_pause_even_the_right_password_waits() -> None:
    person()
    code_of("bogdan@example.com", "alta")

    assert code_of("bogdan@example.com", PASSWORD, seconds=0.5) == "LOGIN_ATTEMPT_DELAYED"
    assert code_of("bogdan@example.com", PASSWORD, seconds=1.5) is None


def test_a_failure_elsewhere_does_not_block_here() -> None:
    person()
    code_of("bogdan@example.com", "alta", ip_address="192.0.2.9")

    assert code_of("bogdan@example.com", PASSWORD, ip_address=HERE) is None


def test_ten_failures_from_one_address_block_every_email_from_there() -> None:
    person()
    for number in range(10):
        assert code_of(f"cineva{number}@example.com", "alta") == "INVALID_CREDENTIALS"

    assert code_of("bogdan@example.com", PASSWORD) == "LOGIN_ATTEMPT_DELAYED"
    assert code_of("bogdan@example.com", PASSWORD, ip_address="192.0.2.9") is None


def test_a_caller_without_an_address_is_counted_by_email() -> None:
    person()
    code_of("bogdan@example.com", "alta", ip_address="")

    assert code_of("bogdan@example.com", PASSWORD, ip_address="") == "LOGIN_ATTEMPT_DELAYED"
    assert code_of("carmen@example.com", PASSWORD, ip_address="") == "INVALID_CREDENTIALS"


def test_success_and_time_forget_failures() -> None:
    person()
    code_of("bogdan@example.com", "alta", ip_address="")
    code_of("carmen@example.com", "alta", ip_address="")
    code_of("bogdan@example.com", PASSWORD, seconds=2, ip_address="")

    assert LoginFailure.objects.count() == 1
    assert login.forget_failures(now=NOW + timedelta(hours=2)) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"is_active": False}, "INACTIVE"), ({"is_confirmed": False}, "ACCOUNT_NOT_CONFIRMED")],
)
def test_accounts_that_may_not_log_in(fields: dict[str, bool], code: str) -> None:
    person(**fields)

    assert code_of("bogdan@example.com", PASSWORD) == code
