"""An SES is a page with attributes."""

from __future__ import annotations

from typing import Any

from commerce.shop import pages, sellers
from commerce.types import Page
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore

STORY = {"blocks": [{"type": "paragraph", "data": {"text": "Coasem din 2016."}}]}
STORY_EN = {"blocks": [{"type": "paragraph", "data": {"text": "Sewing since 2016."}}]}


def _page(**changes: Any) -> dict[str, Any]:
    return {
        "id": "UGFnZTox",
        "slug": "ana-croitorie",
        "title": "Croitoria Anei",
        "pageType": {"slug": "ses"},
        "metadata": [{"key": "tagline.ro", "value": "12"}],
        "assignedAttributes": [
            answers.attribute("judet", "Județ", "DROPDOWN", choice={"slug": "ro-is", "name": "RO-IS"}),
            answers.attribute("poveste", "Poveste", "RICH_TEXT", rich=STORY),
            answers.attribute("sigla", "Siglă", "FILE", file={"url": "/media/ana.png"}),
            answers.attribute("cui", "CUI", "PLAIN_TEXT", plain="RO1234"),
        ],
        **changes,
    }


def test_seller_is_read_exactly(core: FakeCore) -> None:
    core.answers["sellers/one"] = {"page": _page()}

    seller = sellers.one(slug="ana-croitorie", language="RO")

    assert seller is not None
    assert (seller.id, seller.slug, seller.name) == ("UGFnZTox", "ana-croitorie", "Croitoria Anei")
    assert (seller.value_slug("judet"), seller.text("cui"), seller.text("nimic")) == ("ro-is", "RO1234", "")
    assert seller.story_html == "<p>Coasem din 2016.</p>"
    assert seller.logo_url == "/media/ana.png"
    assert seller.metadata == {"tagline.ro": "12"}


def test_seller_speaks_english_where_translated(core: FakeCore) -> None:
    story = answers.attribute("poveste", "Poveste", "RICH_TEXT", rich=STORY, richTranslation=STORY_EN)
    core.answers["sellers/one"] = {"page": _page(assignedAttributes=[story])}

    seller = sellers.one(slug="ana-croitorie", language="EN")

    assert seller is not None
    assert (seller.story_html, seller.logo_url) == ("<p>Sewing since 2016.</p>", None)


def test_other_pages_are_no_sellers(core: FakeCore) -> None:
    terms = _page(slug="termeni", pageType={"slug": "pagina"})
    core.answers["sellers/one"] = [{"page": terms}, {"page": None}]
    core.answers["sellers/all"] = [
        {"pages": answers.connection(_page(), cursor="next")},
        {"pages": answers.connection(terms)},
    ]

    assert sellers.one(slug="termeni", language="RO") is None
    assert sellers.one(slug="nimic", language="RO") is None
    assert [seller.slug for seller in sellers.all(language="RO")] == ["ana-croitorie"]


def test_page_of_text_is_read_and_an_ses_is_none(core: FakeCore) -> None:
    content = '{"blocks": [{"type": "paragraph", "data": {"text": "Termeni."}}]}'
    terms = {"slug": "termeni", "title": "Termeni", "content": content, "pageType": {"slug": "pagina"}}
    core.answers["pages/one"] = [
        {"page": {**terms, "translation": {"title": "Terms", "content": None}}},
        {"page": {**terms, "pageType": {"slug": "ses"}}},
        {"page": None},
    ]

    assert pages.one(slug="termeni", language="EN") == Page("termeni", "Terms", "<p>Termeni.</p>")
    assert pages.one(slug="ana-croitorie", language="EN") is None
    assert pages.one(slug="nimic", language="EN") is None
