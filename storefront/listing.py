"""A listing of goods: what the address asks for, what is found, and the links that change the question.

The query's parameters are the facets' names, `q` (search words), `min` and `max` (lei), `sort` and `page`.
What cannot be read never breaks a page: unknown values are left out, a wrong price is said beside its field.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from commerce import cached
from commerce.errors import CoreUnavailable
from commerce.shop import catalogue
from commerce.types import Label, Language, ProductCard
from kernel.money import Money
from storefront import facets
from storefront.facets import Found, Index, Selection

PAGE_SIZE = 24
LONGEST_SEARCH = 100
RELEVANCE = "potrivire"
SORTS = (RELEVANCE, facets.NEWEST, facets.CHEAPEST, facets.DEAREST, facets.BY_NAME)
PARAMS = (*facets.FACETS, "q", "min", "max", "sort", "page")
# Lei; above it nobody sells, and larger numbers only come from mischief.
HIGHEST_PRICE = 1_000_000
# Values of one facet in one address; nobody clicks more.
MOST_VALUES = 50
# Facets that are worth a choice even where they have one value only.
ALWAYS_SHOWN = (facets.BADGE, facets.STOCK)
# Values shown before "more".
VALUES_IN_VIEW = 8

SORT_NAMES = {
    RELEVANCE: gettext_lazy("Best match"),
    facets.NEWEST: gettext_lazy("Newest first"),
    facets.CHEAPEST: gettext_lazy("Price, low to high"),
    facets.DEAREST: gettext_lazy("Price, high to low"),
    facets.BY_NAME: gettext_lazy("Name"),
}
FACET_NAMES = {
    facets.CATEGORY: gettext_lazy("Category"),
    facets.BADGE: gettext_lazy("Made by social economy"),
    facets.STOCK: gettext_lazy("Availability"),
    facets.SELLER: gettext_lazy("Social enterprise"),
    facets.REGION: gettext_lazy("Region"),
    facets.COUNTY: gettext_lazy("County"),
    facets.MATERIAL: gettext_lazy("Material"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for. `lowest`, `highest` are bani; the texts are as typed, for the form."""

    words: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lowest: int | None = None
    highest: int | None = None
    lowest_text: str = ""
    highest_text: str = ""
    sort: str = facets.NEWEST
    page: int = 1
    has_wrong_price: bool = False
    has_unknown_value: bool = False

    def query(self, **changes: object) -> str:
        """Write the address's query, with changes; `page` starts again unless it is among them."""
        told: dict[str, object] = {"q": self.words, **self.values}
        told |= {"min": self.lowest_text if self.lowest is not None else ""}
        told |= {"max": self.highest_text if self.highest is not None else ""}
        told |= {"sort": self.sort if self.sort != default_sort(self.words) else "", **changes}
        pairs = [(name, value) for name, value in told.items() if value not in ("", None, ())]
        return f"?{urlencode(pairs, doseq=True)}" if pairs else ""

    def without(self, facet: str, value: str) -> tuple[str, ...]:
        """Return a facet's chosen values but one."""
        return tuple(each for each in self.values.get(facet, ()) if each != value)


def default_sort(words: str) -> str:
    """Return the order of a listing nobody sorted: best match for a search, else the newest first."""
    return RELEVANCE if words else facets.NEWEST


def read(query: QueryDict, *, index: Index) -> Wanted:
    """Read an address; never fails."""
    words = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH].strip()
    asked = {facet: tuple(dict.fromkeys(query.getlist(facet)))[:MOST_VALUES] for facet in facets.FACETS}
    known = {
        facet: tuple(value for value in values if value in index.labels[facet])
        for facet, values in asked.items()
    }
    lowest_text, highest_text = query.get("min", "").strip()[:20], query.get("max", "").strip()[:20]
    lowest, highest = price(lowest_text), price(highest_text)
    wrong = bool(lowest_text and lowest is None) or bool(highest_text and highest is None)
    crossed = lowest is not None and highest is not None and lowest > highest
    sort = query.get("sort", "")
    allowed = SORTS if words else SORTS[1:]
    return Wanted(
        words=words,
        values={facet: values for facet, values in known.items() if values},
        lowest=None if crossed else lowest,
        highest=None if crossed else highest,
        lowest_text=lowest_text,
        highest_text=highest_text,
        sort=sort if sort in allowed else default_sort(words),
        page=page_number(query.get("page", "")),
        has_wrong_price=wrong or crossed,
        has_unknown_value=any(len(known[facet]) < len(values) for facet, values in asked.items()),
    )


