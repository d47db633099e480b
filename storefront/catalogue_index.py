"""The index of the catalogue: built from the core's digest, kept in the shared cache and in each process.

A Celery task refreshes it (`storefront.tasks.refresh_catalogue_index`). A process that finds no index, one
that nobody looked after for a while, or one that became old and is quickly built, does it itself: so it also
works without a worker, and with a cache that processes do not share. It decides what a listing shows and in
which order; prices, stock and whether a product is on sale are read from the core for each page, and again in
the basket.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from commerce import cached, freshness
from commerce.errors import CommerceError
from commerce.freshness import shared
from commerce.shop import catalogue, sellers
from commerce.types import DigestEntry, Label, Seller
from kernel import counties
from kernel.badge import Origin
from storefront import facets, seller_facts
from storefront.facets import Index

KEY, STAMP_KEY, LOCK_KEY = "catalogue:index:3", "catalogue:stamp:3", "catalogue:lock:1"
# Seconds between two refreshes; between two full builds (stock moves without changing a product); and for
# which a process trusts its copy without a look into the cache.
REFRESH_SECONDS, REBUILD_SECONDS, TRUST_SECONDS = 60, 900, 2
# An index unattended for this long has no worker behind it.
UNATTENDED_SECONDS = 2 * REFRESH_SECONDS
# A page itself builds an index that takes no longer than this; a longer one is the worker's.
QUICK_SECONDS = 0.3
KEPT_SECONDS = 86_400
LOCKED_SECONDS = 120
# For how long a process does not look after the index after the core failed to tell it, or was slow to.
AWAY_SECONDS = 5
# How often a refresh starts over because something changed while it was at it.
MOST_ROUNDS = 3

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which index is the newest; when it was built and when last compared with the core (Unix seconds).

    `assortment` is how fresh the goods were (`commerce.freshness`), `took` how many seconds it took to build.
    """

    version: str
    built_at: float
    checked_at: float
    assortment: str
    took: float


@dataclass(slots=True)
class _Copy:
    """This process's own copy, and when it was last compared with the cache (monotonic seconds).

    While the core does not tell what is new, until `away_until` (monotonic), it is as of `old_since` (Unix).
    """

    index: Index | None = None
    looked_at: float = 0.0
    assortment: str = ""
    old_since: float = 0.0
    away_until: float = 0.0


_copy = _Copy()


def current() -> Index:
    """Return the index, building it where there is none; the last one while the core fails.

    Raises CoreUnavailable where there is no index at all.
    """
    try:
        return _current()
    except CommerceError:
        last = _last_good()
        if last is None:
            raise
        return last
    except freshness.SHARED_AWAY:
        logger.exception("Unable to look after the index of the catalogue.")
        return _hold(_copy.index or build(version="alone"), _copy.assortment)


def _current() -> Index:
    held, assortment = _copy.index, freshness.stamp("assortment")
    if held is not None and time.monotonic() < _copy.away_until:
        cached.note(_copy.old_since)
        return held
    is_trusted = time.monotonic() - _copy.looked_at < TRUST_SECONDS and _copy.assortment == assortment
    if held is not None and is_trusted:
        return held
    stamp: Stamp | None = shared.get(STAMP_KEY)
    if stamp is None or _needs_a_look(stamp, assortment):
        return _attend(held or shared.get(KEY))
    if held is None or held.version != stamp.version:
        held = shared.get(KEY)
        if held is None:
            return _hold(refresh(force=True), assortment)
    return _hold(held, stamp.assortment)


def _last_good() -> Index | None:
    """Go on for a while with the last index there is."""
    held = _copy.index or shared.get(KEY)
    return None if held is None else _go_on_with(held)


def _go_on_with(held: Index) -> Index:
    stamp: Stamp | None = shared.get(STAMP_KEY)
    logger.warning("The core does not tell what is new in the catalogue; pages go on with the last index.")
    _copy.old_since = stamp.checked_at if stamp else time.time()
    _copy.away_until = time.monotonic() + AWAY_SECONDS
    cached.note(_copy.old_since)
    return _hold(held, _copy.assortment)


