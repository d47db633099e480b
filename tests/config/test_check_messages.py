"""The watch over catalogues: what is not translated, not compiled or not collected is named."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BASKET = 'msgid "Basket"\nmsgstr "Coș"\n\n'


@pytest.fixture
def catalogue(settings: Any, tmp_path: Path) -> Path:
    """A catalogue of an app whose one template says "Basket"."""
    settings.BASE_DIR = tmp_path
    page = tmp_path / "storefront" / "templates" / "basket.html"
    page.parent.mkdir(parents=True)
    page.write_text('{% load i18n %}{% trans "Basket" %}')
    path = tmp_path / "storefront" / "locale" / "ro" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    write(path, BASKET)
    return path


def write(catalogue: Path, entries: str) -> None:
    """Write a catalogue and compile it."""
    catalogue.write_text(HEADER + entries, encoding="utf-8")
    with catalogue.open("rb") as source, catalogue.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(source))


def fault() -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("check_messages", stdout=StringIO())
    return str(refusal.value)


def test_a_complete_compiled_catalogue_passes(catalogue: Path) -> None:
    said = StringIO()

    call_command("check_messages", stdout=said)

    assert said.getvalue() == "1 catalogue(s) complete and compiled.\n"


@pytest.mark.parametrize(
    "entry",
    ['msgid "Order"\nmsgstr ""\n', '#, fuzzy\nmsgid "Order"\nmsgstr "Ordin"\n'],
    ids=["empty", "fuzzy"],
)
def test_an_untranslated_sentence_is_named(catalogue: Path, entry: str) -> None:
    write(catalogue, BASKET + entry)

    assert f"{catalogue}: not translated: 'Order'" in fault()


def test_a_translation_that_was_not_compiled_is_named(catalogue: Path) -> None:
    catalogue.write_text(HEADER + BASKET.replace("Coș", "Coșul"), encoding="utf-8")

    assert f"{catalogue.with_suffix('.mo')}: not compiled from its catalogue" in fault()


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_a_sentence_that_was_not_collected_is_named(catalogue: Path) -> None:
    write(catalogue, "")

    assert f"{catalogue}: not collected: 'Basket'" in fault()
