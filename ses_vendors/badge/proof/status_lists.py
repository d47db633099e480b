"""Status lists: a bit for each document, in which a verifier looks up whether it still stands.

There is a list for each purpose, `revocation` and `suspension`; a document has the same place in both, drawn
by lot from `LIST_LENGTH`, so that a place tells nothing and looking one up gives nobody away. The bits are
read from the documents at the moment of asking: no job has to run for a withdrawal to show.

Source: https://www.w3.org/TR/vc-bitstring-status-list/
"""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from kernel import jws
from ses_vendors.badge.models import Attestation, Status, StatusEntry
from ses_vendors.badge.models.proof import LIST_LENGTH
from ses_vendors.badge.proof import did
from ses_vendors.badge.proof.states import GONE
from ses_vendors.vendors.models import State as SellerState

#: A list is filled to a quarter: a place drawn by lot is then free three times in four.
FULL = LIST_LENGTH // 4
#: How long a verifier may believe a list.
TTL = timedelta(minutes=1)
LIFETIME = timedelta(days=1)


class Purpose(StrEnum):
    """What a bit of a list says."""

    REVOCATION = "revocation"
    """It will not stand again: withdrawn, or its SES has left."""
    SUSPENSION = "suspension"
    """It does not stand now."""


RAISED: dict[Purpose, Q] = {
    Purpose.REVOCATION: Q(attestation__status=Status.WITHDRAWN) | Q(attestation__vendor__state__in=GONE),
    Purpose.SUSPENSION: Q(attestation__status=Status.SUSPENDED)
    | Q(attestation__vendor__state=SellerState.SUSPENDED),
}


def entries(attestation_id: int) -> list[dict[str, str]]:
    """Return where a document's status is looked up, for its credential; one without a place gets it."""
    place = StatusEntry.objects.filter(attestation_id=attestation_id).first() or _drawn(attestation_id)
    return [
        {
            "id": f"{url(purpose, place.list_number)}#{place.position}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose.value,
            "statusListIndex": str(place.position),
            "statusListCredential": url(purpose, place.list_number),
        }
        for purpose in Purpose
    ]


def exists(number: int) -> bool:
    """Say whether a list has been begun."""
    return StatusEntry.objects.filter(list_number=number).exists()


def credential(purpose: Purpose, number: int, *, now: datetime) -> dict[str, Any]:
    """Write a list as a credential, as things are now."""
    raised = StatusEntry.objects.filter(RAISED[purpose], list_number=number)
    address, ends_at = url(purpose, number), now + LIFETIME
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did.identifier(),
        "validFrom": now.isoformat(timespec="seconds"),
        "validUntil": ends_at.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose.value,
            "encodedList": encoded(raised.values_list("position", flat=True)),
            "ttl": int(TTL.total_seconds() * 1000),
        },
        "iss": did.identifier(),
        "jti": address,
        "nbf": int(now.timestamp()),
        "exp": int(ends_at.timestamp()),
    }


def encoded(positions: Iterable[int]) -> str:
    """Write a list with these bits set; bit 0 is the first byte's highest. Multibase base64url of gzip."""
    bits = bytearray(LIST_LENGTH // 8)
    for position in positions:
        bits[position // 8] |= 0x80 >> position % 8
    return "u" + jws.url_safe(gzip.compress(bytes(bits), mtime=0)).decode()


def url(purpose: Purpose, number: int) -> str:
    """Return the address of a list."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("badge:status-list", kwargs={"purpose": purpose.value, "number": number})
    return f"{settings.PUBLIC_URL}{path}"


def _drawn(attestation_id: int) -> StatusEntry:
    """Draw a place by lot in the first list that is not full. What is taken is drawn again."""
    number = 1
    while StatusEntry.objects.filter(list_number=number).count() >= FULL:
        number += 1
    while True:
        place = StatusEntry(
            attestation_id=attestation_id, list_number=number, position=secrets.randbelow(LIST_LENGTH)
        )
        try:
            with transaction.atomic():
                place.save(force_insert=True)
        except IntegrityError:
            drawn = StatusEntry.objects.filter(attestation_id=attestation_id).first()
            if drawn is not None:
                return drawn
            if not Attestation.objects.filter(pk=attestation_id).exists():
                raise
        else:
            return place
