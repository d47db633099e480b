"""The eleven SES as pages of the core, written from what the App knows of them."""

from __future__ import annotations

from collections.abc import Mapping

from commerce.app import AppClient
from commerce.types import Address
from ses_vendors.demo import fixtures
from ses_vendors.setup.place import Seat
from ses_vendors.setup.progress import Progress
from ses_vendors.setup.vocabulary import Words
from ses_vendors.vendors import mirror
from ses_vendors.vendors.models import Vendor


def seats() -> list[Seat]:
    """Return where the SES send their goods from."""
    return [
        Seat(slug=ses["slug"], name=ses["trade_name"], email=ses["email"], address=address_of(ses))
        for ses in fixtures.read("ses")
    ]


def address_of(ses: fixtures.Entry) -> Address:
    """Return the seat of a SES; Bucharest's sector is written behind its name in the data."""
    city, _, sector = ses["locality"].partition(" (Sector ")
    return Address(
        first_name="",
        last_name="",
        company_name=ses["legal_name"],
        street=ses["address"],
        street_extra="",
        city=city,
        county=ses["county"],
        postal_code=ses["postal_code"],
        phone=ses["phone"],
        sector=sector.rstrip(")"),
    )


def load(
    client: AppClient,
    words: Words,
    vendors: Mapping[str, Vendor],
    *,
    progress: Progress,
) -> dict[str, str]:
    """Make or update a page per SES. Returns page ids by slug."""
    ids = {}
    for done, (slug, vendor) in enumerate(vendors.items(), start=1):
        ids[slug] = mirror.put_page(client, words, vendor)
        progress("sellers", done, len(vendors))
    return ids
