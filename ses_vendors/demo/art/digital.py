"""Work without a parcel: websites, audits, logos, templates, a course, laundry vouchers."""

from __future__ import annotations

from .ornaments import flower, heart_shape, leaf, star_shape, written
from .outlines import half, loop, oval, poly, rect
from .palettes import PAPER, STEEL, STEEL_DARK, WOOD, mix
from .sheet import Sheet, motif


def _laptop(s: Sheet) -> None:
    s.cut(rect(210, 270, 580, 420, 30), "#34363d", 1.1)
    s.cut(rect(234, 294, 532, 372, 14), PAPER, 0.0)
    s.cut(poly([(160, 690), (840, 690), (900, 800), (880, 830), (120, 830), (100, 800)]), STEEL, 0.9)
    s.flat(poly([(200, 706), (800, 706), (836, 766), (164, 766)]), STEEL_DARK)
    s.flat(rect(420, 780, 160, 28, 10), mix(STEEL, "#ffffff", 0.4))


def _window(s: Sheet, x: float, y: float, w: float, h: float) -> None:
    s.cut(rect(x, y, w, h, 22), PAPER, 1.1)
    with s.inside(rect(x, y, w, h, 22)):
        s.flat(rect(x, y, w, 60), s.p.main)
    for i, colour in enumerate((s.p.accent, s.p.pop, s.p.light)):
        s.flat(oval(x + 38 + i * 36, y + 31, 11), colour)


@motif("table")
def website(s: Sheet) -> None:
    """A laptop with a page laid out on it."""
    _laptop(s)
    s.flat(rect(234, 294, 532, 50, 10), s.p.main)
    for x in (640, 690, 740):
        s.flat(oval(x, 319, 9), s.p.light)
    view = rect(262, 364, 280, 160, 12)
    s.flat(view, mix(s.p.wall, s.p.main, 0.3))
    with s.inside(view):
        s.flat(oval(470, 420, 34), s.p.pop)
        s.flat(loop([(240, 500), (340, 430), (430, 500), (560, 440), (560, 560), (240, 560)]), s.p.deep)
    written(s, 574, 390, (160, 130, 150), 34, mix(PAPER, s.p.ink, 0.35), 10)
    s.flat(rect(570, 480, 120, 40, 18), s.p.accent)
    for i, colour in enumerate((s.p.pop, s.p.main, s.p.accent)):
        s.flat(rect(262 + i * 164, 546, 148, 96, 12), colour)


@motif("flat", 1.05)
def maintenance(s: Sheet) -> None:
    """A page, a wrench and a gear."""
    _window(s, 180, 210, 560, 470)
    written(s, 226, 330, (300, 240, 280), 52, mix(PAPER, s.p.ink, 0.28), 14)
    s.flat(rect(226, 500, 190, 130, 14), mix(s.p.main, PAPER, 0.5))
    with s.moved(0, 0, turn=0):
        for angle in range(0, 360, 45):
            with s.moved(0, 0, turn=angle, about=(640, 640)):
                s.cut(rect(606, 464, 68, 80, 12), s.p.accent, 0.8)
        s.cut(oval(640, 640, 132), s.p.accent, 0.8)
        s.cut(oval(640, 640, 58), s.p.light, 0.1)
    with s.moved(-60, 120, turn=38, about=(450, 700)):
        s.cut(rect(424, 560, 56, 300, 24), STEEL, 1.0)
        s.cut(
            loop(
                [
                    (392, 480),
                    (420, 420),
                    (430, 500),
                    (474, 500),
                    (484, 420),
                    (512, 480),
                    (506, 560),
                    (452, 596),
                    (398, 560),
                ]
            ),
            STEEL,
            0.7,
        )
        s.flat(oval(452, 826, 13), STEEL_DARK)


@motif("flat")
def audit(s: Sheet) -> None:
    """A magnifier over a page with ticks, a keyboard key below."""
    s.cut(rect(230, 160, 460, 640, 18), PAPER, 1.1)
    for row in range(5):
        y = 250 + row * 100
        done = row != 2
        s.cut(rect(276, y - 26, 52, 52, 12), s.p.main if done else s.p.accent, 0.2)
        mark = [(288, y), (300, y + 12), (318, y - 14)] if done else [(290, y - 12), (314, y + 12)]
        s.line(mark, PAPER, 9, straight=True)
        written(s, 362, y - 10, (240, 180), 26, mix(PAPER, s.p.ink, 0.3), 9)
    s.line([(720, 690), (850, 850)], WOOD, 48, lift=1.0, straight=True)
    s.cut(oval(630, 580, 166), s.p.deep, 1.0)
    s.cut(oval(630, 580, 130), mix(s.p.wall, "#ffffff", 0.45), 0.1)
    s.flat(oval(630, 520, 30), s.p.ink)
    s.line([(556, 570), (630, 582), (704, 570)], s.p.ink, 19)
    s.line([(630, 582), (630, 624)], s.p.ink, 24)
    s.line([(630, 620), (596, 680)], s.p.ink, 19)
    s.line([(630, 620), (664, 680)], s.p.ink, 19)


