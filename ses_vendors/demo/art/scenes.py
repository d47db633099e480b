"""The rooms the things stand in: a table, a wall, a sheet seen from above; and the grain of the paper."""

from __future__ import annotations

from zlib import crc32

from .outlines import loop, oval, rect
from .palettes import mix
from .sheet import Motif, Sheet

TABLE_TOP = 700.0


def room(s: Sheet, motif: Motif) -> None:
    """Lay the background of a motif's scene, a little past the square on every side."""
    s.flat(rect(-700, -700, 2400, 2400), s.p.wall)
    kind = crc32(motif.name.encode())
    if motif.scene == "table":
        (_arch, _sun, _hills, _window)[kind % 4](s)
        _table(s)
    elif motif.scene == "wall":
        (_sun, _stripes, _arch)[kind % 3](s)
    else:
        (_mat, _disc, _corner)[kind % 3](s)


def grain(s: Sheet) -> None:
    """Short fibres over the whole picture, as in laid paper; the same on every sheet."""
    for i in range(110):
        x, y = (i * 389.7) % 1000, (i * 617.3) % 1000
        dx, dy = 16 * ((i * 7) % 5 - 2), 9 * ((i * 11) % 5 - 2)
        colour = "#ffffff" if i % 3 else s.p.ink
        s.line(
            [(x, y), (x + dx * 0.6, y + dy * 0.3), (x + dx, y + dy)],
            colour,
            1.6,
            opacity=0.16 if i % 3 else 0.07,
        )


def _soft(s: Sheet, share: float = 0.45) -> str:
    return mix(s.p.wall, s.p.light, share)


def _table(s: Sheet) -> None:
    s.cut(
        loop(
            [(-300, 706), (100, TABLE_TOP), (400, 708), (700, 698), (1300, 706), (1300, 1700), (-300, 1700)]
        ),
        s.p.table,
        0.0,
    )
    s.flat(oval(512, 838, 340, 36), s.p.ink, 0.15)
    s.flat(oval(508, 836, 270, 24), s.p.ink, 0.13)


def _arch(s: Sheet) -> None:
    s.cut(rect(120, 70, 760, 1400, 380), _soft(s), 0.5)


def _sun(s: Sheet) -> None:
    s.cut(oval(500, 490, 400), _soft(s), 0.5)


def _hills(s: Sheet) -> None:
    s.cut(oval(700, 300, 130), _soft(s, 0.7), 0.4)
    hill = [(-100, 560), (160, 430), (420, 520), (700, 420), (1100, 540), (1100, 1100), (-100, 1100)]
    s.cut(loop(hill), _soft(s, 0.42), 0.5)


def _window(s: Sheet) -> None:
    s.cut(rect(130, 90, 740, 700, 40), _soft(s), 0.5)
    s.line([(500, 96), (500, 700)], s.p.wall, 10, straight=True)
    s.line([(136, 400), (864, 400)], s.p.wall, 10, straight=True)


def _stripes(s: Sheet) -> None:
    for x in range(-60, 1100, 160):
        s.flat(rect(x, -700, 80, 2400), mix(s.p.wall, s.p.table, 0.3))


def _mat(s: Sheet) -> None:
    s.cut(rect(70, 70, 860, 860, 60), _soft(s, 0.4), 0.5)
    s.seam(rect(96, 96, 808, 808, 44), mix(s.p.wall, s.p.main, 0.4))


def _disc(s: Sheet) -> None:
    s.cut(oval(500, 500, 450), _soft(s, 0.42), 0.5)


def _corner(s: Sheet) -> None:
    s.cut(
        loop([(-200, 640), (240, 560), (560, 700), (1200, 420), (1200, 1300), (-200, 1300)]),
        mix(s.p.wall, s.p.table, 0.55),
        0.5,
    )
