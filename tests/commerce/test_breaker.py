"""The circuit breaker: when it opens, when it looks, when it closes."""

from __future__ import annotations

from typing import Any

import pytest

from commerce import breaker
from commerce.breaker import Breaker


class Clock:
    """Monotonic seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(breaker, "time", made)
    return made


def opened(*, rest: float | None = None) -> Breaker:
    made = Breaker()
    for _ in range(breaker.FAILURES if rest is None else 1):
        made.failed(rest=rest)
    return made


def test_it_opens_after_three_faults_in_a_row(clock: Clock) -> None:
    made = Breaker()

    said = []
    for _ in range(3):
        said.append(made.lets_through())
        made.failed()

    assert said == [True, True, True]
    assert not made.lets_through()
    assert made.is_open


def test_an_answer_in_between_counts_the_faults_anew(clock: Clock) -> None:
    made = Breaker()
    made.failed()
    made.failed()
    made.succeeded()

    made.failed()
    made.failed()

    assert made.lets_through()


def test_after_its_pause_one_call_looks_and_the_others_wait_for_it(clock: Clock) -> None:
    made = opened()

    clock.now += 1.9
    early = made.lets_through()
    clock.now += 0.2
    looks = [made.lets_through() for _ in range(3)]

    assert not early
    assert looks == [True, False, False]


def test_an_answer_closes_it(clock: Clock) -> None:
    made = opened()
    clock.now += 3
    made.lets_through()

    made.succeeded()

    assert [made.lets_through() for _ in range(3)] == [True, True, True]
    assert not made.is_open


def test_each_look_in_vain_doubles_the_pause_up_to_a_limit(clock: Clock) -> None:
    made = opened()

    pauses = []
    for _ in range(5):
        start = clock.now
        while not made.lets_through():
            clock.now += 0.5
        pauses.append(clock.now - start)
        made.failed()

    assert pauses == [2.0, 4.0, 8.0, 16.0, 16.0]


def test_a_look_that_never_ends_is_taken_over(clock: Clock) -> None:
    made = opened()
    clock.now += 3
    made.lets_through()

    clock.now += breaker.LONGEST_LOOK + 1

    assert made.lets_through()


@pytest.mark.parametrize(("asked", "given"), [(5.0, 5.0), (0.0, 2.0), (3600.0, 30.0)])
def test_a_core_that_asks_for_rest_gets_it_within_limits(clock: Clock, asked: float, given: float) -> None:
    made = opened(rest=asked)

    clock.now += given - 0.1
    before: Any = made.lets_through()
    clock.now += 0.2

    assert not before
    assert made.lets_through()
