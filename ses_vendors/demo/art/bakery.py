"""Out of the oven: bread, cozonac, biscuits, gingerbread, breadsticks, pretzels, granola."""

from __future__ import annotations

from .ornaments import flower, heart_shape, label, leaf, star_shape, stripes
from .outlines import half, loop, oval, poly, rect
from .palettes import (
    APRICOT,
    CRUMB,
    CRUST,
    CRUST_DARK,
    HONEY,
    KRAFT,
    PAPER,
    WOOD,
    WOOD_DARK,
    mix,
)
from .sheet import Sheet, motif

GOLD = mix(CRUST, "#f0b45a", 0.45)


def _board(s: Sheet, y: float = 790) -> None:
    s.cut(rect(150, y, 700, 46, 22), WOOD, 0.9)
    s.line([(190, y + 24), (810, y + 24)], WOOD_DARK, 3)


def wheat(s: Sheet, x: float, y: float, height: float, lean: float = 0.0) -> None:
    """An ear of wheat growing from (x, y)."""
    s.line([(x, y), (x + lean * 0.4, y - height * 0.6), (x + lean, y - height)], HONEY, 6)
    for i in range(5):
        t = 0.55 + i * 0.1
        px, py = x + lean * t, y - height * t
        leaf(s, px, py, height * 0.16, -50, HONEY, 0.2)
        leaf(s, px, py, height * 0.16, -130, HONEY, 0.2)


@motif("table")
def cozonac(s: Sheet) -> None:
    """A plaited loaf with a slice showing its swirl."""
    _board(s)
    s.cut(rect(196, 560, 470, 236, 60), CRUST)
    for i in range(4):
        x = 240 + i * 112
        s.cut(
            loop([(x - 70, 620), (x - 30, 500), (x + 60, 470), (x + 110, 560), (x + 60, 640), (x - 20, 660)]),
            CRUST if i % 2 else GOLD,
            0.6,
        )
        s.line([(x - 10, 520), (x + 40, 510), (x + 76, 560)], CRUST_DARK, 6)
    for i in range(14):
        s.flat(oval(220 + (i * 97) % 430, 500 + (i * 53) % 110, 7, 5), CRUMB)
    slice_ = loop(
        [(600, 800), (596, 610), (640, 520), (720, 490), (800, 530), (826, 640), (816, 800), (706, 812)]
    )
    s.cut(slice_, CRUST)
    s.cut(
        loop(
            [(622, 784), (618, 620), (654, 546), (720, 520), (782, 552), (802, 644), (794, 784), (706, 792)]
        ),
        CRUMB,
        0.1,
    )
    swirl = [
        (708, 660),
        (736, 640),
        (752, 674),
        (716, 708),
        (668, 684),
        (672, 612),
        (730, 580),
        (786, 630),
        (776, 720),
        (706, 760),
        (644, 730),
    ]
    s.line(swirl, "#6b3d22", 22)


@motif("table")
def bread(s: Sheet) -> None:
    """A round sourdough with a leaf scored on its crust."""
    _board(s)
    s.cut(
        loop(
            [
                (190, 720),
                (230, 540),
                (380, 420),
                (520, 404),
                (680, 450),
                (790, 580),
                (812, 720),
                (740, 800),
                (500, 812),
                (260, 800),
            ]
        ),
        CRUST,
    )
    s.cut(
        loop(
            [(226, 700), (268, 560), (390, 456), (520, 440), (660, 480), (754, 590), (772, 700), (500, 760)]
        ),
        GOLD,
        0.0,
    )
    s.line([(330, 690), (500, 600), (680, 500)], CRUMB, 15)
    for x, y in ((400, 655), (480, 612), (560, 570), (630, 530)):
        s.line([(x, y), (x + 20, y - 66), (x + 64, y - 96)], CRUMB, 12)
        s.line([(x, y), (x + 66, y + 20), (x + 106, y + 14)], CRUMB, 12)
    wheat(s, 850, 800, 330, 30)


