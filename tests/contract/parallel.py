"""Several people at the same moment: real threads, each with connections of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Answer = TypeVar("Answer")


def together(people: int, act: Callable[[int], Answer]) -> list[Answer]:
    """Call `act` with 0, 1, … in as many threads, none before all are ready; return the answers in order."""
    gate = threading.Barrier(people, timeout=60)

    def wait_and_act(person: int) -> Answer:
        try:
            gate.wait()
            return act(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as crowd:
        return list(crowd.map(wait_and_act, range(people)))
