"""When whom to remind of a document that ends. Pure.

At 60, 30 and 7 days before its last good day, and on the day after it, once each. Days on which nothing ran
are caught up with the most urgent reminder only: nobody gets three mails at once.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

#: Days before the last good day, the most urgent first; `OVER` is the day after it, and later.
OVER = -1
THRESHOLDS = (OVER, 7, 30, 60)
#: For so many days after its end a document that nobody was told of is still told of.
LATEST = 30


def due(valid_until: date, *, today: date, sent: Collection[int]) -> int | None:
    """Return the threshold to remind of; None where nothing is due, or it or a more urgent one was sent."""
    left = (valid_until - today).days
    if left < -LATEST:
        return None
    reached = [each for each in THRESHOLDS if left <= each]
    if not reached or any(each <= reached[0] for each in sent):
        return None
    return reached[0]
