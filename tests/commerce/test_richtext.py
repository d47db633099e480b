"""Rich text comes out clean, whatever came in."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce import richtext

ALLOWED = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "strong", "em", "code", "mark", "br", "hr",
    "blockquote", "footer",
}  # fmt: skip
VOID = {"br", "hr"}


def _document(*blocks: dict[str, Any]) -> str:
    return json.dumps({"time": 1, "version": "2.30", "blocks": list(blocks)})


def _paragraph(text: Any) -> dict[str, Any]:
    return {"id": "a", "type": "paragraph", "data": {"text": text}}


def test_blocks_become_html() -> None:
    source = _document(
        {"type": "header", "data": {"text": "Șorțul de in", "level": 1}},
        _paragraph("Cusut la <b>Iași</b>, din in &amp; bumbac."),
        {"type": "list", "data": {"style": "ordered", "items": ["Spălat", "Călcat"]}},
        {"type": "quote", "data": {"text": "Ține o viață.", "caption": "Ana"}},
        {"type": "delimiter", "data": {}},
    )

    html = richtext.to_html(source)

    assert html == (
        "<h2>Șorțul de in</h2>"
        "<p>Cusut la <strong>Iași</strong>, din in &amp; bumbac.</p>"
        "<ol><li>Spălat</li><li>Călcat</li></ol>"
        "<blockquote><p>Ține o viață.</p><footer>Ana</footer></blockquote>"
        "<hr>"
    )


def test_nested_list_keeps_its_levels() -> None:
    items = [{"content": "Lână", "items": [{"content": "de oaie", "items": []}]}]
    source = _document({"type": "list", "data": {"style": "unordered", "items": items}})

    assert richtext.to_html(source) == "<ul><li>Lână<ul><li>de oaie</li></ul></li></ul>"


@pytest.mark.parametrize(
    "href", ["https://ateliere.example/a?b=1", "http://a.example", "mailto:ana@a.example"]
)
def test_safe_link_stays(href: str) -> None:
    html = richtext.to_html(_document(_paragraph(f'<a href="{href}" onclick="x()">aici</a>')))

    assert html == f'<p><a href="{href}" rel="nofollow noopener">aici</a></p>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "data:text/html;base64,PHN2Zz4=", "vbscript:x", "//evil.example", "/local", "https://",
        "&#106;avascript:alert(1)", "https://a.example/&quot;onmouseover=&quot;x",
    ],
)  # fmt: skip
def test_other_link_loses_its_target_and_keeps_its_text(href: str) -> None:
    html = richtext.to_html(_document(_paragraph(f'<a href="{href}">aici</a>')))

    assert html == "<p>aici</p>"


def test_script_is_dropped_with_its_content() -> None:
    source = _document(_paragraph("Bun<script>alert('x')</script><img src=x onerror=alert(1)> venit"))

    assert richtext.to_html(source) == "<p>Bun venit</p>"


def test_open_tags_are_closed() -> None:
    assert richtext.to_html(_document(_paragraph("<b>tare <i>foarte"))) == (
        "<p><strong>tare <em>foarte</em></strong></p>"
    )


@pytest.mark.parametrize(
    "source",
    [
        None, "", "not json", "[]", "{}", '{"blocks": 3}', '{"blocks": [3, {"type": "paragraph"}]}',
        {"blocks": [{"type": "raw", "data": {"html": "<script>alert(1)</script>"}}]},
        {"blocks": [{"type": "paragraph", "data": {"text": 7}}]},
        {"blocks": [{"type": "list", "data": {"items": "x"}}]},
    ],
)  # fmt: skip
def test_what_is_no_text_is_nothing(source: Any) -> None:
    assert richtext.to_html(source) == ""


def test_text_keeps_words_and_no_tags() -> None:
    source = _document(_paragraph("Făcut <b>aici</b> &lt;3"), _paragraph("și acum"))

    assert richtext.to_text(source) == "Făcut aici <3\nși acum"


class _Auditor(HTMLParser):
    """Reads HTML as a browser would, and remembers what it must not find."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            self._audit_attribute(tag, name, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")

    def _audit_attribute(self, tag: str, name: str, value: str) -> None:
        if (tag, name) == ("a", "rel"):
            return
        if (tag, name) != ("a", "href") or not value.lower().startswith(("http://", "https://", "mailto:")):
            self.faults.append(f"{tag} {name}={value}")


FRAGMENTS = st.sampled_from(
    [
        "<script>", "</script>", "alert(1)", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "<a href='", "javascript:", "https://a.example", "'>", '">', "</a>", "<b>", "</b>", "<i", ">", "<",
        "&lt;script&gt;", "&#x6A;", "<!--", "-->", "<![CDATA[", "]]>", "<style>", "</style>", "<br/>",
        "<iframe srcdoc='", "\x00", "</p>", "<p>", "<textarea>", "<math><mi//xlink:href=", "`", "<?php",
        "<a href=https://x onmouseover=y>",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(FRAGMENTS, st.text(max_size=6)), max_size=12).map("".join)
BLOCKS = st.one_of(
    st.builds(_paragraph, HOSTILE),
    st.fixed_dictionaries(
        {
            "type": st.just("header"),
            "data": st.fixed_dictionaries({"text": HOSTILE, "level": st.one_of(st.integers(), HOSTILE)}),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("list"),
            "data": st.fixed_dictionaries(
                {"style": HOSTILE, "items": st.lists(st.one_of(HOSTILE, st.builds(dict, content=HOSTILE)))}
            ),
        }
    ),
    st.fixed_dictionaries(
        {"type": st.just("quote"), "data": st.fixed_dictionaries({"text": HOSTILE, "caption": HOSTILE})}
    ),
    st.fixed_dictionaries({"type": HOSTILE, "data": st.dictionaries(HOSTILE, HOSTILE, max_size=2)}),
)


@given(st.lists(BLOCKS, max_size=4))
def test_nothing_but_the_written_tags_comes_out(blocks: list[dict[str, Any]]) -> None:
    html = richtext.to_html({"blocks": blocks})

    auditor = _Auditor()
    auditor.feed(html)
    auditor.close()
    assert auditor.faults == []
    assert auditor.open == []


@given(st.text())
def test_plain_words_survive(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")

    assert richtext.to_text({"blocks": [_paragraph(escaped)]}) == words.strip()
