"""The badge of a bought line, as the App froze it in the line's public metadata under `ses.badge`.

{"level": "attested", "kind": "atestat", "series": "DEMO", "number": "000001", "issuer": "AJOFM Iași",
 "valid_until": "2029-03-11", "code": "4KX7TR2MPQ9W", "origin": "productie-proprie"}
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from commerce.types import FrozenBadge
from kernel.badge import facts
from kernel.badge.facts import Kind
from kernel.badge.rule import Level


@lru_cache(maxsize=1024)
def read(text: str | None) -> FrozenBadge | None:
    """Read what was frozen; None where nothing was said, and for what nobody understands."""
    told = facts.unpacked(text)
    try:
        return _badge(told) if told is not None else None
    except (KeyError, TypeError, ValueError):
        return None


def _badge(told: dict[str, Any]) -> FrozenBadge | None:
    level = Level(told["level"])
    if level is Level.NONE:
        return None
    return FrozenBadge(
        level=level,
        kind=Kind(told["kind"]),
        series=str(told.get("series") or ""),
        number=str(told["number"]),
        issuer=str(told["issuer"]),
        valid_until=date.fromisoformat(told["valid_until"]),
        code=str(told.get("code") or ""),
        origin=facts.origin(told.get("origin")),
    )
