"""What can be said of goods and SES: attributes, their choices, the types that carry them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commerce.app import AppClient
from commerce.app.attributes import AttributeOwner, AttributeRef
from ses_vendors.badge.mirror import PAGE_ATTRIBUTES
from ses_vendors.setup import lists
from ses_vendors.vendors import names

#: Attributes of goods and of pages: slug, Romanian name, English name, input type.
PRODUCT_TEXTS = [
    ("compozitie", "Compoziție", "Composition", "PLAIN_TEXT"),
    ("ingrijire", "Îngrijire și folosire", "Care and use", "PLAIN_TEXT"),
    ("avertizari", "Avertizări", "Warnings", "PLAIN_TEXT"),
    ("livrare-locala", "Numai livrare locală", "Local delivery only", "BOOLEAN"),
]
PAGE_TEXTS = [
    ("localitate", "Localitate", "Locality", "PLAIN_TEXT"),
    ("denumire-legala", "Denumire legală", "Legal name", "PLAIN_TEXT"),
    ("cui", "CUI", "Tax number", "PLAIN_TEXT"),
    ("registru", "Număr de înregistrare", "Registration number", "PLAIN_TEXT"),
    ("sediu", "Sediu", "Registered office", "PLAIN_TEXT"),
    ("telefon", "Telefon", "Phone", "PLAIN_TEXT"),
    ("email", "E-mail", "E-mail", "PLAIN_TEXT"),
    ("web", "Site", "Website", "PLAIN_TEXT"),
    ("platitor-tva", "Plătitor de TVA", "VAT payer", "BOOLEAN"),
    ("locuri-munca", "Locuri de muncă", "Jobs", "NUMERIC"),
    ("locuri-munca-vulnerabili", "Locuri de muncă pentru grupuri vulnerabile",
     "Jobs for vulnerable groups", "NUMERIC"),
    ("poveste", "Poveste", "Story", "RICH_TEXT"),
    ("sigla", "Siglă", "Logo", "FILE"),
]  # fmt: skip
WITHDRAWAL_CODES = ("16c", "16d", "16e", "16m")
#: What workshops do, in both languages.
KINDS = {
    "atelier de croitorie": "tailoring workshop",
    "meșteșuguri: ceramică și țesături": "crafts: ceramics and weaving",
    "miere și dulcețuri": "honey and preserves",
    "brutărie și cofetărie": "bakery and confectionery",
    "tâmplărie, jucării și obiecte din lemn": "joinery, toys and wooden objects",
    "reciclare creativă (upcycling)": "creative recycling (upcycling)",
    "tipografie și personalizări": "printing and personalised goods",
    "web design și servicii digitale": "web design and digital services",
    "grădinărit, plante și ceaiuri": "gardening, plants and teas",
    "spălătorie și textile pentru casă": "laundry and home textiles",
    "magazin online de cutii-cadou": "online gift box shop",
}
GROUPS_ENGLISH = {
    "dizabilitate": "People with disabilities",
    "parasire-sistem": "Young people over 18 who leave the child-protection system",
    "monoparental": "Members of single-parent families",
    "familie-numeroasa": "Members of families with more than two children",
    "vmg": "People on the minimum guaranteed income (today: minimum inclusion income)",
    "violenta-familie": "Victims of domestic violence",
    "femei-risc": "Women at risk",
    "roma": "Roma people",
    "abandon-scolar": "People who left school early",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The prepared attributes by slug, their choices' names by slug, and the types' ids."""

    attributes: Mapping[str, AttributeRef]
    goods_type_id: str
    services_type_id: str
    ses_page_type_id: str


