"""Things to wear and to cook in: aprons, shirts, skirts, robes, a doll."""

from __future__ import annotations

from .ornaments import flower, heart_shape, sprig
from .outlines import Outline, half, loop, mirror, oval, poly, rect
from .palettes import BLACK_CLAY, DENIM, DENIM_DARK, WOOD, WOOD_DARK, mix
from .sheet import Sheet, motif


def _hanger(s: Sheet, y: float, half_width: float) -> None:
    s.line([(500, y), (500, y - 46), (528, y - 66), (510, y - 92), (484, y - 80)], WOOD_DARK, 9, lift=0.5)
    s.cut(
        loop([(500, y - 8), (500 + half_width, y + 58), (500, y + 34), (500 - half_width, y + 58)]), WOOD, 0.6
    )


def _apron_shape() -> Outline:
    right = [(585, 235), (610, 330), (650, 420), (715, 450), (725, 640), (712, 850)]
    return poly(mirror(right))


def _apron_straps(s: Sheet, colour: str) -> None:
    s.line([(425, 250), (415, 150), (500, 105), (585, 150), (575, 250)], colour, 20, lift=0.5)
    s.line([(288, 470), (215, 520), (196, 640), (230, 700)], colour, 18, lift=0.6)
    s.line([(712, 470), (785, 520), (800, 620), (765, 720)], colour, 18, lift=0.6)


@motif("wall")
def apron(s: Sheet) -> None:
    """A kitchen apron with a split pocket."""
    _apron_straps(s, s.p.deep)
    s.cut(_apron_shape(), s.p.main)
    with s.inside(_apron_shape()):
        for y in range(250, 860, 46):
            s.line([(250, y), (750, y)], mix(s.p.main, s.p.light, 0.22), 5, straight=True)
    s.cut(rect(368, 540, 264, 190, 22), s.p.light, 0.7)
    s.seam(rect(382, 554, 236, 162, 16), s.p.accent)
    s.line([(500, 552), (500, 720)], s.p.accent, 3, dash="11 9", straight=True)
    s.line([(560, 560), (575, 470), (582, 410)], WOOD, 16, lift=0.4)
    s.cut(oval(586, 388, 30, 40), WOOD, 0.5)
    s.cut(rect(368, 588, 264, 142, 22), s.p.light, 0.4)
    s.seam(rect(382, 602, 236, 114, 16), s.p.accent)


@motif("wall")
def denim_apron(s: Sheet) -> None:
    """A work apron pieced from jeans."""
    s.line([(425, 250), (470, 150), (585, 110)], DENIM_DARK, 26, lift=0.5)
    s.line([(575, 250), (530, 150), (415, 110)], DENIM_DARK, 26, lift=0.5)
    s.cut(_apron_shape(), DENIM)
    with s.inside(_apron_shape()):
        s.flat(rect(500, 220, 300, 640), mix(DENIM, "#ffffff", 0.16))
        s.flat(rect(250, 640, 250, 240), mix(DENIM, "#000000", 0.14))
    s.line([(500, 240), (500, 845)], s.p.pop, 3.5, dash="13 9", straight=True)
    s.cut(poly([(420, 300), (560, 300), (560, 395), (490, 425), (420, 395)]), DENIM_DARK, 0.6)
    s.seam(poly([(432, 312), (548, 312), (548, 387), (490, 410), (432, 387)]), s.p.pop)
    for x in (318, 530):
        pocket = poly([(x, 560), (x + 155, 560), (x + 155, 700), (x + 78, 748), (x, 700)])
        s.cut(pocket, DENIM_DARK, 0.7)
        s.line([(x + 14, 585), (x + 141, 585)], s.p.pop, 3.5, dash="13 9", straight=True)
        s.line([(x + 14, 600), (x + 141, 600)], s.p.pop, 3.5, dash="13 9", straight=True)
        for dx in (8, 147):
            s.flat(oval(x + dx, 566, 6), s.p.accent)


