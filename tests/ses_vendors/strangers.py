"""Two SES that have nothing to do with each other: Ana's people look for what is Ioana's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils.http import int_to_base36

from ses_vendors.badge import codes
from ses_vendors.badge.models import Attestation, AttestationChange, Status
from ses_vendors.vendors.models import (
    Closure,
    Invitation,
    Membership,
    Picture,
    Role,
    State,
    StateChange,
    VatPeriod,
    Vendor,
    VendorAddress,
    VendorDocument,
)
from ses_vendors.vendors.services import team
from tests.ses_vendors.api.asking import a_document
from tests.ses_vendors.vendors.people import NOW, TODAY, a_member, a_person, a_vendor

#: A key that no row has, a slug and a code that nobody bears.
NO_KEY, NO_SLUG, NO_CODE = 999_999_937, "nu-exista-nicaieri", codes.derived("nobody")
#: What a SES has, for seeing that nothing of it changed.
ITS_TABLES: tuple[type[Model], ...] = (
    VendorAddress, VatPeriod, Closure, Picture, StateChange, VendorDocument, Membership, Invitation,
    Attestation,
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """What one parameter is filled with: something of Ioana's, and something that is nobody's."""

    foreign: str
    unknown: str


@dataclass(frozen=True)
class Workshop:
    """A SES and one of everything that belongs to it."""

    vendor: Vendor
    owner: User
    membership: Membership
    invitation: Invitation
    paper: VendorDocument
    picture: Picture
    vat: VatPeriod
    closure: Closure
    documents: Mapping[Status, Attestation]
    passkey: Authenticator

    def snapshot(self) -> list[Any]:
        """Everything it has, as the tables hold it."""
        rows = [list(kind.objects.filter(vendor=self.vendor).order_by("pk").values()) for kind in ITS_TABLES]
        changes = AttestationChange.objects.filter(attestation__vendor=self.vendor).count()
        return [Vendor.objects.filter(pk=self.vendor.pk).values().get(), *rows, changes]


def a_workshop(state: State) -> Workshop:
    """Ioana's SES, with people, papers, pictures, periods and documents in every status before verified."""
    vendor = a_vendor(slug="lut-si-foc-al-ioanei", trade_name="Lut și foc", state=state, page_id="UGFnZTo3")
    owner = a_member(vendor, user=a_person("ioana"))
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    invitation, _ = team.invite(
        vendor=vendor, email="chemata@lut.example", roles=(Role.CATALOGUE,), by=owner, now=NOW
    )
    paper = VendorDocument(
        vendor=vendor, original_name="statut-lut-si-foc.pdf", media_type="application/pdf", size=9,
        sha256="0" * 64, uploaded_by=owner, uploaded_at=NOW,
    )  # fmt: skip
    paper.file.save("statut-lut-si-foc.pdf", ContentFile(b"%PDF-1.7\n"))
    picture = Picture(vendor=vendor, alt_ro="Cuptorul")
    picture.file.save("cuptorul.png", ContentFile(b"png"), save=True)
    unseen = (Status.DRAFT, Status.SUBMITTED, Status.REJECTED)
    return Workshop(
        vendor=vendor,
        owner=owner,
        membership=Membership.objects.get(vendor=vendor, user=owner),
        invitation=invitation,
        paper=paper,
        picture=picture,
        vat=VatPeriod.objects.create(vendor=vendor, starts_on=TODAY),
        closure=Closure.objects.create(vendor=vendor, starts_on=TODAY, ends_on=TODAY + timedelta(days=3)),
        documents={status: a_document(vendor, status=status, verified_at=None) for status in unseen},
        passkey=Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={}),
    )


def fillers(ioana: Workshop) -> dict[str, Pair]:
    """What stands for a parameter: by `route name:parameter`, or by the parameter alone.

    A new address whose parameters are not here fails its test: say what of Ioana's belongs in it.
    """
    key = partial(_pair, unknown=NO_KEY)
    document = key(ioana.documents[Status.DRAFT].pk)
    return {
        "slug": Pair(ioana.vendor.slug, NO_SLUG),
        "code": Pair(ioana.documents[Status.DRAFT].code, NO_CODE),
        "portal:section:section": Pair("bank", "bank"),
        "portal:labels:size": Pair("mic", "mic"),
        "portal:invitation:token": Pair(ioana.invitation.token_hash, "0" * 64),
        "portal:invitation-accept:pk": key(ioana.invitation.pk),
        "portal:picture-remove:pk": key(ioana.picture.pk),
        "portal:vat-edit:pk": key(ioana.vat.pk),
        "portal:closure-edit:pk": key(ioana.closure.pk),
        "portal:closure-remove:pk": key(ioana.closure.pk),
        "portal:document:pk": key(ioana.paper.pk),
        "portal:attestation:pk": document,
        "portal:attestation-edit:pk": document,
        "portal:attestation-hand-in:pk": document,
        "portal:team-member:pk": key(ioana.membership.pk),
        "portal:team-remove:pk": key(ioana.membership.pk),
        "portal:team-revoke:pk": key(ioana.invitation.pk),
        "mfa_edit_webauthn:pk": key(ioana.passkey.pk),
        "mfa_remove_webauthn:pk": key(ioana.passkey.pk),
        "account_confirm_email:key": key(EmailAddress.objects.get(user=ioana.owner).pk),
        "account_reset_password_from_key:uidb36": Pair(int_to_base36(ioana.owner.pk), int_to_base36(NO_KEY)),
        "account_reset_password_from_key:key": Pair("c1a-0123456789abcdef", "c1a-0123456789abcdef"),
        # Lists of revoked documents are the same for everybody and name no SES.
        "badge:status-list:purpose": Pair("revocation", "revocation"),
        "badge:status-list:number": Pair(str(NO_KEY - 1), str(NO_KEY)),
    }


def filler(known: Mapping[str, Pair], route: str, param: str) -> Pair | None:
    """Find what fills a parameter of a route; None where nobody has said."""
    return known.get(f"{route}:{param}") or known.get(param)


def _pair(foreign: object, *, unknown: object) -> Pair:
    return Pair(str(foreign), str(unknown))
