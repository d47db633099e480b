"""The eleven SES as pages: identity, jobs, story, logo, and the facts of their attestations."""

from __future__ import annotations

from typing import Any

from commerce.app import AppClient
from commerce.app import attributes as say
from commerce.transport import Upload
from commerce.types import Address
from ses_vendors.demo import art, fixtures
from ses_vendors.setup import lists
from ses_vendors.setup.lists import rich_text
from ses_vendors.setup.place import Seat
from ses_vendors.setup.progress import Progress
from ses_vendors.setup.vocabulary import MEDIA, Words, group_name

LOGO_PIXELS = 512
ATTESTATION_FACTS = ("series", "number", "issuer", "issued_on", "valid_until")


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


def load(client: AppClient, words: Words, *, progress: Progress, with_logos: bool) -> dict[str, str]:
    """Make or update a page per SES. Returns page ids by slug."""
    entries, ids = fixtures.read("ses"), {}
    for done, ses in enumerate(entries, start=1):
        values = _facts(ses, words)
        if with_logos:
            values.append(_logo(client, ses, words))
        ids[ses["slug"]] = client.put_page(
            slug=ses["slug"],
            title=ses["trade_name"],
            page_type_id=words.ses_page_type_id,
            attributes=values,
            metadata=_attestations(ses),
        )
        story = {"poveste": {"richText": rich_text(ses["story_en"])}}
        client.translate_page_texts(slug=ses["slug"], english=story)
        progress("sellers", done, len(entries))
    return ids


def _facts(ses: fixtures.Entry, words: Words) -> list[dict[str, Any]]:
    known = words.attributes
    texts = {
        "localitate": ses["locality"],
        "denumire-legala": ses["legal_name"],
        "cui": ses["cui"],
        "registru": ses["registry"],
        "sediu": f"{ses['address']}, {ses['locality']}, {ses['postal_code']}",
        "telefon": ses["phone"],
        "email": ses["email"],
        "web": ses["web"],
    }
    chosen = {
        "judet": ses["county"],
        "regiune": _region_name(ses["region"]),
        "mediu": MEDIA[ses["medium"]],
        "tip": ses["kind"],
        "forma-juridica": ses["legal_form"],
    }
    return [
        *(say.plain_text(known[slug], text) for slug, text in texts.items()),
        *(say.choice(known[slug], name) for slug, name in chosen.items()),
        say.boolean(known["platitor-tva"], ses["vat_registered"]),
        say.number(known["locuri-munca"], ses["jobs_total"]),
        say.number(known["locuri-munca-vulnerabili"], ses["jobs_vulnerable"]),
        say.choices(known["grupuri"], _public_groups(ses)),
        say.rich_text(known["poveste"], rich_text(ses["story_ro"])),
    ]


def _public_groups(ses: fixtures.Entry) -> list[str]:
    """Where fewer than five jobs are concerned, even the list would point at persons (GDPR art. 9)."""
    return [group_name(code) for code in ses["groups"]] if ses["groups_public"] else []


def _region_name(slug: str) -> str:
    return str(next(region["name"] for region in lists.read("ro_regions") if region["slug"] == slug))


def _attestations(ses: fixtures.Entry) -> dict[str, str]:
    facts = {}
    for key, prefix in (("atestat", "atestat"), ("marca_sociala", "marca")):
        for name in ATTESTATION_FACTS:
            value = (ses[key] or {}).get(name)
            if value:
                facts[f"{prefix}.{name}"] = value
    return {**facts, "tagline.ro": ses["tagline_ro"], "tagline.en": ses["tagline_en"]}


def _logo(client: AppClient, ses: fixtures.Entry, words: Words) -> dict[str, Any]:
    picture = art.raster(art.logo(ses["logo"]), size=LOGO_PIXELS)
    url, content_type = client.upload_file(Upload(f"{ses['slug']}.png", picture, "image/png"))
    return say.file(words.attributes["sigla"], url, content_type)
