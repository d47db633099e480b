"""Bags and small carried things: totes, pouches, wallets, a backpack, a keyring."""

from __future__ import annotations

from .ornaments import dots, flower, heart_shape, leaf, sprig, star_shape, stripes
from .outlines import Outline, loop, mirror, oval, poly, rect
from .palettes import DENIM, DENIM_DARK, LAVENDER, RUBBER, STEEL, STEEL_DARK, mix
from .sheet import Sheet, motif


def _handles(s: Sheet, colour: str, *, back: bool) -> None:
    lift = 0.4 if back else 0.7
    top = 150 if back else 196
    s.line([(400, 420), (410, 250), (500, top), (590, 250), (600, 420)], colour, 26, lift=lift)


def _tote(s: Sheet, cloth: str, handle: str) -> Outline:
    _handles(s, mix(handle, s.p.ink, 0.2), back=True)
    body = poly([(300, 390), (700, 390), (722, 830), (278, 830)])
    s.cut(body, cloth)
    _handles(s, handle, back=False)
    s.line([(312, 420), (690, 420)], mix(cloth, s.p.ink, 0.25), 3, dash="11 9", straight=True)
    for x in (400, 600):
        s.cut(rect(x - 18, 404, 36, 44, 5), handle, 0.3)
    return body


@motif("table")
def tote_bag(s: Sheet) -> None:
    """A canvas tote with an embroidered bunch."""
    _tote(s, s.p.light, s.p.main)
    sprig(s, 500, 770, 260, fill=s.p.accent, pairs=3)
    sprig(s, 460, 770, 190, lean=-70, fill=s.p.accent, pairs=2)
    sprig(s, 540, 770, 190, lean=70, fill=s.p.accent, pairs=2)
    flower(s, 500, 520, 56, s.p.main, s.p.pop, 7)
    flower(s, 398, 592, 38, s.p.pop, s.p.main)
    flower(s, 602, 592, 38, s.p.pop, s.p.main)


@motif("table")
def printed_tote(s: Sheet) -> None:
    """A tote with a screen-printed sun over hills."""
    _tote(s, s.p.light, mix(s.p.light, s.p.deep, 0.5))
    s.flat(oval(500, 575, 92), s.p.accent)
    frame = rect(352, 470, 296, 300, 18)
    with s.inside(frame):
        s.flat(loop([(320, 690), (430, 600), (540, 680), (690, 590), (700, 820), (320, 820)]), s.p.main)
        s.flat(loop([(320, 740), (440, 690), (560, 750), (690, 690), (700, 840), (320, 840)]), s.p.deep)
    for x in (390, 500, 610):
        s.line([(x, 452), (500 + (x - 500) * 0.85, 470)], s.p.accent, 8, straight=True)


@motif("table")
def produce_bags(s: Sheet) -> None:
    """Three drawstring pouches with fruit and bread."""
    s.cut(oval(330, 380, 58, 62), s.p.pop, 0.7)
    leaf(s, 334, 324, 56, -50)
    s.cut(oval(404, 392, 46, 48), s.p.accent, 0.7)
    _pouch(s, 350, 600, 1.0, s.p.light, "stripes")
    s.line([(720, 520), (690, 330)], "#b8712f", 62, lift=0.7)
    for t in (0.2, 0.5, 0.8):
        s.line(
            [(700 + 12 * t, 350 + 160 * t), (738 - 40 + 12 * t, 330 + 160 * t)], "#f0d6a2", 8, straight=True
        )
    _pouch(s, 660, 640, 0.85, mix(s.p.light, s.p.main, 0.35), "dots")
    _pouch(s, 500, 725, 0.6, s.p.pop, "plain")


def _pouch(s: Sheet, cx: float, cy: float, size: float, cloth: str, pattern: str) -> None:
    with s.moved(cx - 500, cy - 500, scale=size, about=(500, 500)):
        body = loop(
            [(400, 330), (600, 330), (680, 480), (670, 660), (590, 716), (410, 716), (330, 660), (320, 480)]
        )
        s.cut(body, cloth)
        with s.inside(body):
            if pattern == "stripes":
                stripes(s, (300, 310, 400, 420), mix(cloth, s.p.main, 0.55), 54, 16)
            elif pattern == "dots":
                dots(s, (300, 330, 400, 400), s.p.light, 66, 12)
        s.cut(
            loop([(380, 330), (400, 270), (500, 290), (600, 270), (620, 330), (500, 350)]),
            mix(cloth, s.p.deep, 0.14),
            0.4,
        )
        s.line([(388, 330), (500, 348), (612, 330)], s.p.accent, 11)
        s.line([(606, 332), (660, 390), (640, 450)], s.p.accent, 11, lift=0.4)
        s.line([(612, 330), (690, 370), (700, 430)], s.p.accent, 11, lift=0.4)


