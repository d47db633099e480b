"""What may be said of goods on a page, judged while the page is made; and the documents that prove it.

Facts come with what the core tells of goods and sellers, and have dates; the answer is for one moment. So
nobody keeps it: a page for all is found by the day it was made on (`page_cache`), a piece of one by what it
says (`templatetags/remembered`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from commerce.types import BasketLine, FrozenBadge, OrderLine, Product, ProductCard
from kernel.badge import day_of, judge, sheltered
from kernel.badge.facts import NOTHING, Document, Kind, Origin, Standing
from kernel.badge.rule import Level, Verdict, in_force
from kernel.badge.texts import Wording, wording

Goods = ProductCard | Product | BasketLine | OrderLine

KINDS: dict[Kind, Promise] = {
    Kind.ATTESTATION: gettext_lazy("Attestation of social enterprise"),
    Kind.MARK: gettext_lazy("Social mark (marca socială)"),
    Kind.SHELTERED: gettext_lazy("Authorised sheltered unit (UPA)"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as pages tell it, and where everybody can verify it."""

    document: Document | FrozenBadge

    @property
    def name(self) -> str:
        """What kind of document it is, in words."""
        return str(KINDS[self.document.kind])

    @property
    def title(self) -> str:
        """Series and number."""
        return f"{self.document.series} {self.document.number}".strip()

    @property
    def href(self) -> str:
        """The address of its proof; of how we verify, where it has none."""
        return _proof(self.document.code, get_language())


@dataclass(frozen=True, slots=True)
class Shown:
    """What is said of a product: a badge, or the line about who sells it; in the page's language."""

    level: Level
    wording: Wording
    paper: Paper

    @property
    def is_badge(self) -> bool:
        """Whether it is a badge on the product itself."""
        return self.level.is_badge

    @property
    def label(self) -> str:
        """The short words, to stand beside the mark."""
        return self.wording.label(get_language() or "ro")

    @property
    def sentence(self) -> str:
        """The full words."""
        return self.wording.sentence(get_language() or "ro")


def of(goods: Goods, *, now: datetime) -> Shown | None:
    """Judge a card, a product or a line at a moment; None where nothing may be said. `now` is aware."""
    standing = goods.seller.standing if goods.seller else NOTHING
    return _shown(judge(origin=goods.origin, standing=standing, now=now), now)


def frozen(line: OrderLine, *, placed_at: datetime) -> Shown | None:
    """Return what was said of a bought line when it was bought: as it was frozen, never judged again."""
    if line.badge is None:
        return None
    words = wording(line.badge.level, on=day_of(placed_at))
    return Shown(line.badge.level, words, Paper(line.badge)) if words else None


def level(standing: Standing, *, now: datetime) -> Level:
    """Return the level that a SES's own production has at a moment."""
    shown = _shown(judge(origin=Origin.OWN, standing=standing, now=now), now)
    return shown.level if shown else Level.NONE


def papers(standing: Standing, *, now: datetime) -> tuple[Paper, ...]:
    """Return a SES's documents in force, of each kind the one that holds longest."""
    found = (in_force(standing, kind, now=now) for kind in Kind)
    return tuple(Paper(document) for document in found if document)


def for_companies(product: Product, *, now: datetime) -> Paper | None:
    """Return the authorisation under which a company's purchase counts (Legea 448/2006 art. 78)."""
    standing = product.seller.standing if product.seller else NOTHING
    document = sheltered(origin=product.origin, standing=standing, now=now)
    return Paper(document) if document else None


def _shown(verdict: Verdict, now: datetime) -> Shown | None:
    words = wording(verdict.level, on=day_of(now)) if verdict.document else None
    return Shown(verdict.level, words, Paper(verdict.document)) if words and verdict.document else None


@lru_cache(maxsize=1024)
def _proof(code: str, language: str | None) -> str:
    """Return the proof's address in a language, which is part of the key only."""
    try:
        return reverse("badge:proof", args=[code])
    except NoReverseMatch:
        return reverse("storefront:legal", args=["verificare"])
