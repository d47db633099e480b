"""The directory from first to last, a few hundred at a time: memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from ses_vendors.api import reading
from ses_vendors.api.facts import PublicVendor

#: Rows read at once.
CHUNK = 200


def every(*, now: datetime) -> Iterator[PublicVendor]:
    """Yield every public vendor by name, judged at `now` (aware)."""
    rows = reading.listed().order_by("trade_name", "pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield from reading.told(chunk, now=now)
