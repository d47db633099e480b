"""From a motif and a palette to an SVG picture, and from SVG to PNG."""

from __future__ import annotations

import resvg_py

from . import bags, bakery, boxes, clay, clothes, digital, garden, home, jars, paper, wood
from .logos import SIGNS, sign
from .market import HEIGHT, WIDTH, stall
from .palettes import PALETTES
from .scenes import grain, room
from .sheet import SIDE, Motif, Sheet

_ALL = (
    *clothes.MOTIFS,
    *bags.MOTIFS,
    *home.MOTIFS,
    *clay.MOTIFS,
    *jars.MOTIFS,
    *bakery.MOTIFS,
    *wood.MOTIFS,
    *paper.MOTIFS,
    *digital.MOTIFS,
    *garden.MOTIFS,
    *boxes.MOTIFS,
)
MOTIFS: dict[str, Motif] = {motif.name: motif for motif in _ALL}

CLOSE_UP = 1.75

_BAG = "M13 22h38l4 34a4 4 0 0 1-4 4H13a4 4 0 0 1-4-4z"
_LEAVES = "M30 52C29 42 25 33 14 30c1 12 6 20 16 22z M34 52c1-13 5-21 16-25-1 14-6 22-16 25z"
_HANDLE = "M22 25v-7a10 10 0 0 1 20 0v7"


def draw(motif: str, palette: str, *, width: int = 1200, height: int = 1200, detail: int = 0) -> str:
    """The picture of a motif in a palette, as SVG of width x height pixels.

    detail 0 shows the whole thing, detail 1 a close-up of its middle. Raises KeyError for a motif
    or palette that does not exist, ValueError for another detail.
    """
    if detail not in (0, 1):
        raise ValueError("A picture has detail 0 or 1.")
    chosen, sheet = MOTIFS[motif], Sheet(PALETTES[palette])
    room(sheet, chosen)
    if detail:
        with sheet.moved(-20, -40, turn=-7, scale=CLOSE_UP * chosen.scale, about=(500, 570)):
            chosen.draw(sheet)
    else:
        with sheet.moved(scale=chosen.scale, about=(500, 520)):
            chosen.draw(sheet)
    grain(sheet)
    return frame(sheet.body(), width, height)


def logo(slug: str) -> str:
    """The mark of one seller, 512 x 512. Raises KeyError for an unknown slug."""
    sheet = Sheet(PALETTES[SIGNS[slug][0]])
    sign(sheet, slug)
    return frame(sheet.body(), 512, 512)


def hero() -> str:
    """The wide picture of the home page, 1600 x 900: a stall with the goods of many workshops."""
    sheet = Sheet(PALETTES["brick"])
    stall(sheet)
    return frame(sheet.body(), WIDTH, HEIGHT, view=(0, 0, WIDTH, HEIGHT))


def shop_mark(colour: str = "currentColor") -> str:
    """The shop's own sign in one colour: a bag with two leaves cut out of it, made for 16 pixels and up."""
    bag = f'<path fill="{colour}" fill-rule="evenodd" d="{_BAG}{_LEAVES}"/>'
    handle = f'<path fill="none" stroke="{colour}" stroke-width="5" stroke-linecap="round" d="{_HANDLE}"/>'
    return frame(bag + handle, 64, 64, view=(0, 0, 64, 64))


def frame(
    body: str, width: int, height: int, *, view: tuple[float, float, float, float] | None = None
) -> str:
    """Wrap drawn elements as an SVG document: the square of 1000 units is centred, its room around it."""
    if view is None:
        longer = SIDE * max(width, height) / min(width, height)
        w, h = (longer, SIDE) if width >= height else (SIDE, longer)
        view = ((SIDE - w) / 2, (SIDE - h) / 2, w, h)
    box = " ".join(f"{number:g}" for number in view)
    size = f'width="{width}" height="{height}" viewBox="{box}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'


def raster(svg: str, *, size: int) -> bytes:
    """PNG bytes of a picture, size pixels wide, its proportions kept."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, skip_system_fonts=True))


def painted(motif: str, palette: str, *, pixels: int, detail: int) -> bytes:
    """PNG bytes of a motif in a palette, a square of so many pixels. Raises what `draw` raises."""
    return raster(draw(motif, palette, width=pixels, height=pixels, detail=detail), size=pixels)
