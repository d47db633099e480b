"""The SES: each is a page of the type `ses`."""

from __future__ import annotations

from commerce import cached
from commerce.call import in_shop
from commerce.shop import attributes
from commerce.shop.values import metadata
from commerce.transport import Json
from commerce.types import Language, Seller

PAGE_TYPE = "ses"


# The contract's name reads well as `sellers.all(...)`.
def all(*, language: Language) -> tuple[Seller, ...]:
    """Read every published SES by name."""
    found = cached.rows("sellers/all", in_shop(language))
    return tuple(_seller(node) for node in found if node["pageType"]["slug"] == PAGE_TYPE)


def one(*, slug: str, language: Language) -> Seller | None:
    """Read one SES; None when no published page of that type has the slug."""
    node = cached.answer("sellers/one", {**in_shop(language), "slug": slug})["page"]
    return _seller(node) if node and node["pageType"]["slug"] == PAGE_TYPE else None


def _seller(node: Json) -> Seller:
    assigned = node["assignedAttributes"]
    by_slug = {attribute.slug: attribute for attribute in attributes.read(assigned)}
    logo = by_slug.get("sigla")
    return Seller(
        id=node["id"],
        slug=node["slug"],
        name=node["title"],
        attributes=by_slug,
        metadata=metadata(node),
        story_html=attributes.rich_html(assigned, "poveste"),
        logo_url=logo.values[0].text if logo and logo.values else None,
    )
