"""The demo's JSON files, read once. `data/README.md` tells their shapes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ses_vendors.setup import lists

DATA_DIR = Path(__file__).parent / "data"

Entry = dict[str, Any]


@cache
def read(name: str) -> Any:
    """Return the content of one file, such as "products"."""
    return json.loads((DATA_DIR / f"{name}.json").read_text(encoding="utf-8"))


def digest() -> str:
    """Return a short hash over all data a demo is loaded from, so that a loaded one can be recognised."""
    return lists.digest_of(DATA_DIR, lists.DATA_DIR)


def stated(text: str) -> str:
    """Return a legal text, empty where the data says there is none."""
    return "" if text.strip() == "—" else text.strip()
