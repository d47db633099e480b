"""Every address of the sellers' side, as the site's own resolver knows it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.contrib.admindocs.utils import replace_named_groups
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern

#: Where the patterns stand that are looked at; the App's own doors for its core are signed, not signed in to.
HOUSE, NOT_FOR_PEOPLE = "ses_vendors.", ("ses_vendors.urls",)
SOURCES = Path(__file__).resolve().parents[2] / "ses_vendors"
READING = ("portal", "badge/proof", "api", "demo")
_CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
_FIELD = re.compile(r"^ +(\w+)(?:: [^=\n]+)? = (?:\w+\.)*\w*Field\(", re.MULTILINE)
_ASKED = re.compile(r"""(?:GET|POST|params)(?:\.get\(|\[)["'](\w+)["']""")


@dataclass(frozen=True)
class Route:
    """One address: `template` has `{name}` where a parameter stands; `name` has its namespace before it."""

    name: str
    template: str
    params: tuple[str, ...]

    def path(self, values: Mapping[str, str]) -> str:
        """Write the address with these values, as a browser would send them."""
        return self.template.format(**{name: quote(values[name], safe="") for name in self.params})


def of_sellers() -> list[Route]:
    """All routes of `ses_vendors` in the Romanian site."""
    return sorted(
        {route.template: route for route in _walk(get_resolver(), "/", (), "")}.values(),
        key=lambda route: route.template,
    )


def query_names() -> list[str]:
    """The names of everything that the sellers' side reads from a query or a form."""
    found = {"next", "page", "q", "query", "variables", "operationName", "language"}
    for source in itertools.chain.from_iterable((SOURCES / room).rglob("*.py") for room in READING):
        text = source.read_text(encoding="utf-8")
        found |= {*_ASKED.findall(text), *_FIELD.findall(text)}
    return sorted(found)


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...], module: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        template = prefix + _template(entry)
        if isinstance(entry, URLResolver):
            inside = getattr(entry.urlconf_module, "__name__", "") or module
            own = (entry.namespace,) if entry.namespace else ()
            yield from _walk(entry, template, spaces + own, inside)
        elif module.startswith(HOUSE) and module not in NOT_FOR_PEOPLE:
            name = ":".join((*spaces, entry.name or template))
            yield Route(name, template, tuple(re.findall(r"\{(\w+)\}", template)))


def _template(entry: URLPattern | URLResolver) -> str:
    pattern = entry.pattern
    if isinstance(pattern, LocalePrefixPattern):
        return ""
    written = str(pattern)
    if isinstance(pattern, RegexPattern):
        written = replace_named_groups(written).strip("^$").replace("\\", "")
    return _CONVERTED.sub(r"{\1}", written)
