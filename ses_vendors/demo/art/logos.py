"""A mark for each seller: one sign cut from paper on a round ground."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from .bakery import wheat
from .ornaments import heart_shape, leaf
from .outlines import half, loop, mirror, oval, poly, rect
from .palettes import HONEY, HONEY_LIGHT, PAPER, RED, WOOD, WOOD_LIGHT, mix
from .sheet import Sheet


def _needle(s: Sheet) -> None:
    thread = [(250, 640), (330, 760), (470, 700), (430, 560), (300, 520), (330, 380), (480, 330), (610, 400)]
    s.line([*thread, (668, 342)], s.p.pop, 24, lift=0.5)
    s.cut(poly([(724, 246), (752, 274), (400, 800), (386, 786)]), PAPER, 0.9)
    s.line([(722, 290), (690, 336)], s.p.main, 10, straight=True)


def _pot_and_warp(s: Sheet) -> None:
    pot = loop(mirror([(560, 250), (600, 290), (570, 350), (690, 470), (710, 600), (640, 740), (560, 768)]))
    s.cut(pot, PAPER, 1.0)
    with s.inside(pot):
        s.flat(rect(200, 540, 600, 260), s.p.pop)
        for x in range(300, 720, 44):
            s.line([(x, 548), (x, 790)], s.p.deep, 12, straight=True)
        for y in (590, 650, 710):
            s.line([(270, y), (730, y)], s.p.accent, 14, straight=True)


def _comb(s: Sheet) -> None:
    for x, y, colour in ((500, 340, PAPER), (375, 556, HONEY_LIGHT), (625, 556, HONEY)):
        corners = [(x + 128 * sin(i * pi / 3), y - 128 * cos(i * pi / 3)) for i in range(6)]
        s.cut(poly(corners), colour, 0.8)
    s.cut(loop([(500, 700), (540, 770), (500, 816), (460, 770)]), HONEY_LIGHT, 0.6)


def _loaf_house(s: Sheet) -> None:
    s.cut(
        poly([(500, 220), (780, 470), (700, 470), (700, 760), (300, 760), (300, 470), (220, 470)]), PAPER, 1.0
    )
    s.cut(loop([(350, 700), (370, 590), (500, 540), (630, 590), (650, 700), (500, 720)]), s.p.main, 0.5)
    for x in (430, 500, 570):
        s.line([(x - 18, 580), (x + 20, 640)], PAPER, 15)
    wheat(s, 500, 520, 230)


def _rings(s: Sheet) -> None:
    s.cut(oval(500, 500, 300), WOOD, 1.0)
    s.cut(oval(500, 500, 256), WOOD_LIGHT, 0.0)
    for r in (214, 166):
        s.line([*oval(500, 500, r), (500 + r, 500)], WOOD, 12)
    s.cut(heart_shape(500, 512, 210), s.p.accent, 0.4)


def _second_turn(s: Sheet) -> None:
    for start, colour in ((0.25, PAPER), (0.25 + pi, s.p.pop)):
        arc = [(500 + 235 * cos(start + i * 0.245), 500 + 235 * sin(start + i * 0.245)) for i in range(11)]
        s.line(arc, colour, 84, lift=0.8)
        s.line(arc, s.p.deep, 6, dash="18 14")
        angle = start + 2.62
        x, y = 500 + 235 * cos(angle), 500 + 235 * sin(angle)
        ahead = (x - 112 * sin(angle), y + 112 * cos(angle))
        across = (100 * cos(angle), 100 * sin(angle))
        s.cut(poly([(x - across[0], y - across[1]), ahead, (x + across[0], y + across[1])]), colour, 0.4)


def _overprint(s: Sheet) -> None:
    for x, y, colour in ((500, 390, s.p.main), (390, 580, s.p.accent), (610, 580, s.p.pop)):
        s.flat(oval(x, y, 178), colour, 0.85)
    s.flat(oval(500, 518, 62), PAPER)
    for turn in (0, 90):
        with s.moved(turn=turn):
            s.line([(500, 206), (500, 260)], PAPER, 12, straight=True)
            s.line([(500, 740), (500, 794)], PAPER, 12, straight=True)


def _pixel_heart(s: Sheet) -> None:
    rows = ("0110110", "1111111", "1111111", "0111110", "0011100", "0001000")
    for r, row in enumerate(rows):
        for c, on in enumerate(row):
            if on == "1":
                colour = (PAPER, s.p.pop, s.p.accent)[0 if (r * 3 + c) % 5 else 1 + c % 2]
                s.cut(rect(226 + c * 80, 278 + r * 80, 68, 68, 10), colour, 0.5)


def _sprout(s: Sheet) -> None:
    s.cut(half(500, 760, 270, 170), s.p.pop, 0.7)
    s.line([(500, 640), (494, 520), (500, 400)], PAPER, 26, lift=0.4)
    leaf(s, 500, 470, 280, -38, PAPER, 0.8)
    leaf(s, 500, 520, 260, -146, mix(PAPER, s.p.main, 0.35), 0.8)
    s.cut(oval(500, 336, 54), s.p.accent, 0.5)


def _cloud(s: Sheet) -> None:
    s.cut(rect(236, 470, 528, 160, 80), PAPER, 1.0)
    for x, y, r in ((370, 460, 112), (510, 410, 152), (644, 478, 108)):
        s.cut(oval(x, y, r), PAPER, 0.0)
    for x, y, r in ((360, 730, 40), (500, 764, 58), (636, 716, 34)):
        s.cut(oval(x, y, r), s.p.pop, 0.5)
        s.flat(oval(x - r * 0.3, y - r * 0.3, r * 0.24), PAPER)
    s.line([(420, 500), (500, 548), (580, 500)], s.p.main, 22)


def _gift(s: Sheet) -> None:
    s.cut(rect(270, 480, 460, 290, 20), PAPER, 1.0)
    s.cut(rect(240, 410, 520, 100, 18), mix(PAPER, s.p.main, 0.25), 0.6)
    s.cut(rect(464, 410, 72, 360, 4), s.p.pop, 0.2)
    s.cut(heart_shape(500, 330, 230), RED, 0.8)


_Sign = tuple[str, Callable[[Sheet], None]]
SIGNS: dict[str, _Sign] = {
    "acul-si-povestea": ("brick", _needle),
    "lut-si-fir": ("clay", _pot_and_warp),
    "stupina-cu-rost": ("moss", _comb),
    "painea-vecinilor": ("sand", _loaf_house),
    "lemn-drag": ("mint", _rings),
    "a-doua-tura": ("sky", _second_turn),
    "tipar-bun": ("night", _overprint),
    "pixel-solidar": ("lavender", _pixel_heart),
    "gradina-impreuna": ("mint", _sprout),
    "norisor": ("sky", _cloud),
    "cutia-cu-rost": ("plum", _gift),
}
# Where the palette's deep tone would repeat a neighbour's.
GROUNDS = {
    "lemn-drag": "#4f5f2f",
    "norisor": "#4f90a8",
    "painea-vecinilor": "#b06a2c",
    "stupina-cu-rost": "#5a4320",
    "tipar-bun": "#21304f",
}


def sign(s: Sheet, slug: str) -> None:
    """Lay a seller's ground and sign on the sheet."""
    s.flat(rect(-20, -20, 1040, 1040), s.p.light)
    ground = GROUNDS.get(slug, s.p.deep)
    s.cut(oval(500, 500, 462), ground, 0.8)
    s.seam(oval(500, 500, 428), mix(ground, PAPER, 0.5), 5)
    SIGNS[slug][1](s)
