"""What the core said, kept for longer than it is fresh."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from commerce import cached, freshness
from commerce.errors import CoreUnavailable, InvalidRequest
from commerce.types import ProductId
from tests.commerce.fake_core import FakeCore

PAGE: dict[str, Any] = {"channel": "ses-ro", "slug": "termeni", "language": "RO", "translated": False}
CARDS: dict[str, Any] = {"channel": "ses-ro", "language": "RO", "translated": False}


@pytest.fixture(autouse=True)
def _keeping(settings: Any) -> Iterator[None]:
    settings.CATALOGUE_CACHE_SECONDS = 300
    cached.begin()
    cached._asker.cache_clear()
    yield
    cached._asker.cache_clear()


def page(title: str) -> dict[str, Any]:
    return {"page": {"slug": "termeni", "title": title}}


def cards(*ids: str) -> dict[str, Any]:
    return {"products": {"edges": [{"node": {"id": each, "name": f"Bun {each}"}} for each in ids]}}


def names(found: Mapping[str, Any]) -> dict[str, str]:
    return {each: node["name"] for each, node in found.items()}


def test_a_question_is_asked_once_while_its_answer_is_fresh(core: FakeCore) -> None:
    core.answers["pages/one"] = page("Termeni")

    answers = [cached.answer("pages/one", PAGE) for _ in range(3)]

    assert answers == [page("Termeni")] * 3
    assert core.operations == ["pages/one"]
    assert cached.oldest() is None


def test_other_variables_are_another_question(core: FakeCore) -> None:
    core.answers["pages/one"] = [page("Termeni"), page("Terms")]

    cached.answer("pages/one", PAGE)
    other = cached.answer("pages/one", {**PAGE, "language": "EN", "translated": True})

    assert other == page("Terms")


def test_without_seconds_nothing_is_kept(core: FakeCore, settings: Any) -> None:
    settings.CATALOGUE_CACHE_SECONDS = 0
    core.answers["pages/one"] = page("Termeni")
    core.answers["catalogue/cards"] = cards("a")

    for _ in range(2):
        cached.answer("pages/one", PAGE)
        cached.by_id("catalogue/cards", CARDS, ["a"])

    assert core.operations == ["pages/one", "catalogue/cards"] * 2


def test_word_of_a_change_makes_an_answer_old(core: FakeCore) -> None:
    core.answers["pages/one"] = [page("Vechi"), page("Nou")]
    cached.answer("pages/one", PAGE)

    freshness.drop("catalogue")

    assert cached.answer("pages/one", PAGE) == page("Nou")
    assert cached.oldest() is None


def test_a_change_while_the_core_is_asked_makes_the_answer_old_at_once(
    core: FakeCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    core.answers["pages/one"] = [page("Vechi"), page("Nou")]
    ask = core.execute

    def change_meanwhile(**asked: Any) -> Any:
        answer = ask(**asked)
        freshness.drop("catalogue")
        return answer

    monkeypatch.setattr(core, "execute", change_meanwhile)
    cached.answer("pages/one", PAGE)

    assert cached.answer("pages/one", PAGE) == page("Nou")


@pytest.mark.parametrize("fault", [CoreUnavailable("away"), InvalidRequest("unknown field")])
def test_the_last_good_answer_serves_while_the_core_fails(core: FakeCore, fault: Exception) -> None:
    core.answers["pages/one"] = [page("Vechi"), fault]
    before = datetime.now(UTC)
    cached.answer("pages/one", PAGE)
    freshness.drop("catalogue")

    found = cached.answer("pages/one", PAGE)

    oldest = cached.oldest()
    assert found == page("Vechi")
    assert oldest is not None
    assert before <= oldest <= datetime.now(UTC)


def test_what_was_never_read_is_missed(core: FakeCore) -> None:
    core.answers["pages/one"] = CoreUnavailable("away")

    with pytest.raises(CoreUnavailable):
        cached.answer("pages/one", PAGE)


def test_a_core_that_is_away_tells_of_no_change(core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> None:
    core.answers["pages/one"] = page("Termeni")
    cached.answer("pages/one", PAGE)
    monkeypatch.setattr(core, "is_away", True)

    cached.answer("pages/one", PAGE)

    assert cached.oldest() is not None


def test_that_there_is_none_is_not_kept_for_hours(core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[bool, int] = {}
    store = cached._store

    def note(values: Mapping[str, Any], seconds: int) -> None:
        kept[next(iter(values.values())).value["page"] is None] = seconds
        store(values, seconds)

    monkeypatch.setattr(cached, "_store", note)
    core.answers["pages/one"] = [page("Termeni"), {"page": None}]

    cached.answer("pages/one", PAGE)
    cached.answer("pages/one", {**PAGE, "slug": "nu-este"})

    assert kept == {False: 12 * 3600, True: 300}


def test_rows_come_together_and_are_kept_one_by_one(core: FakeCore) -> None:
    core.answers["catalogue/cards"] = [cards("a", "b"), cards("c")]

    cached.by_id("catalogue/cards", CARDS, ["a", "b"])
    found = cached.by_id("catalogue/cards", CARDS, ["b", "c"])

    assert names(found) == {"b": "Bun b", "c": "Bun c"}
    assert [asked["ids"] for _, asked, _ in core.calls] == [["a", "b"], ["c"]]


def test_a_row_that_is_gone_is_not_asked_for_by_every_page(core: FakeCore) -> None:
    core.answers["catalogue/cards"] = cards("a")

    found = [cached.by_id("catalogue/cards", CARDS, ["a", "gone"]) for _ in range(2)]

    assert [names(each) for each in found] == [{"a": "Bun a"}] * 2
    assert len(core.calls) == 1


def test_more_rows_than_the_core_gives_at_once_are_asked_for_in_turns(core: FakeCore) -> None:
    ids = [ProductId(f"p{number}") for number in range(130)]
    core.answers["catalogue/cards"] = [cards(*ids[:100]), cards(*ids[100:])]

    found = cached.by_id("catalogue/cards", CARDS, ids)

    assert list(found) == ids


def test_rows_seen_elsewhere_serve_while_the_core_is_away(core: FakeCore) -> None:
    core.answers["catalogue/cards"] = [cards("a", "b"), CoreUnavailable("away"), CoreUnavailable("away")]
    cached.by_id("catalogue/cards", CARDS, ["a", "b"])

    found = cached.by_id("catalogue/cards", CARDS, ["b", "never-seen"])

    assert names(found) == {"b": "Bun b"}
    assert cached.oldest() is not None
    with pytest.raises(CoreUnavailable):
        cached.by_id("catalogue/cards", CARDS, ["never-seen"])


def _waiting(core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let every answer wait until it is told to come."""
    come = threading.Event()
    ask = core.execute

    def wait(**asked: Any) -> Any:
        come.wait(5)
        return ask(**asked)

    monkeypatch.setattr(core, "execute", wait)
    return come.set


