"""Exactly these fields are told, and no private word gets out by any of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.text import slugify
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type

from engine.catalog.slugs import slug_of
from ses_vendors.api.schema import graphql_schema
from ses_vendors.badge.models import AttestationChange, Status
from ses_vendors.management.commands import print_api_schema
from ses_vendors.setup.vocabulary import KINDS
from ses_vendors.vendors.models import (
    ActingSession,
    AddressKind,
    Invitation,
    StateChange,
    Vendor,
    VendorDocument,
)
from tests.ses_vendors.api.asking import a_document, data
from tests.ses_vendors.vendors.people import a_member, a_vendor, an_address, an_operator

#: Every type that is told, with every field. A new one is private until it is written here.
ALLOWED = {
    "Query": "vendors vendor attestation badge node",
    "Node": "id",
    "Vendor": (
        "id slug url tradeName legalName legalForm cui isVatPayer registryKind registryNumber seat workplace"
        " county region contact medium kind kindSlug tagline story jobs closures saleState level isSheltered"
        " attestations"
    ),
    "VendorConnection": "pageInfo edges totalCount",
    "VendorEdge": "node cursor",
    "PageInfo": "hasNextPage hasPreviousPage startCursor endCursor",
    "County": "iso name",
    "Region": "slug name nuts2",
    "Address": "street locality sector postalCode county region",
    "Contact": "email phone web openingHours",
    "Jobs": "total vulnerable asOf groups",
    "Closure": "startsOn endsOn note",
    "Attestation": (
        "id kind series number issuer issuedOn validUntil status checkedOn code proofUrl vendorSlug"
    ),
    "Badge": (
        "productId productSlug productName origin level wording document proofUrl until isSheltered vendor"
        " judgedAt"
    ),
    "BadgeWording": "short sentence effectiveFrom source",
}
SECRET = "NUMAI-PENTRU-NOI"


def told_types() -> dict[str, GraphQLObjectType | GraphQLInterfaceType]:
    """The types of the schema that have fields, without those of the introspection."""
    return {
        name: kind
        for name, kind in graphql_schema.type_map.items()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__")
    }


def everything(kind: str, depth: int = 5) -> str:
    """A selection of all fields of a type, as deep as is allowed."""
    parts = []
    for name, field in told_types()[kind].fields.items():
        inner = get_named_type(field.type).name
        if inner not in told_types():
            parts.append(name)
        elif depth and inner not in ("VendorConnection", "Vendor"):
            parts.append(f"{name} {{ {everything(inner, depth - 1)} }}")
    return " ".join(parts)


def test_every_field_of_every_type_is_allowed() -> None:
    found = {name: set(kind.fields) for name, kind in told_types().items()}

    assert found == {name: set(fields.split()) for name, fields in ALLOWED.items()}


def test_the_committed_file_is_the_schema() -> None:
    assert print_api_schema.PATH.read_text(encoding="utf-8") == print_api_schema.printed()


def test_a_drifted_file_fails_the_check_and_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "schema.graphql"
    path.write_text(print_api_schema.printed().replace("  tradeName: String!", "  tradeName: String"))
    monkeypatch.setattr(print_api_schema, "PATH", path)
    before = path.read_text()

    with pytest.raises(CommandError, match="print_api_schema"):
        call_command("print_api_schema", "--check")

    assert path.read_text() == before


@pytest.mark.django_db
def test_no_private_word_gets_out_by_any_field() -> None:
    ana = a_vendor(
        iban=f"{SECRET}-IBAN", bank_name=f"{SECRET}-banca", contact_name=f"{SECRET}-om",
        state_reason=f"{SECRET}-motiv", safety_email="secret@numai-pentru-noi.example",
        page_id=f"{SECRET}-pagina",
    )  # fmt: skip
    fill_with_secrets(ana)
    vendor = everything("Vendor")

    answer = json.dumps(
        [
            data(f"{{ vendors {{ totalCount edges {{ node {{ {vendor} }} }} }} }}"),
            data(f'{{ vendor(slug: "{ana.slug}") {{ {vendor} }} }}'),
            Client().get("/ses/director.jsonld").getvalue().decode(),
            Client().get("/ses/director.csv").getvalue().decode(),
        ]
    )

    assert "Atelierul Anei" in answer
    assert SECRET not in answer.upper()


def fill_with_secrets(vendor: Vendor) -> None:
    """Give a workshop people, papers, reasons and drafts, each with the secret word in it."""
    owner, carmen = a_member(vendor), an_operator()
    now = datetime(2026, 11, 1, tzinfo=UTC)
    type(owner).objects.filter(pk=owner.pk).update(
        username=f"{SECRET}-cont", email="om@numai-pentru-noi.example"
    )
    an_address(vendor, AddressKind.RETURNS, street=f"Str. {SECRET}")
    paper = VendorDocument.objects.create(
        vendor=vendor, file=f"documents/{SECRET}.pdf", original_name=f"{SECRET}.pdf",
        media_type="application/pdf", size=1, sha256="0" * 64, note=f"{SECRET}-nota", uploaded_by=owner,
        uploaded_at=now,
    )  # fmt: skip
    people = {"entered_by": owner, "verified_by": carmen}
    document = a_document(vendor, scan=paper, decision_no=f"{SECRET}-decizie"[:40], **people)
    a_document(vendor, number=f"{SECRET}"[:20], status=Status.DRAFT, verified_at=None)
    a_document(vendor, number=f"{SECRET}"[:20], status=Status.REJECTED, verified_at=None)
    AttestationChange.objects.create(
        attestation=document, act="status", reason=f"{SECRET}-de-ce", facts={"a": SECRET}, by=carmen, at=now
    )
    StateChange.objects.create(
        vendor=vendor, to_state=vendor.state, reason=f"{SECRET}-de-ce", by=carmen, at=now
    )
    Invitation.objects.create(
        vendor=vendor, email="chemat@numai-pentru-noi.example", token_hash="0" * 64, invited_at=now,
        expires_at=now, is_owner=True,
    )  # fmt: skip
    ActingSession.objects.create(
        vendor=vendor, operator=carmen, reason=f"{SECRET}-de-ce", started_at=now, expires_at=now
    )


def test_kinds_have_the_slugs_that_the_shops_facets_have() -> None:
    assert [slugify(kind) for kind in KINDS] == [slug_of(kind) for kind in KINDS]
