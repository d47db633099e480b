"""Papers that no authority gave: drawn by us, each with DEMO across it, so that nobody takes one for real."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

SOURCE = Path(__file__).with_name("paper.typ")


def drawn(*, title: str, holder: str, lines: Mapping[str, str], now: datetime) -> bytes:
    """Return a page as PDF: a title, whose it is, and what it states by name, in Romanian."""
    told = {"title": title, "holder": holder, "lines": [[name, said] for name, said in lines.items() if said]}
    page = typst.compile(
        SOURCE.read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(told, ensure_ascii=False)},
        timestamp=now.replace(microsecond=0),
    )
    return bytes(page)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