def test_a_slow_answer_comes_in_behind_the_page(core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "PATIENCE_SECONDS", 0.05)
    core.answers["pages/one"] = [page("Vechi"), page("Nou")]
    cached.answer("pages/one", PAGE)
    freshness.drop("catalogue")
    let_come = _waiting(core, monkeypatch)

    started = time.monotonic()
    behind = [cached.answer("pages/one", PAGE) for _ in range(5)]
    waited = time.monotonic() - started
    let_come()
    cached._asker()._pool.shutdown()

    assert behind == [page("Vechi")] * 5
    assert waited < 1
    cached.begin()
    assert cached.answer("pages/one", PAGE) == page("Nou")
    assert cached.oldest() is None
    assert core.operations == ["pages/one"] * 2


def test_a_full_queue_is_as_a_core_that_is_away(core: FakeCore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(cached, "LONGEST_QUEUE", 1)
    core.answers["pages/one"] = page("Vechi")
    for language in ("RO", "EN"):
        cached.answer("pages/one", {**PAGE, "language": language})
    freshness.drop("catalogue")
    let_come = _waiting(core, monkeypatch)

    found = [cached.answer("pages/one", {**PAGE, "language": language}) for language in ("RO", "EN")]

    let_come()
    assert found == [page("Vechi")] * 2
