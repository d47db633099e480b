"""From the print shop: diaries, calendars, cards, sketchbooks, stickers, posters."""

from __future__ import annotations

from .bakery import wheat
from .ornaments import flower, heart_shape, leaf, sprig, star_shape, written
from .outlines import loop, oval, poly, rect
from .palettes import LEAF, PAPER, STEEL_DARK, WOOD, mix
from .sheet import Sheet, motif


@motif("flat")
def diary(s: Sheet) -> None:
    """A bound diary with a ribbon and a pencil."""
    with s.moved(0, 0, turn=-7):
        s.line([(560, 780), (570, 860), (548, 930)], s.p.pop, 18, lift=0.4)
        s.cut(rect(270, 190, 470, 640, 18), mix(s.p.main, s.p.ink, 0.3), 1.0)
        s.cut(rect(300, 200, 430, 618, 8), PAPER, 0.2)
        s.cut(rect(270, 180, 452, 626, 18), s.p.main, 0.5)
        s.flat(rect(270, 180, 60, 626), mix(s.p.main, s.p.deep, 0.6))
        s.cut(rect(400, 290, 250, 150, 14), s.p.light, 0.4)
        written(s, 440, 340, (170, 110), 46, s.p.accent, 10)
        sprig(s, 526, 730, 210, fill=s.p.light)
        s.cut(rect(664, 170, 24, 646, 4), s.p.accent, 0.5)
    s.line([(800, 300), (850, 760)], s.p.pop, 30, lift=0.8, straight=True)
    s.cut(poly([(836, 766), (866, 762), (858, 826)]), WOOD, 0.4)
    s.line([(798, 280), (802, 312)], s.p.accent, 30, straight=True)


@motif("wall")
def calendar(s: Sheet) -> None:
    """A wall calendar, picture above, days below."""
    s.line([(420, 190), (500, 110), (580, 190)], s.p.ink, 7, straight=True)
    s.cut(rect(250, 200, 500, 660, 10), PAPER, 1.1)
    view = rect(274, 236, 452, 300, 6)
    s.cut(view, mix(s.p.wall, s.p.main, 0.25), 0.0)
    with s.inside(view):
        s.flat(oval(620, 330, 52), s.p.pop)
        s.flat(
            loop([(240, 470), (380, 350), (500, 440), (620, 380), (760, 470), (760, 600), (240, 600)]),
            s.p.main,
        )
        s.flat(loop([(240, 520), (420, 450), (600, 510), (760, 460), (760, 620), (240, 620)]), s.p.deep)
        for x, y in ((360, 480), (410, 500), (660, 500)):
            s.flat(poly([(x - 24, y), (x, y - 84), (x + 24, y)]), s.p.accent)
    for row in range(5):
        for column in range(7):
            colour = s.p.accent if column == 6 else mix(PAPER, s.p.ink, 0.16)
            s.flat(rect(284 + column * 63, 580 + row * 52, 50, 38, 6), colour, 0.55 if column == 6 else 1)
    s.flat(oval(435, 652, 30), s.p.pop, 0.75)
    for x in range(276, 740, 38):
        s.line([(x, 186), (x, 218)], STEEL_DARK, 8, straight=True)


@motif("flat", 1.05)
def greeting_cards(s: Sheet) -> None:
    """A fan of folded cards with an envelope."""
    with s.moved(0, 40, turn=6):
        s.cut(rect(250, 520, 500, 330, 12), s.p.main, 0.9)
        s.line([(254, 528), (500, 700), (746, 528)], s.p.deep, 5, straight=True)
    for turn, x, colour in ((-16, -190, s.p.accent), (16, 190, s.p.pop), (-2, 0, PAPER)):
        with s.moved(x, -30, turn=turn):
            s.cut(rect(360, 250, 280, 400, 10), colour, 1.0)
            if colour == PAPER:
                sprig(s, 500, 620, 250, fill=LEAF)
                flower(s, 500, 370, 64, s.p.main, s.p.pop, 7)
            else:
                s.flat(star_shape(500, 430, 84) if x > 0 else heart_shape(500, 440, 150), s.p.light)


@motif("flat")
def sketchbook(s: Sheet) -> None:
    """An open sketchbook with a drawn leaf and a pencil."""
    s.cut(rect(130, 270, 740, 500, 16), s.p.main, 1.1)
    s.cut(loop([(150, 286), (320, 276), (500, 300), (500, 756), (320, 740), (150, 752)]), PAPER, 0.4)
    s.cut(loop([(850, 286), (680, 276), (500, 300), (500, 756), (680, 740), (850, 752)]), PAPER, 0.4)
    s.line([(500, 300), (500, 756)], mix(PAPER, s.p.ink, 0.3), 6, straight=True)
    for y in (330, 420, 510, 600, 690):
        s.line([(490, y), (510, y + 22)], s.p.accent, 6, straight=True)
    s.line([(300, 680), (320, 520), (340, 360)], s.p.ink, 5)
    for y, k in ((600, 1.0), (530, 0.9), (460, 0.7)):
        for sign in (-1, 1):
            tip = (322 + sign * 100 * k, y - 70 * k)
            s.line([(318, y), (322 + sign * 40 * k, y - 10), tip], s.p.ink, 4)
            s.line([(318, y), (322 + sign * 60 * k, y - 64 * k), tip], s.p.ink, 4)
    s.flat(oval(660, 460, 90), s.p.pop, 0.8)
    s.flat(loop([(560, 620), (640, 540), (740, 600), (800, 560), (800, 690), (560, 690)]), s.p.accent, 0.75)
    s.line([(560, 860), (880, 640)], s.p.deep, 30, lift=0.9, straight=True)
    s.cut(poly([(552, 846), (574, 878), (512, 894)]), WOOD, 0.4)


