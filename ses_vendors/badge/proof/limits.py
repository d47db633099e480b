"""How often one address may do a thing: ask for codes that do not exist, report badges."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.http import HttpRequest

from commerce.freshness import SHARED_AWAY, shared
from ses_vendors.callers import network_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds from one address; all processes count together.

    While the shared cache is away nobody is counted, and nobody waits.
    """

    name: str
    most: int
    window: int

    def is_reached(self, request: HttpRequest) -> bool:
        """Say whether an address has to wait."""
        try:
            return int(shared.get(self._key(request), 0)) >= self.most
        except SHARED_AWAY:
            logger.exception("Unable to look how often somebody asked.")
            return False

    def count(self, request: HttpRequest) -> None:
        """Count one time."""
        key = self._key(request)
        try:
            shared.add(key, 0, self.window)
            shared.incr(key)
        except ValueError:
            # It ran out between the two lines.
            shared.set(key, 1, self.window)
        except SHARED_AWAY:
            logger.exception("Unable to count who asks.")

    def _key(self, request: HttpRequest) -> str:
        return f"{self.name}:{network_of(request)}"


#: A guesser who has used them up waits with right codes too, or right ones would stand out.
WRONG_CODES = Limit("badge-wrong-codes", most=30, window=600)
REPORTS = Limit("badge-reports", most=5, window=3600)
