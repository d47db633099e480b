"""Saleor's rich text (EditorJS blocks as JSON) as clean HTML.

Whatever comes in, only the tags written here come out; all text is escaped, and a link is kept only when
it goes to http, https or mailto.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from typing import Any

import orjson

INLINE_TAGS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code", "mark": "mark"}
SILENT_TAGS = frozenset({"script", "style", "template", "iframe", "noscript", "title", "textarea"})
SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\"'<>`]+", re.IGNORECASE)
# A page has its own h1, so a text's headers start at h2.
HIGHEST_HEADER, LOWEST_HEADER = 2, 6
DEEPEST_LIST = 5

Block = Mapping[str, Any]


def to_html(source: object) -> str:
    """Write EditorJS content (a JSON text, its parsed form, or None) as HTML; "" when it is none."""
    return "".join(_block(block) for block in _blocks(source))


def to_text(source: object) -> str:
    """Write EditorJS content as plain text, one paragraph a line."""
    html = to_html(source).replace("</p>", "\n").replace("</li>", "\n").replace("<br>", "\n")
    reader = _Inline()
    reader.feed(re.sub(r"</h\d>", "\n", html))
    reader.close()
    return "".join(reader.texts).strip()


def _blocks(source: object) -> list[Block]:
    if isinstance(source, str | bytes):
        try:
            source = orjson.loads(source)
        except orjson.JSONDecodeError:
            return []
    blocks = source.get("blocks") if isinstance(source, Mapping) else None
    return [block for block in blocks if isinstance(block, Mapping)] if isinstance(blocks, list) else []


def _block(block: Block) -> str:
    data = block.get("data")
    write = _WRITERS.get(str(block.get("type")).lower())
    return write(data) if write and isinstance(data, Mapping) else ""


def _paragraph(data: Block) -> str:
    text = _inline(data.get("text"))
    return f"<p>{text}</p>" if text else ""


def _header(data: Block) -> str:
    level = data.get("level")
    level = level if isinstance(level, int) else HIGHEST_HEADER
    level = min(max(level, HIGHEST_HEADER), LOWEST_HEADER)
    return f"<h{level}>{_inline(data.get('text'))}</h{level}>"


def _quote(data: Block) -> str:
    caption = _inline(data.get("caption"))
    cite = f"<footer>{caption}</footer>" if caption else ""
    return f"<blockquote><p>{_inline(data.get('text'))}</p>{cite}</blockquote>"


def _list(data: Block) -> str:
    return _list_of(data.get("items"), "ol" if data.get("style") == "ordered" else "ul", DEEPEST_LIST)


def _list_of(items: object, tag: str, depth: int) -> str:
    if not isinstance(items, list) or not items or not depth:
        return ""
    return f"<{tag}>{''.join(_list_item(item, tag, depth) for item in items)}</{tag}>"


def _list_item(item: object, tag: str, depth: int) -> str:
    """An item is a text, or (in EditorJS's nested list) an object with `content` and `items`."""
    if isinstance(item, Mapping):
        return f"<li>{_inline(item.get('content'))}{_list_of(item.get('items'), tag, depth - 1)}</li>"
    return f"<li>{_inline(item)}</li>"


_WRITERS: dict[str, Callable[[Block], str]] = {
    "paragraph": _paragraph,
    "header": _header,
    "list": _list,
    "quote": _quote,
    "delimiter": lambda _: "<hr>",
}


def _inline(source: object) -> str:
    """Clean the inline HTML that EditorJS keeps inside a block's text."""
    if not isinstance(source, str):
        return ""
    cleaner = _Inline()
    cleaner.feed(source)
    cleaner.close()
    return cleaner.html()


class _Inline(HTMLParser):
    """Copies text escaped and the few inline tags, always closing what it opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._out: list[str] = []
        self._open: list[str] = []
        self._silent_inside: str | None = None

    def html(self) -> str:
        """What was read, with every open tag closed."""
        return "".join(self._out) + "".join(f"</{tag}>" for tag in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent_inside:
            return
        if tag in SILENT_TAGS:
            self._silent_inside = tag
        elif tag == "br":
            self._out.append("<br>")
        elif tag == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif tag in INLINE_TAGS:
            self._push(INLINE_TAGS[tag], f"<{INLINE_TAGS[tag]}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._out.append("<br>")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent_inside:
            self._silent_inside = None
        written = INLINE_TAGS.get(tag, tag)
        while written in self._open:
            closed = self._open.pop()
            self._out.append(f"</{closed}>")
            if closed == written:
                return

    def handle_data(self, data: str) -> None:
        if self._silent_inside is None:
            self.texts.append(data)
            self._out.append(escape(data, quote=True))

    def _open_link(self, href: str) -> None:
        if SAFE_LINK.fullmatch(href.strip()) and "a" not in self._open:
            self._push("a", f'<a href="{escape(href.strip(), quote=True)}" rel="nofollow noopener">')

    def _push(self, tag: str, written: str) -> None:
        self._open.append(tag)
        self._out.append(written)
