"""Textiles of the house: cushions, runners, napkins, rugs, towels, bed linen, wool."""

from __future__ import annotations

from .ornaments import bands, flower, leaf, rhombs, sprig, stripes, tassels
from .outlines import half, loop, oval, poly, rect
from .palettes import PAPER, WOOD, WOOD_DARK, mix
from .sheet import Sheet, motif


@motif("flat")
def napkins(s: Sheet) -> None:
    """Four folded napkins, a sprig in the corner of each."""
    for i, colour in enumerate((s.p.main, s.p.pop, s.p.accent, s.p.light)):
        with s.moved(0, 0, turn=-27 + i * 13, about=(500, 760)):
            s.cut(rect(330, 250, 340, 470, 12), colour)
            s.seam(rect(350, 270, 300, 430, 8), mix(colour, s.p.ink, 0.35))
    with s.moved(0, 0, turn=12, about=(500, 760)):
        sprig(s, 570, 660, 190, fill=s.p.main)
        flower(s, 570, 470, 32, s.p.pop, s.p.accent)
    s.cut(rect(410, 690, 180, 70, 22), WOOD, 0.9)
    s.cut(rect(410, 712, 180, 26, 6), s.p.deep, 0.2)


@motif("table")
def cushion(s: Sheet) -> None:
    """A square cushion with a cut-out bloom."""
    body = loop(
        [(236, 268), (500, 292), (764, 268), (742, 530), (770, 806), (500, 786), (230, 806), (258, 530)]
    )
    s.cut(body, s.p.main, 1.2)
    s.seam(
        loop(
            [(270, 302), (500, 322), (730, 302), (712, 530), (734, 772), (500, 756), (266, 772), (288, 530)]
        ),
        s.p.light,
    )
    for angle in range(0, 360, 45):
        leaf(s, 500, 536, 178, angle, s.p.light if angle % 90 else s.p.pop)
    s.cut(oval(500, 536, 40), s.p.accent, 0.5)
    for x, y in ((236, 268), (764, 268), (770, 806), (230, 806)):
        s.cut(oval(x, y, 20), s.p.accent, 0.6)


@motif("flat")
def table_runner(s: Sheet) -> None:
    """A runner across a round wooden table, a bowl on it."""
    s.cut(oval(500, 520, 372), WOOD)
    for r in (330, 250, 160):
        s.seam(oval(500, 520, r), mix(WOOD, WOOD_DARK, 0.45), 2.4)
    tassels(s, 92, range(398, 610, 22), mix(s.p.light, s.p.deep, 0.4), -26)
    tassels(s, 948, range(398, 610, 22), mix(s.p.light, s.p.deep, 0.4), 26)
    s.cut(rect(384, 92, 232, 856, 6), s.p.light)
    box = (384.0, 92.0, 232.0, 856.0)
    bands(
        s,
        box,
        [
            (34, 10, s.p.accent),
            (56, 26, s.p.main),
            (94, 10, s.p.accent),
            (752, 10, s.p.accent),
            (774, 26, s.p.main),
            (812, 10, s.p.accent),
        ],
    )
    for y in (300, 740):
        rhombs(s, 500, y, [(70, 56, s.p.main), (42, 33, s.p.light), (20, 15, s.p.accent)])
    s.cut(oval(500, 520, 92), s.p.deep)
    s.cut(oval(500, 520, 70), mix(s.p.deep, s.p.ink, 0.35), 0.2)
    for x, y in ((476, 506), (526, 500), (502, 548)):
        s.cut(oval(x, y, 33), s.p.accent, 0.5)


@motif("flat")
def oven_mitts(s: Sheet) -> None:
    """A pair of quilted mitts."""
    for sign, turn in ((-1, -9), (1, 9)):
        with s.moved(sign * 150, 0, turn=turn, about=(500, 540)):
            right = [(400, 780), (392, 520), (400, 320), (470, 250), (550, 268), (588, 360), (592, 470)]
            thumb = [(650, 420), (706, 440), (700, 520), (640, 620), (606, 680), (604, 780)]
            points = [(500 + sign * (x - 500), y) for x, y in right + thumb]
            shape = loop(points)
            s.line(
                [
                    (500 - sign * 88, 800),
                    (500 - sign * 120, 880),
                    (500 - sign * 70, 880),
                    (500 - sign * 70, 800),
                ],
                s.p.accent,
                11,
                lift=0.4,
            )
            s.cut(shape, s.p.main, 1.2)
            with s.inside(shape):
                for x in range(100, 1000, 74):
                    s.line(
                        [(x, 220), (x + 300, 820)],
                        mix(s.p.main, s.p.light, 0.3),
                        4,
                        dash="12 8",
                        straight=True,
                    )
                    s.line(
                        [(x + 300, 220), (x, 820)],
                        mix(s.p.main, s.p.light, 0.3),
                        4,
                        dash="12 8",
                        straight=True,
                    )
            s.cut(rect(384 if sign > 0 else 382, 744, 234, 92, 20), s.p.light, 0.6)
            s.line([(400, 790), (600, 790)], s.p.accent, 12, straight=True)


