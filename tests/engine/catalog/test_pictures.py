"""Pictures on their way in, and their smaller renderings."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from engine.catalog import pictures, tasks, thumbnails
from engine.catalog.models import ProductMedia, Thumbnail
from engine.catalog.pictures import PictureTooLarge, UnfitPicture
from tests.engine.catalog.shelf import product


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def drawn(kind: str = "PNG", size: tuple[int, int] = (1200, 600), mode: str = "RGB", **options: Any) -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, size, 1 if mode == "P" else "teal").save(buffer, format=kind, **options)
    return buffer.getvalue()


def upload(content: bytes, name: str = "sort.png") -> SimpleUploadedFile:
    """What a form sends."""
    return SimpleUploadedFile(name, content, "image/png")


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is large and holds nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("kind", "ending", "content_type"),
    [
        ("PNG", ".png", "image/png"),
        ("JPEG", ".jpg", "image/jpeg"),
        ("WEBP", ".webp", "image/webp"),
        ("GIF", ".gif", "image/gif"),
        ("AVIF", ".avif", "image/avif"),
    ],
)
def test_a_picture_is_known_by_its_content(folder: Path, kind: str, ending: str, content_type: str) -> None:
    content = drawn(kind)

    stored = pictures.store(upload(content, "../../evil.html"), folder="products")

    assert stored.content_type == content_type
    assert stored.path.startswith("products/")
    assert stored.path.endswith(ending)
    assert (folder / stored.path).read_bytes() == content
    assert files(folder) == [folder / stored.path]


@pytest.mark.parametrize(
    "content",
    [
        b"Only text.",
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        drawn("BMP"),
        drawn("PNG")[:200],
        drawn("JPEG")[:700],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        png_header(10, 10),
    ],
    ids=["text", "nothing", "svg", "bmp", "half-png", "half-jpeg", "broken-png", "empty-png"],
)
def test_what_is_no_picture_is_refused(folder: Path, content: bytes) -> None:
    with pytest.raises(UnfitPicture):
        pictures.store(upload(content), folder="products")

    assert files(folder) == []


@pytest.mark.parametrize("side", [5001, 14_200, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(folder: Path, side: int) -> None:
    with pytest.raises(PictureTooLarge):
        pictures.store(upload(png_header(side, side)), folder="products")

    assert files(folder) == []


def test_a_file_of_too_many_bytes_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_FILE", 100)

    with pytest.raises(PictureTooLarge):
        pictures.store(upload(drawn()), folder="products")

    assert files(folder) == []


def test_what_is_no_file_is_refused() -> None:
    with pytest.raises(UnfitPicture):
        pictures.store("sort.png", folder="products")


def test_the_place_where_a_picture_was_taken_is_left_out(folder: Path) -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # lies on its side
    notes[0x010F] = "Camera"

    stored = pictures.store(upload(drawn("JPEG", (60, 40), exif=notes)), folder="products")

    with Image.open(folder / stored.path) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (40, 60), {})


@pytest.mark.django_db
def test_the_usual_renderings_are_made_once(folder: Path) -> None:
    stored = pictures.store(upload(drawn()), folder="products")
    ProductMedia.objects.create(product=product("Șorț"), path=stored.path)

    first, second = tasks.make_thumbnails(stored.path), tasks.make_thumbnails(stored.path)

    assert (first, second) == (6, 6)
    made = {(row.size, row.format): folder / row.path for row in Thumbnail.objects.all()}
    assert sorted(made) == [(size, kind) for size in (256, 512, 1024) for kind in ("avif", "webp")]
    for (size, kind), path in made.items():
        magic = path.read_bytes()[:12]
        assert magic[4:12] == b"ftypavif" if kind == "avif" else (magic[:4], magic[8:]) == (b"RIFF", b"WEBP")
        with Image.open(path) as shown:
            assert shown.size == (size, size // 2)
    assert len(files(folder)) == 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "P"), ("PNG", "LA"), ("PNG", "I;16"), ("PNG", "1"), ("JPEG", "CMYK"), ("GIF", "P")],
)
def test_every_kind_of_colours_can_be_rendered(folder: Path, kind: str, mode: str) -> None:
    content = io.BytesIO()
    Image.new(mode, (300, 300)).save(content, format=kind)
    stored = pictures.store(upload(content.getvalue()), folder="products")
    ProductMedia.objects.create(product=product("Șorț"), path=stored.path)

    assert tasks.make_thumbnails(stored.path) == 6
    assert thumbnails.make(source=stored.path, size=64, image_format="original").path.endswith(kind.lower())


@pytest.mark.django_db
def test_nothing_is_made_of_a_picture_that_is_gone_or_broken(folder: Path) -> None:
    row = product("Șorț")
    ProductMedia.objects.create(product=row, path="products/gone.png")
    (folder / "products").mkdir()
    (folder / "products" / "broken.jpg").write_bytes(drawn("JPEG")[:700])
    ProductMedia.objects.create(product=row, path="products/broken.jpg")

    made = [tasks.make_thumbnails(f"products/{name}") for name in ("unknown.png", "gone.png", "broken.jpg")]

    assert made == [0, 0, 0]
    assert Thumbnail.objects.count() == 0
    with pytest.raises(thumbnails.UnreadablePicture):
        thumbnails.make(source="products/broken.jpg", size=64, image_format="webp")


@pytest.mark.django_db
def test_a_picture_is_forgotten_with_its_renderings_unless_a_product_has_it(folder: Path) -> None:
    stored = pictures.store(upload(drawn()), folder="products")
    media = ProductMedia.objects.create(product=product("Șorț"), path=stored.path)
    tasks.make_thumbnails(stored.path)

    tasks.forget_picture(stored.path)
    kept = len(files(folder))
    media.delete()
    for _ in range(2):
        tasks.forget_picture(stored.path)

    assert (kept, files(folder), Thumbnail.objects.count()) == (7, [], 0)
