"""Pictures over HTTP."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from engine.catalog.models import Product, ProductMedia, ProductType, Thumbnail
from kernel.ids import to_global_id


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    return tmp_path / "media"


def picture(place: Path, size: tuple[int, int] = (400, 200)) -> None:
    Image.new("RGB", size, "teal").save(place)


def of_product(path: str) -> str:
    kind = ProductType.objects.create(name="Textile", slug="textile")
    product = Product.objects.create(product_type=kind, name="Șorț", slug="sort")
    return to_global_id("ProductMedia", ProductMedia.objects.create(product=product, path=path).pk)


def test_a_picture_is_sent_for_ever(client: Client, folder: Path) -> None:
    picture(folder / "sort.png")

    response = client.get("/media/sort.png")

    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response) == (folder / "sort.png").read_bytes()


@pytest.mark.parametrize(
    "path", ["../secret.png", "%2e%2e/secret.png", "/etc/hosts", "nothing.png", "a%00.png"]
)
def test_nothing_outside_the_folder_is_sent(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_only_pictures_are_sent(client: Client, folder: Path) -> None:
    (folder / "page.html").write_text("<script>alert(1)</script>")
    (folder / "drawing.svg").write_text("<svg/>")
    (folder / "folder.png").mkdir()

    statuses = [
        client.get(f"/media/{name}").status_code for name in ("page.html", "drawing.svg", "folder.png")
    ]

    assert statuses == [404, 404, 404]


@pytest.mark.django_db
def test_a_rendering_is_made_once_in_the_nearest_size(client: Client, folder: Path) -> None:
    picture(folder / "sort.png")
    global_id = of_product("sort.png")

    first = client.get(f"/thumbnail/{global_id}/250/webp/")
    second = client.get(f"/thumbnail/{global_id}/256/webp/")

    [made] = Thumbnail.objects.all()
    assert (made.size, made.format) == (256, "webp")
    assert first["Location"] == second["Location"] == f"/media/{made.path}"
    shown = Image.open(io.BytesIO(b"".join(client.get(first["Location"]))))
    assert (shown.format, shown.size) == ("WEBP", (256, 128))


@pytest.mark.django_db
def test_without_a_format_a_rendering_keeps_the_pictures_own(client: Client, folder: Path) -> None:
    picture(folder / "sort.png")

    response = client.get(f"/thumbnail/{of_product('sort.png')}/64/")

    assert response["Location"].endswith(".png")


@pytest.mark.django_db
def test_what_has_no_rendering_is_not_found(client: Client, folder: Path) -> None:
    (folder / "broken.png").write_bytes(b"no picture")
    gone, product = of_product("gone.png"), to_global_id("Product", 1)
    broken = ProductMedia.objects.create(product=Product.objects.get(), path="broken.png")
    broken_id = to_global_id("ProductMedia", broken.pk)
    unknown = to_global_id("ProductMedia", 10**30)

    places = [
        f"{gone}/64/",
        f"{gone}/64/bmp/",
        f"{product}/64/",
        f"{unknown}/64/",
        "abc/64/",
        f"{broken_id}/64/",
    ]

    assert [client.get(f"/thumbnail/{place}").status_code for place in places] == [404] * 6
