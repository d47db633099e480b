"""The sheet on which papers are laid: every piece casts a small shadow and shows a lighter cut edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from .outlines import Outline, Point, path, poly, sweep
from .palettes import Palette, mix

SIDE = 1000
SHADOW = "#2a1c14"

Scene = Literal["table", "flat", "wall"]


@dataclass(frozen=True, slots=True)
class Motif:
    """One thing that can be drawn, and the scene it is seen in."""

    name: str
    scene: Scene
    draw: Callable[[Sheet], None]
    scale: float = 1.0


def motif(scene: Scene, scale: float = 1.0) -> Callable[[Callable[[Sheet], None]], Motif]:
    """Make a motif of a drawing function; its name is the function's, scale enlarges small things."""
    return lambda draw: Motif(draw.__name__, scene, draw, scale)


class Sheet:
    """Collects the pieces of one picture in a square of 1000 units, top left origin."""

    def __init__(self, palette: Palette) -> None:
        self.p = palette
        self._parts: list[str] = []
        self._clips = 0
        self._pieces = 0

    def body(self) -> str:
        """The SVG elements laid so far, bottom first."""
        return "".join(self._parts)

    def cut(self, outline: Outline, fill: str, lift: float = 1.0) -> None:
        """Lay a paper piece; lift is how far it stands off (0 flat, 1 usual, 2 high)."""
        edge = mix(fill, "#ffffff", 0.22)
        style = f'fill="{fill}" stroke="{edge}" stroke-width="1.6"'
        if not lift:
            self._parts.append(f'<path d="{path(outline)}" {style}/>')
            return
        self._parts.append(f'{self._shadow(path(outline), lift)}<use href="#p{self._pieces}" {style}/>')

    def flat(self, outline: Outline, fill: str, opacity: float = 1.0) -> None:
        """Print a shape on what lies below: no edge, no shadow."""
        self._parts.append(f'<path d="{path(outline)}" fill="{fill}"{_opacity("fill", opacity)}/>')

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        *,
        dash: str = "",
        lift: float = 0.0,
        straight: bool = False,
        opacity: float = 1.0,
    ) -> None:
        """A strip, cord or stitch through the points; dash as in SVG."""
        outline = poly(points, closed=False) if straight else sweep(points)
        style = f'fill="none" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"'
        style += f' stroke-dasharray="{dash}"' if dash else ""
        data = path(outline, closed=False)
        if lift:
            move = f'transform="translate({5 * lift:g} {8 * lift:g})"'
            self._parts.append(f'<path d="{data}" {style} stroke="{SHADOW}" stroke-opacity="0.13" {move}/>')
        self._parts.append(f'<path d="{data}" {style} stroke="{colour}"{_opacity("stroke", opacity)}/>')

    def seam(self, outline: Outline, colour: str, width: float = 3.0) -> None:
        """A running stitch along a closed outline."""
        self._parts.append(
            f'<path d="{path(outline)}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
            'stroke-dasharray="11 9" stroke-linecap="round"/>'
        )

    @contextmanager
    def inside(self, outline: Outline) -> Iterator[None]:
        """What is laid within shows only inside the outline."""
        self._clips += 1
        name = f"c{self._clips}"
        self._parts.append(f'<clipPath id="{name}"><path d="{path(outline)}"/></clipPath>')
        self._parts.append(f'<g clip-path="url(#{name})">')
        yield
        self._parts.append("</g>")

    @contextmanager
    def dressed(self, palette: Palette) -> Iterator[None]:
        """Draw what is laid within in another palette."""
        kept, self.p = self.p, palette
        yield
        self.p = kept

    @contextmanager
    def moved(
        self,
        dx: float = 0.0,
        dy: float = 0.0,
        *,
        turn: float = 0.0,
        scale: float = 1.0,
        about: Point = (500.0, 500.0),
    ) -> Iterator[None]:
        """Shift what is laid within, turned (degrees) and scaled about a point."""
        x, y = about
        steps = f"translate({dx + x:g} {dy + y:g}) rotate({turn:g}) scale({scale:g}) translate({-x:g} {-y:g})"
        self._parts.append(f'<g transform="{steps}">')
        yield
        self._parts.append("</g>")

    def _shadow(self, data: str, lift: float) -> str:
        """Two soft layers under a piece; the first carries the path that the piece itself uses again."""
        self._pieces += 1
        name = f"p{self._pieces}"
        near = f'transform="translate({3 * lift:g} {5 * lift:g})"'
        far = f'transform="translate({6.6 * lift:g} {11 * lift:g})"'
        return (
            f'<g fill="{SHADOW}" fill-opacity="0.12" {near}><path id="{name}" d="{data}"/></g>'
            f'<use href="#{name}" fill="{SHADOW}" fill-opacity="0.07" {far}/>'
        )


def _opacity(paint: Literal["fill", "stroke"], value: float) -> str:
    """Thin one paint, not the element: each element that is see-through as a whole costs a layer to draw."""
    return "" if value >= 1 else f' {paint}-opacity="{value:g}"'
