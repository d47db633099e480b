"""The two languages and how a page leads to itself in the other one."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from storefront import language


@pytest.mark.parametrize(
    ("path", "romanian", "english"),
    [
        ("/", "/", "/en/"),
        ("/en/", "/", "/en/"),
        ("/en", "/", "/en/"),
        ("/produse/?q=in&page=2", "/produse/?q=in&page=2", "/en/produse/?q=in&page=2"),
        ("/en/produse/?q=in", "/produse/?q=in", "/en/produse/?q=in"),
        ("/energie/", "/energie/", "/en/energie/"),
    ],
)
def test_a_path_turns_into_both_languages(path: str, romanian: str, english: str) -> None:
    assert language.path_in(path, "ro") == romanian
    assert language.path_in(path, "en") == english


@pytest.mark.parametrize("path", ["/en//elsewhere.example/", "//elsewhere.example/"])
def test_a_path_with_two_slashes_does_not_lead_to_another_site(path: str) -> None:
    assert language.path_in(path, "ro") == "/elsewhere.example/"
    assert language.path_in(path, "en") == "/en/elsewhere.example/"


def test_the_core_is_asked_in_the_language_of_the_page() -> None:
    with override("en"):
        assert language.current() == "EN"
    with override("ro"):
        assert language.current() == "RO"


def test_editions_name_the_current_one() -> None:
    with override("en"):
        editions = language.editions("/en/cos/")

    assert [(each.code, each.path, each.is_current) for each in editions] == [
        ("ro", "/cos/", False),
        ("en", "/en/cos/", True),
    ]
