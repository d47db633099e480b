"""The badge as a picture for the SES's own site: judged when it is asked for, and plain about what is over.

    <a href="https://…/insigna/4KX7TR2MPQ9W/"><img src="https://…/insigna/4KX7TR2MPQ9W/insigna.svg" …></a>

It has its own ground, so it is legible on any page, and neither script nor style.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from xml.sax.saxutils import escape

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kernel.badge import Level, day_of, mark
from kernel.badge.rule import BUCHAREST
from kernel.badge.texts import wording
from ses_vendors.badge.proof import days, words
from ses_vendors.badge.proof.records import Record

WIDTH, HEIGHT = 360, 88
#: Seconds that a picture may be kept, and never past midnight in Bucharest.
LONGEST_KEPT = 300
# Where the words begin, how much room they have, and how wide a letter of the widest font is, in ems.
LEFT, ROOM = 88, 260
WIDEST_LETTER, WIDEST_BOLD = 0.56, 0.6
LONGEST_LINE = 44
FONTS = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
INK, SOFT, GROUND, EDGE, WRONG = "#1a2132", "#4b5163", "#fffdf9", "#827b69", "#7d1720"


def svg(record: Record, *, now: datetime) -> str:
    """Draw the badge of a document as things are now: its words while it holds, then why it does not."""
    until = days.day(record.valid_until)
    if record.state.is_in_force:
        told = _words(record, now=now), record.seller, _("valid until %(day)s") % {"day": until}
        return _card(_mark(record.level), *told, ink=INK)
    told = str(words.STATES[record.state]), record.seller, _("does not count today")
    return _card(_lapsed(), *told, ink=WRONG)


def unknown() -> str:
    """Draw what stands where a code does not exist."""
    return _card(_lapsed(), _("No such badge"), _("This code does not exist."), "", ink=WRONG)


def seconds_to_keep(*, now: datetime) -> int:
    """Return how many seconds a picture may be kept: five minutes, or the rest of the day in Bucharest."""
    midnight = datetime.combine(day_of(now) + timedelta(days=1), time.min, tzinfo=BUCHAREST)
    return max(0, min(LONGEST_KEPT, int(midnight.timestamp() - now.timestamp())))


def snippet(record: Record, *, language: str, width: int = WIDTH) -> str:
    """Write what a SES pastes into its own pages: a link around a picture, no script."""
    return format_html(
        '<a href="{}"><img src="{}" width="{}" height="{}" alt="{}"></a>',
        record.url(language=language),
        record.url("badge:embed", language=language),
        width,
        height_of(width),
        _("Badge of %(seller)s: see the proof") % {"seller": record.seller},
    )


def height_of(width: int) -> int:
    """Return how high the picture is when it is so wide."""
    return width * HEIGHT // WIDTH


def _words(record: Record, *, now: datetime) -> str:
    found = wording(record.level, on=day_of(now))
    return found.label(get_language() or "ro") if found else str(words.KINDS[record.kind])


def _mark(level: Level) -> str:
    return mark.drawing(level if level.is_badge else Level.LINE, size=64, tone="colour")


def _lapsed() -> str:
    """The outline of the tag, struck through."""
    stroke = 'fill="none" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
    outline = f'<path {stroke} stroke="{SOFT}" d="M4 2h24v18.5L16 30 4 20.5Z"/>'
    return f'{outline}<path {stroke} stroke="{WRONG}" d="M3 30 29 2"/>'


def _card(drawing: str, first: str, second: str, third: str, *, ink: str) -> str:
    title = ". ".join(filter(None, (first, second, third)))
    lines = ((33, 15, 700, ink, first), (54, 14, 400, INK, second), (72, 13, 400, SOFT, third))
    texts = "".join(_line(*line) for line in lines if line[-1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="{FONTS}"><title>{escape(title)}</title>'
        f'<rect x="0.75" y="0.75" width="{WIDTH - 1.5}" height="{HEIGHT - 1.5}" rx="8" fill="{GROUND}" '
        f'stroke="{EDGE}" stroke-width="1.5"/>'
        f'<svg x="12" y="12" width="64" height="64" viewBox="0 0 32 32">{drawing}</svg>{texts}</svg>'
    )


def _line(down: int, size: int, weight: int, ink: str, text: str) -> str:
    """Write a line at its size, or as much smaller as it takes to stay on the card, whatever the letters."""
    text = text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1].rstrip()}…"
    letter = WIDEST_LETTER if weight < 700 else WIDEST_BOLD
    size = min(size, int(ROOM / (len(text) * letter)))
    return (
        f'<text x="{LEFT}" y="{down}" font-size="{size}" font-weight="{weight}" fill="{ink}">'
        f"{escape(text)}</text>"
    )
