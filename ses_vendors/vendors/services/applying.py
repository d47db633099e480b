"""A SES asks to be let in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from ses_vendors.vendors import identifiers
from ses_vendors.vendors.identifiers import COURT_FORMS, BadCui
from ses_vendors.vendors.models import Membership, RegistryKind, Role, State, StateChange, Vendor, role_fields
from ses_vendors.vendors.services import checking, tax_numbers
from ses_vendors.vendors.services.tax_numbers import CuiTaken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["BadCui", "BadFields", "CuiTaken", "apply"]

#: Addresses under /atelier/ and /ses/ that are no seller.
RESERVED_SLUGS = frozenset({"cont", "demo", "director", "graphql", "invitatie"})
BadFields = checking.BadFields
LONGEST_SLUG = 50
MOST_NAMESAKES = 100


@transaction.atomic
def apply(
    *,
    trade_name: str,
    legal_name: str,
    legal_form: str,
    cui: str,
    email: str,
    phone: str,
    user: User | None,
    now: datetime,
) -> Vendor:
    """Take down that a SES wants to sell; `user` becomes its owner. Without a user the operator invites one.

    Raises:
        BadCui: the tax number cannot be right.
        CuiTaken: it belongs to a SES that is here already, neither rejected nor closed.
        BadFields: another field is wrong; messages by field.
    """
    digits = identifiers.cui(cui)
    tax_numbers.check_free(digits)
    made = Vendor(
        slug=_free_slug(trade_name, digits),
        state=State.APPLIED,
        state_changed_at=now,
        applied_at=now,
        trade_name=checking.plain(trade_name),
        legal_name=checking.plain(legal_name),
        legal_form=legal_form,
        registry_kind=_usual_register(legal_form),
        cui=digits,
        email=checking.plain(email).lower(),
        phone=checking.plain(phone),
    )
    checking.clean(made, {"trade_name", "legal_name", "legal_form", "email", "phone"})
    _insert(made)
    StateChange.objects.create(vendor=made, from_state="", to_state=State.APPLIED, by=user, at=now)
    if user is not None:
        Membership.objects.create(vendor=made, user=user, joined_at=now, **role_fields([Role.OWNER]))
    return made


def _insert(made: Vendor) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # Two at once: whoever came second hears what the first one would have, a minute later.
        tax_numbers.check_free(made.cui)
        made.slug = f"{made.slug}-{made.cui}"[:60]
        made.save(force_insert=True)


def _free_slug(name: str, digits: str) -> str:
    wanted = slugify(name)[:LONGEST_SLUG].strip("-") or f"ses-{digits}"
    taken = RESERVED_SLUGS | set(
        Vendor.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    namesakes = (f"{wanted}-{number}" for number in range(2, MOST_NAMESAKES))
    return next((each for each in (wanted, *namesakes) if each not in taken), f"{wanted[:48]}-{digits}")


def _usual_register(legal_form: str) -> RegistryKind:
    return RegistryKind.ASSOCIATIONS if legal_form in COURT_FORMS else RegistryKind.ONRC
