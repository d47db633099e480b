"""A SES's page at the core, written from its row here: what shoppers read, and nothing else.

The core is what storefronts read, this one and any other that speaks Saleor's API. Accounts, contact persons,
papers and states stay here. Groups are told only where they point at nobody (`Vendor.public_groups`). Facts
about attestations are the badge's to write (`badge.mirror`), beside these and under keys of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol

from django.utils import timezone

from commerce.app import AppClient
from commerce.app import attributes as say
from commerce.app.attributes import AttributeRef
from commerce.transport import Upload
from kernel import counties
from ses_vendors.vendors import names, queries, texts
from ses_vendors.vendors.models import AddressKind, State, Vendor, VendorAddress

PAGE_TYPE = "ses"
#: A SES gets a page when it is approved, and keeps it: orders of the past lead there.
WITH_PAGE = frozenset({State.APPROVED, State.SUSPENDED, State.LEAVING, State.CLOSED})

#: How one attribute is said.
Tell = Callable[[AttributeRef], dict[str, Any]]


class NotPublic(Exception):
    """A SES that was never approved has no page."""


@dataclass(frozen=True, slots=True)
class CoreWords:
    """What a core that was set up before says of itself."""

    attributes: Mapping[str, AttributeRef]
    ses_page_type_id: str


def words_of(client: AppClient) -> CoreWords | None:
    """Ask the core for its page type of SES; None where the shop was never set up."""
    found = client.page_words(slug=PAGE_TYPE)
    return CoreWords(found.attributes, found.page_type_id) if found else None


class Words(Protocol):
    """The page type of SES at the core, and its attributes by slug."""

    @property
    def attributes(self) -> Mapping[str, AttributeRef]:
        """Attributes by slug."""
        ...

    @property
    def ses_page_type_id(self) -> str:
        """The page type's id."""
        ...


def put_page(
    client: AppClient,
    words: Words,
    vendor: Vendor,
    *,
    day: date | None = None,
    metadata: Mapping[str, str] | None = None,
) -> str:
    """Make or update the page of a SES, as of a day (today); remember and return its id.

    The logo is sent once, since the core keeps its own copy. Raises NotPublic, and what the gateway raises.
    """
    if vendor.state not in WITH_PAGE:
        raise NotPublic(vendor.slug)
    values = page_values(words, vendor, day or timezone.localdate())
    page_id = client.put_page(
        slug=vendor.slug,
        title=vendor.trade_name,
        page_type_id=words.ses_page_type_id,
        attributes=values,
        metadata={**page_metadata(vendor), **(metadata or {})},
    )
    if vendor.page_id != page_id:
        # Another core than before has none of its files.
        vendor.page_id, vendor.page_logo = page_id, ""
        vendor.save(update_fields=["page_id", "page_logo"])
    _send_logo(client, words, vendor)
    if vendor.story_en:
        story = {"poveste": {"richText": texts.rich_text(vendor.story_en)}}
        client.translate_page_texts(slug=vendor.slug, english=story)
    return page_id


def page_values(words: Words, vendor: Vendor, day: date) -> list[dict[str, Any]]:
    """Return what the page's attributes are to say; what the core has no attribute for is left out."""
    facts = {**_texts(vendor, day), **_choices(vendor), **_numbers(vendor, day)}
    facts["poveste"] = lambda attribute: say.rich_text(attribute, texts.rich_text(vendor.story_ro))
    return [tell(words.attributes[slug]) for slug, tell in facts.items() if slug in words.attributes]


def page_metadata(vendor: Vendor) -> dict[str, str]:
    """Return what has no attribute: one sentence, hours, product safety, the day jobs were counted."""
    return {
        "tagline.ro": vendor.tagline_ro,
        "tagline.en": vendor.tagline_en,
        "hours": vendor.opening_hours,
        "safety.email": vendor.safety_email,
        "safety.phone": vendor.safety_phone,
        "jobs.as_of": vendor.jobs_as_of.isoformat() if vendor.jobs_as_of else "",
    }


def locality(address: VendorAddress | None) -> str:
    """Write a locality as shoppers read it: Bucharest with its sector."""
    if address is None:
        return ""
    return f"{address.locality} (Sector {address.sector})" if address.sector else address.locality


def _texts(vendor: Vendor, day: date) -> dict[str, Tell]:
    seat = queries.address(vendor, AddressKind.SEAT)
    plain = {
        "localitate": locality(queries.working_address(vendor)),
        "denumire-legala": vendor.legal_name,
        "cui": queries.cui_on(vendor, day),
        "registru": vendor.registry_number,
        "sediu": f"{seat.street}, {locality(seat)}, {seat.postal_code}" if seat else "",
        "telefon": vendor.phone,
        "email": vendor.email,
        "web": vendor.web,
    }
    return {slug: partial(say.plain_text, text=text) for slug, text in plain.items()}


def _choices(vendor: Vendor) -> dict[str, Tell]:
    place = queries.working_address(vendor)
    county = counties.county(place.county) if place else None
    chosen = {
        "judet": county.iso if county else "",
        "regiune": county.region_name if county else "",
        "mediu": names.MEDIA.get(vendor.medium, ""),
        "tip": vendor.kind,
        "forma-juridica": names.LEGAL_FORMS.get(vendor.legal_form, ""),
    }
    told: dict[str, Tell] = {slug: partial(_choice, name=name) for slug, name in chosen.items() if name}
    groups = [names.GROUPS[code] for code in vendor.public_groups]
    return {**told, "grupuri": lambda attribute: _several(attribute, groups)}


def _numbers(vendor: Vendor, day: date) -> dict[str, Tell]:
    return {
        "platitor-tva": partial(say.boolean, value=queries.is_vat_payer(vendor, day)),
        "locuri-munca": partial(say.number, value=vendor.jobs_total),
        "locuri-munca-vulnerabili": partial(say.number, value=vendor.jobs_vulnerable),
    }


def _choice(attribute: AttributeRef, name: str) -> dict[str, Any]:
    return {"id": attribute.id, "dropdown": _value(attribute, name)}


def _several(attribute: AttributeRef, chosen: Sequence[str]) -> dict[str, Any]:
    return {"id": attribute.id, "multiselect": [_value(attribute, name) for name in chosen]}


def _value(attribute: AttributeRef, name: str) -> dict[str, str]:
    """A name the core does not know yet, such as a new kind of workshop, becomes a choice there."""
    known = attribute.value_ids.get(name)
    return {"id": known} if known else {"value": name}


def _send_logo(client: AppClient, words: Words, vendor: Vendor) -> None:
    logo = next((each for each in vendor.pictures.all() if each.is_logo), None)
    if logo is None or logo.file.name == vendor.page_logo or "sigla" not in words.attributes:
        return
    with logo.file.open("rb") as content:
        ending = str(logo.file.name).rpartition(".")[2]
        media_type = "image/jpeg" if ending == "jpg" else f"image/{ending}"
        url, stored_type = client.upload_file(Upload(f"{vendor.slug}.{ending}", content.read(), media_type))
    client.write_page_values(vendor.page_id, [say.file(words.attributes["sigla"], url, stored_type)])
    vendor.page_logo = str(logo.file.name)
    vendor.save(update_fields=["page_logo"])