@motif("flat")
def rug(s: Sheet) -> None:
    """A woven rug with diamonds and knotted ends."""
    cord = mix(s.p.light, s.p.deep, 0.35)
    tassels(s, 130, range(272, 740, 26), cord, -46)
    tassels(s, 870, range(272, 740, 26), cord, 46)
    body = rect(256, 128, 488, 744, 6)
    s.cut(body, s.p.main)
    with s.inside(body):
        box = (256.0, 128.0, 488.0, 744.0)
        bands(s, box, [(24, 22, s.p.deep), (58, 12, s.p.pop), (674, 12, s.p.pop), (698, 22, s.p.deep)])
        for y in (302, 500, 698):
            for x in (256, 744):
                rhombs(s, x, y, [(92, 78, s.p.deep), (52, 42, s.p.pop)])
            rhombs(
                s,
                500,
                y,
                [(140, 96, s.p.light), (104, 70, s.p.accent), (66, 43, s.p.pop), (30, 19, s.p.deep)],
            )
        for y in range(136, 872, 12):
            s.line([(256, y), (744, y)], s.p.ink, 1.4, straight=True, opacity=0.12)


@motif("wall")
def tapestry(s: Sheet) -> None:
    """A small hanging: hills, trees and a sun."""
    s.line([(300, 222), (500, 130), (700, 222)], s.p.ink, 7, lift=0.4, straight=True)
    tassels(s, 796, range(300, 710, 22), s.p.deep, 62)
    body = rect(282, 226, 436, 574, 4)
    s.cut(body, s.p.light)
    with s.inside(body):
        s.flat(oval(590, 376, 74), s.p.pop)
        s.flat(
            loop([(240, 560), (380, 440), (520, 540), (650, 470), (780, 560), (780, 860), (240, 860)]),
            s.p.accent,
        )
        s.flat(loop([(240, 660), (400, 560), (560, 640), (780, 560), (780, 880), (240, 880)]), s.p.main)
        s.flat(loop([(240, 740), (420, 690), (600, 750), (780, 690), (780, 900), (240, 900)]), s.p.deep)
        for x, y in ((370, 640), (440, 660), (640, 640)):
            s.flat(poly([(x - 34, y), (x, y - 110), (x + 34, y)]), s.p.ink)
            s.flat(rect(x - 5, y, 10, 22), WOOD_DARK)
        for y in range(232, 800, 11):
            s.line([(282, y), (718, y)], s.p.ink, 1.4, straight=True, opacity=0.13)
    s.cut(rect(252, 206, 496, 28, 13), WOOD, 0.8)


@motif("flat")
def rag_rug(s: Sheet) -> None:
    """A rug beaten from twisted strips of cloth."""
    colours = (s.p.main, s.p.light, s.p.accent, s.p.pop, s.p.deep, s.p.light, s.p.main, s.p.table)
    tassels(s, 250, range(190, 820, 40), s.p.light, -40)
    tassels(s, 786, range(190, 820, 40), s.p.light, 40)
    body = rect(160, 246, 680, 542, 14)
    s.cut(body, s.p.deep)
    with s.inside(body):
        for row in range(16):
            colour = colours[(row * 5) % 8]
            y = 246 + row * 34
            s.flat(rect(160, y, 680, 34), colour)
            start = 150 + (row % 2) * 22
            for x in range(start, 860, 44):
                s.line([(x, y + 4), (x + 18, y + 30)], mix(colour, s.p.ink, 0.25), 3.2, straight=True)


