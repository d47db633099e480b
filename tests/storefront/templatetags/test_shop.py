"""How the shop writes money, dates, pictures and icons."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from kernel.money import Money
from storefront.templatetags import shop

STOREFRONT = Path(shop.__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("code", "bani", "written"),
    [
        ("ro", 123_450, "1.234,50\u00a0lei"),
        ("en", 123_450, "1,234.50\u00a0lei"),
        ("ro", 0, "0,00\u00a0lei"),
        ("ro", -1999, "-19,99\u00a0lei"),
    ],
)
def test_money_is_written_as_its_readers_write_it(code: str, bani: int, written: str) -> None:
    with override(code):
        assert shop.lei(Money(bani)) == written


def test_another_currency_keeps_its_code() -> None:
    with override("ro"):
        assert shop.lei(Money(500, "EUR")) == "5,00\u00a0EUR"


def test_a_day_is_the_shops_day() -> None:
    late = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)

    with override("ro"):
        assert shop.day(late) == "24 noiembrie 2026"
        assert shop.moment(late) == "24 noiembrie 2026, 00:30"
    with override("en"):
        assert shop.day(date(2026, 11, 24)) == "24 November 2026"
    assert shop.day(None) == shop.moment(None) == ""


def test_a_pictures_widths_are_written_for_browsers() -> None:
    assert shop.srcset(((256, "/a/"), (512, "/b/"))) == "/a/ 256w, /b/ 512w"


def test_an_icon_is_decoration() -> None:
    written = shop.icon("basket")

    assert 'aria-hidden="true"' in written
    assert "icons.svg#basket" in written


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    asked = {
        name
        for page in (STOREFRONT / "templates").rglob("*.html")
        for name in re.findall(r'{%\s*icon "([\w-]+)"', page.read_text())
    }
    sprite = ElementTree.parse(STOREFRONT / "static" / shop.ICONS).getroot()  # noqa: S314 (our own file)

    drawn = {symbol.get("id") for symbol in sprite}

    assert len(asked) > 5
    assert asked <= drawn
