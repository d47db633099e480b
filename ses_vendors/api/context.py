"""What a request brings to the resolvers: a moment, and nothing of who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Context:
    """`now` is one moment for the whole answer (aware)."""

    now: datetime
