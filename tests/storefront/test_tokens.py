"""Contrast of the shop's colours in both lights (WCAG 2.2: 1.4.3 text, 1.4.11 controls)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import storefront

CSS = (Path(storefront.__file__).parent / "static/storefront/css/tokens.css").read_text()
GROUNDS = ("ground", "surface", "sunken")
TEXT_PAIRS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "primary", "accent", "error", "success")
        for ground in GROUNDS
    ),
    *((f"{tone}", f"{tone}-tint") for tone in ("primary", "accent", "success", "warning", "error", "info")),
    *(("ink", f"{tone}-tint") for tone in ("primary", "accent", "success", "warning", "error", "info")),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("primary-strong", "primary-tint"),
    ("ground", "ink"),
]
CONTROL_PAIRS = [
    (line, ground) for line in ("line-strong", "focus", "primary", "accent") for ground in GROUNDS
]


def colours(light: str) -> dict[str, str]:
    """The tokens' colours by name, in `light` or `dark`."""
    parts = CSS.split("@media")
    block = parts[0] if light == "light" else next(p for p in parts if "prefers-color-scheme: dark" in p)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_dark_light_names_the_same_colours() -> None:
    assert set(colours("dark")) == set(colours("light"))


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(light: str, ink: str, ground: str) -> None:
    known = colours(light)

    assert contrast(known[ink], known[ground]) >= 4.5


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), CONTROL_PAIRS)
def test_the_edge_of_a_control_can_be_seen(light: str, line: str, ground: str) -> None:
    known = colours(light)

    assert contrast(known[line], known[ground]) >= 3