@motif("table")
def towels(s: Sheet) -> None:
    """Two folded towels, one on the other, with a sprig."""
    for y, colour in ((648, s.p.main), (500, s.p.light)):
        s.cut(rect(230, y, 540, 176, 60), colour)
        dark = mix(colour, s.p.deep, 0.35)
        s.line([(262, y + 62), (700, y + 62)], dark, 4)
        s.line([(262, y + 116), (700, y + 116)], dark, 4)
        with s.inside(rect(230, y, 540, 176, 60)):
            s.flat(rect(560, y, 24, 180), s.p.accent)
            s.flat(rect(600, y, 60, 180), mix(colour, s.p.deep, 0.5))
            s.flat(rect(676, y, 24, 180), s.p.accent)
    sprig(s, 420, 506, 210, lean=-60)
    flower(s, 362, 300, 44, s.p.pop, s.p.accent)


@motif("wall")
def kitchen_towels(s: Sheet) -> None:
    """Three striped kitchen towels on a rail."""
    for i, (x, cloth, band) in enumerate(
        ((230, s.p.light, s.p.main), (412, s.p.main, s.p.light), (594, s.p.light, s.p.accent))
    ):
        length = (520, 570, 500)[i]
        body = rect(x, 262, 176, length, 8)
        s.cut(body, cloth)
        with s.inside(body):
            for top in (0.62, 0.7, 0.82, 0.9):
                s.flat(rect(x, 262 + length * top, 176, 18 if top in (0.62, 0.9) else 30), band)
            stripes(s, (x, 262, 176, 300), mix(cloth, band, 0.35), 58, 5)
        s.line([(x + 12, 268), (x + 164, 268)], mix(cloth, s.p.ink, 0.3), 3, dash="10 8", straight=True)
    s.cut(rect(178, 234, 644, 36, 17), WOOD, 0.9)
    for x in (192, 808):
        s.cut(oval(x, 252, 32), WOOD_DARK, 0.8)


@motif("table")
def wool_balls(s: Sheet) -> None:
    """Four felted balls in a shallow basket."""
    balls = ((392, 520, s.p.light), (612, 520, s.p.main), (500, 430, s.p.accent), (500, 560, s.p.pop))
    for x, y, colour in balls:
        s.cut(oval(x, y, 112), colour)
        dark = mix(colour, s.p.ink, 0.16)
        for k in (-50, -10, 30):
            s.line([(x - 78, y + k), (x - 10, y + k - 34), (x + 74, y + k + 4)], dark, 4, dash="16 13")
    basket = poly([(236, 600), (764, 600), (712, 820), (288, 820)])
    s.cut(basket, WOOD)
    with s.inside(basket):
        for row, y in enumerate(range(622, 830, 36)):
            for x in range(200 + (row % 2) * 34, 800, 68):
                s.line([(x, y), (x + 38, y)], WOOD_DARK, 9, straight=True)
    s.cut(rect(218, 580, 564, 42, 20), mix(WOOD, WOOD_DARK, 0.35), 0.6)


@motif("table")
def bed_linen(s: Sheet) -> None:
    """A made bed seen from its foot, cover turned down."""
    s.cut(half(500, 470, 340, 280), WOOD)
    s.cut(half(500, 480, 292, 222), mix(WOOD, WOOD_DARK, 0.3), 0.2)
    for x in (346, 654):
        s.cut(
            loop([(x - 128, 420), (x, 402), (x + 128, 420), (x + 138, 500), (x, 524), (x - 138, 500)]),
            s.p.light,
            0.9,
        )
        s.seam(
            loop([(x - 110, 434), (x, 420), (x + 110, 434), (x + 116, 490), (x, 506), (x - 116, 490)]),
            s.p.main,
            2.4,
        )
    cover = loop(
        [(172, 540), (500, 512), (828, 540), (850, 700), (838, 822), (500, 840), (162, 822), (150, 700)]
    )
    s.cut(cover, s.p.main)
    with s.inside(cover):
        for y in (600, 690, 780):
            for x in range(190 + (60 if y == 690 else 0), 860, 120):
                flower(s, x, y, 26, s.p.light, s.p.accent)
    s.cut(loop([(166, 528), (500, 496), (834, 528), (842, 584), (500, 560), (158, 584)]), PAPER, 0.7)
    s.line([(176, 566), (500, 542), (824, 566)], s.p.accent, 4, dash="11 9")


MOTIFS = (
    napkins,
    cushion,
    table_runner,
    oven_mitts,
    rug,
    tapestry,
    rag_rug,
    towels,
    kitchen_towels,
    wool_balls,
    bed_linen,
)
