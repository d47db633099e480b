"""Clay and what burns or drinks from it: mugs, bowls, plates, vases, pots, bells, candles."""

from __future__ import annotations

from .ornaments import flower, heart_shape, leaf, sprig, steam
from .outlines import loop, mirror, oval, rect
from .palettes import BLACK_CLAY, CREAM, GLASS, HONEY, HONEY_LIGHT, PAPER, TERRACOTTA, mix
from .sheet import Sheet, motif

CLAY_DARK = mix(TERRACOTTA, "#3a1a0c", 0.35)
CLAY_LIGHT = mix(TERRACOTTA, "#ffffff", 0.28)


def flame(s: Sheet, x: float, y: float, size: float = 1.0) -> None:
    """A candle flame standing on (x, y)."""
    for scale, colour in ((1.0, "#f2a43a"), (0.58, "#fbe08a")):
        k = size * scale
        s.cut(
            loop([(x, y), (x + 30 * k, y - 36 * k), (x + 4 * k, y - 112 * k), (x - 28 * k, y - 40 * k)]),
            colour,
            0.2,
        )


def _mug(s: Sheet, body: str, handle: str, inside: str) -> None:
    s.line([(650, 520), (770, 510), (784, 650), (646, 704)], handle, 38, lift=0.8)
    s.cut(
        loop(
            [(320, 420), (500, 412), (680, 420), (682, 600), (662, 780), (500, 836), (338, 780), (318, 600)]
        ),
        body,
    )
    s.cut(oval(500, 424, 180, 52), mix(body, "#ffffff", 0.16), 0.3)
    s.flat(oval(500, 430, 154, 38), inside)


@motif("table")
def mug(s: Sheet) -> None:
    """A burnished black mug with tea."""
    _mug(s, BLACK_CLAY, mix(BLACK_CLAY, "#000000", 0.2), "#7a4a24")
    for x in (372, 424, 476, 528, 580, 632):
        s.line([(x, 520), (x + (500 - x) * 0.04, 780)], mix(BLACK_CLAY, "#ffffff", 0.16), 5, straight=True)
    s.line([(330, 500), (500, 516), (670, 500)], mix(BLACK_CLAY, "#ffffff", 0.3), 6)
    steam(s, 500, 372)


@motif("table")
def printed_mug(s: Sheet) -> None:
    """A white mug with a heart and a coloured handle."""
    _mug(s, PAPER, s.p.main, s.p.deep)
    s.flat(heart_shape(470, 630, 170), s.p.accent)
    s.flat(heart_shape(560, 560, 70), s.p.pop)
    for x, y in ((388, 540), (600, 690), (392, 730)):
        s.flat(oval(x, y, 11), s.p.main)


@motif("table")
def bowl(s: Sheet) -> None:
    """A glazed bowl full of berries."""
    s.cut(rect(410, 780, 180, 52, 14), TERRACOTTA, 0.8)
    s.cut(oval(500, 520, 292, 88), s.p.deep, 0.5)
    fruit = ((380, 506), (450, 470), (520, 462), (592, 480), (640, 516), (480, 520), (556, 528), (420, 540))
    for i, (x, y) in enumerate(fruit):
        s.cut(oval(x, y, 52), (s.p.accent, s.p.pop, "#8d2f45")[i % 3], 0.5)
    leaf(s, 500, 440, 110, -60)
    leaf(s, 520, 446, 100, -20)
    body = loop(
        [
            (204, 526),
            (350, 574),
            (500, 590),
            (650, 574),
            (796, 526),
            (750, 690),
            (620, 800),
            (500, 812),
            (380, 800),
            (250, 690),
        ]
    )
    s.cut(body, s.p.main)
    with s.inside(body):
        s.flat(
            loop(
                [
                    (180, 560),
                    (350, 620),
                    (500, 636),
                    (650, 620),
                    (820, 560),
                    (820, 600),
                    (650, 664),
                    (500, 680),
                    (350, 664),
                    (180, 600),
                ]
            ),
            s.p.light,
        )
        for x in (280, 330, 300):
            s.line([(x, 640 + (x - 280)), (x + 60, 740)], mix(s.p.main, "#ffffff", 0.3), 7)
        s.flat(
            loop([(300, 790), (420, 760), (500, 776), (580, 756), (700, 790), (500, 860)]),
            mix(s.p.main, s.p.deep, 0.5),
        )


