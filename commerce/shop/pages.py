"""Editorial pages: legal texts, help, stories of the shop."""

from __future__ import annotations

from commerce import cached, richtext
from commerce.call import in_shop
from commerce.shop.sellers import PAGE_TYPE as SELLER_PAGE_TYPE
from commerce.shop.values import text
from commerce.types import Language, Page


def one(*, slug: str, language: Language) -> Page | None:
    """Read a page; None when there is none, or when it is an SES, which has a page of its own kind."""
    node = cached.answer("pages/one", {**in_shop(language), "slug": slug})["page"]
    if node is None or node["pageType"]["slug"] == SELLER_PAGE_TYPE:
        return None
    return Page(
        slug=node["slug"],
        title=text(node, "title"),
        content_html=richtext.to_html(text(node, "content")),
    )
