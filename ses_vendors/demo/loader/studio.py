"""Draws the goods beside the load, in processes of their own: drawing is most of the work."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from commerce.app import AppClient
from commerce.transport import Upload
from ses_vendors.demo import art
from ses_vendors.demo.art import easel

PIXELS = 1000
MOST_PAINTERS = 4


@dataclass(frozen=True, slots=True)
class Order:
    """A picture that a product lacks."""

    product_id: str
    alt: str
    file_name: str
    motif: str
    palette: str
    detail: int


class Studio:
    """Takes orders for pictures and hangs each at its product when it is drawn, in the order taken.

    Without painters it takes orders and draws nothing.
    """

    def __init__(
        self,
        client: AppClient,
        painters: ProcessPoolExecutor | None,
        *,
        progress: Callable[[str, int, int], None],
    ) -> None:
        self._client, self._painters, self._progress = client, painters, progress
        self._at_work: deque[tuple[Order, Future[bytes]]] = deque()
        self._taken = self._hung = 0

    def take(self, order: Order) -> None:
        """Have a picture drawn; hang those that are done meanwhile."""
        if self._painters is None:
            return
        drawn = self._painters.submit(
            art.painted, order.motif, order.palette, pixels=PIXELS, detail=order.detail
        )
        self._at_work.append((order, drawn))
        self._taken += 1
        while self._at_work and self._at_work[0][1].done():
            self._hang()

    def finish(self) -> None:
        """Wait for the pictures still at work, and hang them."""
        while self._at_work:
            self._hang()
            self._progress("pictures", self._hung, self._taken)

    def _hang(self) -> None:
        order, drawn = self._at_work.popleft()
        picture = Upload(order.file_name, drawn.result(), "image/png")
        self._client.add_picture(product_id=order.product_id, alt=order.alt, picture=picture)
        self._hung += 1


@contextmanager
def opened(
    client: AppClient, *, progress: Callable[[str, int, int], None], is_drawing: bool
) -> Iterator[Studio]:
    """Open a studio, and finish its pictures at the end; when the load is stopped they are left undrawn."""
    if not is_drawing:
        yield Studio(client, None, progress=progress)
        return
    painters = ProcessPoolExecutor(
        max_workers=min(os.cpu_count() or 1, MOST_PAINTERS),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=easel.sit_down,
    )
    try:
        studio = Studio(client, painters, progress=progress)
        yield studio
        studio.finish()
    finally:
        painters.shutdown(wait=False, cancel_futures=True)
