"""Sellers compared with what the core has of them: their page, their documents, their goods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from commerce.app.badge import GoodsFacts, PageFacts
from commerce.errors import CoreUnavailable
from kernel.badge.facts import written
from ses_vendors.badge import core, facts
from ses_vendors.desk import at_core
from ses_vendors.desk.groups import MONEY, VERIFIER
from tests.ses_vendors.badge.papers import a_verified
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.vendors.people import NOW, a_bare_vendor, a_vendor

pytestmark = pytest.mark.django_db


class FakeCore:
    """A core with the pages it is given, and goods of some."""

    def __init__(self, pages: dict[str, str], goods: set[str]) -> None:
        self.pages, self.goods = pages, goods

    def page_facts(self, page_id: str) -> PageFacts | None:
        kept = self.pages.get(page_id)
        return PageFacts(page_id, kept, {}, {}) if kept is not None else None

    def goods_facts(self, *, page_id: str = "") -> Iterator[GoodsFacts]:
        return iter([GoodsFacts("P", page_id, "", None)] if page_id in self.goods else [])


class AwayCore(FakeCore):
    """A core that does not answer."""

    def page_facts(self, page_id: str) -> PageFacts | None:
        raise CoreUnavailable("away")


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def test_each_ailment_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    well, stale, lost = (a_vendor(trade_name=name, page_id=name) for name in ("well", "stale", "lost"))
    a_bare_vendor(page_id="well")
    a_verified(well)
    a_verified(stale)
    pages = {"well": written(facts.standing_of(well)), "stale": ""}
    monkeypatch.setattr(core, "client", lambda: FakeCore(pages, {"well"}))

    found = {each.vendor.trade_name: each for each in at_core.compare(NOW)}

    assert list(found) == ["lost", "stale", "well"]
    assert (found["lost"].vendor, found["lost"].has_page) == (lost, False)
    assert (found["stale"].has_page, found["stale"].is_current, found["stale"].has_goods) == (
        True,
        False,
        False,
    )
    assert found["well"].is_well


def test_a_core_that_is_away_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    a_vendor(page_id="x")
    monkeypatch.setattr(core, "client", lambda: AwayCore({}, set()))
    carmen = browser(colleague("carmen", VERIFIER))

    answer = carmen.get(f"{ROOT}core/")

    assert answer.status_code == 200
    assert 'role="alert"' in text(answer)


def test_an_app_that_is_not_installed_is_said() -> None:
    a_vendor(page_id="x")

    with pytest.raises(at_core.CoreAway):
        at_core.compare(NOW)


def test_other_groups_do_not_compare() -> None:
    assert browser(colleague("mara", MONEY)).get(f"{ROOT}core/").status_code == 403
