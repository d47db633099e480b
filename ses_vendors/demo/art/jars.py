"""What is put up in glass: honeys, preserves, zacuscă, syrup, herb salt."""

from __future__ import annotations

from .clay import hexagon
from .ornaments import flower, label, leaf, sprig, written
from .outlines import loop, mirror, oval, poly, rect
from .palettes import (
    APRICOT,
    AUBERGINE,
    CHERRY,
    GLASS,
    HONEY,
    HONEY_LIGHT,
    LEAF,
    PAPER,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    mix,
)
from .sheet import Sheet, motif


def _jar(
    s: Sheet, filling: str, lid: str, *, x: float = 500, top: float = 330, half_width: float = 190
) -> None:
    """A screw-top jar standing on the table."""
    w = half_width
    s.cut(rect(x - w, top + 70, 2 * w, 830 - top - 70, w * 0.34), mix(GLASS, filling, 0.25))
    s.cut(rect(x - w + 18, top + 116, 2 * w - 36, 830 - top - 134, w * 0.26), filling, 0.0)
    s.line([(x - w + 42, top + 160), (x - w + 42, 740)], "#ffffff", 13, opacity=0.45)
    s.cut(rect(x - w * 0.86, top, w * 1.72, 92, 16), lid, 0.7)
    for i in range(-3, 4):
        s.line(
            [(x + i * w * 0.23, top + 24), (x + i * w * 0.23, top + 72)],
            mix(lid, "#000000", 0.16),
            6,
            straight=True,
        )


def _cloth_lid(s: Sheet, cloth: str, x: float = 500, top: float = 300, w: float = 190) -> None:
    """A cloth cover tied over the lid."""
    cap = loop(
        [
            (x - w * 0.8, top + 20),
            (x, top - 16),
            (x + w * 0.8, top + 20),
            (x + w * 0.86, top + 84),
            (x, top + 98),
            (x - w * 0.86, top + 84),
        ]
    )
    frill = [
        (x - w * 1.1, top + 150),
        (x - w * 0.6, top + 172),
        (x, top + 158),
        (x + w * 0.6, top + 172),
        (x + w * 1.1, top + 150),
    ]
    s.cut(loop([(x - w * 0.84, top + 76), (x + w * 0.84, top + 76), *reversed(frill)]), cloth, 0.7)
    s.cut(cap, cloth, 0.3)
    for dx, dy in (
        (-0.5, 40),
        (0, 22),
        (0.5, 40),
        (-0.25, 66),
        (0.25, 66),
        (-0.75, 130),
        (0, 132),
        (0.75, 130),
    ):
        s.flat(oval(x + dx * w, top + dy, 9), s.p.light)
    s.line([(x - w * 0.86, top + 86), (x, top + 100), (x + w * 0.86, top + 86)], s.p.accent, 11)


def _comb_label(s: Sheet, y: float = 640) -> None:
    label(s, 500, y, 236, 190)
    for dx, dy in ((-30, -18), (30, -18), (0, 34)):
        hexagon(s, 500 + dx, y + dy, 31, HONEY)


@motif("table")
def honey_jar(s: Sheet) -> None:
    """A jar of clear honey with a dipper."""
    _jar(s, HONEY_LIGHT, WOOD)
    _comb_label(s)
    with s.moved(0, 0, turn=18, about=(780, 600)):
        s.line([(780, 330), (780, 640)], WOOD, 22, lift=0.7)
        for i in range(5):
            s.cut(
                rect(780 - (46, 58, 62, 58, 42)[i], 640 + i * 34, 2 * (46, 58, 62, 58, 42)[i], 26, 12),
                WOOD_LIGHT,
                0.4,
            )


@motif("table")
def linden_honey(s: Sheet) -> None:
    """A cloth-topped jar of linden honey with leaves of the tree."""
    _jar(s, HONEY, WOOD_DARK)
    _cloth_lid(s, s.p.main)
    _comb_label(s, 660)
    for a in (-20, -70, -120):
        leaf(s, 730, 812, 120, a)
    for dx in (-14, 10, 34):
        s.cut(oval(262 + dx * 2, 800 - abs(dx), 19), HONEY_LIGHT, 0.4)
        s.line([(262 + dx * 2, 790 - abs(dx)), (276, 730)], LEAF, 5)
    leaf(s, 276, 740, 120, -110, mix(LEAF, HONEY_LIGHT, 0.4))


