"""Smaller renderings of uploaded pictures: where they are, and how they are made."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from PIL import Image, ImageOps

from engine.catalog.models import Thumbnail
from kernel.ids import to_global_id

SIZES = (32, 64, 128, 256, 512, 1024, 2048, 4096)
FORMATS = {"webp": "WEBP", "avif": "AVIF"}
#: What the shop's pages ask for; made in the background right after an upload.
USUAL = ((256, "webp"), (512, "webp"), (1024, "webp"), (256, "avif"), (512, "avif"), (1024, "avif"))
QUALITY = {"webp": 80, "avif": 60, "png": None, "jpeg": 82}


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


def _render(source: str, size: int, image_format: str) -> str:
    with Image.open(Path(settings.MEDIA_ROOT) / source) as opened:
        kind = image_format if image_format in FORMATS else (opened.format or "PNG").lower()
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((size, size), Image.Resampling.LANCZOS)
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
