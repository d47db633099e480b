"""Texts that people type, in the form in which a core keeps them. Pure."""

from __future__ import annotations

import html
from typing import Any


def rich_text(text: str) -> dict[str, Any]:
    """Write plain paragraphs, parted by empty lines, as EditorJS blocks; what looks like HTML stays text."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return {
        "blocks": [
            {"type": "paragraph", "data": {"text": html.escape(part, quote=False)}} for part in paragraphs
        ]
    }
