"""From the joiner's bench: boards, spoons, a train, blocks, frames, racks and boxes."""

from __future__ import annotations

from .ornaments import flower, leaf, sprig
from .outlines import Outline, half, loop, oval, poly, rect
from .palettes import CRUMB, CRUST, PAPER, STEEL, STEEL_DARK, WALNUT, WOOD, WOOD_DARK, WOOD_LIGHT, mix
from .sheet import Sheet, motif


def grain(
    s: Sheet, shape: Outline, box: tuple[float, float, float, float], colour: str, gap: float = 38
) -> None:
    """Long grain lines across a plank; box is x, y, width, height."""
    x, y, w, h = box
    with s.inside(shape):
        top = y + gap / 2
        while top < y + h:
            s.line([(x, top), (x + w * 0.35, top - 8), (x + w * 0.7, top + 9), (x + w, top)], colour, 3.2)
            top += gap


@motif("flat")
def cutting_board(s: Sheet) -> None:
    """A beech board with a hanging hole and herbs on it."""
    with s.moved(0, 0, turn=-12):
        shape = loop(
            [
                (290, 240),
                (400, 220),
                (456, 180),
                (470, 110),
                (530, 110),
                (544, 180),
                (600, 220),
                (710, 240),
                (722, 500),
                (710, 850),
                (500, 866),
                (290, 850),
                (278, 500),
            ]
        )
        s.cut(shape, WOOD_LIGHT, 1.2)
        with s.inside(shape):
            for x in range(290, 740, 44):
                s.line([(x, 120), (x - 10, 400), (x + 12, 640), (x, 880)], WOOD, 3.2)
        s.flat(oval(500, 168, 25), s.p.table)
    sprig(s, 420, 720, 300, lean=120)
    for x, y in ((610, 640), (560, 730), (660, 740)):
        s.cut(oval(x, y, 58), "#c8372d", 0.8)
        s.flat(oval(x - 16, y - 18, 11), "#ffffff", 0.5)
        leaf(s, x, y - 50, 36, -60)
        leaf(s, x, y - 50, 36, -130)


@motif("flat")
def wooden_spoons(s: Sheet) -> None:
    """Two spoons and a spatula tied with a cord."""
    for turn, colour, kind in ((-20, WOOD, "spoon"), (20, WOOD_DARK, "flat"), (0, WOOD_LIGHT, "spoon")):
        with s.moved(0, 0, turn=turn, about=(500, 760)):
            s.cut(
                loop([(480, 420), (520, 420), (526, 660), (534, 900), (500, 914), (466, 900), (474, 660)]),
                colour,
                0.9,
            )
            if kind == "spoon":
                s.cut(oval(500, 290, 92, 138), colour, 0.9)
                s.flat(oval(500, 284, 62, 100), mix(colour, "#3a2010", 0.25))
            else:
                s.cut(
                    poly([(420, 160), (580, 200), (572, 400), (530, 450), (470, 450), (428, 400)]),
                    colour,
                    0.9,
                )
    s.cut(rect(412, 716, 176, 30, 12), s.p.accent, 0.5)
    s.line([(572, 730), (660, 780), (640, 840)], s.p.accent, 12, lift=0.4)
    s.line([(572, 730), (676, 740), (710, 790)], s.p.accent, 12, lift=0.4)


def _wheel(s: Sheet, x: float, y: float, r: float, colour: str) -> None:
    s.cut(oval(x, y, r), colour, 0.7)
    s.cut(oval(x, y, r * 0.4), WOOD_LIGHT, 0.2)


@motif("table")
def toy_train(s: Sheet) -> None:
    """A wooden locomotive with wagons behind it."""
    for x, colour in ((130, s.p.pop), (330, s.p.accent)):
        s.line([(x + 150, 740), (x + 220, 740)], WOOD_DARK, 14)
        s.cut(rect(x, 620, 170, 130, 18), colour)
        s.cut(rect(x - 8, 736, 186, 34, 12), WOOD, 0.5)
        for wx in (x + 40, x + 130):
            _wheel(s, wx, 788, 42, s.p.deep)
    s.cut(oval(215, 600, 52), WOOD_LIGHT, 0.6)
    s.cut(poly([(360, 620), (400, 540), (440, 620)]), s.p.main, 0.6)
    s.cut(rect(420, 560, 60, 62, 8), WOOD_LIGHT, 0.6)
    s.cut(rect(540, 736, 340, 36, 14), WOOD, 0.6)
    s.cut(rect(690, 560, 176, 184, 60), s.p.main)
    s.cut(rect(800, 450, 56, 130, 10), s.p.deep, 0.6)
    s.cut(rect(782, 426, 92, 40, 14), s.p.accent, 0.6)
    s.cut(rect(548, 450, 170, 296, 16), WOOD_LIGHT)
    s.cut(rect(582, 498, 102, 92, 18), s.p.wall, 0.1)
    s.cut(rect(526, 416, 214, 50, 18), s.p.accent, 0.7)
    s.cut(oval(868, 664, 22), s.p.pop, 0.4)
    _wheel(s, 620, 780, 60, s.p.deep)
    _wheel(s, 760, 794, 44, s.p.deep)
    _wheel(s, 856, 794, 44, s.p.deep)
    for x, y, r in ((850, 370, 34), (890, 310, 44), (850, 240, 30)):
        s.cut(oval(x, y, r), PAPER, 0.4)