def price(text: str) -> int | None:
    """Read lei as typed (`19`, `19,90`, `1.200,50`) as bani; None for what is no price."""
    plain = text.replace(" ", "").replace(".", "").replace(",", ".") if "," in text else text.replace(" ", "")
    if not plain or not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return Money.from_decimal(amount).minor_units if amount <= HIGHEST_PRICE else None


def page_number(text: str) -> int:
    """Read a page's number; what is none is the first page."""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet in the form."""

    value: str
    name: str
    count: int
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """One facet of the form: what is in view, and what stands behind "more"."""

    facet: str
    name: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]

    @property
    def is_open(self) -> bool:
        """Whether one of its values is chosen, so that it is shown unfolded."""
        return any(choice.is_chosen for choice in (*self.choices, *self.more))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    name: str
    href: str


@dataclass(frozen=True)
class Listing:
    """One page of a listing. Its `path` is where the form and the links lead."""

    index: Index
    wanted: Wanted
    found: Found
    order: Sequence[int] | str
    language: Language
    path: str
    category: str = ""

    @property
    def total(self) -> int:
        """How many goods match."""
        return self.found.total

    @cached_property
    def pages(self) -> int:
        """How many pages they take; one when there are none."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def page(self) -> int:
        """The page shown: the last one when a later one was asked for."""
        return min(self.wanted.page, self.pages)

    @cached_property
    def cards(self) -> tuple[ProductCard, ...]:
        """The goods of this page, read from the core in one operation."""
        start = (self.page - 1) * PAGE_SIZE
        numbers = islice(facets.members(self.index, self.found.bits, self.order), start, start + PAGE_SIZE)
        ids = [self.index.ids[number] for number in numbers]
        return catalogue.cards(ids=ids, language=self.language) if ids else ()

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The facets with a choice to make."""
        return tuple(group for facet in FACET_NAMES if (group := self._group(facet)) is not None)

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        """The filters that are on."""
        wanted, chips = self.wanted, []
        for facet, values in wanted.values.items():
            chips += [
                Chip(self._name(facet, value), self._href(**{facet: wanted.without(facet, value)}))
                for value in values
            ]
        return tuple(chips)

    @property
    def has_price(self) -> bool:
        """Whether a price limits the listing."""
        return self.wanted.lowest is not None or self.wanted.highest is not None

    @property
    def price_chip_href(self) -> str:
        """The address without the limits of price."""
        return self._href(min="", max="")

    @property
    def lowest(self) -> Money | None:
        """The lowest price asked for."""
        return None if self.wanted.lowest is None else Money(self.wanted.lowest)

    @property
    def highest(self) -> Money | None:
        """The highest price asked for."""
        return None if self.wanted.highest is None else Money(self.wanted.highest)

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The lowest and the highest price that there is, in whole lei outwards."""
        if self.found.price_bounds is None:
            return None
        low, high = self.found.price_bounds
        return low // 100, -(-high // 100)

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """The orders to choose from: code, name, whether it is on."""
        codes = SORTS if self.wanted.words else SORTS[1:]
        return [(code, str(SORT_NAMES[code]), code == self.wanted.sort) for code in codes]

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the search limits the listing."""
        return bool(self.wanted.values) or self.has_price

    @property
    def search_only_href(self) -> str:
        """The address with the search words and no filter."""
        return f"{self.path}{Wanted(words=self.wanted.words, sort=default_sort(self.wanted.words)).query()}"

    @property
    def canonical(self) -> str:
        """The one address of this page: its filters in one order, no page number on the first page."""
        return self.page_href(self.page)

    @property
    def previous_href(self) -> str:
        """The page before, "" on the first."""
        return self.page_href(self.page - 1) if self.page > 1 else ""

    @property
    def next_href(self) -> str:
        """The page after, "" on the last."""
        return self.page_href(self.page + 1) if self.page < self.pages else ""

    @property
    def numbered_pages(self) -> list[tuple[int, str, bool]]:
        """The first, the last and the pages around this one: number, address, whether a gap stands before."""
        near = {1, self.pages, *range(self.page - 1, self.page + 2)}
        numbers = sorted(number for number in near if 1 <= number <= self.pages)
        before = [0, *numbers]
        return [
            (number, self.page_href(number), number - last > 1)
            for last, number in zip(before, numbers, strict=False)
        ]

    def page_href(self, number: int) -> str:
        """Return the address of a page of this listing."""
        return f"{self.path}{self.wanted.query(page=number if number > 1 else '')}"

    def _href(self, **changes: object) -> str:
        return f"{self.path}{self.wanted.query(**changes)}"

    def _name(self, facet: str, value: str) -> str:
        label: Label | None = self.index.labels[facet].get(value)
        if label is None:
            return value
        return label.en if self.language == "EN" else label.ro

    def _group(self, facet: str) -> Group | None:
        counts, chosen = self.found.counts[facet], self.wanted.values.get(facet, ())
        values = self._category_values() if facet == facets.CATEGORY else self._ordered(facet)
        choices = [
            Choice(value, self._name(facet, value), counts.get(value, 0), value in chosen, depth)
            for value, depth in values
            if counts.get(value, 0) or value in chosen
        ]
        if not choices or (len(choices) == 1 and not choices[0].is_chosen and facet not in ALWAYS_SHOWN):
            return None
        view = len(choices) if facet == facets.CATEGORY else VALUES_IN_VIEW
        return Group(facet, str(FACET_NAMES[facet]), tuple(choices[:view]), tuple(choices[view:]))

    def _ordered(self, facet: str) -> list[tuple[str, int]]:
        """A facet's values, the most frequent first."""
        counts = self.found.counts[facet]
        return [(value, 0) for value in sorted(counts, key=lambda v: (-counts[v], self._name(facet, v)))]

    def _category_values(self) -> list[tuple[str, int]]:
        """The categories below this page's own; the children of one when it, or one of them, is chosen."""
        chosen = set(self.wanted.values.get(facets.CATEGORY, ()))
        opened = chosen | {self.index.parents[slug] for slug in chosen if slug in self.index.parents}
        values: list[tuple[str, int]] = []
        for top in self._below(self.category):
            values.append((top, 0))
            if top in opened:
                values += [(child, 1) for child in self._below(top)]
        return values

    def _below(self, slug: str) -> list[str]:
        return [each.slug for each in self.index.categories if (each.parent_slug or "") == slug]


