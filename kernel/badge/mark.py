"""The mark of the badge, drawn by us: a patch of cloth with an old pattern of embroidery. Pure.

Two levels, told apart by shape and not by colour:

- attested: a woven tag, pointed below, with four lozenges in a lozenge;
- insertion: an eight-pointed star, with a flower of four petals.

The line about who sells carries the outline of the tag and no pattern: it is no badge. Nothing here is
taken from the official visual element of the social mark (Ordin 1986/2016); its place is a setting.

From `SEWN_FROM` pixels on the patch has a seam around it; below, it fills its square and stays legible at 16.
The pattern is cut out of the patch, so one colour is enough and any ground shows through. A cross stitch,
the obvious pattern, is not used: on a tag it reads as the sign for "refused".
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from typing import Literal
from xml.sax.saxutils import escape

from kernel.badge.rule import Level

Tone = Literal["colour", "one", "dark"]

#: The side of the drawing's square, in its own units.
SIDE = 32
#: From this many pixels on the seam is drawn.
SEWN_FROM = 48

# The dyed cloth of the shop's tokens: indigo for the tag, madder for the star, each for both lights.
INKS: dict[Tone, dict[Level, str]] = {
    "colour": {Level.LINE: "#4b5163", Level.ATTESTED: "#26407c", Level.INSERTION: "#a0242e"},
    "dark": {Level.LINE: "#bcb9af", Level.ATTESTED: "#a3bcf5", Level.INSERTION: "#f39aa0"},
    "one": dict.fromkeys((Level.LINE, Level.ATTESTED, Level.INSERTION), "currentColor"),
}

Point = tuple[float, float]
Shape = tuple[Point, ...]

CENTRE = SIDE / 2
# How much smaller the patch is inside its seam.
SEWN_SCALE = 0.76


class NoMark(ValueError):
    """Where no badge may be shown there is nothing to draw."""


def svg(level: Level, *, size: int, title: str, tone: Tone = "colour") -> str:
    """Draw the mark of a level, `size` pixels high, as an SVG element.

    With a title it is a picture with that name (role img); with an empty one it is decoration beside words
    (aria-hidden). `colour` is for light grounds, `dark` for dark ones, `one` takes the text's colour. Raises
    NoMark for a level without one.
    """
    named = (
        f'role="img" aria-label="{_attribute(title)}"' if title else 'aria-hidden="true" focusable="false"'
    )
    words = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {SIDE} {SIDE}" {named}>{words}{drawing(level, size=size, tone=tone)}</svg>'
    )


def symbol(level: Level, *, size: int = 16) -> str:
    """Draw the mark as a symbol in the text's colour, for `<use href="…#mark-attested"/>`. Raises NoMark."""
    drawn = drawing(level, size=size, tone="one")
    return f'<symbol id="mark-{level.value}" viewBox="0 0 {SIDE} {SIDE}">{drawn}</symbol>'


def drawing(level: Level, *, size: int, tone: Tone) -> str:
    """Draw what stands inside the square of `SIDE` units, at its best for `size` pixels. Raises NoMark."""
    if level not in INKS[tone]:
        raise NoMark(f"There is no mark for {level.value}.")
    ink = INKS[tone][level]
    if level is Level.LINE:
        bare = 'fill="none" stroke-width="3" stroke-linejoin="round"'
        return f'<path {bare} stroke="{ink}" d="{_path(_tag(1.5))}"/>'
    return _patch(level, ink=ink, is_sewn=size >= SEWN_FROM)


def _patch(level: Level, *, ink: str, is_sewn: bool) -> str:
    shape, pattern = (_star, _petals()) if level is Level.INSERTION else (_tag, _lozenges())
    scale = SEWN_SCALE if is_sewn else 1.0
    body = "".join(_path(_scaled(each, scale)) for each in (shape(0), *pattern))
    seam = _seam(shape(0.8), ink) if is_sewn else ""
    return f'<path fill="{ink}" fill-rule="evenodd" d="{body}"/>{seam}'


def _seam(outline: Shape, ink: str) -> str:
    return (
        f'<path fill="none" stroke="{ink}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round" '
        f'stroke-dasharray="2.5 2.3" d="{_path(outline)}"/>'
    )


@lru_cache(maxsize=8)
def _tag(inset: float) -> Shape:
    left, right, shoulder = 2 + inset, SIDE - 2 - inset, 20 - inset * 0.4
    return (left, inset), (right, inset), (right, shoulder), (CENTRE, SIDE - inset * 1.3), (left, shoulder)


@lru_cache(maxsize=8)
def _star(inset: float) -> Shape:
    outer = CENTRE - inset
    inner = outer * cos(pi / 4) / cos(pi / 8)
    return tuple(_around(outer if turn % 2 == 0 else inner, turn * pi / 8) for turn in range(16))


def _lozenges() -> tuple[Shape, ...]:
    """Four lozenges in a lozenge, on whole pixels at 16."""
    across, down, apart, half = CENTRE, 12.0, 5.0, 4.2
    middles = ((across, down - apart), (across + apart, down), (across, down + apart), (across - apart, down))
    return tuple(((x, y - half), (x + half, y), (x, y + half), (x - half, y)) for x, y in middles)


def _petals() -> tuple[Shape, ...]:
    """Four petals from the middle towards the points of the star."""
    near, wide, far = 1.4, 6.4, 12.0
    turns = (0, pi / 2, pi, 3 * pi / 2)
    return tuple(
        (_around(near, turn), _around(wide, turn - 0.45), _around(far, turn), _around(wide, turn + 0.45))
        for turn in turns
    )


def _around(radius: float, turn: float) -> Point:
    return CENTRE + radius * cos(turn), CENTRE + radius * sin(turn)


def _scaled(shape: Shape, scale: float) -> Shape:
    return tuple((CENTRE + (x - CENTRE) * scale, CENTRE + (y - CENTRE) * scale) for x, y in shape)


def _path(shape: Shape) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in shape) + "Z"


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
