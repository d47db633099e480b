"""What grows and what helps it: pots, seedlings, teas, seeds, compost, wreaths, shelters."""

from __future__ import annotations

from math import cos, radians, sin

from .ornaments import flower, label, leaf, sprig
from .outlines import loop, oval, poly, rect
from .palettes import (
    EARTH,
    HONEY_LIGHT,
    KRAFT,
    LAVENDER,
    LEAF,
    LEAF_DARK,
    PAPER,
    TERRACOTTA,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    mix,
)
from .sheet import Sheet, motif


def lavender(s: Sheet, x: float, y: float, height: float, lean: float) -> None:
    """One stem of lavender from (x, y)."""
    s.line([(x, y), (x + lean * 0.4, y - height * 0.55), (x + lean, y - height)], LEAF, 6)
    for i in range(6):
        t = 0.68 + i * 0.07
        px, py = x + lean * t, y - height * t
        for dx in (-13, 13):
            s.cut(oval(px + dx, py, 15, 12), LAVENDER if i % 2 else mix(LAVENDER, "#ffffff", 0.25), 0.2)


def _pot(s: Sheet, x: float, top: float, width: float, colour: str) -> None:
    w = width / 2
    s.cut(
        poly([(x - w * 0.88, top + 40), (x + w * 0.88, top + 40), (x + w * 0.66, 830), (x - w * 0.66, 830)]),
        colour,
    )
    s.cut(rect(x - w, top, width, 64, 14), mix(colour, "#ffffff", 0.14), 0.5)


@motif("table")
def lavender_pot(s: Sheet) -> None:
    """Lavender in a clay pot."""
    for i, lean in enumerate((-190, -130, -80, -34, 10, 52, 100, 150, 200)):
        lavender(s, 500 + lean * 0.25, 600, 340 + (i % 3) * 44 - abs(lean) * 0.3, lean)
    for a in (-150, -120, -60, -30):
        leaf(s, 500, 590, 130, a)
    _pot(s, 500, 570, 320, TERRACOTTA)
    s.line([(390, 700), (500, 716), (610, 700)], s.p.light, 9)


@motif("table")
def seedlings(s: Sheet) -> None:
    """Four herbs in a wooden tray."""
    for x, h, lean, fill in (
        (270, 300, -20, LEAF),
        (424, 240, 10, mix(LEAF, "#b7d08a", 0.5)),
        (576, 320, 0, LEAF_DARK),
        (730, 260, 30, mix(LEAF, "#8fb0a0", 0.5)),
    ):
        sprig(s, x, 640, h, lean=lean, fill=fill, pairs=4)
        s.cut(poly([(x - 66, 600), (x + 66, 600), (x + 50, 760), (x - 50, 760)]), TERRACOTTA, 0.7)
        s.cut(rect(x - 74, 590, 148, 34, 10), mix(TERRACOTTA, "#ffffff", 0.16), 0.4)
    tray = rect(166, 700, 668, 130, 14)
    s.cut(tray, WOOD)
    s.line([(180, 764), (820, 764)], WOOD_DARK, 6)
    for x in (200, 800):
        s.flat(oval(x, 732, 8), WOOD_DARK)
        s.flat(oval(x, 798, 8), WOOD_DARK)


def _tea_bag(s: Sheet, fill: str) -> None:
    s.cut(poly([(290, 360), (610, 360), (634, 830), (266, 830)]), fill)
    s.cut(poly([(290, 366), (450, 290), (610, 366)]), mix(fill, s.p.ink, 0.14), 0.5)
    s.cut(rect(286, 344, 328, 52, 10), mix(fill, s.p.ink, 0.1), 0.4)
    s.cut(rect(424, 350, 52, 78, 8), s.p.accent, 0.5)


