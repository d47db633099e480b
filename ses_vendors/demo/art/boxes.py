"""Boxes to give: the bakery's, Christmas, spring tokens, a baby's, the desk's, flavours."""

from __future__ import annotations

from .bakery import GOLD, wheat
from .clay import hexagon
from .ornaments import bow, flower, heart_shape, label, leaf, sprig, star_shape
from .outlines import loop, oval, poly, rect
from .palettes import (
    CHERRY,
    CREAM,
    CRUST,
    HONEY,
    HONEY_LIGHT,
    KRAFT,
    LEAF,
    LEAF_DARK,
    PAPER,
    RED,
    TERRACOTTA,
    WALNUT,
    WOOD,
    WOOD_LIGHT,
    mix,
)
from .sheet import Sheet, motif


def _box_back(s: Sheet, card: str) -> None:
    """The raised lid and the dark inside, to be laid before the contents."""
    s.cut(poly([(230, 600), (770, 600), (730, 470), (270, 470)]), mix(card, "#000000", 0.3), 0.5)


def _box_front(s: Sheet, card: str) -> None:
    """The front wall, to be laid over the contents."""
    s.cut(poly([(196, 600), (804, 600), (776, 832), (224, 832)]), card)
    s.cut(poly([(196, 600), (804, 600), (800, 634), (200, 634)]), mix(card, "#ffffff", 0.18), 0.2)
    for x in (250, 330, 420, 520, 610, 700, 760):
        s.line([(x - 24, 598), (x, 574), (x + 20, 600)], mix(PAPER, card, 0.2), 9)


def _jar(s: Sheet, x: float, top: float, filling: str, lid: str) -> None:
    s.cut(rect(x - 62, top + 44, 124, 660 - top, 26), filling, 0.6)
    s.cut(rect(x - 56, top, 112, 56, 12), lid, 0.5)
    s.cut(rect(x - 40, top + 100, 80, 70, 10), PAPER, 0.2)
    s.line([(x - 42, top + 66), (x - 42, top + 90)], "#ffffff", 8, opacity=0.5)


def _book(s: Sheet, x: float, top: float, w: float, colour: str, band: str) -> None:
    s.cut(rect(x, top, w, 660 - top, 10), colour, 0.6)
    s.flat(rect(x, top, 26, 660 - top), mix(colour, "#000000", 0.2))
    s.flat(rect(x + w - 34, top, 14, 660 - top), band)


@motif("table")
def bakery_box(s: Sheet) -> None:
    """A tied cardboard box with an ear of wheat on its lid."""
    s.cut(rect(210, 500, 580, 330, 14), KRAFT)
    s.cut(rect(186, 430, 628, 120, 16), mix(KRAFT, "#ffffff", 0.2), 0.8)
    s.cut(rect(478, 430, 44, 400, 2), s.p.main, 0.2)
    label(s, 330, 690, 190, 170)
    wheat(s, 310, 756, 130, -18)
    wheat(s, 350, 756, 130, 18)
    bow(s, 500, 420, 190, s.p.main)
    s.cut(heart_shape(716, 764, 150), "#9c5a30")
    s.line([*heart_shape(716, 764, 118), heart_shape(716, 764, 118)[0]], PAPER, 6)
    s.cut(oval(846, 800, 44), GOLD, 0.6)
    s.cut(oval(846, 800, 17), s.p.accent, 0.0)


@motif("table")
def christmas_box(s: Sheet) -> None:
    """An open box with diary, candle, honey, gingerbread and fir."""
    _box_back(s, s.p.main)
    for x, lean in ((250, -60), (740, 60)):
        for k in range(7):
            leaf(s, x + lean * k * 0.16, 620 - k * 40, 86, -30, LEAF_DARK, 0.2)
            leaf(s, x + lean * k * 0.16, 620 - k * 40, 86, -150, LEAF_DARK, 0.2)
    _book(s, 300, 330, 150, s.p.accent, s.p.pop)
    s.cut(rect(470, 380, 76, 300, 14), HONEY, 0.6)
    s.line([(508, 384), (508, 350)], s.p.ink, 6)
    _jar(s, 620, 400, HONEY_LIGHT, WOOD)
    s.cut(star_shape(700, 560, 84), "#9c5a30", 0.7)
    s.line([*star_shape(700, 560, 60), star_shape(700, 560, 60)[0]], PAPER, 6, straight=True)
    s.cut(loop([(370, 600), (380, 540), (420, 510), (460, 540), (470, 600), (420, 612)]), TERRACOTTA, 0.6)
    _box_front(s, s.p.main)
    s.cut(rect(474, 600, 52, 232, 2), s.p.pop, 0.2)
    bow(s, 500, 650, 170, s.p.pop)
    for x, y in ((300, 700), (360, 770), (660, 690), (720, 770)):
        s.flat(star_shape(x, y, 22, 6), s.p.light)


def _cord(s: Sheet, x: float, y: float, length: float) -> None:
    """The white and red cord of a mărțișor, tied at (x, y)."""
    for sign, colour in ((-1, RED), (1, PAPER)):
        s.line([(x, y), (x + sign * 34, y + length * 0.5), (x + sign * 18, y + length)], colour, 10, lift=0.4)
        s.cut(oval(x + sign * 18, y + length + 12, 18), colour, 0.4)
        s.cut(loop([(x, y), (x + sign * 52, y - 34), (x + sign * 62, y + 8)]), colour, 0.4)


