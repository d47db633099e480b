"""oEmbed: a site that is given the address of a proof asks here how to show it.

The answer is of type `rich` and holds a link around a picture: no script, no frame.

Source: https://oembed.com/ (2.3: 404 for an address without an answer, 501 for a format that is not given).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.utils.translation import gettext as _

from ses_vendors.badge.proof import embed
from ses_vendors.badge.proof.records import Record

FORMATS = ("json", "xml")
#: Pixels; a smaller picture could not be read.
NARROWEST = 120
LONGEST_URL = 500
_PROOF = re.compile(r"(?P<english>/en)?/insigna/(?P<code>[^/]{1,40})/?")


def asked_code(url: str) -> tuple[str, str] | None:
    """Return the code and the language of a proof's address here; None for any other address."""
    if len(url) > LONGEST_URL:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}" != settings.PUBLIC_URL:
        return None
    found = _PROOF.fullmatch(parts.path)
    return (found["code"], "en" if found["english"] else "ro") if found else None


def answer(record: Record, *, language: str, most_wide: int, most_high: int, seconds: int) -> dict[str, Any]:
    """Tell how to show a badge within so many pixels, and for how many seconds the answer holds."""
    width = _width(most_wide, most_high)
    return {
        "type": "rich",
        "version": "1.0",
        "title": _("Badge of %(seller)s: see the proof") % {"seller": record.seller},
        "author_name": record.seller,
        "provider_name": settings.SHOP_NAME,
        "provider_url": f"{settings.PUBLIC_URL}/",
        "cache_age": seconds,
        "width": width,
        "height": embed.height_of(width),
        "html": embed.snippet(record, language=language, width=width),
    }


def as_xml(told: dict[str, Any]) -> bytes:
    """Write an answer as XML."""
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written


def _width(most_wide: int, most_high: int) -> int:
    """The width that fits, but wide enough to be read: the specification has no answer for "too small"."""
    return max(NARROWEST, min(embed.WIDTH, most_wide, most_high * embed.WIDTH // embed.HEIGHT))
