"""Filtering and counting over all products at once, in whole numbers: bit n stands for product n.

Products are numbered by price, so a range of prices is a run of bits. Filtering is `&`, counting is
`bit_count()`: ten thousand goods cost what a hundred cost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import compress

from commerce.types import Category, Label, ProductId
from kernel import selling
from kernel.badge import Level, Standing
from kernel.badge.facts import NOTHING
from kernel.selling import Sales
from storefront import badges

CATEGORY, SELLER, REGION, COUNTY, MATERIAL, STOCK = "categorie", "ses", "regiune", "judet", "material", "stoc"
BADGE = "insigna"
FACETS = (CATEGORY, BADGE, SELLER, REGION, COUNTY, MATERIAL, STOCK)
IN_STOCK = "da"
ATTESTED, INSERTION = "atestat", "insertie"
NEWEST, CHEAPEST, DEAREST, BY_NAME = "noi", "pret", "pret-desc", "nume"


@dataclass(frozen=True, slots=True)
class Index:
    """Every listed product as bits.

    `ids`, `slugs` and `prices` (bani) are in the order of the bits; `bits` holds one number per facet and
    value; `orders` holds the numbers of all products in the order of a sort; `labels` names the values.
    The badge has no bits of its own: `own` are the goods that their sellers made, `standings` the documents
    of each seller, and `judged` makes bits of them for one moment. So it does of `sales`, what is told of
    each seller's selling: `silent` are those that do not sell here, `stopped` their goods, never found then.
    """

    version: str
    ids: tuple[ProductId, ...]
    slugs: tuple[str, ...]
    prices: tuple[int, ...]
    bits: Mapping[str, Mapping[str, int]]
    orders: Mapping[str, tuple[int, ...]]
    labels: Mapping[str, Mapping[str, Label]]
    parents: Mapping[str, str]
    categories: tuple[Category, ...]
    numbers: Mapping[ProductId, int]
    own: int = 0
    standings: Mapping[str, Standing] = field(default_factory=dict)
    sales: Mapping[str, Sales | None] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    stopped: int = 0

    @property
    def everything(self) -> int:
        """The bits of all products that may be shown."""
        return ((1 << len(self.ids)) - 1) & ~self.stopped

    def any_of(self, facet: str, values: Iterable[str]) -> int:
        """Return the products that have one of a facet's values and may be shown."""
        found = 0
        for value in values:
            found |= self.bits[facet].get(value, 0)
        return found & ~self.stopped

    def is_stopped(self, product_id: ProductId) -> bool:
        """Say whether a product may not be shown; one that is not listed may."""
        number = self.numbers.get(product_id)
        return number is not None and bool(self.stopped >> number & 1)

    def priced(self, lowest: int | None, highest: int | None) -> int:
        """Return the products from one price to another in bani, both included; None leaves an end open."""
        start = 0 if lowest is None else bisect_left(self.prices, lowest)
        end = len(self.prices) if highest is None else bisect_right(self.prices, highest)
        return (1 << end) - (1 << start) if end > start else 0

    def numbered(self, ids: Iterable[ProductId]) -> tuple[int, ...]:
        """Return the numbers of products, in the order given; what is not listed is left out."""
        return tuple(self.numbers[each] for each in ids if each in self.numbers)


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked of the index: values by facet, prices in bani, and what else limits it, as bits."""

    values: Mapping[str, tuple[str, ...]]
    lowest: int | None = None
    highest: int | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The products that match, as bits, and how many a facet's value would give beside the other facets."""

    bits: int
    counts: Mapping[str, Mapping[str, int]]
    price_bounds: tuple[int, int] | None

    @property
    def total(self) -> int:
        """How many products match."""
        return self.bits.bit_count()


def judged(index: Index, *, now: datetime) -> Index:
    """Return the index as of a moment: the badge's bits, and without goods of SES that do not sell here.

    Attested goods include insertion's.
    """
    attested = insertion = 0
    for seller, standing in index.standings.items():
        level = badges.level(standing, now=now)
        made = index.bits[SELLER].get(seller, 0) & index.own if level.is_badge else 0
        attested |= made
        insertion |= made if level is Level.INSERTION else 0
    silent = frozenset(slug for slug in index.sales if _is_stopped(index, slug, now))
    bits = {**index.bits, BADGE: {ATTESTED: attested, INSERTION: insertion}}
    return replace(index, bits=bits, silent=silent, stopped=index.any_of(SELLER, silent))


def _is_stopped(index: Index, slug: str, now: datetime) -> bool:
    standing = index.standings.get(slug, NOTHING)
    return selling.judge(index.sales[slug], standing, now=now).is_stopped


def find(index: Index, selection: Selection) -> Found:
    """Apply a selection. A facet's counts leave out its own choice, so they say what another would give."""
    scope = index.everything if selection.within is None else selection.within
    priced = index.priced(selection.lowest, selection.highest)
    chosen = {facet: index.any_of(facet, values) for facet, values in selection.values.items() if values}
    matching = scope & priced
    for bits in chosen.values():
        matching &= bits
    return Found(
        bits=matching,
        counts={facet: _counts(index, facet, _but(facet, chosen, scope & priced)) for facet in FACETS},
        price_bounds=_bounds(index, _but("", chosen, scope)),
    )


def members(index: Index, bits: int, order: Sequence[int] | str) -> Iterator[int]:
    """Yield the numbers of the products in `bits`, in an order: a sort's name or numbers best first."""
    numbers = index.orders[order] if isinstance(order, str) else order
    if bits.bit_count() == len(index.ids) and isinstance(order, str):
        return iter(numbers)
    flags = format(bits, f"0{len(index.ids)}b").encode().translate(_DIGITS)[::-1]
    return compress(numbers, map(flags.__getitem__, numbers))


def bits_of(numbers: Iterable[int]) -> int:
    """Return the bits of products by their numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


# The characters 0 and 1 of a binary number as the bytes 0 and 1.
_DIGITS = bytes(max(0, code - ord("0")) if code < 256 else 0 for code in range(256))


def _but(facet: str, chosen: Mapping[str, int], start: int) -> int:
    for other, bits in chosen.items():
        if other != facet:
            start &= bits
    return start


def _counts(index: Index, facet: str, base: int) -> dict[str, int]:
    return {value: (base & bits).bit_count() for value, bits in index.bits[facet].items()}


def _bounds(index: Index, bits: int) -> tuple[int, int] | None:
    """Return the lowest and the highest price among products: the lowest and the highest bit."""
    if not bits:
        return None
    return index.prices[(bits & -bits).bit_length() - 1], index.prices[bits.bit_length() - 1]