@motif("table")
def mint_tea(s: Sheet) -> None:
    """A paper bag of mint leaves with a cup."""
    _tea_bag(s, s.p.light)
    label(s, 450, 610, 220, 230, mix(PAPER, s.p.main, 0.12))
    sprig(s, 450, 700, 170, fill=s.p.main, pairs=3)
    s.line([(842, 720), (900, 724), (890, 800), (836, 804)], s.p.main, 20, lift=0.5)
    s.cut(loop([(650, 690), (850, 690), (842, 800), (790, 834), (710, 834), (658, 800)]), s.p.main)
    s.cut(oval(750, 694, 100, 24), s.p.light, 0.3)
    s.flat(oval(750, 697, 82, 16), "#a8b05a")
    for x in (726, 774):
        s.line([(x, 650), (x + 14, 610), (x - 10, 570), (x + 6, 530)], PAPER, 10, opacity=0.8)
    leaf(s, 200, 830, 120, -60, s.p.main)
    leaf(s, 210, 830, 110, -120, s.p.main)


@motif("table")
def linden_tea(s: Sheet) -> None:
    """A bag of linden flowers, blossoms spilling in front."""
    _tea_bag(s, KRAFT)
    label(s, 450, 620, 230, 210)
    s.line([(450, 700), (448, 640), (420, 560)], LEAF, 6)
    leaf(s, 450, 690, 120, -50, mix(LEAF, HONEY_LIGHT, 0.4))
    for x, y in ((410, 560), (440, 548), (424, 590)):
        s.cut(oval(x, y, 17), HONEY_LIGHT, 0.2)
    for x, y, a in ((700, 780, -20), (780, 700, -60), (820, 800, -100), (740, 640, -130)):
        leaf(s, x, y, 110, a, mix(LEAF, HONEY_LIGHT, 0.5))
        s.line([(x, y), (x - 40, y + 26)], LEAF, 5)
        for dx, dy in ((-44, 22), (-58, 40), (-28, 42)):
            s.cut(oval(x + dx, y + dy, 15), HONEY_LIGHT, 0.3)


@motif("flat")
def seeds(s: Sheet) -> None:
    """A seed packet with meadow flowers, seeds beside it."""
    with s.moved(-40, 0, turn=-6):
        s.cut(rect(270, 180, 440, 640, 12), PAPER, 1.1)
        s.flat(rect(270, 180, 440, 70), s.p.main)
        view = rect(300, 280, 380, 400, 10)
        s.flat(view, mix(s.p.wall, PAPER, 0.35))
        with s.inside(view):
            for x, h, petal in (
                (360, 210, s.p.accent),
                (430, 300, s.p.main),
                (510, 240, s.p.pop),
                (580, 320, s.p.accent),
                (640, 200, s.p.main),
            ):
                sprig(s, x, 700, h, pairs=2)
                flower(s, x, 700 - h, 50, petal, HONEY_LIGHT, 7)
        s.line([(330, 730), (640, 730)], s.p.deep, 12, straight=True)
        s.line([(330, 770), (540, 770)], mix(PAPER, s.p.ink, 0.3), 9, straight=True)
    for i in range(26):
        x, y = 726 + (i * 61) % 157, 556 + (i * i * 29) % 277
        s.cut(oval(x, y, 9 + i % 4, 6), (EARTH, WOOD, "#8a6b3f")[i % 3], 0.4)


@motif("table")
def compost(s: Sheet) -> None:
    """A sack of compost with a trowel and a sprout."""
    s.cut(
        loop(
            [(270, 420), (500, 390), (730, 420), (760, 620), (740, 810), (500, 836), (260, 810), (240, 620)]
        ),
        KRAFT,
        1.1,
    )
    s.cut(oval(500, 420, 220, 60), EARTH, 0.3)
    s.cut(loop([(300, 420), (380, 360), (500, 330), (620, 360), (700, 420), (500, 452)]), EARTH, 0.4)
    for i in range(16):
        s.flat(oval(340 + (i * 89) % 320, 374 + (i * 37) % 60, 8, 6), mix(EARTH, "#ffffff", 0.2))
    s.cut(
        loop(
            [(262, 420), (380, 452), (500, 466), (620, 452), (738, 420), (744, 480), (500, 520), (256, 480)]
        ),
        mix(KRAFT, WOOD_DARK, 0.25),
        0.5,
    )
    label(s, 500, 660, 260, 190)
    sprig(s, 500, 736, 150, pairs=2)
    s.line([(500, 345), (498, 280), (500, 240)], LEAF, 11)
    leaf(s, 500, 256, 110, -30)
    leaf(s, 500, 256, 110, -150)
    s.line([(850, 430), (820, 590)], WOOD, 36, lift=0.7)
    s.cut(loop([(800, 590), (850, 600), (850, 740), (800, 830), (764, 720), (770, 600)]), "#9aa3a8", 0.8)


