"""The checklist that every shop of SES starts with; the operator changes it at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from ses_vendors.vendors.models import Requirement, RequirementKind


@dataclass(frozen=True, slots=True)
class Default:
    """One line: its words stand in both languages, because the operator may rewrite them."""

    code: str
    kind: RequirementKind
    section: str
    title_ro: str
    title_en: str
    help_ro: str = ""
    help_en: str = ""


PROFILE, DOCUMENT = RequirementKind.PROFILE, RequirementKind.DOCUMENT

DEFAULTS = (
    Default(
        "identitate", PROFILE, "identity", "Datele de identificare", "Legal identity",
        "Denumire, formă juridică, CUI și număr de înregistrare, ca în acte.",
        "Name, legal form, tax number and registration number, as in your papers.",
    ),
    Default(
        "adrese", PROFILE, "addresses", "Sediul și punctul de lucru", "Registered office and place of work",
        "Cumpărătorii văd sediul; adresa de retur poate fi alta.",
        "Shoppers see the registered office; returns may go elsewhere.",
    ),
    Default(
        "contact", PROFILE, "contact", "Contact pentru cumpărători", "Contact for shoppers",
        "E-mail, telefon și programul în care răspundeți.",
        "E-mail, phone, and the hours in which you answer.",
    ),
    Default(
        "poveste", PROFILE, "story", "Povestea atelierului", "The workshop's story",
        "Despre lucru și obiecte, nu despre situația cuiva.",
        "About the work and the goods, not about anybody's situation.",
    ),
    Default(
        "locuri-de-munca", PROFILE, "jobs", "Locuri de muncă", "Jobs",
        "Numai totaluri; nu cerem nume și nici câte persoane sunt într-un grup.",
        "Totals only; we ask for no names and no number of people in a group.",
    ),
    Default(
        "cont-bancar", PROFILE, "bank", "Contul bancar", "Bank account",
        "Contul întreprinderii, în lei.", "The enterprise's own account, in lei.",
    ),
    Default(
        "siguranta-produselor", PROFILE, "safety", "Siguranța produselor", "Product safety",
        "Contactul pentru siguranță și declarația că vindeți numai produse conforme.",
        "The safety contact, and the declaration that you sell compliant goods only.",
    ),
    Default(
        "acte-constitutive", DOCUMENT, "", "Actul constitutiv sau statutul", "Founding document or statutes",
        "PDF sau fotografie, cel mult 10 MB.", "PDF or photograph, 10 MB at most.",
    ),
    Default(
        "dovada-cont", DOCUMENT, "", "Dovada contului bancar", "Proof of the bank account",
        "Un extras sau o adeverință pe care se văd titularul și IBAN-ul.",
        "A statement or a confirmation that shows the holder and the IBAN.",
    ),
    Default(
        "atestat", RequirementKind.ATTESTATION, "atestat", "Atestatul de întreprindere socială",
        "Attestation of social enterprise",
        "Seria, numărul, emitentul și datele, ca pe document, cu o copie.",
        "Series, number, issuer and dates as on the document, with a copy.",
    ),
    Default(
        "termeni", RequirementKind.TERMS, "", "Termenii magazinului", "The terms of the shop",
        "De citit și acceptat de cineva care poate semna pentru întreprindere.",
        "To be read and accepted by somebody who may sign for the enterprise.",
    ),
)  # fmt: skip


@transaction.atomic
def put_defaults() -> None:
    """Add the lines that are not there yet; lines that are there stay as the operator left them."""
    known = set(Requirement.objects.values_list("code", flat=True))
    for position, each in enumerate(DEFAULTS, start=1):
        if each.code not in known:
            Requirement.objects.create(
                code=each.code,
                kind=each.kind,
                section=each.section,
                title_ro=each.title_ro,
                title_en=each.title_en,
                help_ro=each.help_ro,
                help_en=each.help_en,
                position=position * 10,
            )
