"""The home page's picture: a stall with a long table, and on it the goods of many workshops."""

from __future__ import annotations

from . import bags, bakery, boxes, clay, garden, home, jars, wood
from .ornaments import leaf, rhombs
from .outlines import loop, oval, poly, rect
from .palettes import PALETTES, WOOD, WOOD_DARK, mix
from .sheet import Motif, Sheet

WIDTH, HEIGHT = 1600, 900
BASE = 832.0

# What stands on the table: (motif, palette, x, y of its foot, scale), the back row first.
GOODS: tuple[tuple[Motif, str, float, float, float], ...] = (
    (bags.tote_bag, "rose", 186, 610, 0.52),
    (clay.vase, "clay", 402, 604, 0.47),
    (garden.lavender_pot, "lavender", 612, 606, 0.48),
    (jars.honey_jar, "honey", 836, 606, 0.42),
    (jars.cherry_jam, "moss", 1030, 606, 0.4),
    (boxes.bakery_box, "brick", 1240, 606, 0.38),
    (garden.seedlings, "moss", 1450, 606, 0.4),
    (home.towels, "sky", 118, 712, 0.31),
    (clay.bowl, "mint", 318, 708, 0.34),
    (bakery.cozonac, "honey", 520, 712, 0.34),
    (clay.candle, "honey", 700, 710, 0.27),
    (wood.toy_train, "sky", 912, 712, 0.36),
    (clay.mug, "night", 1124, 712, 0.29),
    (bakery.biscuits, "sand", 1300, 712, 0.3),
    (clay.printed_mug, "rose", 1476, 712, 0.28),
)


def stall(s: Sheet) -> None:
    """Lay the whole scene on a sheet of 1600 x 900 units."""
    _behind(s)
    _awning(s)
    _table(s)
    for motif, palette, x, y, scale in GOODS:
        s.flat(oval(x + 6, y + 4, 300 * scale, 26 * scale), s.p.ink, 0.2)
        with s.dressed(PALETTES[palette]), s.moved(x - 500, y - BASE, scale=scale, about=(500, BASE)):
            motif.draw(s)
    _cloth(s)


def _behind(s: Sheet) -> None:
    s.flat(rect(-40, -40, WIDTH + 80, HEIGHT + 80), s.p.wall)
    s.cut(oval(1180, 330, 130), mix(s.p.pop, s.p.wall, 0.35), 0.4)
    far = [(-200, 520), (160, 380), (460, 470), (800, 360), (1120, 480), (1420, 370), (1800, 480)]
    s.cut(loop([*far, (1800, 1000), (-200, 1000)]), mix("#a9c3a1", s.p.wall, 0.35), 0.5)
    near = [(-200, 600), (240, 500), (620, 560), (980, 490), (1340, 560), (1800, 480)]
    s.cut(loop([*near, (1800, 1000), (-200, 1000)]), mix("#8fae86", s.p.wall, 0.25), 0.5)
    for x, y, k in ((330, 470, 0.7), (420, 490, 0.9), (1010, 470, 0.8), (1350, 470, 1.0), (1450, 478, 0.7)):
        s.cut(poly([(x - 34 * k, y), (x, y - 120 * k), (x + 34 * k, y)]), "#5f8060", 0.4)


def _awning(s: Sheet) -> None:
    for x in (56, 1530):
        s.cut(rect(x, 60, 26, 700, 8), WOOD_DARK, 0.6)
    for i in range(16):
        x = i * 100
        colour = s.p.accent if i % 2 else s.p.light
        s.cut(rect(x, -20, 100, 122), colour, 0.5)
        s.cut(loop([(x, 96), (x + 100, 96), (x + 96, 132), (x + 50, 152), (x + 4, 132)]), colour, 0.6)
    s.flat(rect(-20, 92, WIDTH + 40, 8), s.p.ink, 0.1)
    _bunting(s)


def _bunting(s: Sheet) -> None:
    colours = ("#d9707a", "#e0a02f", "#4fa083", "#4f90a8", "#8d74b5")
    s.line([(80, 176), (440, 246), (800, 262), (1160, 246), (1530, 176)], WOOD_DARK, 6)
    for i in range(15):
        x = 140 + i * 94
        y = 262 - ((x - 805) / 725) ** 2 * 82
        s.cut(poly([(x - 30, y), (x + 30, y), (x, y + 62)]), colours[i % 5], 0.6)


def _table(s: Sheet) -> None:
    s.cut(poly([(30, 556), (1570, 556), (1640, 740), (-40, 740)]), WOOD, 0.8)
    for y in (596, 640, 690):
        s.line([(-20, y), (520, y - 5), (1080, y + 5), (1620, y)], mix(WOOD, WOOD_DARK, 0.45), 4)


def _cloth(s: Sheet) -> None:
    s.cut(rect(-40, 728, WIDTH + 80, 240), s.p.light, 1.0)
    for y, height in ((760, 10), (868, 10)):
        s.flat(rect(-40, y, WIDTH + 80, height), s.p.accent)
    for i in range(17):
        x = i * 100
        if i % 2:
            leaf(s, x, 820, 46, -35, s.p.pop, 0.2)
            leaf(s, x, 820, 46, -145, s.p.pop, 0.2)
            leaf(s, x, 820, 46, 90, s.p.pop, 0.2)
        else:
            rhombs(s, x, 818, [(46, 34, s.p.accent), (28, 20, s.p.light), (12, 9, s.p.accent)])
