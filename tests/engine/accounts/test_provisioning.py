"""Accounts that the operator makes with `manage.py put_account`."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from engine.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_new_staff_account_is_confirmed() -> None:
    call_command("put_account", "Ana@Atelier.example", password="ie-de-borangic-4", staff=True)

    ana = User.objects.get()
    assert (ana.email, ana.is_staff, ana.is_confirmed, ana.is_active) == (
        "ana@atelier.example",
        True,
        True,
        True,
    )
    assert check_password("ie-de-borangic-4", ana.password)


def test_the_same_again_changes_nothing_and_a_new_password_ends_the_tokens() -> None:
    call_command("put_account", "ana@atelier.example", password="ie-de-borangic-4")
    first = User.objects.get()

    call_command("put_account", "ana@atelier.example", password="ie-de-borangic-4")
    again = User.objects.get()
    call_command("put_account", "ana@atelier.example", password="lingura-de-lemn-9")
    changed = User.objects.get()

    assert (again.pk, again.password, again.jwt_key) == (first.pk, first.password, first.jwt_key)
    assert changed.pk == first.pk
    assert changed.jwt_key != first.jwt_key
    assert check_password("lingura-de-lemn-9", changed.password)


def test_the_password_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCOUNT_PASSWORD", "ie-de-borangic-4")

    call_command("put_account", "ana@atelier.example", "--staff", "--first-name", "Ana")

    assert User.objects.get().first_name == "Ana"
    assert check_password("ie-de-borangic-4", User.objects.get().password)


@pytest.mark.parametrize(
    ("email", "password"),
    [("ana", "ie-de-borangic-4"), ("ana@atelier.example", ""), ("a@b.example", "12345678")],
)
def test_a_wrong_email_or_weak_password_makes_no_account(email: str, password: str) -> None:
    with pytest.raises(CommandError):
        call_command("put_account", email, password=password)

    assert not User.objects.exists()