@motif("table")
def pouch(s: Sheet) -> None:
    """A quilted make-up pouch."""
    body = loop(
        [(250, 470), (500, 440), (750, 470), (792, 650), (760, 806), (500, 830), (240, 806), (208, 650)]
    )
    s.cut(body, s.p.main)
    with s.inside(body):
        for x in range(-200, 1300, 92):
            s.line([(x, 420), (x + 420, 840)], mix(s.p.main, s.p.light, 0.35), 4, dash="12 8", straight=True)
            s.line([(x, 840), (x + 420, 420)], mix(s.p.main, s.p.light, 0.35), 4, dash="12 8", straight=True)
    s.cut(loop([(236, 486), (500, 452), (764, 486), (756, 446), (500, 412), (244, 446)]), s.p.deep, 0.7)
    s.line([(262, 466), (500, 434), (738, 466)], s.p.accent, 9, dash="5 10")
    s.cut(rect(712, 440, 46, 34, 9), s.p.accent, 0.5)
    s.line([(740, 470), (766, 520), (752, 580)], s.p.pop, 13, lift=0.6)
    s.cut(star_shape(752, 604, 30), s.p.pop, 0.5)


@motif("table")
def banner_bag(s: Sheet) -> None:
    """A shoulder bag cut from a banner, with pieces of giant letters."""
    s.line([(276, 470), (260, 250), (420, 140), (610, 150), (740, 270), (724, 470)], s.p.ink, 34, lift=0.7)
    s.cut(rect(694, 300, 64, 60, 10), STEEL, 0.6)
    body = rect(236, 440, 528, 390, 34)
    s.cut(body, s.p.main)
    flap = poly([(222, 410), (778, 410), (760, 650), (640, 700), (240, 680)])
    s.cut(flap, s.p.light)
    with s.inside(flap):
        s.flat(poly([(200, 600), (420, 380), (560, 380), (260, 720)]), s.p.accent)
        s.flat(oval(650, 560, 120), s.p.pop)
        s.flat(oval(650, 560, 58), s.p.light)
        s.flat(poly([(440, 720), (600, 380), (640, 380), (500, 720)]), s.p.deep)
    s.seam(poly([(240, 426), (760, 426), (744, 638), (634, 682), (256, 664)]), s.p.ink)
    s.cut(rect(470, 640, 60, 84, 12), s.p.ink, 0.6)
    s.cut(rect(480, 676, 40, 22, 6), STEEL, 0.4)


@motif("table")
def wallet(s: Sheet) -> None:
    """A folded wallet of inner tube with cards showing."""
    for i, colour in enumerate((s.p.pop, s.p.light, s.p.accent)):
        s.cut(rect(300 + 26 * i, 470 - 34 * (2 - i), 400, 200, 18), colour, 0.5)
    s.cut(rect(252, 512, 500, 310, 34), RUBBER)
    s.line([(270, 640), (736, 628)], mix(RUBBER, "#ffffff", 0.18), 3, straight=True)
    for x in (330, 392, 454):
        s.line([(x, 700), (x + 40, 760)], mix(RUBBER, "#ffffff", 0.26), 6, straight=True)
    s.cut(rect(560, 486, 84, 352, 14), mix(RUBBER, "#ffffff", 0.14), 0.8)
    s.cut(oval(602, 668, 27), STEEL_DARK, 0.5)
    s.flat(oval(598, 663, 13), STEEL)
    s.seam(rect(270, 530, 464, 274, 24), s.p.accent)


@motif("table")
def backpack(s: Sheet) -> None:
    """A denim backpack with jeans pockets."""
    for sign in (-1, 1):
        s.line(
            [(500 + sign * 160, 380), (500 + sign * 262, 540), (500 + sign * 200, 770)],
            DENIM_DARK,
            40,
            lift=0.7,
        )
    s.line([(452, 262), (460, 190), (540, 190), (548, 262)], s.p.accent, 22, lift=0.6)
    s.cut(
        loop(
            [(320, 330), (500, 248), (680, 330), (716, 600), (690, 826), (500, 842), (310, 826), (284, 600)]
        ),
        DENIM,
    )
    s.cut(
        poly([(376, 600), (624, 600), (624, 760), (500, 812), (376, 760)]), mix(DENIM, "#ffffff", 0.16), 0.8
    )
    s.seam(poly([(392, 616), (608, 616), (608, 752), (500, 796), (392, 752)]), s.p.accent)
    s.line([(400, 666), (460, 700), (500, 680), (540, 700), (600, 666)], s.p.accent, 4, dash="11 8")
    s.cut(loop([(316, 350), (500, 236), (684, 350), (676, 500), (500, 566), (324, 500)]), DENIM_DARK, 1.0)
    s.line([(338, 494), (500, 548), (662, 494)], s.p.accent, 4, dash="13 9")
    s.cut(rect(470, 500, 60, 112, 12), "#a8703f", 0.6)
    s.cut(rect(476, 566, 48, 30, 7), s.p.pop, 0.4)


