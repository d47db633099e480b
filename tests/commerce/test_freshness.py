"""Stamps: the same until dropped, then another one, for every process that shares the cache."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as RedisAway

from commerce import freshness


def test_a_stamp_stays_until_its_area_is_dropped() -> None:
    before = {area: freshness.stamp(area) for area in freshness.AREAS}

    freshness.drop("catalogue")

    after = {area: freshness.stamp(area) for area in freshness.AREAS}
    assert before == dict.fromkeys(freshness.AREAS, freshness.NEVER)
    assert after["catalogue"] != before["catalogue"]
    assert {**after, "catalogue": freshness.NEVER} == before


def test_dropping_twice_gives_two_stamps() -> None:
    freshness.drop("index")
    first = freshness.stamp("index")

    freshness.drop("index")

    assert freshness.stamp("index") != first


def test_what_another_process_drops_is_seen_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(freshness.time, "monotonic", lambda: now[0])
    before = freshness.stamp("catalogue")

    caches["shared"].set("fresh:catalogue", "theirs", timeout=None)
    at_once = freshness.stamp("catalogue")
    now[0] += freshness.TRUST_SECONDS

    assert (at_once, freshness.stamp("catalogue")) == (before, "theirs")


def test_without_its_server_a_stamp_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    freshness.drop("catalogue")
    before = freshness.stamp("catalogue")

    class Away:
        def get_many(self, *_: Any) -> Any:
            raise RedisAway("Connection refused.")

        def set_many(self, *_: Any, **__: Any) -> Any:
            raise RedisAway("Connection refused.")

    monkeypatch.setattr(freshness, "shared", Away())
    freshness.drop("catalogue")

    assert freshness.stamp("catalogue") == before
