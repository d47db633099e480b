"""The words of the badge, each from a day on and with its source. A new wording is a new row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kernel.badge.rule import Level

EMPCO = date(2026, 9, 27)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said at a level from a day on, in both languages: in short beside a mark, and as a sentence."""

    level: Level
    effective_from: date
    short_ro: str
    short_en: str
    sentence_ro: str
    sentence_en: str
    source: str

    def label(self, language: str) -> str:
        """The short words; English for "en" in any case, Romanian for all else."""
        return self.short_en if language.lower() == "en" else self.short_ro

    def sentence(self, language: str) -> str:
        """The full words."""
        return self.sentence_en if language.lower() == "en" else self.sentence_ro


WORDINGS = (
    Wording(
        level=Level.LINE,
        effective_from=EMPCO,
        short_ro="Vândut de o întreprindere socială atestată",
        short_en="Sold by an attested social enterprise",
        sentence_ro="Vândut de o întreprindere socială atestată.",
        sentence_en="Sold by an attested social enterprise.",
        source="Legea 219/2015 art. 8; Directive (EU) 2024/825, annex, point 2a",
    ),
    Wording(
        level=Level.ATTESTED,
        effective_from=EMPCO,
        short_ro="Făcut de economia socială",
        short_en="Made by social economy",
        sentence_ro="Făcut de economia socială: produs în atelierul unei întreprinderi sociale atestate.",
        sentence_en="Made by social economy: produced by an attested social enterprise in its own workshop.",
        source="Legea 219/2015 art. 8; Directive (EU) 2024/825, annex, point 2a",
    ),
    Wording(
        level=Level.INSERTION,
        effective_from=EMPCO,
        short_ro="Făcut de economia socială de inserție",
        short_en="Made by social economy, work integration",
        sentence_ro="Produs realizat de o întreprindere socială de inserție.",
        sentence_en="Made by a social enterprise of work integration.",
        source="Legea 219/2015 art. 13; Directive (EU) 2024/825, annex, point 2a",
    ),
)


def wording(level: Level, *, on: date) -> Wording | None:
    """Return the words of a level in force on a day; None for no badge, and before there were any."""
    found = [each for each in WORDINGS if each.level is level and each.effective_from <= on]
    return max(found, key=lambda each: each.effective_from, default=None)