@motif("table")
def meadow_honey(s: Sheet) -> None:
    """A wide jar of amber honey among field flowers."""
    for x, h, lean, petal in (
        (236, 330, -20, s.p.main),
        (300, 250, 10, s.p.pop),
        (770, 350, 20, s.p.accent),
        (706, 250, 0, s.p.main),
    ):
        sprig(s, x, 820, h, lean=lean, pairs=2)
        flower(s, x + lean, 820 - h, 56, petal, HONEY_LIGHT, 7)
    _jar(s, "#c8791b", s.p.deep, top=380, half_width=200)
    _comb_label(s, 664)


@motif("table")
def nut_honey(s: Sheet) -> None:
    """Walnuts in honey, two shells beside."""
    _jar(s, HONEY, s.p.deep, top=340)
    for x, y in (
        (420, 520),
        (500, 506),
        (580, 524),
        (380, 590),
        (620, 590),
        (372, 740),
        (628, 744),
        (420, 776),
        (580, 780),
    ):
        _walnut_half(s, x, y, 0.62)
    label(s, 500, 664, 200, 130)
    written(s, 450, 650, (100, 70), 30, s.p.deep)
    for x in (250, 770):
        s.cut(oval(x, 780, 70, 60), WOOD)
        s.line([(x - 62, 770), (x, 790), (x + 62, 770)], WOOD_DARK, 5)
        s.line([(x - 34, 740), (x - 10, 760), (x + 30, 738)], WOOD_DARK, 4)


def _walnut_half(s: Sheet, x: float, y: float, k: float) -> None:
    s.cut(oval(x, y, 62 * k, 54 * k), "#b98449", 0.4)
    for dx in (-26, 0, 26):
        s.line([(x + dx * k, y - 36 * k), (x + (dx + 10) * k, y), (x + dx * k, y + 36 * k)], "#8a5a2c", 7 * k)


@motif("table")
def cherry_jam(s: Sheet) -> None:
    """Sour cherry preserve under a cloth lid, cherries in front."""
    _jar(s, CHERRY, WOOD, half_width=185)
    _cloth_lid(s, s.p.light if s.p.main == CHERRY else s.p.main, w=185)
    label(s, 500, 640, 210, 150)
    s.flat(oval(480, 660, 24), CHERRY)
    s.flat(oval(526, 668, 24), CHERRY)
    s.line([(480, 640), (504, 592), (526, 648)], LEAF, 5)
    for x, y in ((740, 780), (812, 800), (230, 796)):
        s.line([(x, y - 30), (x + 16, y - 110), (776 if x > 500 else 260, 640)], LEAF, 7, lift=0.3)
        s.cut(oval(x, y, 46), CHERRY, 0.8)
        s.flat(oval(x - 14, y - 15, 9), "#ffffff", 0.55)
    leaf(s, 776, 640, 96, 10)
    leaf(s, 260, 640, 84, 190)


@motif("table")
def apricot_jam(s: Sheet) -> None:
    """A squat jar of apricot jam with a halved apricot."""
    _jar(s, APRICOT, PAPER, top=410, half_width=215)
    label(s, 500, 664, 230, 150)
    s.flat(oval(500, 668, 44), APRICOT)
    leaf(s, 504, 628, 56, -30)
    s.cut(oval(770, 764, 82, 78), APRICOT)
    s.cut(oval(764, 768, 62, 58), "#f8c987", 0.1)
    s.cut(oval(764, 774, 29, 33), "#8a5330", 0.4)
    s.cut(oval(236, 768, 76, 72), mix(APRICOT, "#d9603f", 0.25))
    s.line([(250, 700), (236, 770), (246, 834)], mix(APRICOT, "#b0472e", 0.45), 5)
    leaf(s, 250, 700, 84, -30)


@motif("table")
def zacusca(s: Sheet) -> None:
    """Zacuscă with an aubergine and a pepper beside the jar."""
    s.cut(
        loop([(700, 520), (770, 540), (840, 660), (826, 800), (740, 826), (670, 760), (664, 620)]), AUBERGINE
    )
    s.line([(724, 600), (712, 690), (740, 760)], mix(AUBERGINE, "#ffffff", 0.4), 11)
    s.cut(
        poly(
            [(690, 556), (668, 500), (716, 514), (730, 462), (756, 520), (800, 516), (776, 572), (730, 552)]
        ),
        LEAF,
        0.6,
    )
    _jar(s, "#c4532c", s.p.deep, x=440, top=350, half_width=175)
    label(s, 440, 650, 200, 150)
    s.flat(loop([(410, 610), (450, 622), (490, 670), (470, 702), (420, 690), (396, 650)]), AUBERGINE)
    s.cut(
        loop([(640, 720), (700, 706), (744, 750), (726, 826), (660, 836), (612, 800), (610, 744)]),
        "#c8372d",
        0.9,
    )
    s.line([(676, 716), (680, 680), (700, 660)], LEAF, 15)


