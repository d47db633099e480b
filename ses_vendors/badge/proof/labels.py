"""Labels and hang tags for goods: sheets of A4 as tagged PDF (PDF/UA-1 and PDF/A-2a).

The words, the mark and the code to scan are those of the moment of printing. What is printed stays on the
goods when the document has ended: so a label tells the last good day, and to scan for how things stand.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import typst
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kernel.badge import day_of, mark
from kernel.badge.texts import wording
from kernel.money import Money
from ses_vendors.badge.proof import days, qr, words
from ses_vendors.badge.proof.records import Record

SOURCE = Path(__file__).with_name("sheets") / "labels.typ"
# The smallest document of one text, in the fonts of the labels.
TRIAL = b"""#set document(title: "x")
#set text(font: "Libertinus Serif", lang: "ro", fallback: false)
#json(bytes(sys.inputs.told))
"""
INKS = {level: mark.INKS["colour"][level] for level in mark.INKS["colour"]}


class NothingToPrint(ValueError):
    """The document carries no badge today, so no label may say that it does."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How labels lie on an A4 sheet, in millimetres; `hangs` for tags with a hole, to be cut out."""

    wide: float
    high: float
    across: int
    down: int
    top: float
    left: float
    between: float = 0
    hangs: bool = False


#: By the size of one label in whole millimetres, as makers of label sheets name them.
SHEETS = {
    "70x36": Sheet(wide=70, high=36, across=3, down=8, top=4.5, left=0),
    "99x38": Sheet(wide=99.1, high=38.1, across=2, down=7, top=15.15, left=4.65, between=2.5),
    "99x68": Sheet(wide=99.1, high=67.7, across=2, down=4, top=13.1, left=4.65, between=2.5),
    "55x90": Sheet(wide=55, high=90, across=3, down=3, top=13.5, left=22.5, hangs=True),
}


def pdf(
    record: Record,
    *,
    sheet: Sheet,
    product: str = "",
    price: Money | None = None,
    language: str,
    now: datetime,
) -> bytes:
    """Print a sheet of one label. Raises NothingToPrint where the document carries no badge then."""
    with translation.override(language):
        told = _told(record, product=product, price=price, now=now)
    inputs = {"told": json.dumps({**told, "sheet": asdict(sheet), "language": language}, ensure_ascii=False)}
    return _compiled(SOURCE.read_bytes(), inputs, now=now)


def printable(text: str) -> str:
    """Return a text without what our fonts do not have, as emoji: the standards forbid blank boxes."""
    return text if _is_printable(text) else "".join(each for each in text if _is_printable(each))


@lru_cache(maxsize=1024)
def _is_printable(text: str) -> bool:
    try:
        _compiled(TRIAL, {"told": json.dumps(text)}, now=datetime.fromtimestamp(0, tz=UTC))
    except typst.TypstError:
        return False
    return True


def _compiled(source: bytes, inputs: dict[str, str], *, now: datetime) -> bytes:
    printed = typst.compile(
        source,
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-2a"],
        timestamp=now.replace(microsecond=0),
    )
    return bytes(printed)


def _told(record: Record, *, product: str, price: Money | None, now: datetime) -> dict[str, str]:
    found = wording(record.level, on=day_of(now)) if record.level.is_badge else None
    if found is None:
        raise NothingToPrint(record.state.value)
    said = found.label(translation.get_language() or "ro")
    return {
        "title": _("Labels: %(seller)s") % {"seller": printable(record.seller)},
        "author": settings.SHOP_NAME,
        "description": said,
        "wording": said,
        "ink": INKS[record.level],
        "mark": mark.svg(record.level, size=64, title="", tone="colour"),
        "qr": qr.drawn(record, "svg").decode(),
        "qr_alt": _("QR code: %(address)s") % {"address": record.url()},
        "seller": printable(record.seller),
        "product": printable(product),
        "price": _price(price) if price else "",
        "papers": printable(f"{words.KINDS[record.kind]}: {record.papers}, {record.issuer}"),
        "until": _("valid until %(day)s") % {"day": days.day(record.valid_until)},
        "code": record.printed_code,
        "scan": _("Scan: is it valid today?"),
    }


def _price(price: Money) -> str:
    """Write a price: `1.234,50 lei`, in English `1,234.50 lei`."""
    return f"{format_decimal(price.amount, '#,##0.00', locale=days.locale())}\u00a0lei"


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts that come with typst, read once: the same on every machine, with ș and ț."""
    return typst.Fonts(include_system_fonts=False)