def show(
    wanted: Wanted,
    *,
    index: Index,
    language: Language,
    path: str,
    now: datetime,
    category: str = "",
    seller: str = "",
) -> Listing:
    """Find what is wanted, in the whole shop, in a category or at a seller. Badges are judged at `now`."""
    index = facets.judged(index, now=now)
    ranked = _search(wanted.words, index) if wanted.words else ()
    within = index.everything
    if category:
        within &= index.any_of(facets.CATEGORY, [category])
    if seller:
        within &= index.any_of(facets.SELLER, [seller])
    if wanted.words:
        within &= facets.bits_of(ranked)
    selection = Selection(wanted.values, wanted.lowest, wanted.highest, within)
    return Listing(
        index=index,
        wanted=wanted,
        found=facets.find(index, selection),
        order=_order(wanted, ranked, language),
        language=language,
        path=path,
        category=category,
    )


def _search(words: str, index: Index) -> Sequence[int]:
    """Search as the core does; by the words of the goods' addresses while it is away."""
    try:
        return index.numbered(catalogue.search_ids(text=words))
    except CoreUnavailable:
        cached.note(time.time())
        return _search_addresses(words, index)


def _search_addresses(words: str, index: Index) -> Sequence[int]:
    wanted = slugify(words).split("-")
    return [number for number, slug in enumerate(index.slugs) if all(word in slug for word in wanted)]


def _order(wanted: Wanted, ranked: Sequence[int], language: Language) -> Sequence[int] | str:
    if wanted.sort == RELEVANCE:
        return ranked
    return f"{facets.BY_NAME}:{language}" if wanted.sort == facets.BY_NAME else wanted.sort
