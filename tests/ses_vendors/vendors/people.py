"""Who sells and who looks after the sellers: Ana's workshop, its people, Carmen and Dan at the operator."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import stdnum.ro.cui
from django.contrib.auth.models import User

from ses_vendors.vendors.models import (
    AddressKind,
    LegalForm,
    Membership,
    Role,
    State,
    StateChange,
    Vendor,
    VendorAddress,
    role_fields,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PASSWORD = "ulciorul-de-pe-prag-26"
_numbers = itertools.count(1)


def a_cui() -> str:
    """A tax number nobody else in the tests has: ten digits, which real ones do not reach."""
    base = f"98{next(_numbers):07}"
    return base + stdnum.ro.cui.calc_check_digit(base)


def a_vendor(**changes: Any) -> Vendor:
    """Ana's workshop, approved and complete unless said otherwise, with its seat in Iași.

    `changes` are fields of `Vendor`; a fresh number keeps slugs and tax numbers apart.
    """
    number = next(_numbers)
    state = changes.get("state", State.APPROVED)
    fields: dict[str, Any] = {
        "slug": f"atelierul-anei-{number}",
        "state": state,
        "state_changed_at": NOW,
        "applied_at": NOW,
        "trade_name": "Atelierul Anei",
        "legal_name": "Atelierul Anei DEMO SRL",
        "legal_form": LegalForm.SRL,
        "cui": a_cui(),
        "registry_number": "J2015999901223",
        "iban": "RO93AAAASES1100000000001",
        "bank_name": "Banca Demo",
        "email": "ana@atelier.example",
        "phone": "+40700000001",
        "opening_hours": "luni–vineri, 9–17",
        "safety_email": "siguranta@atelier.example",
        "kind": "atelier de croitorie",
        "tagline_ro": "Coasem la metru și pe măsură.",
        "tagline_en": "We sew by the metre and to measure.",
        "story_ro": "Pe masa lungă din mijloc se croiește.",
        "story_en": "Cutting happens on the long table in the middle.",
        "jobs_total": 8,
        "jobs_vulnerable": 7,
        "groups": ["dizabilitate", "monoparental"],
        "jobs_as_of": TODAY,
        "terms_accepted_at": NOW,
        "compliance_declared_at": NOW,
    }
    made = Vendor.objects.create(**{**fields, **changes})
    StateChange.objects.create(vendor=made, from_state="", to_state=state, at=made.state_changed_at)
    an_address(made)
    return made


def a_bare_vendor(**changes: Any) -> Vendor:
    """A workshop that is being taken in and has said no more than its name, number and e-mail."""
    number = next(_numbers)
    fields: dict[str, Any] = {
        "slug": f"atelier-nou-{number}",
        "state": State.ONBOARDING,
        "state_changed_at": NOW,
        "applied_at": NOW,
        "trade_name": "Atelier nou",
        "legal_name": "Atelier nou DEMO SRL",
        "legal_form": LegalForm.SRL,
        "cui": a_cui(),
        "email": "nou@atelier.example",
    }
    made = Vendor.objects.create(**{**fields, **changes})
    StateChange.objects.create(vendor=made, from_state="", to_state=made.state, at=made.state_changed_at)
    return made


def an_address(vendor: Vendor, kind: AddressKind = AddressKind.SEAT, **changes: Any) -> VendorAddress:
    """An address in Iași."""
    fields = {
        "county": "RO-IS",
        "locality": "Iași",
        "street": "Str. Exemplului nr. 1",
        "postal_code": "700001",
    }
    return VendorAddress.objects.create(vendor=vendor, kind=kind, **{**fields, **changes})


def a_person(name: str = "ana", **changes: Any) -> User:
    """Somebody with an account; a fresh number keeps names and addresses apart."""
    number = next(_numbers)
    fields = {
        "username": f"{name}-{number}",
        "email": f"{name}-{number}@atelier.example",
        "password": PASSWORD,
    }
    return User.objects.create_user(**{**fields, **changes})


def a_member(vendor: Vendor, roles: Iterable[Role] = (Role.OWNER,), user: User | None = None) -> User:
    """Somebody in the team of a workshop, an owner unless said otherwise."""
    person = user or a_person()
    Membership.objects.create(vendor=vendor, user=person, joined_at=NOW, **role_fields(roles))
    return person


def an_operator(name: str = "carmen", **changes: Any) -> User:
    """One of the operator's people, who may do everything at the desk."""
    return a_person(name, **{"is_staff": True, "is_superuser": True, **changes})
