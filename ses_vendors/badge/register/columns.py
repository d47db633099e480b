"""Which column of the register holds what: by the words of its header, and of the section above it.

Agencies write headers in their own words ("Nr. atestat", "Număr", "Seria și numărul"). A column belongs to
the social mark when its own words, or the section that it stands under, say so; else to the attestation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from kernel.badge import Kind

#: Where a header may stand: above it are titles and sections.
HEADER_WITHIN = 30
_CUI = re.compile(
    r"\b(cui|cif|c u i|c i f|cod unic|cod fiscal|cod de inregistrare fiscala|cod identificare fiscala)\b"
)
_NAME = re.compile(r"\b(denumire\w*|nume|numele)\b")
_KIND = re.compile(r"^(tip|tipul|fel|felul|document|tip document|tipul documentului)$")
_SERIES = re.compile(r"\bseri[ae]\b|\bseriei\b")
_NUMBER = re.compile(r"\b(nr|numar|numarul)\b")
_NOT_NUMBER = re.compile(
    r"\b(crt|curent|angajati\w*|salariati\w*|persoane\w*|registru\w*|telefon|ordine|decizi\w*|inregistrare)\b"
)
_ISSUED = re.compile(r"\b(emiteri\w*|emis\w*|eliberar\w*|eliberat\w*|acordar\w*|acordat\w*)\b")
_VALID = re.compile(r"\b(valabil\w*|expir\w*)\b")
_STATUS = re.compile(r"\b(stare|starea|status\w*|situati\w*)\b")
_SUSPENDED = re.compile(r"\bsuspend\w*")
_WITHDRAWN = re.compile(r"\bretra\w*|\banula\w*")
_MARK = re.compile(r"\bmarc[aia]\w*|\binserti\w*|\bcertificat\w*")
_ATTESTATION = re.compile(r"\batestat\w*")
_SECTION = re.compile(r"^(?:sectiunea )?([0abcde])\b")

FIELDS = (
    ("issued_on", _ISSUED),
    ("valid_until", _VALID),
    ("suspended", _SUSPENDED),
    ("withdrawn", _WITHDRAWN),
    ("status", _STATUS),
    ("series", _SERIES),
    ("number", _NUMBER),
)


@dataclass(slots=True)
class Columns:
    """Places of columns in a row; those of documents by kind and field."""

    cui: int
    name: int | None = None
    kind: int | None = None
    documents: dict[Kind, dict[str, int]] = field(default_factory=dict)


def find(header: Sequence[object], above: Sequence[Sequence[object]]) -> Columns | None:
    """Read a header; None where the row is none: it names no CUI, or no number of a document.

    `above` are the rows over it, from the top, in which sections may be named.
    """
    names = [words(cell) for cell in header]
    sections = _sections(len(names), above)
    cui = next((place for place, name in enumerate(names) if _CUI.search(name)), None)
    if cui is None:
        return None
    found = Columns(cui)
    for place, name in enumerate(names):
        if place != cui and name:
            _take(found, place, name, sections[place])
    return found if any("number" in each for each in found.documents.values()) else None


def words(cell: object) -> str:
    """Return a header's words in small letters, without diacritics and signs."""
    plain = unicodedata.normalize("NFKD", str(cell if cell is not None else "")[:200]).casefold()
    letters = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join(letters.split())


def _take(found: Columns, place: int, name: str, section: str) -> None:
    if _KIND.match(name) and found.kind is None:
        found.kind = place
    elif _NAME.search(name) and found.name is None and not _is_of_document(name):
        found.name = place
    else:
        _take_document(found, place, name, section)


def _take_document(found: Columns, place: int, name: str, section: str) -> None:
    what = _field(name)
    if what is None or (section in "0ADE" and section and not _is_of_document(name)):
        return
    is_mark = bool(_MARK.search(name)) and not _ATTESTATION.search(name)
    kind = Kind.MARK if is_mark or (section == "C" and not _ATTESTATION.search(name)) else Kind.ATTESTATION
    places = found.documents.setdefault(kind, {})
    places.setdefault(what, place)
    if what == "series" and _NUMBER.search(name):
        places.setdefault("number", place)


def _field(name: str) -> str | None:
    for what, pattern in FIELDS:
        if pattern.search(name) and not (what == "number" and _NOT_NUMBER.search(name)):
            return what
    return None


def _is_of_document(name: str) -> bool:
    return bool(_MARK.search(name) or _ATTESTATION.search(name))


def _sections(width: int, above: Sequence[Sequence[object]]) -> list[str]:
    """Return each column's section: a merged cell names it once, above the first of its columns."""
    found = [""] * width
    for row in above:
        named = [_section(words(cell)) for cell in row[:width]]
        if sum(map(bool, named)) < 2:
            continue
        current = ""
        for place in range(width):
            current = (named[place] if place < len(named) else "") or current
            found[place] = current
    return found


def _section(name: str) -> str:
    """Return the letter of a section's title: "B. Atestat" and "Marca socială" alike."""
    if _MARK.search(name) and not _ATTESTATION.search(name):
        return "C"
    if _ATTESTATION.search(name):
        return "B"
    lettered = _SECTION.match(name)
    return lettered[1].upper() if lettered else ("A" if "identificare" in name else "")
