"""What the core says of the SES that sell: asked when an operator wants to know, for it takes its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from commerce.app.badge import GoodsFacts, PageFacts
from commerce.errors import CommerceError
from kernel.badge.facts import written
from ses_vendors.badge import core, facts
from ses_vendors.badge.core import NotInstalled
from ses_vendors.desk import health
from ses_vendors.vendors.models import Vendor

#: SES that are compared at once: each is two questions to the core.
MOST_COMPARED = 100


class Core(Protocol):
    """What is asked of the core."""

    def page_facts(self, page_id: str) -> PageFacts | None:
        """Read a page; None where there is none."""
        ...

    def goods_facts(self, *, page_id: str = "") -> Iterator[GoodsFacts]:
        """Read the goods of a page."""
        ...


@dataclass(frozen=True, slots=True)
class AtCore:
    """A SES as the core has it; what cannot be read is not well."""

    vendor: Vendor
    has_page: bool
    is_current: bool
    has_goods: bool

    @property
    def is_well(self) -> bool:
        """Say whether shoppers find it there, with goods and its documents as they are."""
        return self.has_page and self.is_current and self.has_goods


class CoreAway(Exception):
    """The core does not answer, or the App is not installed there."""


def compare(now: datetime) -> list[AtCore]:
    """Ask the core for each SES that sells, the ailing ones first. Raises CoreAway."""
    vendors = list(health.selling(now)[:MOST_COMPARED])
    standings = facts.standings(each.pk for each in vendors)
    try:
        client = core.client()
        found = [_compare(client, each, written(standings[each.pk])) for each in vendors]
    except (CommerceError, NotInstalled) as error:
        raise CoreAway(str(error)) from error
    return ailing_first(found)


def ailing_first(found: Sequence[AtCore]) -> list[AtCore]:
    """Put those that need somebody in front."""
    return sorted(found, key=lambda each: (each.is_well, each.vendor.trade_name))


def _compare(client: Core, vendor: Vendor, wanted: str) -> AtCore:
    page = client.page_facts(vendor.page_id) if vendor.page_id else None
    if page is None:
        return AtCore(vendor, has_page=False, is_current=False, has_goods=False)
    return AtCore(
        vendor,
        has_page=True,
        is_current=page.kept == wanted,
        has_goods=next(client.goods_facts(page_id=vendor.page_id), None) is not None,
    )