@motif("table")
def biscuits(s: Sheet) -> None:
    """A stack of oat biscuits and one leaning on it."""
    for i in range(5):
        y = 790 - i * 62
        dx = (0, 14, -10, 8, -4)[i]
        s.cut(rect(250 + dx, y - 44, 380, 74, 36), CRUST if i % 2 else GOLD, 0.6)
        for k in range(6):
            s.flat(oval(290 + dx + k * 58, y - 8 + (k % 2) * 12, 12, 6), CRUMB)
    s.cut(oval(440, 500, 188, 58), GOLD, 0.6)
    for k in range(12):
        s.flat(oval(300 + (k * 83) % 280, 480 + (k * 29) % 44, 14, 7), CRUMB)
    s.cut(oval(720, 690, 138), GOLD)
    for k in range(18):
        s.flat(oval(640 + (k * 47) % 168, 610 + (k * 61) % 170, 15, 8), CRUMB if k % 3 else CRUST_DARK)
    s.seam(oval(720, 690, 122), CRUST, 5)


@motif("flat")
def gingerbread(s: Sheet) -> None:
    """Iced gingerbread: a heart, stars and a small house."""
    brown = "#9c5a30"
    s.cut(heart_shape(380, 400, 380), brown)
    s.line([(x, y) for x, y in heart_shape(380, 400, 330)] + [heart_shape(380, 400, 330)[0]], PAPER, 9)
    flower(s, 380, 380, 74, PAPER, s.p.main, 6)
    house = poly([(560, 560), (700, 430), (840, 560), (840, 800), (560, 800)])
    s.cut(house, brown)
    s.line([(560, 566), (700, 436), (840, 566)], PAPER, 15, straight=True)
    for x in (600, 740):
        s.line([(x, 640), (x + 60, 640), (x + 60, 700), (x, 700), (x, 640)], PAPER, 7, straight=True)
    s.cut(half(700, 800, 42, 76), s.p.main, 0.2)
    s.line([(585, 780), (815, 780)], PAPER, 7, dash="3 18", straight=True)
    for x, y, r in ((700, 250, 112), (330, 760, 128)):
        s.cut(star_shape(x, y, r), brown)
        s.line([*star_shape(x, y, r * 0.74), star_shape(x, y, r * 0.74)[0]], PAPER, 8, straight=True)
        s.cut(oval(x, y, 20), s.p.pop, 0.3)
    for x, y in ((530, 220), (180, 620), (520, 880), (850, 330)):
        s.cut(oval(x, y, 15), s.p.main, 0.4)


@motif("table")
def breadsticks(s: Sheet) -> None:
    """Sesame breadsticks standing in a glass."""
    for i, lean in enumerate((-150, -92, -40, 6, 52, 104, 158)):
        s.line(
            [(500 + lean * 0.5, 760), (500 + lean * 0.8, 500), (500 + lean, 200 + (i % 3) * 34)],
            GOLD if i % 2 else CRUST,
            34,
            lift=0.7,
        )
        for k in range(6):
            t = k / 6
            s.flat(
                oval(500 + lean * (1 - 0.3 * t) + (k % 2) * 12 - 6, 240 + t * 260 + (i % 3) * 30, 7, 5), PAPER
            )
    s.cut(poly([(340, 540), (660, 540), (632, 830), (368, 830)]), s.p.main)
    with s.inside(poly([(340, 540), (660, 540), (632, 830), (368, 830)])):
        s.flat(rect(300, 600, 400, 26), s.p.light)
        s.flat(rect(300, 640, 400, 10), s.p.light)
    wheat(s, 470, 810, 150, -30)
    wheat(s, 530, 810, 150, 30)


