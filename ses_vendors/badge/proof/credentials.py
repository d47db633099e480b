"""The proof as a signed credential: W3C Verifiable Credentials 2.0, Open Badges 3.0.

The shop says: we have seen this document of this SES, it is entered in the register, it holds until this day.
A credential says nothing of now; for that it names its places in the status lists, and ends by itself with
its document.

Sources: https://www.w3.org/TR/vc-data-model-2.0/ and https://www.imsglobal.org/spec/ob/v3p0 (chapter 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings

from kernel.badge import Kind
from kernel.badge.rule import BUCHAREST
from ses_vendors.badge.proof import did, signing, status_lists
from ses_vendors.badge.proof.records import Record

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
#: Where the criteria and what the shop looks at are told.
CRITERIA_PATH = "/info/verificare/"


@dataclass(frozen=True, slots=True)
class Achievement:
    """What a kind of document certifies, in the words that go into the credential."""

    name: str
    description: str
    criteria: str


# In Romanian, whatever the reader's language: a credential is one text, and so is its signature.
ACHIEVEMENTS = {
    Kind.ATTESTATION: Achievement(
        name="Întreprindere socială atestată",
        description="Titularul are un atestat de întreprindere socială în vigoare.",
        criteria="Legea 219/2015, art. 8: scop social, cel puțin 90 % din profit pentru scopul social și "
        "rezerva statutară, salarii în raport de cel mult 1 la 8, bunurile rămase la lichidare trec la alte "
        "întreprinderi sociale.",
    ),
    Kind.MARK: Achievement(
        name="Întreprindere socială de inserție",
        description="Titularul are marca socială în vigoare.",
        criteria="Legea 219/2015, art. 13: întreprindere socială atestată în care cel puțin 30 % din "
        "angajați, cu cel puțin 30 % din timpul de lucru, fac parte din grupuri vulnerabile.",
    ),
    Kind.SHELTERED: Achievement(
        name="Unitate protejată autorizată",
        description="Titularul are o autorizație de unitate protejată în vigoare.",
        criteria="Legea 448/2006, art. 81: cel puțin trei angajați cu handicap, cel puțin 30 % din "
        "angajați și 50 % din timpul de lucru.",
    ),
}


def issue(record: Record, *, now: datetime) -> str:
    """Sign the credential of a document; the same facts and key give the same text."""
    return signing.signed(payload(record), now=now)


def payload(record: Record) -> dict[str, Any]:
    """Write the credential of a document. Its place in the status lists is drawn where it has none yet."""
    issuer, address = _issuer(), record.url("badge:credential")
    subject = _subject(record)
    return {
        "@context": list(CONTEXTS),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{ACHIEVEMENTS[record.kind].name}: {record.seller}",
        "issuer": issuer,
        "validFrom": record.since.astimezone(BUCHAREST).isoformat(timespec="seconds"),
        "validUntil": last_moment(record.valid_until).isoformat(),
        "awardedDate": _first_moment(record.issued_on).isoformat(),
        "credentialSubject": subject,
        "credentialStatus": status_lists.entries(record.attestation_id),
        "evidence": [_evidence(record)],
        "iss": issuer["id"],
        "sub": subject["id"],
        "jti": address,
        "nbf": int(record.since.timestamp()),
        "exp": int(_first_moment(record.valid_until + timedelta(days=1)).timestamp()),
    }


def last_moment(day: date) -> datetime:
    """Return the last second of a day in Bucharest."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=BUCHAREST)


def _first_moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BUCHAREST)


def _issuer() -> dict[str, Any]:
    operator = settings.SHOP_OPERATOR
    return {
        "id": did.identifier(),
        "type": ["Profile"],
        "name": settings.SHOP_NAME,
        "legalName": operator["legal_name"],
        "url": f"{settings.PUBLIC_URL}/",
        "email": operator["email"],
    }


def _subject(record: Record) -> dict[str, Any]:
    """The SES is known by its tax number: identifiers are plain, since the register is public."""
    return {
        "id": f"{record.url()}#titular",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityType": "name",
                "identityHash": record.legal_name,
            },
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityType": "identifier",
                "identityHash": record.cui,
            },
        ],
        "licenseNumber": record.papers,
        "achievement": _achievement(record),
    }


def _achievement(record: Record) -> dict[str, Any]:
    words = ACHIEVEMENTS[record.kind]
    return {
        "id": f"{settings.PUBLIC_URL}/insigna/#{record.kind.value}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": words.name,
        "description": words.description,
        "inLanguage": "ro",
        "criteria": {"id": f"{settings.PUBLIC_URL}{CRITERIA_PATH}", "narrative": words.criteria},
        "creator": {"id": f"{record.url()}#emitent", "type": ["Profile"], "name": record.issuer},
        "image": {"id": record.url("badge:embed"), "type": "Image", "caption": words.name},
    }


def _evidence(record: Record) -> dict[str, Any]:
    checked = f" Registrul a fost consultat la {record.checked_on:%d.%m.%Y}." if record.checked_on else ""
    narrative = (
        f"{ACHIEVEMENTS[record.kind].name}, seria și numărul {record.papers}, eliberat de {record.issuer} "
        f"la {record.issued_on:%d.%m.%Y}, valabil până la {record.valid_until:%d.%m.%Y}.{checked}"
    )
    return {"id": record.url(), "type": ["Evidence"], "name": record.papers, "narrative": narrative}
