"""The frames of a request have room, however deep a loop calls."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from config.stack import with_room

TURNS, DEPTHS = 1000, 250


def _wide(a: int = 0, b: int = 0, c: int = 0, d: int = 0, e: int = 0, f: int = 0, g: int = 0) -> int:
    """Have a larger frame than the function that goes down has, so that some depth leaves no room for it."""
    return max(a, b, c, d, e, f, g, a, b, c, d, e, f, g, a, b, c, d, e, f, g)


def _faults_of_a_loop(depth: int) -> int:
    """Loop `depth` calls further down, and return how many pages had to be fetched meanwhile."""
    if depth:
        return _faults_of_a_loop(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(TURNS):
        _wide()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _worst(loop: Callable[[int], int]) -> int:
    return max(loop(depth) for depth in range(DEPTHS))


def test_no_loop_asks_for_memory_at_each_turn() -> None:
    without, within = _worst(_faults_of_a_loop), _worst(with_room(_faults_of_a_loop))

    assert without >= TURNS
    assert within < TURNS / 10


def test_answer_and_errors_are_the_application_s() -> None:
    application = with_room(divmod)

    assert application(7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        application(7, 0)