@motif("table")
def syrup_bottle(s: Sheet) -> None:
    """Elderflower syrup, an umbel of flowers beside it."""
    s.line([(730, 826), (720, 640), (752, 470)], LEAF, 12, lift=0.4)
    for dx, dy in ((-110, -26), (-60, -64), (0, -84), (62, -60), (112, -20), (-40, -10), (46, -8)):
        s.line([(744, 520), (752 + dx, 440 + dy)], LEAF, 5, straight=True)
        flower(s, 752 + dx, 436 + dy, 44, PAPER, HONEY_LIGHT, 5)
    leaf(s, 722, 690, 120, 20)
    leaf(s, 722, 720, 120, 160)
    bottle = loop(
        mirror([(472, 262), (474, 380), (520, 460), (548, 540), (552, 700), (540, 820), (480, 834)], axis=420)
    )
    s.cut(bottle, mix(GLASS, s.p.main, 0.35))
    with s.inside(bottle):
        s.flat(rect(250, 500, 400, 360), "#ead98a")
        s.flat(oval(420, 502, 140, 20), "#f5ebb4")
    s.line([(318, 560), (318, 780)], "#ffffff", 13, opacity=0.55)
    s.cut(rect(372, 204, 96, 74, 14), WOOD, 0.7)
    label(s, 420, 660, 190, 180)
    flower(s, 420, 660, 56, s.p.pop, s.p.accent, 5)


@motif("table")
def herb_salt(s: Sheet) -> None:
    """A cork-topped jar of salt layered with herbs."""
    s.cut(rect(320, 400, 360, 430, 70), mix(GLASS, PAPER, 0.4))
    inner = rect(342, 440, 316, 372, 56)
    s.cut(inner, PAPER, 0.0)
    with s.inside(inner):
        for y, colour in ((540, LEAF), (620, mix(LEAF, PAPER, 0.45)), (740, LEAF)):
            s.flat(
                loop(
                    [
                        (320, y),
                        (420, y - 14),
                        (520, y + 8),
                        (690, y - 8),
                        (690, y + 34),
                        (520, y + 48),
                        (400, y + 30),
                        (320, y + 40),
                    ]
                ),
                colour,
            )
        for i in range(46):
            s.flat(
                oval(350 + (i * 67) % 300, 460 + (i * 41) % 340, 5),
                mix(LEAF, "#2f4024", 0.4) if i % 3 else "#d9d2c2",
            )
    s.line([(364, 480), (364, 760)], "#ffffff", 12, opacity=0.6)
    s.cut(rect(356, 316, 288, 104, 24), WOOD_LIGHT, 0.8)
    for x, y in ((400, 350), (460, 380), (540, 346), (600, 386)):
        s.flat(oval(x, y, 7), WOOD)
    s.line([(330, 432), (500, 446), (670, 432)], s.p.accent, 12)
    sprig(s, 740, 826, 250, lean=40)
    sprig(s, 250, 826, 200, lean=-30)


@motif("table")
def tasting_set(s: Sheet) -> None:
    """Four small jars in a divided box."""
    for x, filling, lid in (
        (290, HONEY_LIGHT, s.p.accent),
        (430, HONEY, s.p.pop),
        (570, "#c8791b", s.p.accent),
        (710, CHERRY, s.p.pop),
    ):
        s.cut(rect(x - 58, 430, 116, 260, 26), mix(GLASS, filling, 0.3), 0.7)
        s.cut(rect(x - 48, 470, 96, 220, 20), filling, 0.0)
        s.cut(rect(x - 50, 394, 100, 58, 11), lid, 0.5)
        s.line([(x - 34, 492), (x - 34, 600)], "#ffffff", 8, opacity=0.5)
    s.cut(rect(196, 600, 608, 230, 16), "#cfa06a")
    s.cut(rect(196, 600, 608, 40, 10), mix("#cfa06a", "#000000", 0.14), 0.1)
    label(s, 500, 736, 260, 120)
    for i in range(4):
        hexagon(s, 440 + i * 40, 736, 20, HONEY)


MOTIFS = (
    honey_jar,
    linden_honey,
    meadow_honey,
    nut_honey,
    cherry_jam,
    apricot_jam,
    zacusca,
    syrup_bottle,
    herb_salt,
    tasting_set,
)