def forget() -> None:
    """Drop this process's copy: the next reader looks into the cache again."""
    _copy.index, _copy.away_until = None, 0.0


def refresh_alone() -> str:
    """Refresh the index unless another process is at it; return its version, "" when another is."""
    if not shared.add(LOCK_KEY, 1, LOCKED_SECONDS):
        return ""
    try:
        for _ in range(MOST_ROUNDS):
            assortment = freshness.stamp("assortment")
            version = refresh().version
            if freshness.stamp("assortment") == assortment:
                break
        return version
    finally:
        shared.delete(LOCK_KEY)


def refresh(*, force: bool = False) -> Index:
    """Compare the index with the core, build it anew where something changed, and keep it for everybody."""
    now = time.time()
    # Read before the goods are: what changes while they are read makes the index old again.
    assortment = freshness.stamp("assortment")
    stamp: Stamp | None = shared.get(STAMP_KEY)
    version = _version()
    is_old = stamp is None or _is_old(stamp, version, assortment, now)
    kept: Index | None = None if force or is_old else shared.get(KEY)
    if kept is not None and stamp is not None:
        shared.set(STAMP_KEY, replace(stamp, checked_at=now), KEPT_SECONDS)
        return kept
    built = build(version=f"{version}@{now:.3f}")
    shared.set(KEY, built, KEPT_SECONDS)
    shared.set(STAMP_KEY, Stamp(built.version, now, now, assortment, time.time() - now), KEPT_SECONDS)
    if stamp is not None:
        # Pages that were rendered with the index before are old.
        freshness.drop("index")
    return built


def build(*, version: str) -> Index:
    """Read the whole catalogue from the core and number it by price."""
    categories = catalogue.categories(language="RO")
    shops = {seller.slug: seller for seller in sellers.all(language="RO")}
    entries = sorted(_entries(), key=lambda entry: (entry.price, entry.slug))
    parents = {each.slug: each.parent_slug for each in categories if each.parent_slug}
    return Index(
        version=version,
        ids=tuple(entry.id for entry in entries),
        slugs=tuple(entry.slug for entry in entries),
        prices=tuple(entry.price.minor_units for entry in entries),
        bits=_bits(entries, parents, shops),
        orders=_orders(entries),
        labels=_labels(shops.values()),
        parents=parents,
        categories=categories,
        numbers={entry.id: number for number, entry in enumerate(entries)},
        own=facets.bits_of(number for number, entry in enumerate(entries) if entry.origin is Origin.OWN),
        standings={slug: seller_facts.standing(shop) for slug, shop in shops.items()},
        sales={slug: seller_facts.sales(shop) for slug, shop in shops.items()},
    )


def _is_old(stamp: Stamp, version: str, assortment: str, now: float) -> bool:
    return (
        stamp.version.split("@")[0] != version
        or stamp.assortment != assortment
        or now - stamp.built_at > REBUILD_SECONDS
    )


def _needs_a_look(stamp: Stamp, assortment: str) -> bool:
    """Say whether a page should look after the index itself."""
    if stamp.assortment != assortment and stamp.took < QUICK_SECONDS:
        return True
    return time.time() - stamp.checked_at > UNATTENDED_SECONDS


def _hold(index: Index, assortment: str) -> Index:
    _copy.index, _copy.looked_at, _copy.assortment = index, time.monotonic(), assortment
    return index


def _attend(held: Index | None) -> Index:
    """Refresh in this process; one does it, the others go on with what they have."""
    if held is not None and not shared.add(LOCK_KEY, 1, LOCKED_SECONDS):
        return _hold(held, _copy.assortment)
    assortment = freshness.stamp("assortment")
    if held is None or not cached.is_on():
        return _hold(_refreshed(), assortment)
    built = cached.renewed(KEY, _refreshed)
    return _hold(built, assortment) if built else _go_on_with(held)


def _refreshed() -> Index:
    """Refresh, and let others do it from then on."""
    try:
        return refresh()
    finally:
        shared.delete(LOCK_KEY)


def _version() -> str:
    total, changed_at = catalogue.last_change()
    return f"{total}:{changed_at.isoformat() if changed_at else ''}"


