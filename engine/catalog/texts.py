"""Texts as they may be stored: no NUL, no half characters, no blanks around."""

from __future__ import annotations

import re

#: Control characters but tab and line ends (PostgreSQL keeps no NUL), and halves of surrogate pairs.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def writable(text: str) -> str:
    """Return the text without characters that no database keeps."""
    return UNWRITABLE.sub("", text)


def plain(text: str | None) -> str:
    """Return a text to be stored; nothing becomes the empty text."""
    return writable(text or "").strip()
