"""How long a shopper has to wait is read from the core's own words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from commerce.errors import LoginDelayed, Problem
from storefront.forms.account import LogInForm, RegisterForm, seconds_to_wait

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def delayed(until: str) -> LoginDelayed:
    message = f"Logging has been suspended till {until} due to too many logging attempts."
    return LoginDelayed((Problem(None, "LOGIN_ATTEMPT_DELAYED", message),))


@pytest.mark.parametrize(
    ("until", "seconds"),
    [
        ("2026-11-24 10:00:08+00:00", 8),
        ("2026-11-24 10:00:07.500000+00:00", 8),
        ("2026-11-24 12:01:00+02:00", 60),
        ("2026-11-24 09:59:00+00:00", 1),
        ("2026-11-24 10:00:08", None),
        ("soon enough", None),
        ("", None),
    ],
)
def test_seconds_are_read_from_the_message(until: str, seconds: int | None) -> None:
    assert seconds_to_wait(delayed(until), now=NOW) == seconds


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("2026-11-24 10:00:08+00:00", "Please wait 8 seconds and try again."),
        ("2026-11-24 10:01:29+00:00", "Please wait 89 seconds and try again."),
        ("2026-11-24 10:01:31+00:00", "Please wait 2 minutes and try again."),
        ("2026-11-24 11:00:00+00:00", "Please wait 60 minutes and try again."),
        ("?", "Please wait a few minutes and try again."),
    ],
)
def test_the_wait_is_said_in_plain_units(until: str, words: str) -> None:
    form = LogInForm({"email": "a@example.com", "password": "x"})

    with translation.override("en"):
        form.say_wait(delayed(until), now=NOW)

    assert form.non_field_errors() == [f"Too many wrong passwords. {words}"]


def test_a_refusal_stands_beside_its_field_or_above_the_form() -> None:
    form = RegisterForm({"first_name": "A", "last_name": "B", "email": "a@example.com", "password": "x"})

    with translation.override("en"):
        form.refuse(
            [
                Problem("password", "PASSWORD_TOO_SHORT", "short"),
                Problem("lastName", "INVALID", "long"),
                Problem("channel", "NOT_FOUND", "no channel"),
            ]
        )

    assert form.errors == {
        "password": ["This password is too short: use at least 8 characters."],
        "last_name": ["This was not accepted. Please check it."],
        "__all__": ["This was not accepted. Please check it."],
    }
