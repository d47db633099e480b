"""The mark of the badge, drawn by us: a patch of cloth sewn on with a cross stitch. Pure.

Two levels, told apart by shape and not by colour:

- attested: a woven tag, pointed below, with one cross stitch;
- insertion: an eight-pointed star, with a double cross stitch (the one embroiderers call Smyrna).

The line about who sells carries the outline of the tag, without a stitch: it is no badge. Nothing here is
taken from the official visual element of the social mark (Ordin 1986/2016); its place is a setting.

From `SEWN_FROM` pixels on the patch has a seam around it; below, it fills its square and stays legible at 16.
The stitch is a hole in the patch, so one colour is enough and any ground shows through.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import cos, pi, sin, tau
from typing import Literal
from xml.sax.saxutils import escape

from kernel.badge.rule import Level

Tone = Literal["colour", "one", "dark"]

#: The side of the drawing's square, in its own units.
SIDE = 32
#: From this many pixels on the seam is drawn.
SEWN_FROM = 32

# The dyed cloth of the shop's tokens: madder for the tag, indigo for the star, each in both lights.
INKS: dict[Tone, dict[Level, str]] = {
    "colour": {Level.LINE: "#4b5163", Level.ATTESTED: "#a0242e", Level.INSERTION: "#26407c"},
    "dark": {Level.LINE: "#bcb9af", Level.ATTESTED: "#f39aa0", Level.INSERTION: "#a3bcf5"},
    "one": dict.fromkeys((Level.LINE, Level.ATTESTED, Level.INSERTION), "currentColor"),
}

Point = tuple[float, float]
CENTRE = SIDE / 2


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
    ink, is_sewn = INKS[tone][level], size >= SEWN_FROM
    if level is Level.LINE:
        bare = 'fill="none" stroke-width="3" stroke-linejoin="round"'
        return f'<path {bare} stroke="{ink}" d="{_path(_tag(1.5))}"/>'
    return _patch(level, is_sewn=is_sewn, ink=ink)


def _patch(level: Level, *, is_sewn: bool, ink: str) -> str:
    inset = 3.6 if is_sewn else 0.0
    outline, arms, middle = (_star, 8, CENTRE) if level is Level.INSERTION else (_tag, 4, 13.6)
    scale = 1 - inset / CENTRE
    stitch = _stitch(
        arms, middle=(CENTRE, middle), length=9.4 * scale, width=(3.0 if arms == 8 else 4.2) * scale
    )
    body = f'<path fill="{ink}" fill-rule="evenodd" d="{_path(outline(inset))}{_path(stitch)}"/>'
    return body + (_seam(outline(0.8), ink) if is_sewn else "")


def _seam(points: Iterable[Point], ink: str) -> str:
    return (
        f'<path fill="none" stroke="{ink}" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" '
        f'stroke-dasharray="2.6 2.4" d="{_path(points)}"/>'
    )


@lru_cache(maxsize=32)
def _tag(inset: float) -> tuple[Point, ...]:
    left, right, top = 3 + inset, SIDE - 3 - inset, 1 + inset
    return (
        (left, top),
        (right, top),
        (right, 21 - inset * 0.3),
        (CENTRE, 31 - inset * 1.1),
        (left, 21 - inset * 0.3),
    )


@lru_cache(maxsize=32)
def _star(inset: float) -> tuple[Point, ...]:
    outer = CENTRE - 0.4 - inset
    inner = outer * cos(pi / 4) / cos(pi / 8)
    return tuple(
        _around((CENTRE, CENTRE), outer if turn % 2 == 0 else inner, turn / 16 - 0.25) for turn in range(16)
    )


def _stitch(arms: int, *, middle: Point, length: float, width: float) -> list[Point]:
    """Outline crossed threads with `arms` ends; the first lies on the diagonal."""
    points: list[Point] = []
    notch = width / 2 / sin(pi / arms)
    for arm in range(arms):
        turn = arm / arms + 0.125
        aside = turn + 0.25
        tip = _around(middle, length, turn)
        points += [_around(tip, -width / 2, aside), _around(tip, width / 2, aside)]
        points.append(_around(middle, notch, turn + 0.5 / arms))
    return points


def _around(middle: Point, radius: float, turn: float) -> Point:
    return middle[0] + radius * cos(turn * tau), middle[1] + radius * sin(turn * tau)


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