@motif("wall")
def plate(s: Sheet) -> None:
    """A decorative plate with a trailed cockerel's comb of leaves."""
    s.line([(440, 190), (500, 130), (560, 190)], s.p.ink, 6, straight=True)
    s.cut(oval(500, 520, 336), TERRACOTTA, 1.4)
    s.cut(oval(500, 520, 300), CREAM, 0.2)
    s.seam(oval(500, 520, 318), CREAM, 6)
    s.cut(oval(500, 520, 222), s.p.main, 0.2)
    for angle in range(0, 360, 30):
        with s.moved(0, 0, turn=angle, about=(500, 520)):
            s.flat(oval(500, 258, 21, 24), s.p.accent if angle % 60 else s.p.pop)
    for angle in range(0, 360, 60):
        leaf(s, 500, 520, 186, angle + 30, s.p.light)
    flower(s, 500, 520, 92, s.p.pop, s.p.accent, 8)


@motif("table")
def vase(s: Sheet) -> None:
    """A tall burnished vase with three dry stems."""
    for lean in (-120, 10, 130):
        s.line([(500, 420), (500 + lean * 0.4, 280), (500 + lean, 130)], s.p.deep, 7, lift=0.4)
        for i in range(6):
            x, y = 500 + lean * (0.52 + i * 0.1), 250 - i * 26
            leaf(s, x, y, 54, -60 + lean * 0.2, s.p.pop, 0.3)
            leaf(s, x, y, 54, -120 + lean * 0.2, s.p.pop, 0.3)
    body = loop(
        mirror(
            [(548, 330), (560, 360), (540, 440), (560, 500), (640, 590), (654, 690), (610, 800), (560, 834)]
        )
    )
    s.cut(body, s.p.main, 1.2)
    with s.inside(body):
        for x in range(360, 660, 34):
            s.line([(500 + (x - 500) * 0.5, 440), (x, 620), (x, 840)], mix(s.p.main, s.p.deep, 0.35), 5)
        s.flat(rect(300, 560, 400, 14), s.p.light, 0.8)
        s.flat(rect(300, 584, 400, 6), s.p.light, 0.8)
    s.cut(oval(500, 334, 54, 18), mix(s.p.main, s.p.ink, 0.4), 0.3)


@motif("table")
def candle_holder(s: Sheet) -> None:
    """A clay chamber-stick with a lit candle."""
    s.line([(650, 700), (790, 640), (800, 760), (670, 764)], CLAY_DARK, 32, lift=0.7)
    s.cut(oval(480, 770, 286, 72), TERRACOTTA)
    s.cut(oval(480, 756, 238, 50), CLAY_DARK, 0.2)
    s.cut(rect(424, 640, 112, 124, 22), CLAY_LIGHT, 0.6)
    s.cut(oval(480, 646, 66, 20), TERRACOTTA, 0.3)
    s.cut(rect(444, 330, 72, 316, 14), PAPER, 0.7)
    s.line([(452, 350), (456, 420)], CREAM, 14)
    s.line([(506, 344), (504, 392)], CREAM, 12)
    s.line([(480, 334), (480, 306)], s.p.ink, 6)
    s.flat(oval(480, 256, 120), "#fbe08a", 0.35)
    flame(s, 480, 318)


@motif("table")
def clay_pot(s: Sheet) -> None:
    """A lidded pot for sarmale."""
    for sign in (-1, 1):
        s.line(
            [
                (500 + sign * 250, 560),
                (500 + sign * 344, 570),
                (500 + sign * 320, 670),
                (500 + sign * 250, 672),
            ],
            CLAY_DARK,
            36,
            lift=0.7,
        )
    s.cut(
        loop(
            [(236, 520), (500, 500), (764, 520), (776, 660), (690, 806), (500, 836), (310, 806), (224, 660)]
        ),
        TERRACOTTA,
    )
    s.line([(252, 610), (380, 650), (500, 620), (620, 650), (748, 610)], s.p.light, 11)
    s.line([(250, 650), (380, 690), (500, 660), (620, 690), (750, 650)], s.p.light, 5)
    for x in (330, 440, 560, 670):
        s.flat(oval(x, 740, 15), s.p.light)
    s.cut(oval(500, 516, 276, 50), CLAY_DARK, 0.4)
    s.cut(
        loop(
            [(240, 500), (300, 420), (420, 368), (500, 360), (580, 368), (700, 420), (760, 500), (500, 528)]
        ),
        CLAY_LIGHT,
        0.8,
    )
    s.line([(300, 462), (500, 430), (700, 462)], s.p.light, 7)
    s.cut(oval(500, 346, 50, 38), TERRACOTTA, 0.8)
    steam(s, 650, 330, 130)


