"""Smaller renderings of uploaded pictures: where they are, and how they are made."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from engine.catalog.models import ProductMedia, Thumbnail
from kernel.ids import to_global_id

SIZES = (32, 64, 128, 256, 512, 1024, 2048, 4096)
FORMATS = {"webp": "WEBP", "avif": "AVIF"}
#: What the shop's pages ask for; made in the background right after an upload.
USUAL = ((256, "webp"), (512, "webp"), (1024, "webp"), (256, "avif"), (512, "avif"), (1024, "avif"))
QUALITY = {"webp": 80, "avif": 60, "png": None, "jpeg": 82}


class UnreadablePicture(UnidentifiedImageError):
    """The uploaded file is broken, or no picture."""


@lru_cache(maxsize=64)
def nearest_size(wanted: int) -> int:
    """Return the size that is made for a wanted one: the nearest of the fixed list (as Saleor does)."""
    return min(SIZES, key=lambda size: abs(size - wanted))


def url(
    *,
    source: str,
    global_type: str,
    key: object,
    size: int | None,
    image_format: str,
    made: Mapping[tuple[str, int, str], str],
) -> str:
    """Return the address of a rendering: its file when it is made, else the door that makes it.

    `image_format` is `original`, `webp` or `avif`; without a size it is the uploaded picture itself.
    """
    if not size:
        return f"{settings.MEDIA_URL}{source}"
    size, image_format = nearest_size(size), image_format.lower()
    path = made.get((source, size, image_format))
    if path is not None:
        return f"{settings.MEDIA_URL}{path}"
    suffix = "" if image_format == "original" else f"{image_format}/"
    return f"/thumbnail/{to_global_id(global_type, key)}/{size}/{suffix}"


def make(*, source: str, size: int, image_format: str) -> Thumbnail:
    """Make one rendering and remember it; a second call returns the first one's.

    Raises:
        FileNotFoundError: the uploaded picture is gone.
        UnreadablePicture: it cannot be decoded.
    """
    size = nearest_size(size)
    found = Thumbnail.objects.filter(source=source, size=size, format=image_format).first()
    if found is not None:
        return found
    path = _render(source, size, image_format)
    try:
        with transaction.atomic():
            return Thumbnail.objects.create(source=source, size=size, format=image_format, path=path)
    except IntegrityError:
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
        return Thumbnail.objects.get(source=source, size=size, format=image_format)


def make_usual(source: str) -> int:
    """Make all that the shop's pages ask for; return how many there are now. Safe to run twice.

    Raises:
        FileNotFoundError, UnreadablePicture: as `make`.
    """
    return len([make(source=source, size=size, image_format=kind) for size, kind in USUAL])


def forget(source: str) -> None:
    """Remove a picture that no product has any more, with its renderings. Safe to run twice."""
    if ProductMedia.objects.filter(path=source).exists():
        return
    made = Thumbnail.objects.filter(source=source)
    paths = [*made.values_list("path", flat=True), source]
    made.delete()
    for path in paths:
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)


def _render(source: str, size: int, image_format: str) -> str:
    picture, own = _small(Path(settings.MEDIA_ROOT) / source, size)
    kind = image_format if image_format in FORMATS else own
    if kind == "jpeg" and picture.mode not in ("RGB", "L"):
        picture = picture.convert("RGB")
    path = f"thumbnails/{uuid.uuid4().hex}.{kind}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    options = {} if QUALITY.get(kind) is None else {"quality": QUALITY[kind]}
    picture.save(unfinished, format=kind.upper(), **options)
    unfinished.rename(target)
    return path


def _small(file: Path, size: int) -> tuple[Image.Image, str]:
    """Return a picture that fits into a square, upright, and its own format."""
    try:
        with Image.open(file) as opened:
            own = (opened.format or "PNG").lower()
            opened.draft(None, (size * 2, size * 2))
            picture = _in_colours(ImageOps.exif_transpose(opened))
            picture.thumbnail((size, size), Image.Resampling.LANCZOS)
            return picture, own
    except FileNotFoundError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(f"{file.name} cannot be decoded.") from error


def _in_colours(picture: Image.Image) -> Image.Image:
    """Return a picture in a mode that every format can hold: palettes and print colours become RGB."""
    if picture.mode in ("RGB", "RGBA", "L"):
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
