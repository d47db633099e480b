"""CSV as Romanian banks export it: `;` or `,` between cells, decimal comma, dates dd.mm.yyyy.

Some lines about the account may come first; the header is the first line that names a date and an amount.
Amounts stand in one signed column (`Suma`) or in two (`Debit`, `Credit`). Columns nobody here knows are
read as text, because the payer's words are sometimes in a column called otherwise.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kernel.money import Money
from ses_vendors.payments.statements.lines import (
    LARGEST_AMOUNT,
    LONGEST_TEXT,
    MOST_LINES,
    Line,
    Statement,
    UnreadableStatement,
    counted,
)

FORMAT = "CSV"
HEADER_WITHIN = 40
DELIMITERS = ";\t,|"
#: What a column is called by some bank, without diacritics and in small letters; the first that fits counts.
DATES = ("data tranzactiei", "data operatiunii", "data procesarii", "data contabila", "data valutei", "data",
         "transaction date", "booking date", "date")  # fmt: skip
CREDITS = ("credit", "suma credit", "incasari", "intrari")
DEBITS = ("debit", "suma debit", "plati", "iesiri")
AMOUNTS = ("suma tranzactiei", "suma", "valoare", "amount")
CURRENCIES = ("valuta", "moneda", "currency")
REFERENCES = ("referinta bancii", "referinta tranzactiei", "numar referinta", "nr referinta", "referinta",
              "id tranzactie", "bank reference", "reference")  # fmt: skip
BALANCES = ("sold", "sold final", "sold contabil", "sold disponibil", "balance")
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_AMOUNT = re.compile(
    r"[+-]?\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?|[+-]?\d{1,3}(?:,\d{3})+\.\d{1,2}|[+-]?\d+(?:[.,]\d{1,2})?"
)
_IBAN = re.compile(r"RO\d{2}[A-Z]{4}[A-Z0-9]{16}")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a row; None where the export has no such column."""

    day: int
    amount: int | None
    credit: int | None
    debit: int | None
    currency: int | None
    reference: int | None
    texts: tuple[int, ...]


def parse(text: str) -> Statement:
    """Read an export. Raises UnreadableStatement."""
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    preamble, columns = _header(rows)
    lines: list[Line] = []
    for number, row in rows:
        if len(lines) >= MOST_LINES:
            raise UnreadableStatement(_("The statement has too many lines."), line=number)
        if line := _line(row, columns, number):
            lines.append(line)
    return Statement(FORMAT, _account(preamble), counted(lines))


def _delimiter(text: str) -> str:
    """Choose what divides the line that is the header."""
    for raw in text.splitlines()[:HEADER_WITHIN]:
        for delimiter in DELIMITERS:
            if _columns([cell.strip('" ') for cell in raw.split(delimiter)]) is not None:
                return delimiter
    raise UnreadableStatement(_("The file is neither MT940 nor a CSV with the columns of a statement."))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        for row in reader:
            yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise UnreadableStatement(_("This line cannot be read."), line=reader.line_num) from error


def _header(rows: Iterator[tuple[int, list[str]]]) -> tuple[list[str], _Columns]:
    preamble: list[str] = []
    for _number, row in rows:
        columns = _columns(row)
        if columns is not None:
            return preamble, columns
        preamble += row
        if len(preamble) > HEADER_WITHIN * HEADER_WITHIN:
            break
    raise UnreadableStatement(_("The file is neither MT940 nor a CSV with the columns of a statement."))


def _columns(header: Sequence[str]) -> _Columns | None:
    names = [_name(cell) for cell in header]
    day, amount = _place(names, DATES), _place(names, AMOUNTS)
    credit, debit = _place(names, CREDITS), _place(names, DEBITS)
    if day is None or (amount is None and credit is None):
        return None
    currency, reference = _place(names, CURRENCIES), _place(names, REFERENCES)
    known = {amount, credit, debit, currency, _place(names, BALANCES)}
    known |= {place for place, name in enumerate(names) if name in DATES}
    texts = tuple(place for place in range(len(names)) if place not in known)
    return _Columns(day, amount, credit, debit, currency, reference, texts)


def _line(row: Sequence[str], columns: _Columns, number: int) -> Line | None:
    """Read a row; None for one that is no movement: an empty one, a sum below the table."""
    written = _cell(row, columns.day)
    if not written[:1].isdigit():
        return None
    day = _day(written)
    if day is None:
        raise UnreadableStatement(_("This date cannot be read."), line=number)
    text = " ".join(filter(None, (_cell(row, place) for place in columns.texts)))
    reference = _cell(row, columns.reference)[:64]
    return Line(day, _signed(row, columns, number), " ".join(text.split())[:LONGEST_TEXT], reference)


def _signed(row: Sequence[str], columns: _Columns, number: int) -> Money:
    currency = (_cell(row, columns.currency) or "RON").upper()
    currency = {"LEI": "RON", "LEU": "RON"}.get(currency, currency)[:3]
    if columns.credit is None:
        return _amount(_cell(row, columns.amount), currency, number)
    credit = _amount(_cell(row, columns.credit) or "0", currency, number)
    debit = _amount(_cell(row, columns.debit) or "0", currency, number)
    # Some banks write what goes out with a minus, others without.
    return credit - max(debit, -debit)


def _amount(written: str, currency: str, number: int) -> Money:
    """Read `1.234,50`, `1234,50`, `1,234.50` or `1234.50`, with a sign and a currency or without."""
    plain = written.upper().replace("\u00a0", " ").replace("RON", "").replace("LEI", "").strip()
    plain = plain.replace("−", "-").replace("- ", "-").replace("+ ", "+")
    if not _AMOUNT.fullmatch(plain):
        raise UnreadableStatement(_("This amount cannot be read."), line=number)
    sign = -1 if plain.startswith("-") else 1
    digits = plain.lstrip("+-").replace(" ", "")
    found = re.fullmatch(r"([\d.,]*?)(?:[.,](\d{1,2}))?", digits)
    assert found is not None  # noqa: S101
    whole, part = re.sub(r"\D", "", found[1]), (found[2] or "").ljust(2, "0")
    bani = int(f"{whole[:20]}{part}")
    if len(whole) > 20 or bani > LARGEST_AMOUNT:
        raise UnreadableStatement(_("This amount is too large."), line=number)
    return Money(sign * bani, currency)


def _day(written: str) -> date | None:
    """Read a day, with or without an hour behind it."""
    try:
        if found := _DATE.match(written):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO_DATE.match(written):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return None


def _account(preamble: Sequence[str]) -> str:
    """Find the account's IBAN above the table; empty where it is not there."""
    found = _IBAN.search("\x1f".join("".join(cell.split()).upper() for cell in preamble))
    return found[0] if found else ""


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _place(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _name(cell: str) -> str:
    plain = unicodedata.normalize("NFKD", cell.lstrip("\ufeff")).casefold()
    letters = "".join(char for char in plain if char.isascii())
    return " ".join(re.sub(r"\(.*?\)|[^a-z ]", " ", letters).split())
