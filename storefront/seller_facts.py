"""What the shop tells of a SES: jobs, place, legal identity, and its documents while they are in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from commerce.types import AttributeValue, Language, Seller
from kernel import selling
from kernel.badge import facts
from kernel.badge.facts import PAGE_KEY, Standing
from kernel.counties import County, county
from kernel.selling import Sales, Selling
from storefront import badges
from storefront.badges import Paper


@dataclass(frozen=True, slots=True)
class Profile:
    """A SES as its card and page show it; facts with dates are judged at the moment `now`."""

    seller: Seller
    language: Language
    now: datetime

    @property
    def county(self) -> County | None:
        """Where it is; None where its page names no county."""
        return county(self.seller.value_slug("judet").upper())

    @property
    def place(self) -> str:
        """Locality and county: `Iași, județul Iași` is left to the template."""
        return self.seller.text("localitate")

    @property
    def kind(self) -> str:
        """What kind of workshop it is."""
        return self.seller.text("tip")

    @property
    def tagline(self) -> str:
        """One sentence about it."""
        told = self.seller.metadata
        return told.get(f"tagline.{self.language.lower()}") or told.get("tagline.ro", "")

    @property
    def jobs(self) -> int:
        """Jobs in all."""
        return _count(self.seller.text("locuri-munca"))

    @property
    def jobs_for_the_vulnerable(self) -> int:
        """Jobs for people of vulnerable groups."""
        return _count(self.seller.text("locuri-munca-vulnerabili"))

    @property
    def groups(self) -> Sequence[AttributeValue]:
        """The groups, only as its page gives them: where few work, naming groups would point at persons."""
        attribute = self.seller.attributes.get("grupuri")
        return attribute.values if attribute else ()

    @property
    def pays_vat(self) -> bool | None:
        """Whether it is a VAT payer; None where its page does not say."""
        return {"true": True, "false": False}.get(self.seller.value_slug("platitor-tva"))

    @property
    def legal_name(self) -> str:
        """Its name in the register."""
        return self.seller.text("denumire-legala") or self.seller.name

    @property
    def identity(self) -> dict[str, str]:
        """The texts of Ordin ANPC 225/2023 by the attribute's slug, only those its page has."""
        slugs = ("cui", "registru", "sediu", "telefon", "email", "web")
        return {slug: text for slug in slugs if (text := self.seller.text(slug))}

    @property
    def selling(self) -> Selling:
        """Whether it takes orders."""
        return selling.judge(sales(self.seller), standing(self.seller), now=self.now)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Its documents in force."""
        return badges.papers(standing(self.seller), now=self.now)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the directory, and how many SES it leaves."""

    value: str
    name: str
    count: int
    is_chosen: bool


def standing(seller: Seller) -> Standing:
    """Read the facts about a SES's documents from its page's public metadata."""
    return facts.read(seller.metadata.get(PAGE_KEY))[0]


def sales(seller: Seller) -> Sales | None:
    """Read what is told of a SES's selling from its page's public metadata."""
    return selling.read(seller.metadata.get(selling.PAGE_KEY))


def narrowed(profiles: Iterable[Profile], *, region: str, kind: str) -> tuple[Profile, ...]:
    """Keep the SES of a region and a kind; "" narrows nothing."""
    return tuple(
        each
        for each in profiles
        if (not region or _region(each) == region) and (not kind or _kind(each) == kind)
    )


def regions(profiles: Sequence[Profile], *, chosen: str, kind: str) -> tuple[Choice, ...]:
    """Count the SES of each region, among those of the chosen kind."""
    names = {_region(each): each.county.region_name for each in profiles if each.county}
    return _choices(names, [_region(each) for each in narrowed(profiles, region="", kind=kind)], chosen)


def kinds(profiles: Sequence[Profile], *, chosen: str, region: str) -> tuple[Choice, ...]:
    """Count the SES of each kind, among those of the chosen region."""
    names = {_kind(each): each.kind for each in profiles if each.kind}
    return _choices(names, [_kind(each) for each in narrowed(profiles, region=region, kind="")], chosen)


def _choices(names: dict[str, str], there: Sequence[str], chosen: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value, name, there.count(value), value == chosen)
        for value, name in sorted(names.items(), key=lambda pair: pair[1])
        if value in there or value == chosen
    )


def _region(profile: Profile) -> str:
    return profile.county.region_slug if profile.county else ""


def _kind(profile: Profile) -> str:
    return profile.seller.value_slug("tip")


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0