@motif("table")
def blocks(s: Sheet) -> None:
    """A tower of blocks, prisms and an arch."""

    def block(x: float, y: float, size: float, colour: str) -> None:
        s.cut(rect(x, y, size, size, 14), colour)
        s.flat(rect(x + 14, y + 14, size - 28, size - 28, 8), mix(colour, "#ffffff", 0.14))

    for x, colour in ((200, WOOD), (364, WOOD_LIGHT), (640, WOOD)):
        block(x, 676, 156, colour)
    arch = [*rect(300, 520, 400, 160, 10)]
    s.cut(arch, WOOD_LIGHT)
    s.flat(half(500, 680, 96, 96), s.p.wall)
    s.flat(half(500, 680, 96, 96), s.p.ink, 0.16)
    block(340, 372, 148, WOOD)
    block(512, 372, 148, mix(WOOD_LIGHT, PAPER, 0.3))
    s.cut(poly([(330, 372), (500, 230), (670, 372)]), WOOD)
    flower(s, 586, 446, 46, s.p.main, s.p.pop)
    s.flat(oval(414, 446, 38), s.p.accent)
    s.flat(poly([(240, 790), (278, 714), (316, 790)]), s.p.main)
    s.flat(oval(442, 754, 36), s.p.pop)
    s.flat(rect(684, 720, 68, 68, 6), s.p.accent)
    s.cut(poly([(820, 832), (820, 732), (900, 832)]), WOOD_LIGHT, 0.8)


@motif("wall")
def bird_house(s: Sheet) -> None:
    """A nest box on a branch, a bird by its door."""
    s.line([(120, 850), (380, 800), (640, 820), (900, 760)], WOOD_DARK, 36, lift=0.6)
    for x, y, a in ((200, 834, -60), (240, 828, 60), (800, 790, -50), (840, 780, 50), (160, 842, -110)):
        leaf(s, x, y, 96, a)
    s.cut(rect(470, 230, 60, 590, 12), WOOD_DARK, 0.5)
    body = poly([(340, 440), (500, 300), (660, 440), (646, 790), (354, 790)])
    s.cut(body, WOOD_LIGHT, 1.1)
    with s.inside(body):
        for x in (402, 468, 534, 600):
            s.line([(x, 300), (x, 800)], WOOD, 5, straight=True)
    s.cut(poly([(286, 470), (500, 262), (714, 470), (680, 506), (500, 336), (320, 506)]), s.p.main, 0.9)
    s.cut(oval(500, 540, 62), WOOD_DARK, 0.2)
    s.flat(oval(500, 546, 50), "#3b2415")
    s.line([(500, 650), (500, 690)], WOOD_DARK, 17, lift=0.5)
    s.cut(
        loop(
            [(540, 700), (520, 640), (570, 596), (626, 620), (650, 690), (720, 740), (650, 742), (590, 760)]
        ),
        s.p.accent,
        0.8,
    )
    s.cut(loop([(580, 680), (640, 680), (690, 740), (620, 730)]), mix(s.p.accent, s.p.ink, 0.25), 0.3)
    s.flat(poly([(522, 640), (486, 650), (524, 664)]), s.p.pop)
    s.flat(oval(556, 634, 7), s.p.ink)


@motif("table")
def photo_frame(s: Sheet) -> None:
    """A walnut frame with a small landscape."""
    s.cut(poly([(600, 600), (660, 600), (780, 836), (720, 836)]), mix(WALNUT, "#000000", 0.25), 0.6)
    s.cut(rect(276, 250, 448, 576, 14), WALNUT, 1.2)
    for x, y, turn in ((306, 281, 45), (694, 281, -45), (306, 795, -45), (694, 795, 45)):
        with s.moved(x - 500, y - 500, turn=turn, about=(500, 500)):
            s.flat(rect(470, 494, 60, 12), WOOD_LIGHT)
    s.cut(rect(338, 312, 324, 452, 6), PAPER, 0.0)
    view = rect(372, 348, 256, 380, 4)
    s.cut(view, mix(s.p.wall, PAPER, 0.3), 0.0)
    with s.inside(view):
        s.flat(oval(560, 450, 44), s.p.accent)
        s.flat(loop([(340, 640), (430, 540), (520, 610), (640, 540), (660, 760), (340, 760)]), s.p.pop)
        s.flat(loop([(340, 690), (460, 640), (660, 690), (660, 780), (340, 780)]), s.p.main)
    s.line([(356, 330), (470, 330)], "#ffffff", 9, opacity=0.5)
    s.cut(oval(236, 800, 30), s.p.main, 0.6)
    sprig(s, 236, 790, 150, lean=-20)


