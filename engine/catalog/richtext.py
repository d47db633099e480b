"""Rich text (EditorJS blocks) as it may be stored: well-formed, bounded, without scripts.

Texts inside a block keep the inline tags of EditorJS; every other tag goes, with what stands in scripts and
styles. An address that is not http, https, mailto or of this site becomes `#invalid`, as at Saleor. Whoever
shows a text escapes it again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

from engine.catalog.texts import writable

MOST_BLOCKS = 500
LONGEST = 200_000
DEEPEST = 12
INLINE_TAGS = frozenset(["b", "strong", "i", "em", "u", "s", "code", "mark", "sub", "sup"])
SILENT_TAGS = frozenset(["script", "style", "template", "iframe", "noscript", "title", "textarea"])
ADDRESS_KEYS = frozenset(["url", "src", "href", "link", "source", "embed"])
SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)[^\s<>\"'`]*", re.IGNORECASE)
BAD_ADDRESS = "#invalid"
#: Where the words of a block stand; `style`, `level` and the like are none.
TEXT_KEYS = frozenset(["text", "items", "content", "caption", "title", "message"])
TAG = re.compile(r"<[^>]*>")


class BadRichText(ValueError):
    """It is no EditorJS document, or a larger one than is kept."""


def clean(document: Any) -> dict[str, Any]:
    """Return an EditorJS document that is safe to keep.

    Raises:
        BadRichText: no object with a list of blocks, a block without type or data, or too large.
    """
    if document == {}:
        return {}
    if not isinstance(document, Mapping) or not isinstance(document.get("blocks"), list):
        raise BadRichText("A rich text is an object with a list of blocks.")
    blocks = document["blocks"]
    if len(blocks) > MOST_BLOCKS or _size(document, DEEPEST) > LONGEST:
        raise BadRichText("The rich text is too large.")
    kept: dict[str, Any] = {"blocks": [_block(block) for block in blocks]}
    if isinstance(document.get("time"), int):
        kept["time"] = document["time"]
    if isinstance(document.get("version"), str):
        kept["version"] = writable(document["version"])[:20]
    return kept


def _size(value: Any, depth: int) -> int:
    """Return the characters of a document.

    Raises:
        BadRichText: it is nested too deeply.
    """
    if not depth:
        raise BadRichText("The rich text is nested too deeply.")
    if isinstance(value, Mapping):
        return sum(len(str(key)) + _size(each, depth - 1) for key, each in value.items())
    if isinstance(value, list):
        return sum(_size(each, depth - 1) + 1 for each in value)
    return len(value) if isinstance(value, str) else 8


def _block(block: Any) -> dict[str, Any]:
    kind = block.get("type") if isinstance(block, Mapping) else None
    if not isinstance(kind, str) or not kind or not isinstance(block.get("data"), Mapping):
        raise BadRichText("A block of a rich text has a type and data.")
    kept = {"type": writable(kind), "data": _cleaned(block["data"])}
    if isinstance(block.get("id"), str):
        kept["id"] = writable(block["id"])
    return kept


def _cleaned(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {writable(str(name)): _cleaned(each, str(name)) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, key) for each in value]
    if isinstance(value, str):
        return _address(value) if key in ADDRESS_KEYS else inline(value)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value


def text_of(document: Mapping[str, Any]) -> str:
    """Return the words of a cleaned document, without tags, on one line."""
    found: list[str] = []
    for block in document.get("blocks") or ():
        _collect(block["data"], found)
    return " ".join(" ".join(found).split())


def _collect(value: Any, found: list[str], key: str = "") -> None:
    if isinstance(value, Mapping):
        for name, each in value.items():
            _collect(each, found, str(name))
    elif isinstance(value, list):
        for each in value:
            _collect(each, found, key)
    elif isinstance(value, str) and key in TEXT_KEYS:
        found.append(unescape(TAG.sub(" ", value)))


def _address(text: str) -> str:
    address = writable(text).strip()
    return address if not address or SAFE_ADDRESS.fullmatch(address) else BAD_ADDRESS


def inline(text: str) -> str:
    """Return the text of a block with inline tags only, all of them closed."""
    text = writable(text)
    if "<" not in text:
        return text
    cleaner = _Inline()
    cleaner.feed(text)
    cleaner.close()
    return cleaner.html()


class _Inline(HTMLParser):
    """Copies text and the inline tags. Entities stay as they were written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._out: list[str] = []
        self._open: list[str] = []
        self._silent: str | None = None

    def html(self) -> str:
        return "".join(self._out) + "".join(f"</{tag}>" for tag in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in SILENT_TAGS:
            self._silent = tag
        elif tag == "br":
            self._out.append("<br>")
        elif tag in INLINE_TAGS:
            self._push(tag, f"<{tag}>")
        elif tag == "a" and "a" not in self._open:
            self._push(tag, f'<a href="{escape(_address(dict(attrs).get("href") or ""), quote=True)}">')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and not self._silent:
            self._out.append("<br>")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        while not self._silent and tag in self._open:
            closed = self._open.pop()
            self._out.append(f"</{closed}>")
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        self._write(escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def _write(self, text: str) -> None:
        if not self._silent:
            self._out.append(text)

    def _push(self, tag: str, written: str) -> None:
        self._open.append(tag)
        self._out.append(written)
