"""Payment references: short codes that people copy from a proforma into a bank's form. Pure.

    SES-7K2M-9PQX

`SES`, seven characters of the number, one check character. The alphabet has 31 characters (a prime) and
none that look alike (no 0, 1, I, L, O): with the weights below, the check character shows any one wrong
character and any two neighbours that changed places.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "SES"
DIGITS = 7
_WEIGHTS = range(2, DIGITS + 2)
_FOUND = re.compile(f"(?=({PREFIX}[{ALPHABET}]{{{DIGITS + 1}}}))")
#: Characters of a statement's text that are read; banks give a few hundred.
LONGEST_TEXT = 2_000


class MalformedReference(ValueError):
    """The text is not a payment reference."""


def new() -> str:
    """Return a reference nobody can foresee; whether it is free is the database's to say."""
    return of_number(secrets.randbelow(len(ALPHABET) ** DIGITS))


def of_number(number: int) -> str:
    """Write a number below 31⁷ as a reference. Raises ValueError outside."""
    if not 0 <= number < len(ALPHABET) ** DIGITS:
        raise ValueError("The number has more digits than a reference.")
    digits = ""
    for _ in range(DIGITS):
        number, rest = divmod(number, len(ALPHABET))
        digits = ALPHABET[rest] + digits
    return PREFIX + digits + _check(digits)


def printed(reference: str) -> str:
    """Return the reference as people read it: `SES-7K2M-9PQX`."""
    body = reference.removeprefix(PREFIX)
    return f"{PREFIX}-{body[:4]}-{body[4:]}"


def parse(text: str) -> str:
    """Read a reference that stands alone, however it is spaced or cased. Raises MalformedReference."""
    squeezed = _squeeze(text)
    if find(squeezed) != (squeezed,):
        raise MalformedReference(f"Not a payment reference: {text[:40]!r}.")
    return squeezed


def find(text: str) -> tuple[str, ...]:
    """Return the references in the free text of a bank's statement, each once, in order.

    Banks cut texts into lines and drop dashes, people type spaces, dots and small letters: only letters and
    digits count. A candidate whose check character is wrong is no reference.
    """
    candidates = (match[1] for match in _FOUND.finditer(_squeeze(text[:LONGEST_TEXT])))
    return tuple(dict.fromkeys(each for each in candidates if is_sound(each)))


def is_sound(reference: str) -> bool:
    """Say whether the check character fits."""
    digits = reference.removeprefix(PREFIX)
    return len(digits) == DIGITS + 1 and digits[-1] == _check(digits[:-1])


def near(text: str) -> tuple[str, ...]:
    """Return what looks like a reference with something wrong in it, for a person to compare."""
    candidates = (match[1] for match in _FOUND.finditer(_squeeze(text[:LONGEST_TEXT])))
    return tuple(dict.fromkeys(each for each in candidates if not is_sound(each)))


def _check(digits: str) -> str:
    total = sum(weight * ALPHABET.index(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return ALPHABET[total % len(ALPHABET)]


def _squeeze(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).upper()
    return "".join(char for char in plain if char.isascii() and char.isalnum())