@motif("wall")
def shirt(s: Sheet) -> None:
    """A linen shirt on a wooden hanger."""
    _hanger(s, 232, 190)
    cloth = "#ecdfc6"
    fold = mix(cloth, s.p.deep, 0.28)
    for sign in (-1, 1):
        sleeve = [
            (500 + sign * x, y) for x, y in ((150, 262), (232, 330), (322, 560), (238, 606), (150, 440))
        ]
        s.cut(poly(sleeve), mix(cloth, s.p.deep, 0.1), 0.9)
        cuff = [(500 + sign * x, y) for x, y in ((325, 548), (338, 590), (240, 640), (226, 596))]
        s.cut(poly(cuff), fold, 0.5)
    s.cut(
        loop(mirror([(560, 238), (650, 262), (690, 330), (668, 480), (680, 660), (700, 830), (600, 842)])),
        cloth,
    )
    s.line([(500, 285), (500, 836)], fold, 5, straight=True)
    s.line([(530, 285), (530, 836)], fold, 3, dash="10 8", straight=True)
    for y in (340, 430, 520, 610, 700):
        s.cut(oval(515, y, 9), s.p.accent, 0.3)
    for sign in (-1, 1):
        s.cut(
            poly([(500, 290), (500 + sign * 74, 228), (500 + sign * 100, 300), (500 + sign * 38, 350)]),
            fold,
            0.7,
        )
    s.cut(rect(560, 400, 96, 104, 14), mix(cloth, s.p.deep, 0.06), 0.4)
    sprig(s, 606, 492, 74, pairs=2, fill=s.p.main)


@motif("wall", 1.06)
def skirt(s: Sheet) -> None:
    """A wool skirt with pleats, held by clips."""
    _hanger(s, 214, 170)
    for x in (395, 605):
        s.cut(rect(x - 14, 236, 28, 54, 8), s.p.pop, 0.5)
    shape = poly(mirror([(628, 288), (640, 350), (745, 800), (625, 836)]))
    s.cut(shape, s.p.main)
    with s.inside(shape):
        for i, x in enumerate((300, 380, 460, 540, 620, 700)):
            top = 500 + (x - 500) * 0.42
            tone = mix(s.p.main, s.p.deep, 0.35 if i % 2 else 0.12)
            s.flat(poly([(top - 16, 345), (top + 22, 345), (x + 40, 850), (x - 40, 850)]), tone)
        s.flat(rect(200, 744, 600, 22), s.p.accent)
    s.cut(rect(370, 284, 260, 62, 12), s.p.deep, 0.6)
    s.line([(384, 315), (616, 315)], s.p.accent, 3, dash="11 9", straight=True)
    s.cut(oval(602, 315, 13), s.p.accent, 0.4)


def _tee(s: Sheet, cloth: str) -> None:
    right = [(566, 236), (650, 262), (800, 400), (716, 486), (664, 440), (672, 830)]
    s.cut(poly(mirror(right)), cloth)
    s.flat(half(500, 236, 70, 62, 0), mix(cloth, s.p.ink, 0.3))
    s.line([(432, 238), (455, 288), (500, 304), (545, 288), (568, 238)], mix(cloth, s.p.ink, 0.14), 13)
    for sign in (-1, 1):
        s.line(
            [(500 + sign * 284, 384), (500 + sign * 204, 464)],
            mix(cloth, s.p.ink, 0.16),
            3,
            dash="10 8",
            straight=True,
        )


@motif("wall")
def tshirt(s: Sheet) -> None:
    """A printed t-shirt."""
    _tee(s, s.p.main)
    s.flat(oval(500, 520, 116), s.p.light)
    with s.inside(oval(500, 520, 116)):
        s.flat(loop([(360, 560), (450, 500), (540, 560), (650, 500), (680, 680), (340, 680)]), s.p.accent)
        s.flat(loop([(340, 610), (440, 580), (560, 630), (680, 580), (680, 700), (340, 700)]), s.p.deep)
    s.flat(oval(455, 470, 24), s.p.pop)


@motif("wall")
def bathrobe(s: Sheet) -> None:
    """A terry robe with a shawl collar and a belt."""
    _hanger(s, 210, 190)
    cloth = mix(s.p.light, s.p.main, 0.4)
    dark = mix(s.p.light, s.p.main, 0.8)
    for sign in (-1, 1):
        sleeve = [
            (500 + sign * x, y) for x, y in ((140, 240), (230, 300), (300, 600), (186, 630), (140, 420))
        ]
        s.cut(poly(sleeve), mix(cloth, dark, 0.35), 0.9)
        cuff = [(500 + sign * x, y) for x, y in ((292, 560), (306, 612), (184, 644), (176, 590))]
        s.cut(poly(cuff), dark, 0.4)
    s.cut(poly(mirror([(560, 212), (650, 250), (672, 480), (706, 860)])), cloth)
    s.line([(540, 560), (552, 856)], dark, 5, straight=True)
    s.cut(loop([(430, 214), (500, 300), (548, 540), (505, 566), (430, 400), (392, 250)]), dark, 0.7)
    s.cut(loop([(570, 214), (500, 300), (470, 500), (505, 566), (575, 400), (608, 250)]), dark, 0.7)
    s.cut(rect(326, 540, 348, 44, 10), s.p.accent, 0.6)
    s.line([(508, 570), (480, 660), (492, 740)], s.p.accent, 24, lift=0.6)
    s.line([(520, 570), (560, 650), (556, 715)], s.p.accent, 24, lift=0.6)
    s.cut(oval(514, 564, 30, 27), mix(s.p.accent, s.p.ink, 0.2), 0.5)
    for x in (350, 566):
        s.cut(rect(x, 640, 98, 110, 16), mix(cloth, dark, 0.35), 0.5)


