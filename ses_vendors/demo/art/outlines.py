"""Outlines as scissors cut them: shapes as lists of points, and the slightly unsteady path through them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, hypot, pi, sin

Point = tuple[float, float]
Outline = list[Point]

STEP = 14.0
WOBBLE = 1.6


def poly(points: Sequence[Point], *, closed: bool = True) -> Outline:
    """Straight cuts from corner to corner."""
    ends = [*points[1:], points[0]] if closed else points[1:]
    outline: Outline = []
    for (x1, y1), (x2, y2) in zip(points, ends, strict=False):
        count = max(2, ceil(hypot(x2 - x1, y2 - y1) / STEP))
        outline += [(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(count)]
    return outline if closed else [*outline, points[-1]]


def rect(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Outline:
    """A rectangle from its top left corner, its corners rounded by radius."""
    r = min(radius, width / 2, height / 2)
    if r < 4:
        return poly([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    centres = [
        (x + width - r, y + r),
        (x + width - r, y + height - r),
        (x + r, y + height - r),
        (x + r, y + r),
    ]
    corners: Outline = []
    for quarter, (cx, cy) in enumerate(centres):
        corners += _arc(cx, cy, r, r, -pi / 2 + quarter * pi / 2, pi / 2)
    return poly(corners)


def oval(cx: float, cy: float, rx: float, ry: float | None = None) -> Outline:
    """An ellipse around its centre; a circle when only rx is given."""
    return _arc(cx, cy, rx, rx if ry is None else ry, 0.0, 2 * pi)[:-1]


def half(cx: float, cy: float, rx: float, ry: float, start: float = 180.0) -> Outline:
    """Half an ellipse, clockwise from the start angle in degrees (180: the upper half)."""
    return poly(_arc(cx, cy, rx, ry, start * pi / 180, pi))


def loop(points: Sequence[Point]) -> Outline:
    """A closed soft curve through the points (Catmull-Rom)."""
    n = len(points)
    outline: Outline = []
    for i in range(n):
        outline += _bend(points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n])
    return outline


def sweep(points: Sequence[Point]) -> Outline:
    """An open soft curve through the points."""
    padded = [points[0], *points, points[-1]]
    outline: Outline = []
    for i in range(len(points) - 1):
        outline += _bend(*padded[i : i + 4])
    return [*outline, points[-1]]


def mirror(right: Sequence[Point], axis: float = 500.0) -> list[Point]:
    """Corner points of a symmetric shape from those of its right half, top to bottom."""
    return [*right, *[(2 * axis - x, y) for x, y in reversed(right)]]


def path(outline: Outline, *, closed: bool = True) -> str:
    """SVG path data through the outline, drawn by a hand that is not a machine's."""
    points = [_unsteady(point) for point in outline]
    if not closed:
        return _open_path(points)
    start = _middle(points[-1], points[0])
    parts = [f"M{_xy(start)}"]
    for i, point in enumerate(points):
        parts.append(f"Q{_xy(point)} {_xy(_middle(point, points[(i + 1) % len(points)]))}")
    return "".join(parts) + "Z"


def _open_path(points: Outline) -> str:
    parts = [f"M{_xy(points[0])}"]
    for i in range(1, len(points) - 1):
        parts.append(f"Q{_xy(points[i])} {_xy(_middle(points[i], points[i + 1]))}")
    return "".join(parts) + f"L{_xy(points[-1])}"


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, turn: float) -> Outline:
    count = max(6, ceil(max(rx, ry) * turn / STEP))
    angles = [start + turn * i / count for i in range(count + 1)]
    return [(cx + rx * cos(a), cy + ry * sin(a)) for a in angles]


def _bend(a: Point, b: Point, c: Point, d: Point) -> Outline:
    count = max(3, ceil(hypot(c[0] - b[0], c[1] - b[1]) / STEP))
    return [
        (_spline(a[0], b[0], c[0], d[0], i / count), _spline(a[1], b[1], c[1], d[1], i / count))
        for i in range(count)
    ]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _unsteady(point: Point) -> Point:
    """Shift by a slow wave over the sheet: neighbours move together, so thin shapes keep their width."""
    x, y = point
    return x + WOBBLE * sin(x * 0.027 + y * 0.033 + 1.3), y + WOBBLE * sin(x * 0.031 - y * 0.025 + 4.1)


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _xy(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
