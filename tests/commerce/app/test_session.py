"""Whose token the App acts with."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from commerce.app import AppClient, session
from commerce.errors import InvalidCredentials
from tests.commerce import answers
from tests.commerce.app.sending import done
from tests.commerce.fake_core import FakeCore


def test_staff_log_in_is_renewed_before_it_expires(core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(session, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    core.answers["account/log_in"] = done("tokenCreate", token="first", refreshToken="r")
    core.answers["account/refresh"] = done("tokenRefresh", token="second")
    core.answers["app/category"] = {"category": {"id": "c"}}
    core.answers["app/category_update"] = done("categoryUpdate", category={"id": "c"})
    client = AppClient.log_in(email="admin@a.example", password="p")

    client.put_category(slug="textile", name="Textile")
    clock[0] += 241
    client.put_category(slug="textile", name="Textile")

    assert [token for name, _, token in core.calls if name.startswith("app/")] == [
        "first",
        "first",
        "second",
        "second",
    ]
    assert core.operations.count("account/refresh") == 1


def test_wrong_staff_password_is_refused(core: FakeCore) -> None:
    core.answers["account/log_in"] = answers.refused("tokenCreate", "email", "INVALID_CREDENTIALS")

    with pytest.raises(InvalidCredentials):
        AppClient.log_in(email="admin@a.example", password="x")