@motif("flat", 1.1)
def laptop_sleeve(s: Sheet) -> None:
    """A sleeve with a laptop half pulled out."""
    s.cut(rect(250, 190, 500, 400, 24), STEEL)
    s.cut(rect(268, 206, 464, 300, 12), s.p.ink, 0.3)
    s.flat(poly([(300, 220), (480, 220), (360, 490), (300, 490)]), mix(s.p.ink, "#ffffff", 0.12))
    s.cut(rect(222, 400, 556, 400, 30), s.p.main)
    s.seam(rect(242, 420, 516, 360, 20), s.p.light)
    s.cut(rect(300, 540, 400, 200, 22), mix(s.p.main, s.p.deep, 0.35), 0.7)
    s.line([(318, 566), (682, 566)], s.p.light, 3, dash="11 9", straight=True)
    s.cut(rect(222, 400, 556, 64, 18), mix(s.p.main, s.p.deep, 0.55), 0.6)
    s.cut(rect(460, 440, 80, 110, 14), s.p.accent, 0.7)
    s.flat(oval(500, 520, 11), s.p.light)


@motif("flat", 1.28)
def keyring(s: Sheet) -> None:
    """A loop of fire hose on a steel ring, with keys."""
    with s.moved(-70, 0):
        _keyring(s)


def _keyring(s: Sheet) -> None:
    s.line([(510, 330), (590, 250), (660, 330), (590, 410), (510, 330)], STEEL, 20, lift=0.8)
    s.cut(rect(380, 330, 160, 430, 30), s.p.main)
    for x in (404, 516):
        s.line([(x, 350), (x, 740)], s.p.light, 6, dash="16 10", straight=True)
    s.flat(rect(442, 350, 36, 392), s.p.pop)
    s.cut(rect(370, 420, 180, 70, 12), s.p.ink, 0.6)
    s.cut(oval(460, 455, 24), STEEL, 0.4)
    for turn, colour in ((-16, s.p.accent), (-44, STEEL_DARK)):
        with s.moved(0, 0, turn=turn, about=(610, 390)):
            s.cut(oval(610, 470, 56), colour)
            s.flat(oval(610, 440, 15), s.p.wall)
            s.cut(
                poly(
                    [
                        (594, 520),
                        (626, 520),
                        (626, 720),
                        (660, 720),
                        (660, 744),
                        (626, 744),
                        (626, 770),
                        (594, 770),
                    ]
                ),
                colour,
                0.8,
            )


@motif("flat")
def lavender_sachet(s: Sheet) -> None:
    """A linen sachet tied with lavender stems."""
    body = loop(
        [(330, 380), (500, 362), (670, 380), (716, 600), (690, 800), (500, 822), (310, 800), (284, 600)]
    )
    linen = "#eadcc0"
    s.cut(body, linen)
    s.seam(
        loop(
            [(350, 440), (500, 430), (650, 440), (690, 600), (666, 776), (500, 796), (334, 776), (310, 600)]
        ),
        s.p.main,
    )
    s.cut(loop(mirror([(560, 250), (630, 200), (640, 300), (570, 380)])), mix(linen, s.p.main, 0.15), 0.7)
    for lean in (-40, 0, 40):
        x = 500 + lean * 0.4
        s.line([(x, 640), (500, 380), (500 + lean * 1.6, 180)], "#6d8a5c", 7, lift=0.3)
        for i in range(5):
            s.cut(oval(500 + lean * (1.7 + i * 0.12), 196 - i * 24, 17 - i * 2, 17), LAVENDER, 0.3)
    s.line([(398, 376), (500, 396), (602, 376)], s.p.accent, 17, lift=0.4)
    s.cut(heart_shape(500, 610, 110), LAVENDER, 0.5)


@motif("table")
def floor_cushion(s: Sheet) -> None:
    """A round, firm floor cushion with a side handle."""
    s.cut(
        loop(
            [
                (170, 600),
                (220, 520),
                (500, 480),
                (780, 520),
                (830, 600),
                (826, 740),
                (760, 816),
                (500, 846),
                (240, 816),
                (174, 740),
            ]
        ),
        s.p.main,
    )
    top = oval(500, 596, 318, 112)
    s.cut(top, mix(s.p.main, s.p.light, 0.2), 0.4)
    with s.inside(top):
        for i in range(12):
            end = (500 + 340 * _COS[i], 596 + 126 * _SIN[i])
            s.line([(500, 596), end], mix(s.p.main, s.p.deep, 0.3), 5, straight=True)
    s.cut(oval(500, 594, 26, 15), s.p.accent, 0.4)
    s.line([(420, 744), (440, 790), (560, 790), (580, 744)], s.p.accent, 26, lift=0.7)
    s.line([(196, 690), (330, 758)], s.p.deep, 4, dash="12 9")
    s.line([(804, 690), (670, 758)], s.p.deep, 4, dash="12 9")


_COS = (1, 0.87, 0.5, 0, -0.5, -0.87, -1, -0.87, -0.5, 0, 0.5, 0.87)
_SIN = (0, 0.5, 0.87, 1, 0.87, 0.5, 0, -0.5, -0.87, -1, -0.87, -0.5)

MOTIFS = (
    tote_bag,
    printed_tote,
    produce_bags,
    pouch,
    banner_bag,
    wallet,
    backpack,
    laptop_sleeve,
    keyring,
    lavender_sachet,
    floor_cushion,
)