@motif("table")
def rag_doll(s: Sheet) -> None:
    """A sitting rag doll with plaits."""
    skin, hair = "#f0cfa9", mix(s.p.deep, "#5b3420", 0.5)
    for sign in (-1, 1):
        s.line([(500 + sign * 55, 700), (500 + sign * 95, 770), (500 + sign * 120, 830)], skin, 48, lift=0.7)
        s.cut(oval(500 + sign * 132, 838, 46, 30), s.p.ink, 0.7)
        s.line([(500 + sign * 70, 500), (500 + sign * 150, 560), (500 + sign * 185, 640)], skin, 40, lift=0.7)
        s.line([(500 + sign * 76, 500), (500 + sign * 135, 545)], s.p.light, 54, lift=0.5)
    s.cut(oval(500, 330, 142, 148), hair)
    for sign in (-1, 1):
        x = 500 + sign * 142
        s.line([(500 + sign * 110, 370), (x, 440), (x + sign * 6, 545)], hair, 40, lift=0.8)
        s.cut(oval(x + sign * 6, 530, 25, 15), s.p.pop, 0.4)
    dress = poly(mirror([(556, 462), (590, 540), (690, 772), (600, 790)]))
    s.cut(dress, s.p.main)
    with s.inside(dress):
        for x, y in ((400, 720), (460, 640), (520, 730), (590, 660), (640, 742), (500, 560), (350, 762)):
            s.flat(oval(x, y, 11), s.p.light)
        s.flat(rect(280, 752, 440, 16), s.p.pop)
    s.cut(oval(500, 352, 116, 118), skin, 0.5)
    s.cut(
        loop(
            [(384, 352), (400, 240), (500, 206), (600, 240), (616, 352), (560, 292), (500, 276), (440, 292)]
        ),
        hair,
        0.5,
    )
    for x in (458, 542):
        s.flat(oval(x, 356, 9), BLACK_CLAY)
        s.flat(oval(x + (x - 500) * 0.55, 396, 18, 12), s.p.main, 0.4)
    s.line([(474, 402), (500, 418), (526, 402)], s.p.accent, 6)
    s.cut(heart_shape(500, 590, 64), s.p.light, 0.4)


@motif("wall")
def laundry_bag(s: Sheet) -> None:
    """A canvas bag drawn shut with a cord, on its hook."""
    s.cut(rect(440, 150, 120, 34, 12), WOOD, 0.7)
    s.line([(500, 176), (500, 214), (528, 226)], WOOD_DARK, 12, lift=0.4)
    s.line([(460, 330), (478, 244), (508, 216), (534, 250), (540, 330)], s.p.accent, 13, lift=0.5)
    body = loop(
        [
            (430, 340),
            (500, 326),
            (570, 340),
            (660, 470),
            (700, 700),
            (640, 850),
            (500, 866),
            (360, 850),
            (300, 700),
            (340, 470),
        ]
    )
    s.cut(body, s.p.light)
    with s.inside(body):
        s.flat(rect(250, 660, 500, 30), s.p.main)
        s.flat(rect(250, 708, 500, 14), s.p.accent)
        for x in (400, 470, 530, 600):
            s.line(
                [(500 + (x - 500) * 0.55, 340), (x, 420), (x + (x - 500) * 0.3, 500)],
                mix(s.p.light, s.p.deep, 0.25),
                5,
            )
    s.cut(
        loop([(408, 330), (440, 282), (500, 296), (560, 282), (592, 330), (500, 352)]),
        mix(s.p.light, s.p.main, 0.3),
        0.6,
    )
    for x in (430, 476, 524, 570):
        s.flat(oval(x, 330, 8), s.p.deep)
    s.line([(570, 332), (640, 400), (622, 480)], s.p.accent, 10, lift=0.5)
    flower(s, 500, 560, 48, s.p.main, s.p.pop)


MOTIFS = (apron, denim_apron, shirt, skirt, tshirt, bathrobe, rag_doll, laundry_bag)