def _entries() -> Iterator[DigestEntry]:
    cursor: str | None = None
    while True:
        page = catalogue.digest_page(cursor=cursor)
        yield from page.entries
        cursor = page.next_cursor
        if cursor is None:
            return


def _bits(
    entries: Sequence[DigestEntry], parents: dict[str, str], shops: dict[str, Seller]
) -> dict[str, dict[str, int]]:
    """Set one bit per product and value. Bytes first: a whole number would be copied for every bit."""
    size = len(entries) // 8 + 1
    found: dict[str, dict[str, bytearray]] = {
        facet: defaultdict(lambda: bytearray(size)) for facet in facets.FACETS
    }
    for number, entry in enumerate(entries):
        for facet, value in _values(entry, parents, shops):
            found[facet][value][number >> 3] |= 1 << (number & 7)
    return {
        facet: {value: int.from_bytes(bits, "little") for value, bits in values.items()}
        for facet, values in found.items()
    }


def _values(
    entry: DigestEntry, parents: dict[str, str], shops: dict[str, Seller]
) -> Iterator[tuple[str, str]]:
    yield from ((facets.CATEGORY, slug) for slug in _line(entry.category_slug, parents))
    yield from ((facets.MATERIAL, slug) for slug in entry.material_slugs)
    if entry.in_stock:
        yield facets.STOCK, facets.IN_STOCK
    if entry.seller_slug:
        yield facets.SELLER, entry.seller_slug
        county = county_of(shops.get(entry.seller_slug))
        if county is not None:
            yield facets.COUNTY, county.auto.lower()
            yield facets.REGION, county.region_slug


def _line(slug: str, parents: dict[str, str]) -> Iterator[str]:
    """A category and those above it."""
    while slug:
        yield slug
        slug = parents.get(slug, "")


def county_of(seller: Seller | None) -> counties.County | None:
    """Return the county where a SES is, as its page says it."""
    return counties.county(seller.value_slug("judet").upper()) if seller else None


def _orders(entries: Sequence[DigestEntry]) -> dict[str, tuple[int, ...]]:
    numbers = range(len(entries))
    romanian = [alphabet_key(entry.name) for entry in entries]
    english = [entry.name_en.casefold() for entry in entries]
    added = [entry.created_at for entry in entries]
    return {
        facets.CHEAPEST: tuple(numbers),
        facets.DEAREST: tuple(reversed(numbers)),
        facets.NEWEST: tuple(sorted(numbers, key=lambda n: (added[n], n), reverse=True)),
        f"{facets.BY_NAME}:RO": tuple(sorted(numbers, key=romanian.__getitem__)),
        f"{facets.BY_NAME}:EN": tuple(sorted(numbers, key=english.__getitem__)),
    }


# Each Romanian letter stands right behind the one it is made from: a, ă, â, b.
_LETTERS = str.maketrans(
    {"ă": "a\ufff0", "â": "a\ufff1", "î": "i\ufff0", "ș": "s\ufff0", "ț": "t\ufff0", "„": "", "”": ""}
)


def alphabet_key(name: str) -> str:
    """Return a key that sorts names by the Romanian alphabet."""
    return name.casefold().translate(_LETTERS)


_BADGES = (
    Label(facets.ATTESTED, "Întreprinderi atestate", "Attested enterprises"),
    Label(facets.INSERTION, "Întreprinderi de inserție", "Work-integration enterprises"),
)


def _labels(shops: Iterable[Seller]) -> dict[str, dict[str, Label]]:
    regions = {each.slug: Label(each.slug, each.name, each.name) for each in counties.REGIONS}
    places = {each.auto.lower(): Label(each.auto.lower(), each.name, each.name) for each in counties.COUNTIES}
    return {
        facets.CATEGORY: {each.slug: each for each in catalogue.category_labels()},
        facets.BADGE: {each.slug: each for each in _BADGES},
        facets.SELLER: {each.slug: Label(each.slug, each.name, each.name) for each in shops},
        facets.REGION: regions,
        facets.COUNTY: places,
        facets.MATERIAL: {each.slug: each for each in catalogue.material_labels()},
        facets.STOCK: {facets.IN_STOCK: Label(facets.IN_STOCK, "În stoc", "In stock")},
    }
