"""Pictures of the demo goods, drawn in one hand: cut paper on a coloured table.

`draw` gives a product's picture, `logo` a seller's mark, `hero` the wide picture of the home page,
`shop_mark` the shop's own sign. All return SVG; `raster` turns any of them into PNG bytes, and
`painted` does both for a product.
"""

from __future__ import annotations

from .drawing import MOTIFS, draw, hero, logo, painted, raster, shop_mark
from .palettes import PALETTES

__all__ = ["MOTIFS", "PALETTES", "draw", "hero", "logo", "painted", "raster", "shop_mark"]
