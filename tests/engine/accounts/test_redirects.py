"""Where links in mails may lead."""

from __future__ import annotations

from typing import Any

import pytest

from engine.accounts import redirects
from engine.errors import Refusal


@pytest.fixture(autouse=True)
def _hosts(settings: Any) -> None:
    settings.ALLOWED_CLIENT_HOSTS = ["shop.example"]


def test_the_shops_own_address_is_allowed() -> None:
    assert redirects.check("https://shop.example:8000/cont/") == "https://shop.example:8000/cont/"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (None, "REQUIRED"),
        ("", "REQUIRED"),
        ("/cont/", "INVALID"),
        ("javascript:alert(1)", "INVALID"),
        ("https://evil.example/", "INVALID"),
        ("https://shop.example@evil.example/", "INVALID"),
        ("https://evil.example\\@shop.example/", "INVALID"),
        ("https://shop.example\n.evil.example/", "INVALID"),
        ("http://[::1/", "INVALID"),
    ],
)
def test_any_other_address_is_refused(url: str | None, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        redirects.check(url)

    assert [(problem.field, problem.code) for problem in caught.value.problems] == [("redirectUrl", code)]


def test_values_join_the_query_that_is_there() -> None:
    link = redirects.with_values("https://shop.example/cont/?a=1#b", email="ană+1@example.com", token="x y")

    assert link == "https://shop.example/cont/?a=1&email=an%C4%83%2B1%40example.com&token=x+y#b"