@motif("flat")
def cookies(s: Sheet) -> None:
    """Assorted cookies in a round tin lined with paper."""
    s.cut(oval(500, 520, 360), s.p.main, 1.2)
    s.cut(oval(500, 520, 322), mix(s.p.main, s.p.ink, 0.25), 0.1)
    s.cut(oval(500, 520, 304), PAPER, 0.1)
    for x, y in ((380, 380), (620, 400), (500, 300)):
        s.cut(oval(x, y, 82), GOLD, 0.7)
        s.cut(oval(x, y, 36), APRICOT, 0.1)
    for x, y, turn in ((350, 580, -20), (440, 540, -30), (660, 560, 30)):
        with s.moved(x - 500, y - 500, turn=turn, about=(500, 500)):
            s.cut(rect(400, 466, 200, 68, 32), CRUMB, 0.7)
            for k in range(5):
                s.line([(422 + k * 36, 480), (436 + k * 36, 520)], CRUST, 6, straight=True)
    for x, y in ((430, 700), (580, 690)):
        s.cut(
            loop(
                [
                    (x - 90, y + 10),
                    (x - 40, y - 60),
                    (x + 50, y - 60),
                    (x + 90, y + 16),
                    (x + 40, y - 4),
                    (x - 40, y - 4),
                ]
            ),
            CRUMB,
            0.7,
        )
        for k in range(5):
            s.flat(oval(x - 50 + k * 24, y - 34 + (k % 2) * 14, 6), PAPER)
    s.cut(heart_shape(536, 450, 130), CRUST, 0.7)
    s.cut(heart_shape(536, 450, 72), s.p.accent, 0.1)


@motif("table")
def granola(s: Sheet) -> None:
    """A bag of granola with a window and a scoop."""
    bag = poly([(290, 300), (650, 300), (672, 830), (268, 830)])
    s.cut(bag, KRAFT)
    s.cut(rect(282, 250, 376, 84, 10), mix(KRAFT, s.p.ink, 0.12), 0.6)
    s.cut(rect(440, 270, 60, 30, 8), s.p.accent, 0.4)
    label(s, 470, 450, 260, 160)
    wheat(s, 450, 512, 130, -22)
    wheat(s, 490, 512, 130, 22)
    window = oval(470, 680, 130, 108)
    s.cut(window, mix(CRUMB, CRUST, 0.2), 0.0)
    with s.inside(window):
        for k in range(40):
            colour = (CRUST, CRUMB, "#8a5a2c", HONEY)[k % 4]
            s.flat(oval(340 + (k * 71) % 260, 570 + (k * 43) % 220, 22, 15), colour)
    s.line([(860, 690), (770, 760)], WOOD_DARK, 26, lift=0.6)
    s.cut(loop([(650, 780), (700, 740), (780, 750), (790, 800), (730, 836), (664, 830)]), WOOD, 0.7)
    for k in range(9):
        s.cut(oval(690 + (k * 31) % 80, 768 + (k * 17) % 36, 14, 11), (CRUST, HONEY, CRUMB)[k % 3], 0.3)


@motif("flat")
def pretzels(s: Sheet) -> None:
    """Small salted pretzels scattered on a cloth."""
    cloth = rect(190, 190, 620, 620, 14)
    with s.moved(0, 0, turn=8):
        s.cut(cloth, s.p.light)
        with s.inside(cloth):
            stripes(s, (190, 190, 620, 620), s.p.accent, 124, 12)
    spots = ((350, 330, -14), (650, 350, 20), (500, 530, 4), (340, 720, 26), (680, 710, -22))
    for x, y, turn in spots:
        with s.moved(x - 500, y - 500, turn=turn, scale=0.74, about=(500, 500)):
            curve = [
                (430, 590),
                (560, 440),
                (600, 400),
                (590, 520),
                (500, 580),
                (410, 520),
                (400, 400),
                (440, 440),
                (570, 590),
            ]
            s.line(
                [(470, 590), (420, 520), (396, 450), (430, 400), (490, 430), (520, 500), (570, 588)],
                CRUST_DARK,
                40,
                lift=0.9,
            )
            s.line(
                [(530, 590), (580, 520), (604, 450), (570, 400), (510, 430), (480, 500), (430, 588)],
                CRUST,
                40,
                lift=0.5,
            )
            s.line([(430, 588), (500, 612), (570, 588)], CRUST, 40)
            for px, py in curve[1:8]:
                s.flat(rect(px - 6, py - 6, 12, 12), PAPER)


MOTIFS = (cozonac, bread, biscuits, gingerbread, breadsticks, cookies, granola, pretzels)