@motif("wall")
def wreath(s: Sheet) -> None:
    """A wreath of dried flowers on willow."""
    s.line([(500, 240), (496, 170), (504, 90)], KRAFT, 16, lift=0.4)
    s.cut(oval(500, 530, 300), WOOD_DARK, 1.0)
    s.cut(oval(500, 530, 264), WOOD, 0.0)
    s.flat(oval(500, 530, 226), s.p.wall)
    for angle in range(0, 360, 14):
        a = radians(angle)
        x, y = 500 + 262 * cos(a), 530 + 262 * sin(a)
        fill = (LEAF, mix(LEAF, "#cfc08a", 0.5), LEAF_DARK)[(angle // 14) % 3]
        leaf(s, x, y, 104, angle + (60 if angle % 28 else 130), fill, 0.4)
    for i, angle in enumerate(range(6, 366, 36)):
        a = radians(angle)
        petal = (s.p.main, s.p.pop, s.p.accent, s.p.light)[i % 4]
        flower(s, 500 + 264 * cos(a), 530 + 264 * sin(a), 56 if i % 2 else 40, petal, HONEY_LIGHT, 7)


@motif("wall")
def insect_hotel(s: Sheet) -> None:
    """A little house of reeds, drilled wood and cones."""
    s.cut(poly([(280, 440), (500, 290), (720, 440), (720, 840), (280, 840)]), WOOD, 1.1)
    for x, y, w, h in (
        (304, 460, 186, 170),
        (510, 460, 186, 170),
        (304, 650, 186, 170),
        (510, 650, 186, 170),
    ):
        s.flat(rect(x, y, w, h, 6), "#4a2f1e")
    for i in range(20):
        x, y = 326 + (i % 5) * 36, 484 + (i // 5) * 42
        s.cut(oval(x, y, 17), WOOD_LIGHT, 0.2)
        s.flat(oval(x, y, 8), "#4a2f1e")
    s.cut(rect(520, 470, 166, 150, 40), WOOD_LIGHT, 0.2)
    for x, y in ((560, 510), (606, 500), (650, 520), (556, 560), (606, 556), (652, 572), (584, 598)):
        s.flat(oval(x, y, 11), "#4a2f1e")
    for x, y in ((356, 710), (436, 706), (396, 776)):
        s.cut(oval(x, y, 40, 44), "#a8703f", 0.3)
        for k in (-18, 4, 24):
            s.line([(x - 26, y + k), (x, y + k + 12), (x + 26, y + k)], WOOD_DARK, 5)
    for i in range(14):
        s.line(
            [(526 + i * 12, 662), (520 + i * 12 + (i % 3) * 6, 806)],
            (WOOD_LIGHT, HONEY_LIGHT, KRAFT)[i % 3],
            8,
        )
    s.cut(poly([(236, 456), (500, 250), (764, 456), (732, 494), (500, 322), (268, 494)]), s.p.main, 0.9)
    s.cut(oval(500, 394, 40), WOOD_LIGHT, 0.2)
    s.flat(oval(500, 394, 22), "#4a2f1e")
    s.cut(oval(806, 300, 34, 30), "#c8372d", 0.7)
    s.line([(806, 272), (806, 330)], "#2b2024", 5)
    s.flat(oval(792, 296, 6), "#2b2024")
    s.flat(oval(820, 306, 6), "#2b2024")
    s.flat(oval(806, 268, 15, 11), "#2b2024")


MOTIFS = (lavender_pot, seedlings, mint_tea, linden_tea, seeds, compost, wreath, insect_hotel)
