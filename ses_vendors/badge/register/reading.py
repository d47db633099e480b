"""Bytes of an upload to rows of cells: size, format, encoding."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from ses_vendors.badge.register.entries import UnreadableRegister

#: Bytes; the register of the whole country is below.
LARGEST_FILE = 5_000_000
#: Bytes of all that a workbook unpacks to, and cells of one sheet, its empty ones included.
LARGEST_UNPACKED = 60_000_000
MOST_CELLS = 4_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
DELIMITERS = ";,\t"
#: What damaged or encrypted archives raise.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_FILE_KINDS = ((b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "XLS"), (b"<", "HTML"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number as a table shows it, from 1; a cell is a text, a number, a day or nothing."""

    line: int
    cells: tuple[object, ...]


def sheets(content: bytes) -> Iterator[list[Row]]:
    """Yield the tables of a file: a CSV's only one, each sheet of a workbook. Raises UnreadableRegister."""
    if len(content) > LARGEST_FILE:
        raise UnreadableRegister(_("The file is larger than the register: 5 MB at most."))
    if content.startswith(b"PK\x03\x04"):
        yield from _workbook(content)
    else:
        yield _csv(_decoded(content))


def _workbook(content: bytes) -> Iterator[list[Row]]:
    _check_unpacked(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield _rows(enumerate(rows, start=1))
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableRegister(_("This workbook cannot be read. Save it as XLSX or CSV anew.")) from error


def _check_unpacked(content: bytes) -> None:
    """Refuse what unpacks to too much, and sheets whose last cell is far away: readers make room for all."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableRegister(_("The workbook has too much in it."))
            for name in archive.namelist():
                if _SHEET.fullmatch(name):
                    _check_extent(archive.read(name))
    except UnreadableRegister:
        raise
    except DAMAGED as error:
        raise UnreadableRegister(_("This workbook cannot be read. Save it as XLSX or CSV anew.")) from error


def _check_extent(sheet: bytes) -> None:
    columns = rows = 1
    for found in _CELL.finditer(sheet):
        columns, rows = max(columns, _column(found[1])), max(rows, int(found[2]))
    if columns * rows > MOST_CELLS:
        raise UnreadableRegister(_("The workbook has too much in it."))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _decoded(content: bytes) -> str:
    """Turn bytes into text: UTF-8 with or without its mark, UTF-16 with it, else Windows-1250."""
    for start, kind in _FILE_KINDS:
        if content.lstrip()[: len(start)] == start:
            raise UnreadableRegister(
                _("This is a file of kind %(kind)s. Save the table as XLSX or CSV.") % {"kind": kind}
            )
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in content and not is_wide:
        raise UnreadableRegister(_("The file is no table. Save it as XLSX or CSV."))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1250"]:
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise UnreadableRegister(_("The file is no table. Save it as XLSX or CSV."))


def _csv(text: str) -> list[Row]:
    if not text.strip():
        raise UnreadableRegister(_("The file is empty."))
    head = text[:20_000]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _rows((reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise UnreadableRegister(
            _("Line %(line)s of the file cannot be read.") % {"line": reader.line_num}
        ) from error


def _rows(numbered: Iterable[tuple[int, Sequence[object]]]) -> list[Row]:
    found: list[Row] = []
    for line, cells in numbered:
        if len(found) >= MOST_ROWS:
            raise UnreadableRegister(_("The table has more than %(most)s rows.") % {"most": MOST_ROWS})
        found.append(Row(line, tuple(cells[:MOST_COLUMNS])))
    return found
