"""What every file of the register comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.badge import Kind


class UnreadableRegister(ValueError):
    """The file is no register we can read; `message` says why, to whoever uploaded it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Standing(StrEnum):
    """What the register says of a document; GOOD also where it says nothing."""

    GOOD = "good"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of one enterprise. `cui` has digits only; `line` counts from 1 as a table shows it.

    `status` is what is written there; `problem` says what could not be read, "" where all could.
    """

    line: int
    cui: str
    name: str
    kind: Kind
    series: str
    number: str
    issued_on: date | None
    valid_until: date | None
    standing: Standing = Standing.GOOD
    status: str = ""
    problem: str = ""
