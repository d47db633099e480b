"""Facts about a SES's documents, and how they travel in a core's public metadata.

A page of a SES carries `PAGE_KEY`, a product `PRODUCT_KEY`, both as JSON:

    {"documents": [{"kind": "atestat", "series": "DEMO", "number": "000001", "issuer": "AJOFM Iași",
                    "issued_on": "2024-03-12", "valid_until": "2029-03-11",
                    "since": "2026-01-08T09:30:00+00:00", "code": "4KX7TR2MPQ9W"}],
     "origin": "productie-proprie"}

Days are those of Bucharest and `valid_until` is the last good one; moments are aware. `stopped_at` stands
where a document was suspended or withdrawn, or its SES was. What cannot be read counts as absent: a badge
is never shown on the strength of facts nobody understands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

PAGE_KEY = "ses.attestations"
PRODUCT_KEY = "ses.badge"
#: The most characters of metadata that are read at all.
LONGEST_FACTS = 20_000


class Kind(StrEnum):
    """A document that the law knows."""

    ATTESTATION = "atestat"
    """Atestat de întreprindere socială, Legea 219/2015 art. 8."""
    MARK = "marca"
    """Marca socială of a social insertion enterprise, Legea 219/2015 art. 13."""
    SHELTERED = "upa"
    """Authorisation of a sheltered unit (unitate protejată autorizată), Legea 448/2006 art. 81."""


class Origin(StrEnum):
    """Who made a product. The codes are the choices of the attribute `origine`."""

    OWN = "productie-proprie"
    ASSEMBLED = "asamblat"
    RESOLD = "revandut"


@dataclass(frozen=True, slots=True)
class Document:
    """One verified document: what stands on it, since when the shop vouches for it, and its proof's code.

    `since` is when it was verified, or let stand again after a suspension; `checked_on` when the public
    register was last looked at.
    """

    kind: Kind
    series: str
    number: str
    issuer: str
    issued_on: date
    valid_until: date
    since: datetime
    stopped_at: datetime | None = None
    checked_on: date | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The documents of one SES, in any order."""

    documents: tuple[Document, ...] = ()

    def of(self, kind: Kind) -> tuple[Document, ...]:
        """Return the documents of one kind."""
        return tuple(each for each in self.documents if each.kind is kind)


NOTHING = Standing()


def written(standing: Standing, *, origin: Origin | None = None) -> str:
    """Write facts as the core keeps them; the same facts give the same text."""
    facts: dict[str, Any] = {"documents": [_written(each) for each in _sorted(standing.documents)]}
    if origin is not None:
        facts["origin"] = origin.value
    return packed(facts)


@lru_cache(maxsize=4096)
def read(text: str | None) -> tuple[Standing, Origin | None]:
    """Read what `written` wrote. A document or an origin that cannot be understood is left out."""
    facts = unpacked(text)
    if facts is None:
        return NOTHING, None
    documents = (_read(each) for each in rows_of(facts, "documents"))
    return Standing(tuple(each for each in documents if each is not None)), origin(facts.get("origin"))


def packed(facts: Mapping[str, Any]) -> str:
    """Write facts as metadata: the same ones give the same text."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def unpacked(text: str | None) -> dict[str, Any] | None:
    """Read metadata as facts; None for what is none, or longer than is read."""
    try:
        facts = json.loads(text) if text and len(text) <= LONGEST_FACTS else None
    except (ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) else None


def rows_of(facts: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list among facts; an empty one where it is missing or something else."""
    listed = facts.get(name)
    return listed if isinstance(listed, list) else []


def origin(code: object) -> Origin | None:
    """Return the origin of a code; None for what is no origin."""
    try:
        return Origin(str(code))
    except ValueError:
        return None


def _sorted(documents: Iterable[Document]) -> list[Document]:
    return sorted(documents, key=lambda each: (each.kind, each.issued_on, each.series, each.number))


def _written(document: Document) -> dict[str, str]:
    values: dict[str, str | None] = {
        "kind": document.kind.value,
        "series": document.series,
        "number": document.number,
        "issuer": document.issuer,
        "issued_on": document.issued_on.isoformat(),
        "valid_until": document.valid_until.isoformat(),
        "since": document.since.isoformat(),
        "stopped_at": document.stopped_at.isoformat() if document.stopped_at else None,
        "checked_on": document.checked_on.isoformat() if document.checked_on else None,
        "code": document.code,
    }
    return {name: value for name, value in values.items() if value}


def _read(facts: object) -> Document | None:
    if not isinstance(facts, dict):
        return None
    try:
        return Document(
            kind=Kind(facts["kind"]),
            series=_text(facts.get("series", "")),
            number=_text(facts["number"]),
            issuer=_text(facts["issuer"]),
            issued_on=date.fromisoformat(facts["issued_on"]),
            valid_until=date.fromisoformat(facts["valid_until"]),
            since=_moment(facts["since"]),
            stopped_at=_moment(facts["stopped_at"]) if "stopped_at" in facts else None,
            checked_on=date.fromisoformat(facts["checked_on"]) if "checked_on" in facts else None,
            code=_text(facts.get("code", "")),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("A text is expected.")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("A moment needs its offset.")
    return moment
