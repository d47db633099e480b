"""The pictures: every one is sound SVG, can be rasterised, and differs from its neighbours."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from ses_vendors.demo import art

HOUSE = Path(__file__).parents[3] / "ses_vendors"
SVG = "{http://www.w3.org/2000/svg}"


def load(name, folder="demo"):
    return json.loads((HOUSE / folder / "data" / f"{name}.json").read_text(encoding="utf-8"))


def pixels(svg, size=48):
    return Image.open(io.BytesIO(art.raster(svg, size=size)))


PRODUCTS = {p["sku"]: (p["motif"], p["palette"]) for p in load("products")}


@pytest.mark.parametrize("sku", PRODUCTS)
def test_each_product_has_a_picture_and_a_close_up(sku):
    motif, palette = PRODUCTS[sku]

    whole, close = (art.draw(motif, palette, detail=detail) for detail in (0, 1))

    for svg in (whole, close):
        root = ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)
        assert (root.tag, root.get("width"), root.get("height")) == (f"{SVG}svg", "1200", "1200")
        assert root.find(f".//{SVG}text") is None
    assert pixels(whole).size == (48, 48)
    assert pixels(whole).tobytes() != pixels(close).tobytes()


def test_no_two_products_look_the_same():
    pictures = {sku: pixels(art.draw(*pair)).tobytes() for sku, pair in PRODUCTS.items()}

    assert len(set(pictures.values())) == 100


def test_the_room_has_forty_five_motifs_or_more_and_none_is_idle():
    shown = {motif for motif, _ in PRODUCTS.values()}

    assert set(art.MOTIFS) == shown
    assert len(shown) >= 45
    assert {palette for _, palette in PRODUCTS.values()} == set(art.PALETTES)


@pytest.mark.parametrize(("folder", "name"), [("setup", "categories"), ("demo", "collections")])
def test_categories_and_collections_name_pictures_that_exist(folder, name):
    for entry in load(name, folder):
        assert entry["motif"] in art.MOTIFS
        assert entry["palette"] in art.PALETTES


def test_a_drawing_is_the_same_every_time():
    assert art.draw("bowl", "mint") == art.draw("bowl", "mint")


def test_a_wide_picture_keeps_the_thing_whole_and_fills_the_room():
    wide = pixels(art.draw("bowl", "mint", width=1600, height=900), size=160)

    assert wide.size == (160, 90)
    assert wide.getpixel((0, 0))[3] == wide.getpixel((159, 89))[3] == 255


def test_every_seller_has_a_logo_of_its_own():
    logos = {s["slug"]: art.logo(s["logo"]) for s in load("ses")}

    assert len({pixels(svg).tobytes() for svg in logos.values()}) == 11
    assert all(pixels(svg, 512).size == (512, 512) for svg in logos.values())


def test_the_hero_is_sixteen_to_nine():
    assert pixels(art.hero(), size=320).size == (320, 180)


def test_the_shop_mark_is_one_colour_and_shows_at_sixteen_pixels():
    svg = art.shop_mark("#7d2c20")

    opaque = {pixel[:3] for pixel in pixels(svg, 16).get_flattened_data() if pixel[3] == 255}

    assert opaque == {(0x7D, 0x2C, 0x20)}
    assert "currentColor" in art.shop_mark()


def test_what_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        art.draw("unicorn", "mint")
    with pytest.raises(KeyError):
        art.draw("bowl", "ultraviolet")
    with pytest.raises(KeyError):
        art.logo("nobody")
    with pytest.raises(ValueError, match="detail"):
        art.draw("bowl", "mint", detail=2)