def prepare(client: AppClient) -> Words:
    """Make attributes and types, or add what they lack."""
    product = {slug: _text(client, "PRODUCT_TYPE", *rest) for slug, *rest in _with_slug(PRODUCT_TEXTS)}
    product |= _product_choices(client)
    product["ses"] = client.put_attribute(
        slug="ses", name="Vândut de", english_name="Sold by", owner="PRODUCT_TYPE",
        input_type="REFERENCE", entity_type="PAGE",
    )  # fmt: skip
    variant = {slug: _listed(client, slug, name, english, "DROPDOWN") for slug, name, english in VARIANT}
    page = {slug: _text(client, "PAGE_TYPE", *rest) for slug, *rest in _with_slug(PAGE_TEXTS)}
    page |= _page_choices(client)
    # Last: the shop's pages read the first ones only, and these are for other storefronts.
    documents = _with_slug(list(PAGE_ATTRIBUTES))
    page |= {slug: _text(client, "PAGE_TYPE", *rest) for slug, *rest in documents}
    ids, variant_ids = [a.id for a in product.values()], [a.id for a in variant.values()]
    return Words(
        attributes={**product, **variant, **page},
        goods_type_id=client.put_product_type(
            slug="bunuri", name="Bunuri", product_attribute_ids=ids, variant_attribute_ids=variant_ids
        ),
        services_type_id=client.put_product_type(
            slug="servicii-si-descarcari",
            name="Servicii și descărcări",
            product_attribute_ids=ids,
            variant_attribute_ids=[],
            is_shipped=False,
        ),
        ses_page_type_id=client.put_page_type(
            slug="ses", name="Întreprindere socială", attribute_ids=[a.id for a in page.values()]
        ),
    )


VARIANT = [("marime", "Mărime", "Size"), ("culoare", "Culoare", "Colour"), ("volum", "Cantitate", "Amount")]


def choice_name(attribute: str, slug: str) -> str:
    """Return the Romanian name of a choice in the vocabulary, by which the core knows it."""
    return str(next(each["ro"] for each in lists.read("vocabulary")[attribute] if each["slug"] == slug))


def _with_slug(rows: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str, str]]:
    return [(slug, slug, name, english, kind) for slug, name, english, kind in rows]


def _text(
    client: AppClient, owner: AttributeOwner, slug: str, name: str, english: str, input_type: str
) -> AttributeRef:
    return client.put_attribute(
        slug=slug, name=name, english_name=english, owner=owner, input_type=input_type
    )


def _listed(client: AppClient, slug: str, name: str, english: str, input_type: str) -> AttributeRef:
    values = {value["ro"]: value["en"] for value in lists.read("vocabulary")[slug]}
    return client.put_attribute(
        slug=slug, name=name, english_name=english, owner="PRODUCT_TYPE", input_type=input_type, values=values
    )


def _product_choices(client: AppClient) -> dict[str, AttributeRef]:
    return {
        "material": _listed(client, "material", "Material", "Material", "MULTISELECT"),
        "origine": _listed(client, "origine", "Origine", "Origin", "DROPDOWN"),
        "clasa-tva": _codes(client, "clasa-tva", "Clasă TVA", "VAT class", ("21", "11")),
        "scutire-retragere": _codes(
            client, "scutire-retragere", "Excepție de la retragere", "Withdrawal exemption", WITHDRAWAL_CODES
        ),
    }


def _codes(client: AppClient, slug: str, name: str, english: str, codes: tuple[str, ...]) -> AttributeRef:
    return client.put_attribute(
        slug=slug, name=name, english_name=english, owner="PRODUCT_TYPE", input_type="DROPDOWN",
        values={code: code for code in codes},
    )  # fmt: skip


def _page_choices(client: AppClient) -> dict[str, AttributeRef]:
    regions = lists.read("ro_regions")
    choices = {
        "judet": ("Județ", "County", {c["iso"]: c["iso"] for r in regions for c in r["counties"]}),
        "regiune": ("Regiune", "Region", {r["name"]: r["name"] for r in regions}),
        "mediu": ("Mediu", "Setting", {name: name for name in names.MEDIA.values()}),
        "tip": ("Fel de atelier", "Kind of workshop", KINDS),
        "forma-juridica": (
            "Formă juridică",
            "Legal form",
            {n: n for n in names.LEGAL_FORMS.values()},
        ),
    }
    made = {
        slug: client.put_attribute(
            slug=slug,
            name=name,
            english_name=english,
            owner="PAGE_TYPE",
            input_type="DROPDOWN",
            values=values,
        )
        for slug, (name, english, values) in choices.items()
    }
    groups = {name: GROUPS_ENGLISH[code] for code, name in names.GROUPS.items()}
    made["grupuri"] = client.put_attribute(
        slug="grupuri", name="Grupuri vulnerabile", english_name="Vulnerable groups", owner="PAGE_TYPE",
        input_type="MULTISELECT", values=groups,
    )  # fmt: skip
    return made
