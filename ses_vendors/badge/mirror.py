"""Facts with dates, told to the core, so that any storefront there can judge for itself.

A SES's page carries all documents in its metadata (`PAGE_KEY`) and what stops or closes it
(`selling.PAGE_KEY`), which the shop judges by, and the current document of each kind in its attributes, for
people and other storefronts. A product carries its SES's documents and its own origin (`PRODUCT_KEY`). What
the core has already is compared first and only a difference is written: so the core's own news of what was
written leads to nothing more, and a nightly round is cheap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commerce import freshness
from commerce.app import AppClient
from commerce.app import attributes as say
from commerce.app.attributes import AttributeRef
from commerce.app.badge import GoodsFacts, PageFacts
from kernel import selling
from kernel.badge import Document, Kind, Standing
from kernel.badge.facts import NOTHING, PAGE_KEY, PRODUCT_KEY, origin, written
from kernel.badge.rule import in_force
from ses_vendors.badge import facts
from ses_vendors.vendors import sales
from ses_vendors.vendors.models import Vendor

#: Attributes of the page type `ses`: slug, Romanian name, English name, input type; `{}` is the kind.
KIND_NAMES = {
    Kind.ATTESTATION: ("Atestat", "Attestation"),
    Kind.MARK: ("Marca socială", "Social mark"),
    Kind.SHELTERED: ("Autorizație UPA", "Sheltered unit"),
}
PARTS = (
    ("serie", "serie", "series", "PLAIN_TEXT"),
    ("numar", "număr", "number", "PLAIN_TEXT"),
    ("emitent", "emitent", "issuer", "PLAIN_TEXT"),
    ("emis", "emis la", "issued on", "DATE"),
    ("valabil", "valabil până la", "valid until", "DATE"),
)
PAGE_ATTRIBUTES = tuple(
    (f"{kind.value}-{slug}", f"{ro}: {part_ro}", f"{en}: {part_en}", input_type)
    for kind, (ro, en) in KIND_NAMES.items()
    for slug, part_ro, part_en, input_type in PARTS
)
DAYS = frozenset(slug for slug, _, _, input_type in PAGE_ATTRIBUTES if input_type == "DATE")


@dataclass(slots=True)
class Written:
    """How much was compared, and how much of it had to be written."""

    pages: int = 0
    pages_written: int = 0
    goods: int = 0
    goods_written: int = 0


def page(client: AppClient, vendor: Vendor, standing: Standing, *, now: datetime) -> bool:
    """Write a SES's documents and what is told of its selling on its page, where the core has others; say
    whether it had.

    The metadata comes first: it is what pages judge by. Then what is kept of pages and goods is dropped.
    """
    there = client.page_facts(vendor.page_id) if vendor.page_id else None
    if there is None:
        return False
    wanted, values = page_facts(vendor, standing, now=now), page_values(there, standing, now=now)
    kept = {PAGE_KEY: there.kept, selling.PAGE_KEY: there.sales}
    if kept != wanted:
        client.set_metadata(object_id=there.id, values=wanted)
        drop()
    client.write_page_values(there.id, values)
    if values:
        drop()
    return kept != wanted or bool(values)


def page_facts(vendor: Vendor, standing: Standing, *, now: datetime) -> dict[str, str]:
    """Return the metadata that a SES's page should carry: all facts with dates that pages judge by."""
    return {PAGE_KEY: written(standing), selling.PAGE_KEY: sales.written(vendor, now=now)}


def goods(
    client: AppClient, found: Iterable[GoodsFacts], standings: Mapping[str, Standing]
) -> tuple[int, int]:
    """Write facts on products where the core has others; `standings` are by page id.

    Returns how many were compared and how many written. A product of no SES gets none, and loses what it had.
    """
    compared = changed = 0
    for each in found:
        compared += 1
        wanted = product_facts(each, standings.get(each.page_id))
        if wanted is not None and wanted != each.kept:
            client.set_metadata(object_id=each.id, values={PRODUCT_KEY: wanted})
            changed += 1
    if changed:
        drop()
    return compared, changed


def product_facts(found: GoodsFacts, standing: Standing | None) -> str | None:
    """Return what a product should carry; None for one that is no SES's and carries nothing."""
    if standing is None and found.kept is None:
        return None
    return written(standing or NOTHING, origin=origin(found.origin))


def vendor_goods(client: AppClient, vendor: Vendor, standing: Standing) -> int:
    """Write a SES's documents on all of its goods; return how many were written."""
    if not vendor.page_id:
        return 0
    return goods(client, client.goods_facts(page_id=vendor.page_id), {vendor.page_id: standing})[1]


def everything(client: AppClient, *, now: datetime) -> Written:
    """Compare every SES's page and every product with what they should carry, and write what differs."""
    vendors = list(Vendor.objects.exclude(page_id="").prefetch_related("closures").order_by("pk"))
    standings = facts.standings(each.pk for each in vendors)
    done = Written()
    for vendor in vendors:
        done.pages += 1
        done.pages_written += page(client, vendor, standings[vendor.pk], now=now)
    by_page = {each.page_id: standings[each.pk] for each in vendors}
    done.goods, done.goods_written = goods(client, client.goods_facts(), by_page)
    return done


def page_values(there: PageFacts, standing: Standing, *, now: datetime) -> list[dict[str, Any]]:
    """Return the attributes of a page that are not as they should be; those its type lacks are left out."""
    found = []
    for kind in KIND_NAMES:
        for slug, wanted in _attribute_values(kind, current(standing, kind, now=now)).items():
            attribute = there.attributes.get(slug)
            if attribute is not None and (there.values[slug] or None) != wanted:
                found.append(_said(attribute, wanted, is_day=slug in DAYS))
    return found


def _said(attribute: AttributeRef, wanted: str | date | None, *, is_day: bool) -> dict[str, Any]:
    if is_day:
        return say.day(attribute, wanted if isinstance(wanted, date) else None)
    return say.plain_text(attribute, str(wanted or ""))


def current(standing: Standing, kind: Kind, *, now: datetime) -> Document | None:
    """Return the document of a kind to be named: the one that holds, else the last that is not stopped."""
    holding = in_force(standing, kind, now=now)
    unstopped = [each for each in standing.of(kind) if each.stopped_at is None]
    return holding or max(unstopped, key=lambda each: (each.valid_until, each.issued_on), default=None)


def drop() -> None:
    """Make old what pages and the index keep of goods and sellers, in all processes."""
    freshness.drop("catalogue", "assortment")


def _attribute_values(kind: Kind, document: Document | None) -> dict[str, str | date | None]:
    if document is None:
        return {f"{kind.value}-{slug}": None for slug, *_ in PARTS}
    values = (
        document.series or None,
        document.number,
        document.issuer,
        document.issued_on,
        document.valid_until,
    )
    return {f"{kind.value}-{slug}": value for (slug, *_), value in zip(PARTS, values, strict=True)}
