"""The lists every shop of SES starts with, read once. `data/README.md` tells their shapes."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from ses_vendors.vendors.texts import rich_text

__all__ = ["DATA_DIR", "Entry", "digest_of", "read", "rich_text"]

DATA_DIR = Path(__file__).parent / "data"

Entry = dict[str, Any]


@cache
def read(name: str) -> Any:
    """Return the content of one file, such as "categories"."""
    return json.loads((DATA_DIR / f"{name}.json").read_text(encoding="utf-8"))


def digest_of(*folders: Path) -> str:
    """Return a short hash over all data in folders, so that what was made of it can be recognised."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            total.update(path.read_bytes())
    return total.hexdigest()[:16]
