"""The mark is one drawing for each level, told apart without colour, and says its name."""

from __future__ import annotations

import io
from typing import get_args
from xml.etree import ElementTree

import pytest
import resvg_py
from PIL import Image, ImageChops

from kernel.badge import Level, mark

BADGES = (Level.ATTESTED, Level.INSERTION)
SIZES = (16, 24, 32, 64, 128)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(level: Level, *, size: int, tone: mark.Tone = "one") -> Image.Image:
    """The mark as a browser paints it, black where it takes the text's colour."""
    text = mark.svg(level, size=size, title="", tone=tone).replace("currentColor", "#000000")
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=text)))).convert("RGBA")


@pytest.mark.parametrize("tone", get_args(mark.Tone))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", [*BADGES, Level.LINE])
def test_each_size_and_tone_is_well_formed_and_as_large_as_it_says(
    level: Level, size: int, tone: mark.Tone
) -> None:
    root = ElementTree.fromstring(mark.svg(level, size=size, title="x", tone=tone))  # noqa: S314

    assert (root.get("width"), root.get("height")) == (str(size), str(size))
    assert drawn(level, size=size, tone=tone).size == (size, size)


def test_a_named_mark_is_a_picture_with_that_name_and_another_is_decoration() -> None:
    named = ElementTree.fromstring(mark.svg(Level.ATTESTED, size=16, title='Făcut & „atestat" <b>'))  # noqa: S314
    bare = ElementTree.fromstring(mark.svg(Level.ATTESTED, size=16, title=""))  # noqa: S314

    assert named.get("role") == "img"
    assert named.get("aria-label") == 'Făcut & „atestat" <b>'
    assert named.findtext(f"{SVG}title") == 'Făcut & „atestat" <b>'
    assert bare.get("aria-hidden") == "true"
    assert bare.get("role") is None
    assert bare.find(f"{SVG}title") is None


@pytest.mark.parametrize("size", SIZES)
def test_in_one_colour_the_levels_differ_by_shape(size: int) -> None:
    first, second = (drawn(level, size=size).getchannel("A") for level in BADGES)

    differing = sum(
        ImageChops.difference(first, second).point(lambda depth: depth > 128).get_flattened_data()
    )

    assert differing > size * size * 0.12


@pytest.mark.parametrize("level", BADGES)
def test_at_16_pixels_the_pattern_is_an_open_hole_in_a_full_patch(level: Level) -> None:
    ink = drawn(level, size=16).getchannel("A")

    full = sum(1 for depth in ink.get_flattened_data() if depth > 200)
    middle = [ink.getpixel((x, y)) for x in range(4, 12) for y in range(3, 12)]

    assert full > 85
    assert sum(1 for depth in middle if depth < 90) >= 10


@pytest.mark.parametrize("tone", ["colour", "dark"])
@pytest.mark.parametrize("level", BADGES)
def test_each_tone_stands_out_from_its_ground(level: Level, tone: mark.Tone) -> None:
    ground = {"colour": "#fffdf9", "dark": "#1d212c"}[tone]

    assert contrast(mark.INKS[tone][level], ground) >= 4.5


def test_there_is_nothing_to_draw_where_there_is_no_badge() -> None:
    with pytest.raises(mark.NoMark):
        mark.svg(Level.NONE, size=16, title="")


def test_the_line_is_an_outline_without_a_pattern() -> None:
    ink = drawn(Level.LINE, size=32).getchannel("A")

    assert all(ink.getpixel((x, y)) == 0 for x in range(8, 24) for y in range(6, 18))


def test_a_symbol_takes_the_colour_of_the_text() -> None:
    symbol = mark.symbol(Level.INSERTION)

    assert symbol.startswith('<symbol id="mark-insertion" viewBox="0 0 32 32">')
    assert 'fill="currentColor"' in symbol
    assert "#" not in symbol


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
