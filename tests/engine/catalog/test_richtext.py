"""Rich text on its way in."""

from __future__ import annotations

from typing import Any

import pytest

from engine.catalog import richtext
from engine.catalog.richtext import BadRichText


def document(*texts: str) -> dict[str, Any]:
    """A document of paragraphs."""
    return {"blocks": [{"type": "paragraph", "data": {"text": text}} for text in texts]}


def test_plain_text_and_inline_tags_stay() -> None:
    given = document("Din <b>in</b>, 2 < 3 &amp; bun.", "Ana<br>țese.")

    assert richtext.clean(given) == document("Din <b>in</b>, 2 &lt; 3 &amp; bun.", "Ana<br>țese.")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<script>alert(1)</script>Bun", "Bun"),
        ('<img src=x onerror="alert(1)">Bun', "Bun"),
        ('<b onclick="alert(1)">Bun</b>', "<b>Bun</b>"),
        ('<a href="javascript:alert(1)">x</a>', '<a href="#invalid">x</a>'),
        ('<a href="https://example.com/?a=1&b=2">x</a>', '<a href="https://example.com/?a=1&amp;b=2">x</a>'),
        ('<a href="//example.com">x</a>', '<a href="#invalid">x</a>'),
        ("<i>open", "<i>open</i>"),
        ("<b>one</b></b></p>", "<b>one</b>"),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_what_could_run_is_taken_out(given: str, kept: str) -> None:
    assert richtext.clean(document(given)) == document(kept)


def test_lists_captions_and_addresses_are_cleaned_too() -> None:
    given = {
        "time": 1,
        "version": "2.30",
        "blocks": [
            {
                "id": "a",
                "type": "list",
                "data": {"style": "ordered", "items": ["<u>unu</u>", "<style>x</style>doi"]},
            },
            {"type": "list", "data": {"items": [{"content": "<p>trei</p>", "items": []}]}},
            {"type": "image", "data": {"file": {"url": "javascript:x"}, "caption": "<svg>Bun"}},
        ],
    }

    assert richtext.clean(given) == {
        "time": 1,
        "version": "2.30",
        "blocks": [
            {"id": "a", "type": "list", "data": {"style": "ordered", "items": ["<u>unu</u>", "doi"]}},
            {"type": "list", "data": {"items": [{"content": "trei", "items": []}]}},
            {"type": "image", "data": {"file": {"url": "#invalid"}, "caption": "Bun"}},
        ],
    }


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        "text",
        7,
        {"blocks": {}},
        {"blocks": ["text"]},
        {"blocks": [{"type": "paragraph"}]},
        {"blocks": [{"type": 3, "data": {}}]},
        {"blocks": [{"type": "paragraph", "data": {"text": "x" * 200_001}}]},
        {"blocks": [{"type": "paragraph", "data": {}}] * 501},
        {"blocks": [{"type": "list", "data": {"items": nested(50)}}]},
    ],
)
def test_what_is_no_document_is_refused(given: Any) -> None:
    with pytest.raises(BadRichText):
        richtext.clean(given)


def test_the_words_of_a_document_are_read_without_tags() -> None:
    given = richtext.clean(document("Din <b>in</b> &amp; lână.", "Bun."))

    assert richtext.text_of(given) == "Din in & lână. Bun."
    assert richtext.text_of({}) == ""
