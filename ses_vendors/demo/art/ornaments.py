"""Small things many pictures share: leaves, flowers, hearts, steam, labels, patterns on cloth."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, radians, sin

from .outlines import Outline, Point, loop, oval, poly, rect
from .palettes import LEAF, LEAF_DARK, PAPER, mix
from .sheet import Sheet


def leaf(
    s: Sheet, x: float, y: float, length: float, angle: float, fill: str = LEAF, lift: float = 0.5
) -> None:
    """A leaf from its stalk at (x, y); angle in degrees, 0 to the right, 90 down."""
    a = radians(angle)
    ux, uy = cos(a), sin(a)
    width = length * 0.26

    def at(along: float, across: float) -> Point:
        return x + ux * along * length - uy * across * width, y + uy * along * length + ux * across * width

    s.cut(loop([at(0, 0), at(0.35, 1), at(0.7, 0.8), at(1, 0), at(0.7, -0.8), at(0.35, -1)]), fill, lift)
    s.line([at(0.08, 0), at(0.85, 0)], mix(fill, "#ffffff", 0.35), max(1.6, length * 0.025))


def sprig(
    s: Sheet, x: float, y: float, height: float, *, lean: float = 0.0, fill: str = LEAF, pairs: int = 3
) -> None:
    """A stem with pairs of leaves, growing up from (x, y); lean is the sideways shift of its tip."""
    s.line(
        [(x, y), (x + lean * 0.3, y - height * 0.55), (x + lean, y - height)],
        LEAF_DARK,
        max(3.0, height * 0.022),
    )
    for i in range(pairs):
        t = 0.3 + 0.55 * i / max(1, pairs - 1)
        px, py = x + lean * t * t, y - height * t
        size = height * (0.34 - 0.1 * t)
        leaf(s, px, py, size, -35, fill)
        leaf(s, px, py, size, -145, fill)
    leaf(s, x + lean, y - height * 0.95, height * 0.22, -90 + lean * 0.1, fill)


def flower(s: Sheet, x: float, y: float, r: float, petal: str, heart: str, petals: int = 6) -> None:
    """A flat flower head seen from above."""
    for i in range(petals):
        a = 2 * pi * i / petals
        s.cut(oval(x + cos(a) * r * 0.62, y + sin(a) * r * 0.62, r * 0.42), petal, 0.3)
    s.cut(oval(x, y, r * 0.36), heart, 0.3)


def heart_shape(x: float, y: float, size: float) -> Outline:
    """A heart centred on (x, y), size wide."""
    k = size / 33
    count = max(24, round(size / 6))
    turns = [2 * pi * i / count for i in range(count)]
    across = [16.5 * sin(t) ** 3 for t in turns]
    up = [13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t) + 2 for t in turns]
    return [(x + a * k, y - b * k) for a, b in zip(across, up, strict=True)]


def star_shape(x: float, y: float, r: float, points: int = 5) -> Outline:
    """A star standing on two points."""
    corners = []
    for i in range(points * 2):
        a = -pi / 2 + pi * i / points
        reach = r if i % 2 == 0 else r * 0.48
        corners.append((x + cos(a) * reach, y + sin(a) * reach))
    return poly(corners)


def steam(s: Sheet, x: float, y: float, height: float = 110.0) -> None:
    """Two soft curls rising from (x, y)."""
    for dx in (-28.0, 28.0):
        points = [
            (x + dx, y),
            (x + dx + 18, y - height * 0.33),
            (x + dx - 14, y - height * 0.66),
            (x + dx + 8, y - height),
        ]
        s.line(points, PAPER, 12, opacity=0.75)


def label(s: Sheet, x: float, y: float, width: float, height: float, fill: str = PAPER) -> None:
    """A paper label centred on (x, y) with a printed frame."""
    s.cut(rect(x - width / 2, y - height / 2, width, height, 14), fill, 0.4)
    inset = rect(x - width / 2 + 12, y - height / 2 + 12, width - 24, height - 24, 8)
    s.seam(inset, s.p.accent, 2.4)


def written(
    s: Sheet, x: float, y: float, widths: Iterable[float], gap: float, colour: str, weight: float = 7.0
) -> None:
    """Lines that stand for text, from (x, y) downwards: a mark, never readable words."""
    for i, width in enumerate(widths):
        s.line([(x, y + i * gap), (x + width, y + i * gap)], colour, weight, straight=True)


def stripes(s: Sheet, box: tuple[float, float, float, float], colour: str, gap: float, width: float) -> None:
    """Upright bands over a box (x, y, width, height); lay inside an outline."""
    x, y, w, h = box
    left = x + gap / 2
    while left < x + w:
        s.flat(rect(left, y, width, h), colour)
        left += gap


def bands(
    s: Sheet, box: tuple[float, float, float, float], colours: Iterable[tuple[float, float, str]]
) -> None:
    """Level bands over a box: (top from the box's top, height, colour) each."""
    x, y, w, _ = box
    for top, height, colour in colours:
        s.flat(rect(x, y + top, w, height), colour)


def dots(s: Sheet, box: tuple[float, float, float, float], colour: str, gap: float, r: float) -> None:
    """A staggered field of dots over a box."""
    x, y, w, h = box
    row = 0
    top = y + gap / 2
    while top < y + h:
        left = x + (gap / 2 if row % 2 else gap)
        while left < x + w:
            s.flat(oval(left, top, r), colour)
            left += gap
        top += gap * 0.86
        row += 1


def rhombs(s: Sheet, cx: float, cy: float, sizes: Iterable[tuple[float, float, str]]) -> None:
    """Nested diamonds around a centre: (half width, half height, colour), largest first."""
    for rx, ry, colour in sizes:
        s.flat(poly([(cx, cy - ry), (cx + rx, cy), (cx, cy + ry), (cx - rx, cy)]), colour)


def bow(s: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """A tied ribbon with its knot at (x, y)."""
    dark = mix(colour, "#000000", 0.18)
    for side in (-1, 1):
        s.cut(
            poly(
                [(x, y), (x + side * size * 0.34, y + size * 0.62), (x + side * size * 0.62, y + size * 0.52)]
            ),
            dark,
            0.5,
        )
        wing = [(x, y), (x + side * size * 0.42, y - size * 0.36), (x + side * size * 0.72, y - size * 0.1)]
        s.cut(loop([*wing, (x + side * size * 0.46, y + size * 0.16)]), colour, 0.7)
    s.cut(oval(x, y, size * 0.15, size * 0.13), dark, 0.4)


def tassels(s: Sheet, y: float, xs: Iterable[float], colour: str, length: float) -> None:
    """Short cords hanging (or, with a negative length, standing) from a level edge."""
    for x in xs:
        s.line([(x, y), (x + 2, y + length)], colour, 6, straight=True)