@motif("flat")
def logo_design(s: Sheet) -> None:
    """A drawn mark on grid paper with pencils."""
    with s.moved(0, 0, turn=-5):
        s.cut(rect(190, 180, 560, 600, 12), PAPER, 1.1)
        for k in range(1, 9):
            s.line([(190 + k * 62, 190), (190 + k * 62, 770)], s.p.wall, 3, straight=True)
            s.line([(200, 180 + k * 66), (740, 180 + k * 66)], s.p.wall, 3, straight=True)
        s.seam(oval(470, 470, 210), s.p.accent, 3)
        s.cut(half(470, 480, 160, 160), s.p.main, 0.1)
        s.cut(half(470, 480, 160, 160, 0), s.p.accent, 0.1)
        leaf(s, 470, 590, 220, -90, s.p.light, 0.1)
    for i, colour in enumerate((s.p.pop, s.p.main, s.p.accent)):
        with s.moved(i * 56, i * 10, turn=14 + i * 5, about=(760, 560)):
            s.line([(760, 400), (760, 740)], colour, 36, lift=0.9, straight=True)
            s.cut(poly([(742, 750), (778, 750), (760, 820)]), WOOD, 0.4)
            s.flat(poly([(754, 796), (766, 796), (760, 820)]), s.p.ink)


@motif("flat")
def social_banners(s: Sheet) -> None:
    """Overlapping square and tall pictures."""
    frames = (
        (190, 210, 300, 300, s.p.main),
        (530, 160, 260, 440, s.p.accent),
        (240, 540, 260, 300, s.p.pop),
        (540, 630, 290, 230, s.p.deep),
    )
    for i, (x, y, w, h, colour) in enumerate(frames):
        s.cut(rect(x, y, w, h, 22), PAPER, 1.0)
        inner = rect(x + 16, y + 16, w - 32, h - 32, 12)
        s.flat(inner, colour)
        cx, cy = x + w / 2, y + h / 2
        with s.inside(inner):
            if i == 0:
                flower(s, cx, cy, 100, s.p.light, s.p.pop, 7)
            elif i == 1:
                s.flat(oval(cx, cy - 70, 70), s.p.pop)
                s.flat(
                    loop([(x, cy + 60), (cx, cy - 10), (x + w, cy + 60), (x + w, y + h), (x, y + h)]),
                    s.p.light,
                )
            elif i == 2:
                s.flat(heart_shape(cx, cy, 150), s.p.light)
            else:
                s.flat(star_shape(cx, cy, 82), s.p.pop)


@motif("flat")
def newsletter(s: Sheet) -> None:
    """An open envelope with a laid-out letter."""
    s.cut(poly([(190, 470), (500, 240), (810, 470), (810, 800), (190, 800)]), s.p.deep, 1.0)
    s.cut(rect(270, 200, 460, 480, 14), PAPER, 0.7)
    s.flat(rect(300, 230, 400, 60, 10), s.p.main)
    s.flat(rect(300, 312, 400, 120, 10), s.p.pop)
    s.flat(half(440, 432, 90, 80), s.p.accent)
    written(s, 306, 462, (380, 300), 34, mix(PAPER, s.p.ink, 0.3), 10)
    s.cut(poly([(190, 480), (500, 690), (810, 480), (810, 820), (190, 820)]), s.p.main, 0.8)
    s.line([(196, 812), (420, 640)], s.p.deep, 4, straight=True)
    s.line([(804, 812), (580, 640)], s.p.deep, 4, straight=True)
    s.cut(oval(790, 300, 50), s.p.accent, 0.8)


@motif("flat")
def cv(s: Sheet) -> None:
    """A one-page CV on a clipboard."""
    s.cut(rect(250, 180, 500, 680, 26), WOOD, 1.1)
    s.cut(rect(282, 236, 436, 596, 8), PAPER, 0.4)
    s.flat(rect(310, 276, 110, 110, 55), s.p.main)
    flower(s, 365, 331, 40, s.p.light, s.p.pop, 6)
    written(s, 450, 304, (220, 160), 44, s.p.deep, 14)
    for y, colour in ((440, s.p.accent), (580, s.p.pop), (710, s.p.accent)):
        s.flat(oval(324, y, 12), colour)
        written(s, 356, y, (320, 270, 300), 34, mix(PAPER, s.p.ink, 0.28), 9)
    s.cut(rect(410, 150, 180, 80, 22), STEEL, 0.8)
    s.cut(oval(500, 160, 26), STEEL_DARK, 0.4)