@motif("flat")
def stickers(s: Sheet) -> None:
    """Die-cut stickers with white borders."""

    def backed(x: float, y: float, r: float) -> None:
        s.cut(oval(x, y, r), PAPER, 1.0)

    backed(310, 320, 150)
    flower(s, 310, 320, 122, s.p.main, s.p.pop, 8)
    backed(680, 300, 140)
    s.cut(heart_shape(680, 304, 176), s.p.accent, 0.1)
    s.cut(star_shape(500, 520, 172), PAPER, 1.0)
    s.cut(star_shape(500, 520, 132), s.p.pop, 0.1)
    backed(270, 700, 142)
    s.cut(rect(204, 640, 110, 130, 24), s.p.deep, 0.1)
    s.line([(314, 670), (352, 690), (314, 732)], s.p.deep, 17)
    s.line([(240, 620), (250, 590)], s.p.deep, 9)
    s.line([(276, 620), (286, 590)], s.p.deep, 9)
    backed(720, 700, 152)
    wheat(s, 720, 820, 230, 0)
    with s.moved(0, 0, turn=20, about=(500, 800)):
        s.cut(rect(430, 760, 140, 150, 30), PAPER, 1.0)
        leaf(s, 500, 890, 110, -90, s.p.main)


@motif("wall")
def poster(s: Sheet) -> None:
    """A landscape poster held by two wooden rails."""
    body = rect(282, 190, 436, 640, 4)
    s.line([(330, 184), (500, 96), (670, 184)], s.p.ink, 6, straight=True)
    s.cut(body, mix(s.p.light, s.p.pop, 0.45), 1.0)
    with s.inside(body):
        s.flat(oval(500, 400, 112), s.p.accent)
        s.flat(
            loop([(240, 560), (360, 420), (480, 540), (620, 430), (780, 560), (780, 900), (240, 900)]),
            s.p.main,
        )
        s.flat(loop([(240, 660), (420, 570), (560, 640), (780, 560), (780, 900), (240, 900)]), s.p.deep)
        s.flat(
            loop(
                [
                    (470, 900),
                    (520, 760),
                    (480, 690),
                    (540, 630),
                    (560, 640),
                    (510, 700),
                    (570, 770),
                    (560, 900),
                ]
            ),
            s.p.light,
        )
        s.flat(loop([(330, 760), (350, 660), (380, 640), (410, 660), (430, 760), (380, 776)]), s.p.pop)
        s.line([(380, 640), (380, 606)], s.p.ink, 7)
    for y in (178, 818):
        s.cut(rect(262, y, 476, 30, 12), WOOD, 0.8)


@motif("flat", 1.1)
def business_cards(s: Sheet) -> None:
    """Two small stacks of cards with a mark on them."""
    for i in range(5):
        s.cut(
            rect(180 + i * 3, 560 - i * 9, 420, 250, 10), PAPER if i == 4 else mix(PAPER, s.p.ink, 0.1), 0.4
        )
    s.cut(oval(300, 640, 54), s.p.accent, 0.0)
    leaf(s, 280, 664, 70, -50, s.p.light, 0.0)
    written(s, 390, 610, (150, 110, 130), 40, s.p.deep, 9)
    with s.moved(60, -60, turn=12):
        for i in range(4):
            s.cut(
                rect(360 + i * 3, 300 - i * 9, 420, 250, 10),
                s.p.accent if i == 3 else mix(PAPER, s.p.ink, 0.1),
                0.5,
            )
        s.cut(oval(580, 400, 62), s.p.light, 0.0)
        leaf(s, 556, 428, 78, -50, s.p.accent, 0.0)


@motif("flat")
def handwritten_card(s: Sheet) -> None:
    """A card with lines of handwriting, an envelope and a pen."""
    with s.moved(-30, -20, turn=-8):
        s.cut(rect(190, 250, 520, 370, 10), s.p.main, 0.9)
        s.line([(196, 258), (450, 450), (704, 258)], s.p.deep, 5, straight=True)
    with s.moved(40, 60, turn=4):
        s.cut(rect(290, 380, 500, 400, 10), PAPER, 1.1)
        for row in range(4):
            y = 470 + row * 66
            points = [
                (340 + i * 20, y + (-14 if i % 2 else 10) * (1 if (i + row) % 3 else 0.4))
                for i in range(18 - row * 2 - (5 if row == 3 else 0))
            ]
            s.line(points, s.p.ink, 5)
        s.cut(heart_shape(716, 716, 60), s.p.accent, 0.3)
    s.line([(890, 380), (800, 640)], s.p.ink, 32, lift=0.9, straight=True)
    s.line([(868, 444), (860, 468)], s.p.pop, 34, straight=True)
    s.cut(poly([(788, 636), (816, 646), (780, 706)]), s.p.pop, 0.4)


MOTIFS = (diary, calendar, greeting_cards, sketchbook, stickers, poster, business_cards, handwritten_card)
