"""What may be said of goods, and which document proves it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import NoReverseMatch
from django.utils import translation

from commerce.types import FrozenBadge, OrderLine, ProductCard, ProductId, SellerName
from kernel.badge import Kind, Level, Origin
from kernel.money import Money
from storefront import badges
from tests.storefront import papers

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ATTESTED = papers.standing(papers.attestation())
INSERTION = papers.standing(papers.attestation(), papers.social_mark())


def card(**changes: Any) -> ProductCard:
    """An apron that Ana makes."""
    return ProductCard(
        **{
            "id": ProductId("p1"),
            "slug": "sort",
            "name": "Șorț",
            "seller": SellerName("ana", "Ana", INSERTION),
            "price_from": Money(7900),
            "price_to": Money(7900),
            "is_available": True,
            "picture": None,
            "origin": Origin.OWN,
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("origin", "standing", "level", "number"),
    [
        (Origin.OWN, INSERTION, Level.INSERTION, "000077"),
        (Origin.OWN, ATTESTED, Level.ATTESTED, "000001"),
        (Origin.RESOLD, INSERTION, Level.LINE, "000001"),
        (Origin.ASSEMBLED, ATTESTED, Level.LINE, "000001"),
        (None, ATTESTED, Level.LINE, "000001"),
    ],
)
def test_a_card_says_what_its_documents_prove(
    origin: Origin | None, standing: Any, level: Level, number: str
) -> None:
    shown = badges.of(card(origin=origin, seller=SellerName("ana", "Ana", standing)), now=NOW)

    assert shown is not None
    assert (shown.level, shown.paper.document.number) == (level, number)
    assert shown.is_badge is (level is not Level.LINE)


def test_without_a_seller_or_documents_nothing_is_said() -> None:
    assert badges.of(card(seller=None), now=NOW) is None
    assert badges.of(card(seller=SellerName("ana", "Ana")), now=NOW) is None


def test_nothing_is_said_before_there_were_words() -> None:
    assert badges.of(card(), now=datetime(2026, 9, 26, 12, 0, tzinfo=UTC)) is None
    assert badges.level(INSERTION, now=datetime(2026, 9, 26, 12, 0, tzinfo=UTC)) is Level.NONE


def test_words_are_in_the_language_of_the_page() -> None:
    shown = badges.of(card(seller=SellerName("ana", "Ana", ATTESTED)), now=NOW)

    assert shown is not None
    with translation.override("ro"):
        assert (shown.label, shown.paper.title) == ("Făcut de economia socială", "DEMO 000001")
    with translation.override("en"):
        assert (shown.label, shown.paper.name) == (
            "Made by social economy",
            "Attestation of social enterprise",
        )


def test_a_document_without_a_proof_leads_to_how_we_verify(monkeypatch: pytest.MonkeyPatch) -> None:
    def reverse(name: str, args: list[str]) -> str:
        if args == [""]:
            raise NoReverseMatch
        return f"/{name}/{args[0]}/"

    badges._proof.cache_clear()
    monkeypatch.setattr(badges, "reverse", reverse)

    proven, bare = (badges.Paper(papers.document(code=code)) for code in ("4KX7TR2MPQ9W", ""))

    assert proven.href == "/badge:proof/4KX7TR2MPQ9W/"
    assert bare.href == "/storefront:legal/verificare/"
    badges._proof.cache_clear()


def test_of_each_kind_the_document_that_holds_longest_is_told() -> None:
    renewed = papers.attestation("000009", issued_on=date(2026, 10, 1), valid_until=date(2031, 9, 30))
    stopped = papers.social_mark(stopped_at=NOW - timedelta(hours=1))

    found = badges.papers(papers.standing(papers.attestation(), renewed, stopped), now=NOW)

    assert [paper.title for paper in found] == ["DEMO 000009"]


def _line(**changes: Any) -> Any:
    """A bought line of Ana's; all that a badge does not look at is left out."""
    values = {each: None for each in OrderLine.__dataclass_fields__}
    return OrderLine(**{**values, "seller": SellerName("ana", "Ana", INSERTION), **changes})  # type: ignore[arg-type]


def test_what_was_frozen_is_said_for_ever() -> None:
    badge = FrozenBadge(
        Level.ATTESTED, Kind.ATTESTATION, "DEMO", "000001", "AJOFM Iași", date(2026, 11, 25), "X", Origin.OWN
    )
    line = _line(badge=badge, seller=None)

    shown = badges.frozen(line, placed_at=NOW)

    assert shown is not None
    assert (shown.level, shown.paper.document) == (Level.ATTESTED, badge)
    assert badges.frozen(_line(), placed_at=NOW) is None
