"""The words that are shown are our own, also where another app translates the same ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext, pgettext

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(ROOT.glob("*/locale/ro/LC_MESSAGES/django.po"))
#: Romanian shoppers are spoken to politely: no pronoun of a friend anywhere, no order to one at the start.
PRONOUNS = {"tu", "tău", "ta", "tăi", "îți", "ești", "poți", "vrei", "ai"}
ORDERS = {
    "adaugă",
    "alege",
    "caută",
    "confirmă",
    "elimină",
    "intră",
    "raportează",
    "salvează",
    "sari",
    "șterge",
}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_each_sentence_is_shown_as_we_say_it(catalogue: Path) -> None:
    with catalogue.open("rb") as source:
        messages = [message for message in read_po(source) if message.id and isinstance(message.id, str)]

    with translation.override("ro"):
        shown = {
            (said.context, said.id): pgettext(said.context, said.id) if said.context else gettext(said.id)
            for said in messages
        }

    ours = {(said.context, said.id): said.string for said in messages}
    assert {key: shown[key] for key in ours if shown[key] != ours[key]} == {}


def test_shoppers_are_spoken_to_politely() -> None:
    familiar = {}
    for catalogue in CATALOGUES:
        with catalogue.open("rb") as source:
            for message in read_po(source):
                texts = [message.string] if isinstance(message.string, str) else message.string
                words = [re.findall(r"[^\W\d_-]+(?:-\w+)?", text.lower()) for text in texts if message.id]
                if any(PRONOUNS & set(said) or ORDERS & set(said[:1]) for said in words):
                    familiar[message.id] = message.string

    assert familiar == {}
