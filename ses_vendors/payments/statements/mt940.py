"""SWIFT's MT940, as Romanian banks export it.

    :20:STMT
    :25:RO49AAAA1B31007593840000
    :28C:00024/001
    :60F:C261123RON1000,00
    :61:2611241124C84,50NTRFNONREF//2611240001
    :86:020?20PLATA SES-7K2M-9PQX?32POPESCU BOGDAN
    :62F:C261124RON1084,50

A `:61:` is date, optional posting day, direction, amount with a decimal comma, type, reference; the `:86:`
below it is its text, over any number of lines. Where opening and closing balance are both there, the
movements must lead from one to the other: a file that was cut or edited is refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
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

FORMAT = "MT940"
_TAG = re.compile(r"^:(\d{2}[A-Z]?):(.*)$")
_MOVEMENT = re.compile(
    r"^(?P<day>\d{6})(?:\d{4})?(?P<sign>R?[CD])[A-Z]?(?P<amount>\d{1,15},\d{0,2})"
    r"(?P<type>[A-Z][A-Z0-9]{3})(?P<owner>[^\n]*?)(?://(?P<bank>[^\n]*))?(?:\n(?P<more>.*))?$",
    re.DOTALL,
)
_BALANCE = re.compile(r"^(?P<sign>[CD])\d{6}(?P<currency>[A-Z]{3})(?P<amount>\d{1,15},\d{0,2})$")
_SUBFIELD = re.compile(r"\?\d{2}")
_SIGNS = {"C": 1, "D": -1, "RC": -1, "RD": 1}


def looks_like(text: str) -> bool:
    """Say whether a text has the tags every MT940 must have."""
    return ":25:" in text and (":60F:" in text or ":60M:" in text)


def parse(text: str) -> Statement:
    """Read one or several messages of one account. Raises UnreadableStatement."""
    reader = _Reader()
    for number, tag, value in _fields(text):
        reader.take(number, tag, value)
    return Statement(FORMAT, reader.account, counted(reader.lines))


class _Reader:
    """What was read so far: the account, its movements, and the running balance of this message."""

    def __init__(self) -> None:
        self.account = ""
        self.lines: list[Line] = []
        self._currency = "RON"
        self._balance: Money | None = None
        self._is_open = False

    def take(self, number: int, tag: str, value: str) -> None:
        if tag == "25":
            self._take_account(number, value)
        elif tag in ("60F", "60M"):
            self._balance = _balance(value, number)
            self._currency = self._balance.currency
        elif tag == "61":
            self._take_movement(number, value)
        elif tag == "86" and self._is_open:
            self._describe(value)
        elif tag in ("62F", "62M"):
            self._close(number, value)
        self._is_open = tag == "61"

    def _take_account(self, number: int, value: str) -> None:
        account = "".join(value.split()).upper()[:64]
        if self.account and account != self.account:
            raise UnreadableStatement(_("The file holds statements of several accounts."), line=number)
        self.account = account

    def _take_movement(self, number: int, value: str) -> None:
        found = _MOVEMENT.match(value)
        if found is None:
            raise UnreadableStatement(_("This movement cannot be read."), line=number)
        if len(self.lines) >= MOST_LINES:
            raise UnreadableStatement(_("The statement has too many lines."), line=number)
        amount = _amount(found["amount"], self._currency, number) * _SIGNS[found["sign"]]
        if self._balance is not None:
            self._balance += amount
        text = " ".join(filter(None, (found["owner"].replace("NONREF", ""), found["more"])))
        self.lines.append(
            Line(_day(found["day"], number), amount, _plain(text), (found["bank"] or "").strip()[:64])
        )

    def _describe(self, value: str) -> None:
        text = f"{self.lines[-1].text} {_SUBFIELD.sub(' ', value)}"
        self.lines[-1] = replace(self.lines[-1], text=_plain(text))

    def _close(self, number: int, value: str) -> None:
        closing = _balance(value, number)
        if self._balance is not None and closing != self._balance:
            raise UnreadableStatement(
                _("The movements do not add up to the closing balance: the file is not whole."), line=number
            )
        self._balance = None


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, tag and value; a value goes on until the next tag or the message's end."""
    current: tuple[int, str, list[str]] | None = None
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        found = _TAG.match(raw[raw.index(":") :] if raw.startswith("{") and ":20:" in raw else raw)
        if found or raw.strip() in ("-", "-}"):
            if current:
                yield current[0], current[1], "\n".join(current[2])
            current = (number, found[1], [found[2]]) if found else None
        elif current and raw:
            current[2].append(raw)
    if current:
        yield current[0], current[1], "\n".join(current[2])


def _plain(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TEXT]


def _balance(value: str, number: int) -> Money:
    found = _BALANCE.match("".join(value.split()))
    if found is None:
        raise UnreadableStatement(_("This balance cannot be read."), line=number)
    return _amount(found["amount"], found["currency"], number) * _SIGNS[found["sign"]]


def _amount(written: str, currency: str, number: int) -> Money:
    whole, _comma, part = written.partition(",")
    bani = int(whole) * 100 + int(part.ljust(2, "0"))
    if bani > LARGEST_AMOUNT:
        raise UnreadableStatement(_("This amount is too large."), line=number)
    return Money(bani, currency)


def _day(written: str, number: int) -> date:
    try:
        return date(2000 + int(written[:2]), int(written[2:4]), int(written[4:]))
    except ValueError as error:
        raise UnreadableStatement(_("This date cannot be read."), line=number) from error
