"""Codes of proofs: twelve characters that nobody can guess. Pure.

    4KX7TR2MPQ9W

Eleven characters of Crockford's base 32 (digits and letters without I, L, O, U: 55 bits) and one check
character by Luhn's scheme over that alphabet: any one wrong character shows.
"""

from __future__ import annotations

import hashlib
import secrets

from stdnum import luhn

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 11
LENGTH = RANDOM_CHARACTERS + 1
#: Characters of a text that are looked at; a code with spaces and dashes is shorter.
LONGEST_TEXT = 40
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new() -> str:
    """Return a code nobody can foresee; whether it is free is the database's to say."""
    return _checked("".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS)))


def derived(seed: str) -> str:
    """Return the code of a seed, the same each time: for demos, whose codes may be foreseen."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    digits = ""
    for _ in range(RANDOM_CHARACTERS):
        number, rest = divmod(number, len(ALPHABET))
        digits += ALPHABET[rest]
    return _checked(digits)


def parse(text: str) -> str | None:
    """Read a code however it is spaced or cased, O for 0, I or L for 1; None for what is no code."""
    if len(text) > LONGEST_TEXT:
        return None
    squeezed = "".join(text.split()).replace("-", "").upper().translate(_LOOK_ALIKES)
    if len(squeezed) != LENGTH or not set(squeezed) <= set(ALPHABET):
        return None
    return squeezed if luhn.is_valid(squeezed, ALPHABET) else None


def printed(code: str) -> str:
    """Return the code as people read it: `4KX7-TR2M-PQ9W`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _checked(digits: str) -> str:
    return digits + str(luhn.calc_check_digit(digits, ALPHABET))