@motif("flat")
def martisor(s: Sheet) -> None:
    """Five spring tokens on their card."""
    s.cut(rect(170, 190, 660, 640, 22), s.p.accent, 1.1)
    s.seam(rect(194, 214, 612, 592, 14), s.p.light)
    for x, y in ((310, 330), (500, 300), (690, 330), (400, 590), (600, 590)):
        _cord(s, x, y + 64, 120)
    s.cut(oval(310, 340, 58), TERRACOTTA, 0.6)
    s.cut(heart_shape(310, 342, 64), PAPER, 0.1)
    flower(s, 500, 316, 68, PAPER, s.p.pop, 7)
    s.cut(heart_shape(690, 340, 124), RED, 0.6)
    s.cut(oval(400, 596, 60), s.p.light, 0.6)
    leaf(s, 400, 640, 90, -90, LEAF, 0.2)
    s.cut(star_shape(600, 596, 74), s.p.main, 0.6)
    s.cut(oval(600, 596, 20), PAPER, 0.1)


@motif("table")
def martisor_box(s: Sheet) -> None:
    """A flat box with snowdrops, tied in white and red."""
    for x, lean, h in ((560, -30, 300), (640, 20, 350), (710, 70, 280)):
        s.line(
            [(x, 600), (x + lean * 0.4, 600 - h * 0.8), (x + lean, 600 - h), (x + lean + 40, 640 - h)],
            LEAF,
            9,
            lift=0.3,
        )
        for a in (60, 90, 120):
            leaf(s, x + lean + 40, 636 - h, 84, a, PAPER, 0.4)
        leaf(s, x, 600, 190, -70 - lean * 0.3, LEAF_DARK, 0.3)
    s.cut(rect(190, 640, 620, 190, 18), s.p.main)
    s.cut(rect(170, 580, 660, 100, 18), mix(s.p.main, s.p.light, 0.28), 0.8)
    s.cut(rect(330, 580, 30, 250, 2), RED, 0.2)
    s.cut(rect(364, 580, 30, 250, 2), PAPER, 0.2)
    _cord(s, 362, 560, 150)
    s.cut(oval(640, 742, 56), s.p.light, 0.3)
    s.cut(heart_shape(640, 744, 70), RED, 0.1)


@motif("table")
def baby_box(s: Sheet) -> None:
    """A box with blocks, a rag doll and a towel."""
    card = mix(s.p.main, s.p.light, 0.25)
    _box_back(s, card)
    s.cut(rect(560, 470, 200, 180, 50), PAPER, 0.7)
    s.line([(580, 530), (740, 530)], s.p.main, 12, straight=True)
    s.line([(580, 556), (740, 556)], s.p.accent, 7, straight=True)
    s.cut(oval(440, 420, 104, 110), "#7a4a2c", 0.7)
    s.cut(oval(440, 436, 82, 84), "#f0cfa9", 0.2)
    for x in (412, 468):
        s.flat(oval(x, 440, 7), "#3a2a20")
        s.flat(oval(x + (x - 440) * 0.5, 468, 12, 8), s.p.accent, 0.5)
    s.line([(424, 474), (440, 484), (456, 474)], s.p.accent, 5)
    s.cut(poly([(390, 518), (490, 518), (540, 680), (340, 680)]), s.p.accent, 0.5)
    for x, y, colour in ((236, 520, WOOD_LIGHT), (290, 430, WOOD)):
        s.cut(rect(x, y, 104, 104, 12), colour, 0.7)
        s.flat(oval(x + 52, y + 52, 28), s.p.pop)
    _box_front(s, card)
    bow(s, 500, 700, 180, s.p.pop)


@motif("table")
def desk_box(s: Sheet) -> None:
    """A box with a diary, a phone stand and a mug."""
    card = KRAFT
    _box_back(s, card)
    _book(s, 260, 300, 200, s.p.main, s.p.pop)
    s.cut(rect(306, 380, 100, 60, 8), s.p.light, 0.2)
    s.cut(loop([(480, 660), (486, 560), (520, 470), (550, 470), (560, 560), (576, 660)]), WALNUT, 0.6)
    s.line([(742, 480), (812, 490), (796, 570), (740, 580)], s.p.accent, 22, lift=0.5)
    s.cut(rect(590, 440, 156, 220, 26), s.p.accent, 0.7)
    s.cut(oval(668, 446, 78, 22), mix(s.p.accent, s.p.ink, 0.35), 0.2)
    s.line([(600, 520), (668, 534), (738, 520)], s.p.light, 7)
    s.line([(540, 640), (548, 420), (556, 340)], s.p.pop, 20, lift=0.4)
    s.cut(poly([(546, 336), (567, 337), (559, 292)]), WOOD, 0.2)
    _box_front(s, card)
    label(s, 500, 734, 240, 120)
    sprig(s, 500, 776, 90, pairs=2, fill=s.p.main)


@motif("table")
def taste_box(s: Sheet) -> None:
    """A box with honey, preserve, biscuits and tea."""
    card = mix(s.p.deep, WOOD, 0.45)
    _box_back(s, card)
    s.cut(poly([(640, 360), (760, 360), (772, 660), (628, 660)]), mix(LEAF, PAPER, 0.55), 0.6)
    s.cut(rect(636, 350, 128, 40, 8), LEAF, 0.4)
    leaf(s, 690, 520, 90, -70, LEAF_DARK)
    _jar(s, 310, 400, HONEY_LIGHT, WOOD)
    _jar(s, 450, 430, CHERRY, s.p.accent)
    for i in range(4):
        s.cut(rect(520, 580 - i * 50, 110, 44, 20), GOLD if i % 2 else CRUST, 0.5)
        s.flat(oval(550, 600 - i * 50, 10, 5), CREAM)
        s.flat(oval(592, 602 - i * 50, 10, 5), CREAM)
    _box_front(s, card)
    label(s, 500, 732, 300, 124)
    for i in range(5):
        hexagon(s, 420 + i * 40, 732, 21, HONEY)


MOTIFS = (bakery_box, christmas_box, martisor, martisor_box, baby_box, desk_box, taste_box)
