"""The two languages: Romanian at `/…`, English at `/en/…`, the same paths in both."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from commerce.types import Language

ENGLISH_PREFIX = "/en"


@dataclass(frozen=True, slots=True)
class Edition:
    """This page in one language: its code (ro, en), the language's own name and the path."""

    code: str
    name: str
    path: str
    is_current: bool


def current() -> Language:
    """Say in which language the core is to answer this request."""
    return "EN" if get_language() == "en" else "RO"


def path_in(path: str, code: str) -> str:
    """Turn a path of the site, query included, into the same one in Romanian (`ro`) or English (`en`)."""
    is_english = path == ENGLISH_PREFIX or path.startswith((f"{ENGLISH_PREFIX}/", f"{ENGLISH_PREFIX}?"))
    bare = path[len(ENGLISH_PREFIX) :] if is_english else path
    # One slash exactly: two would make the rest of the path another site's name.
    return f"{ENGLISH_PREFIX if code == 'en' else ''}/{bare.lstrip('/')}"


def editions(path: str) -> tuple[Edition, ...]:
    """List the page at `path` in every language, Romanian first."""
    now = get_language()
    return tuple(
        Edition(code=code, name=name, path=path_in(path, code), is_current=code == now)
        for code, name in settings.LANGUAGES
    )
