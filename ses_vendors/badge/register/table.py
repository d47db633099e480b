"""Rows of the register to entries: one for each document that a row names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from kernel.badge import Kind
from ses_vendors.badge.register import columns, reading
from ses_vendors.badge.register.columns import Columns
from ses_vendors.badge.register.entries import Entry, Standing, UnreadableRegister
from ses_vendors.badge.register.reading import Row

LONGEST = 40
LONGEST_NAME = 200
#: Day 0 of a workbook's day numbers.
EPOCH = date(1899, 12, 30)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SPLIT = re.compile(
    r"^\s*(?:seria\s+)?(.*?)[\s,/]*(?:nr\.?|num[aă]rul|num[aă]r)?[\s.:]*([0-9][0-9./-]*)\s*$", re.IGNORECASE
)
_SUSPENDED = re.compile(r"suspend")
_WITHDRAWN = re.compile(r"retra|anula|incetat|revocat|radiat")
_NO = frozenset({"", "nu", "no", "-", "0", "false", "fals", "nu este cazul", "n a"})


def read(content: bytes) -> tuple[Entry, ...]:
    """Read a file of the register. Raises UnreadableRegister."""
    for rows in reading.sheets(content):
        found = _header(rows)
        if found is not None:
            start, places = found
            entries = tuple(each for row in rows[start:] for each in _entries(row, places))
            if not entries:
                raise UnreadableRegister(_("The table has a header and no enterprises."))
            return entries
    raise UnreadableRegister(
        _("No row of the file names the columns: CUI, and the series and number of the attestation.")
    )


def _header(rows: Sequence[Row]) -> tuple[int, Columns] | None:
    for place, row in enumerate(rows[: columns.HEADER_WITHIN]):
        found = columns.find(row.cells, [each.cells for each in rows[:place]])
        if found is not None:
            return place + 1, found
    return None


def _entries(row: Row, places: Columns) -> Iterator[Entry]:
    cui = re.sub(r"\D", "", _text(_cell(row, places.cui)))[:12]
    if not cui:
        return
    name = _text(_cell(row, places.name))[:LONGEST_NAME]
    for kind, fields in places.documents.items():
        entry = _entry(row, fields, cui=cui, name=name, kind=_kind(row, places, kind))
        if entry.number or entry.series or entry.issued_on:
            yield entry


def _entry(row: Row, fields: dict[str, int], *, cui: str, name: str, kind: Kind) -> Entry:
    cells = {what: _cell(row, place) for what, place in fields.items()}
    series, number = _series_and_number(fields, cells)
    issued_on, valid_until = _day(cells.get("issued_on")), _day(cells.get("valid_until"))
    return Entry(
        line=row.line,
        cui=cui,
        name=name,
        kind=kind,
        series=series[:LONGEST],
        number=number[:LONGEST],
        issued_on=issued_on,
        valid_until=valid_until,
        standing=_standing(cells),
        status=_text(cells.get("status"))[:60],
        problem=_problem(cells),
    )


def _problem(cells: dict[str, object]) -> str:
    for what in ("issued_on", "valid_until"):
        written = _text(cells.get(what))
        if written and _day(cells.get(what)) is None:
            return _("This day cannot be read: %(text)s.") % {"text": written[:LONGEST]}
    return ""


def _series_and_number(fields: dict[str, int], cells: dict[str, object]) -> tuple[str, str]:
    series, number = _text(cells.get("series")), _text(cells.get("number"))
    if fields.get("series") == fields.get("number"):
        found = _SPLIT.match(number)
        return (found[1].strip(" .,:"), found[2]) if found else ("", number)
    return series, number


def _standing(cells: dict[str, object]) -> Standing:
    said = columns.words(cells.get("status"))
    is_set = {what: columns.words(cells.get(what)) not in _NO for what in ("suspended", "withdrawn")}
    if is_set["withdrawn"] or _WITHDRAWN.search(said):
        return Standing.WITHDRAWN
    if is_set["suspended"] or (_SUSPENDED.search(said) and not said.startswith("nesuspend")):
        return Standing.SUSPENDED
    return Standing.GOOD


def _kind(row: Row, places: Columns, kind: Kind) -> Kind:
    said = columns.words(_cell(row, places.kind))
    return Kind.MARK if "marca" in said or "insertie" in said else kind


def _cell(row: Row, place: int | None) -> object:
    return row.cells[place] if place is not None and place < len(row.cells) else None


def _text(cell: object) -> str:
    """Write a cell as text; a whole number comes without its decimal point, as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).replace("\x00", "").split())


def _day(cell: object) -> date | None:
    """Read a day: as workbooks keep it, 12.03.2024, or 2024-03-12."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return EPOCH + timedelta(days=int(cell)) if 20_000 < cell < 80_000 else None
        if found := _DAY.match(_text(cell)):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO.match(_text(cell)):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except (ValueError, OverflowError):
        return None
    return None
