"""What the frame of every page needs: the shop, its operator, the languages, the menu, the legal links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict

from commerce.types import Category
from storefront import language, menu
from storefront.legal import PAGES, LegalPage

#: Set on a request by whoever noticed that the core does not answer: its page must not ask again.
CORE_AWAY = "core_is_away"


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the shop, before the law."""

    legal_name: str
    cui: str
    registration: str
    address: str
    email: str
    phone: str
    iban: str


class Frame:
    """The shop around a page. Methods are asked by the template, so a page pays for what it shows."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def name(self) -> str:
        """The shop's name."""
        return str(settings.SHOP_NAME)

    @property
    def is_demo(self) -> bool:
        """Say whether goods, sellers and orders are invented."""
        return bool(settings.SHOP_DEMO)

    @property
    def operator(self) -> Operator:
        """The operator's legal identity."""
        return Operator(**settings.SHOP_OPERATOR)

    @property
    def public_url(self) -> str:
        """Where others reach the site, without a slash at the end."""
        return str(settings.PUBLIC_URL)

    def editions(self) -> tuple[language.Edition, ...]:
        """List this page in every language, as the language switch and search engines need it."""
        query = self._query().urlencode()
        path = self._request.get_full_path().partition("?")[0]
        return language.editions(f"{path}?{query}" if query else path)

    def search_words(self) -> str:
        """Give the words that were searched for, to stand in the search field."""
        return self._query().get("q", "")

    def categories(self) -> tuple[Category, ...]:
        """List the top categories for the menu."""
        if getattr(self._request, CORE_AWAY, False):
            return ()
        return menu.top_categories(language.current())

    def legal_pages(self) -> tuple[LegalPage, ...]:
        """List the legal pages in the order of the footer."""
        return PAGES

    def _query(self) -> QueryDict:
        """Give the query; on a page kept for all only what tells kept pages apart (see `page_cache`)."""
        if not getattr(self._request, "is_shared_page", False):
            return self._request.GET
        known = QueryDict(mutable=True)
        for name in getattr(self._request, "kept_params", ()):
            if name in self._request.GET:
                known.setlist(name, self._request.GET.getlist(name))
        return known


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give templates `shop`."""
    return {"shop": Frame(request)}