@motif("wall")
def bell(s: Sheet) -> None:
    """A clay bell on a hemp string, with a twig."""
    sprig(s, 470, 318, 170, lean=-210)
    sprig(s, 530, 318, 170, lean=210)
    s.line([(500, 330), (494, 220), (506, 60)], "#b79461", 13, lift=0.4)
    s.cut(oval(500, 806, 44, 48), CLAY_DARK, 0.8)
    s.line([(500, 700), (500, 790)], "#b79461", 10)
    body = loop(mirror([(540, 318), (612, 400), (650, 560), (690, 690), (740, 764), (600, 780)]))
    s.cut(body, TERRACOTTA, 1.2)
    with s.inside(body):
        s.line([(330, 560), (500, 584), (670, 560)], CREAM, 9)
        s.line([(320, 600), (500, 624), (680, 600)], CREAM, 5)
        for x in (370, 435, 500, 565, 630):
            s.flat(oval(x, 672 - abs(x - 500) * 0.12, 15), s.p.main)
        s.flat(rect(220, 726, 560, 16), CREAM)
    for side in (-1, 1):
        s.cut(
            loop([(500, 322), (500 + side * 70, 280), (500 + side * 96, 330), (500 + side * 50, 356)]),
            s.p.accent,
            0.6,
        )
    s.cut(oval(500, 326, 26, 22), mix(s.p.accent, s.p.ink, 0.2), 0.4)


@motif("table")
def candle(s: Sheet) -> None:
    """Two beeswax candles, one honeycombed, one lit."""
    _beeswax(s, 600, 480, 96)
    _beeswax(s, 410, 360, 112)
    s.flat(oval(410, 276, 110), "#fff1b8", 0.45)
    s.line([(600, 484), (604, 452)], s.p.ink, 6)
    s.line([(410, 364), (410, 336)], s.p.ink, 6)
    flame(s, 410, 346)
    s.line([(488, 720), (600, 740), (712, 716)], s.p.accent, 16, lift=0.3)


def _beeswax(s: Sheet, x: float, top: float, half_width: float) -> None:
    body = rect(x - half_width, top, half_width * 2, 826 - top, 20)
    s.cut(body, HONEY)
    with s.inside(body):
        row = 0
        y = top + 22
        while y < 850:
            offset = 24 if row % 2 else 0
            for i in range(-4, 5):
                hexagon(s, x + i * 48 + offset, y, 27, mix(HONEY, "#8a5a10", 0.3))
            y += 42
            row += 1
    s.cut(oval(x, top + 4, half_width, 22), HONEY_LIGHT, 0.2)


def hexagon(s: Sheet, x: float, y: float, r: float, colour: str) -> None:
    """The outline of one cell of a comb."""
    corners = [(0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5), (0, -1)]
    s.line([(x + a * r, y + b * r) for a, b in corners], colour, 4, straight=True)


@motif("table")
def glass_candle(s: Sheet) -> None:
    """A soy candle in a cut glass."""
    s.cut(rect(330, 430, 340, 400, 40), mix(s.p.main, GLASS, 0.62))
    s.cut(rect(354, 540, 292, 272, 28), "#f7efdc", 0.2)
    s.cut(oval(500, 542, 146, 32), PAPER, 0.2)
    s.line([(500, 540), (500, 500)], s.p.ink, 7)
    s.flat(oval(500, 450, 116), "#fbe08a", 0.4)
    flame(s, 500, 512, 1.05)
    s.line([(372, 470), (372, 760)], "#ffffff", 13, opacity=0.6)
    s.cut(rect(400, 640, 200, 120, 16), KRAFT_LABEL, 0.5)
    leaf(s, 448, 700, 104, 0, s.p.main)
    s.line([(330, 436), (500, 448), (670, 436)], "#ffffff", 7, opacity=0.7)


KRAFT_LABEL = "#e0c094"

MOTIFS = (mug, printed_mug, bowl, plate, vase, candle_holder, clay_pot, bell, candle, glass_candle)