@motif("table")
def online_course(s: Sheet) -> None:
    """A laptop playing a lesson, a mortarboard on its corner."""
    _laptop(s)
    s.flat(rect(234, 294, 532, 300, 12), mix(s.p.main, s.p.wall, 0.35))
    s.cut(oval(500, 440, 82), PAPER, 0.6)
    s.cut(poly([(474, 396), (474, 484), (548, 440)]), s.p.accent, 0.0)
    s.line([(270, 626), (730, 626)], mix(PAPER, s.p.ink, 0.2), 13, straight=True)
    s.line([(270, 626), (450, 626)], s.p.accent, 13, straight=True)
    s.flat(oval(450, 626, 17), s.p.accent)
    s.flat(rect(340, 548, 320, 26, 10), s.p.ink, 0.55)
    with s.moved(0, 0, turn=-8, about=(740, 260)):
        s.cut(rect(670, 260, 150, 80, 20), s.p.deep, 0.7)
        s.cut(poly([(560, 250), (745, 180), (930, 250), (745, 320)]), s.p.ink, 0.9)
        s.line([(745, 250), (860, 270), (866, 350)], s.p.pop, 9)
        s.cut(oval(866, 366, 15, 24), s.p.pop, 0.3)


def _ticket(s: Sheet) -> None:
    s.cut(rect(190, 640, 620, 210, 20), PAPER, 1.0)
    s.line([(640, 652), (640, 838)], s.p.accent, 5, dash="4 15", straight=True)
    for y in (640, 850):
        s.flat(oval(640, y, 20), s.p.table)
    written(s, 236, 710, (240, 180), 56, s.p.main, 15)
    s.cut(star_shape(724, 745, 48), s.p.pop, 0.2)


@motif("flat")
def laundry_voucher(s: Sheet) -> None:
    """A washing machine and a ticket."""
    s.cut(rect(300, 130, 400, 480, 34), PAPER, 1.1)
    s.flat(rect(300, 210, 400, 10), mix(PAPER, s.p.ink, 0.15))
    s.flat(rect(336, 156, 120, 36, 10), mix(PAPER, s.p.ink, 0.14))
    for x, colour in ((570, s.p.accent), (630, s.p.pop)):
        s.cut(oval(x, 174, 19), colour, 0.3)
    s.cut(oval(500, 410, 148), STEEL, 0.5)
    drum = oval(500, 410, 114)
    s.cut(drum, mix(s.p.main, s.p.ink, 0.3), 0.0)
    with s.inside(drum):
        s.flat(loop([(370, 420), (450, 396), (540, 430), (640, 400), (640, 560), (370, 560)]), s.p.main)
        s.flat(loop([(400, 480), (470, 420), (540, 470), (500, 560)]), s.p.accent)
        s.flat(loop([(520, 500), (580, 440), (620, 520)]), s.p.pop)
        for x, y, r in ((450, 370, 19), (500, 346, 13), (550, 380, 17)):
            s.flat(oval(x, y, r), s.p.light, 0.9)
    _ticket(s)


@motif("flat")
def ironing_voucher(s: Sheet) -> None:
    """An iron over a striped sleeve, and a ticket."""
    cloth = rect(180, 420, 640, 160, 26)
    s.cut(cloth, s.p.light, 0.8)
    with s.inside(cloth):
        for x in range(200, 830, 60):
            s.flat(rect(x, 420, 18, 160), mix(s.p.light, s.p.main, 0.6))
    s.line([(400, 240), (420, 160), (600, 150), (700, 200), (716, 300)], s.p.ink, 36, lift=0.7)
    s.cut(
        loop(
            [(260, 480), (320, 350), (440, 260), (600, 240), (740, 280), (770, 380), (774, 480), (500, 490)]
        ),
        s.p.main,
        1.1,
    )
    s.cut(rect(240, 456, 544, 50, 20), STEEL, 0.4)
    s.cut(oval(560, 370, 52), s.p.light, 0.4)
    s.line([(560, 370), (584, 342)], s.p.accent, 9, straight=True)
    for x in (170, 205, 140):
        s.line([(x, 470), (x - 24, 420), (x + 10, 380), (x - 14, 330)], PAPER, 10, opacity=0.85)
    _ticket(s)


MOTIFS = (
    website,
    maintenance,
    audit,
    logo_design,
    social_banners,
    newsletter,
    cv,
    online_course,
    laundry_voucher,
    ironing_voucher,
)