@motif("wall", 1.12)
def coat_rack(s: Sheet) -> None:
    """An oak rack with five hooks, a scarf and a hat."""
    plank = rect(140, 330, 720, 120, 26)
    s.cut(plank, WOOD, 1.0)
    grain(s, plank, (140, 330, 720, 120), WOOD_DARK, 34)
    for x in (180, 820):
        s.flat(oval(x, 390, 9), STEEL_DARK)
    for x in (236, 368, 500, 632, 764):
        s.cut(rect(x - 20, 366, 40, 66, 14), STEEL_DARK, 0.5)
        s.line([(x, 420), (x, 490), (x + 4, 524), (x + 38, 520), (x + 42, 490)], STEEL, 17, lift=0.6)
    s.line([(340, 510), (336, 660), (330, 800)], s.p.main, 84, lift=0.8)
    s.line([(400, 505), (412, 620), (420, 716)], mix(s.p.main, s.p.deep, 0.45), 80, lift=0.8)
    for y in (600, 660, 720):
        s.line([(296, y), (372, y + 4)], s.p.light, 10, straight=True)
    for x in (304, 328, 352):
        s.line([(x, 836), (x - 2, 876)], s.p.main, 9, straight=True)
    s.cut(oval(668, 590, 158, 40), s.p.accent, 0.9)
    s.cut(half(668, 590, 96, 112), s.p.accent, 0.6)
    s.cut(rect(572, 558, 192, 34, 6), s.p.deep, 0.2)


@motif("table")
def phone_stand(s: Sheet) -> None:
    """A walnut stand holding a phone."""
    with s.moved(0, 0, turn=7, about=(500, 700)):
        s.cut(rect(350, 240, 300, 540, 44), "#2b2d33", 1.0)
        s.cut(rect(370, 262, 260, 496, 28), s.p.light, 0.0)
        with s.inside(rect(370, 262, 260, 496, 28)):
            s.flat(oval(500, 420, 80), s.p.accent)
            s.flat(loop([(350, 560), (450, 480), (560, 560), (660, 500), (660, 790), (350, 790)]), s.p.main)
            s.flat(loop([(350, 640), (500, 600), (660, 660), (660, 800), (350, 800)]), s.p.deep)
        s.line([(460, 284), (540, 284)], "#2b2d33", 9, straight=True)
    base = loop([(250, 720), (500, 690), (750, 720), (780, 800), (740, 836), (260, 836), (220, 800)])
    s.cut(base, WALNUT, 1.1)
    grain(s, base, (220, 690, 560, 150), mix(WALNUT, "#000000", 0.3), 32)
    s.line([(770, 800), (860, 780), (880, 690), (850, 620)], PAPER, 10, lift=0.3)


@motif("table")
def bread_box(s: Sheet) -> None:
    """A bread box with its lid ajar on a loaf."""
    s.cut(rect(226, 380, 548, 130, 26), WOOD_LIGHT, 0.8)
    s.cut(
        loop([(290, 560), (320, 470), (420, 440), (560, 440), (680, 470), (712, 560), (500, 600)]), CRUST, 0.8
    )
    for x in (380, 470, 560):
        s.line([(x, 460), (x + 50, 510)], CRUMB, 13)
    box = rect(196, 540, 608, 290, 18)
    s.cut(box, WOOD)
    grain(s, box, (196, 540, 608, 290), WOOD_DARK, 46)
    for y in range(548, 820, 56):
        for x in (196, 776):
            s.flat(rect(x, y, 28, 28), mix(WOOD, WOOD_DARK, 0.6))
    s.cut(oval(500, 690, 84, 44), WOOD_LIGHT, 0.5)
    s.flat(oval(500, 690, 56, 22), WOOD_DARK)
    for x in (300, 700):
        s.cut(rect(x - 26, 500, 52, 60, 8), STEEL, 0.4)


MOTIFS = (
    cutting_board,
    wooden_spoons,
    toy_train,
    blocks,
    bird_house,
    photo_frame,
    coat_rack,
    phone_stand,
    bread_box,
)
