"""The colours of the pictures: twelve palettes that sit well together, and the colours of materials."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One mood: the room (wall, table) and the papers cut for the things in it. All values are #rrggbb."""

    wall: str
    table: str
    main: str
    deep: str
    light: str
    accent: str
    pop: str
    ink: str


PALETTES: dict[str, Palette] = {
    "linen": Palette("#f1e7d6", "#dccbad", "#d3b788", "#a07d50", "#fbf6ea", "#b8604a", "#6f8a74", "#4a3b2c"),
    "clay": Palette("#f3dccb", "#dfb497", "#c4704a", "#8e4529", "#fbeee2", "#4f7073", "#e5b25d", "#47281b"),
    "honey": Palette("#fbe9bd", "#efcf84", "#e0a02f", "#a86a14", "#fff6dd", "#a8482f", "#5f7f5c", "#4b3312"),
    "moss": Palette("#e3e6cd", "#bfc79a", "#7d8c4c", "#4f5f2f", "#f7f5e4", "#cf7a3b", "#e9c46a", "#2f3720"),
    "night": Palette("#43587a", "#31435f", "#86a9c4", "#4d6f8d", "#f1f1e8", "#e6b04f", "#d9735a", "#16203a"),
    "brick": Palette("#f2d3c4", "#dfa58e", "#b64c34", "#7d2c20", "#fdeee4", "#2f5d62", "#efb757", "#451a14"),
    "lavender": Palette(
        "#e7def0", "#c7b6da", "#8d74b5", "#5d4885", "#f8f3fb", "#dd9f4c", "#7f9a6d", "#32264a"
    ),
    "sky": Palette("#d8e9ee", "#aacdd8", "#4f90a8", "#2c627a", "#f4fafa", "#e58e5a", "#f0c75e", "#1c3a48"),
    "plum": Palette("#ecd5dc", "#cfa3b2", "#8a3d5a", "#5c2340", "#faeef0", "#d9a441", "#6c8f86", "#3a1428"),
    "sand": Palette("#f6e6cf", "#e6c9a0", "#d99a5b", "#9b6231", "#fff8ec", "#3f7f86", "#c6533f", "#4a2f1a"),
    "mint": Palette("#d8ebe0", "#a9d0bd", "#4fa083", "#2b6b57", "#f4fbf6", "#e0705a", "#f1c561", "#17392f"),
    "rose": Palette("#fbdcd9", "#efb7b2", "#d9707a", "#a0404f", "#fff3f1", "#4d7c8a", "#eeb95c", "#4c1c26"),
}

# Things keep the colour of what they are made of in every palette.
PAPER = "#fbf7ee"
CREAM = "#f3e6cc"
WOOD = "#c9965f"
WOOD_DARK = "#96643a"
WOOD_LIGHT = "#e3bf8f"
WALNUT = "#7b4f35"
EARTH = "#5b4130"
HONEY = "#e39a1e"
HONEY_LIGHT = "#f6c95c"
CRUST = "#b8712f"
CRUST_DARK = "#8a4c1e"
CRUMB = "#f0d6a2"
TERRACOTTA = "#c06b45"
BLACK_CLAY = "#3a3638"
LEAF = "#6f8f4e"
LEAF_DARK = "#4c6b39"
CHERRY = "#9c2233"
APRICOT = "#ec9a45"
AUBERGINE = "#563052"
KRAFT = "#d0a877"
LAVENDER = "#8467b0"
STEEL = "#aeb4b8"
STEEL_DARK = "#747c82"
DENIM = "#4a6a92"
DENIM_DARK = "#33496b"
RUBBER = "#3c3d42"
GLASS = "#e7f1ef"
RED = "#c23b34"


def mix(first: str, second: str, share: float) -> str:
    """Blend two #rrggbb colours; share 0 is the first, 1 the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
