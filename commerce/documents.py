"""The GraphQL documents this project sends: one file per operation, fragments added by name.

`text("basket/get")` is the content of `operations/basket/get.graphql` followed by every fragment it
spreads, directly or through another fragment. The string is built once and is the same object ever
after, so that a core can keep what it parsed under it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

OPERATIONS_DIR = Path(__file__).parent / "operations"
FRAGMENTS_AREA = "fragments"

_SPREAD = re.compile(r"\.\.\.\s*([A-Z]\w*)")
_DEFINED_FRAGMENT = re.compile(r"^fragment\s+(\w+)", re.MULTILINE)
_DEFINED_OPERATION = re.compile(r"^(query|mutation)\s+(\w+)", re.MULTILINE)


class Document(NamedTuple):
    """What is sent for one operation."""

    text: str
    operation_name: str
    is_mutation: bool


@cache
def get(operation: str) -> Document:
    """Load one document by its path without suffix, such as "catalogue/cards".

    Raises FileNotFoundError when no such file is there, KeyError when it spreads an unknown fragment.
    """
    body = (OPERATIONS_DIR / f"{operation}.graphql").read_text(encoding="utf-8")
    defined = _DEFINED_OPERATION.search(body)
    if defined is None:
        raise ValueError(f"{operation}.graphql defines no named operation.")
    parts = [body, *(_fragments()[name] for name in _needed_fragments(body))]
    return Document("\n".join(parts), defined[2], defined[1] == "mutation")


def names() -> tuple[str, ...]:
    """Every operation there is, in alphabetical order."""
    paths = (path.relative_to(OPERATIONS_DIR).with_suffix("") for path in OPERATIONS_DIR.rglob("*.graphql"))
    return tuple(sorted(path.as_posix() for path in paths if path.parts[0] != FRAGMENTS_AREA))


@cache
def _fragments() -> dict[str, str]:
    texts = {}
    for path in sorted((OPERATIONS_DIR / FRAGMENTS_AREA).glob("*.graphql")):
        text = path.read_text(encoding="utf-8")
        for name in _DEFINED_FRAGMENT.findall(text):
            texts[name] = text
    return texts


def _needed_fragments(body: str) -> list[str]:
    """The fragments a body spreads, and those they spread, each once, in the order met."""
    needed: list[str] = []
    waiting = _SPREAD.findall(body)
    while waiting:
        name = waiting.pop(0)
        if name not in needed:
            needed.append(name)
            waiting.extend(_SPREAD.findall(_fragments()[name]))
    return needed
