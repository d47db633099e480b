"""Pictures that come in: known by their content, bounded, and without the places they were taken at."""

from __future__ import annotations

import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageOps

LARGEST_FILE = 15 * 1024 * 1024
#: Pixels; a phone's picture has 12 million, and each costs 4 bytes while a picture is worked on.
LARGEST_PICTURE = 25_000_000
#: What may come in: Pillow's name, the file's ending, the media type.
KINDS = {
    "PNG": ("png", "image/png"),
    "JPEG": ("jpg", "image/jpeg"),
    "WEBP": ("webp", "image/webp"),
    "GIF": ("gif", "image/gif"),
    "AVIF": ("avif", "image/avif"),
}
QUALITY = {"JPEG": 92, "WEBP": 92, "AVIF": 80}
#: Pixels of a side at which a JPEG is decoded to see that it can be.
GLANCE = (256, 256)


class UnfitPicture(Exception):
    """The file is no picture of a kind that is shown, or it is broken."""


class PictureTooLarge(UnfitPicture):
    """The picture has too many bytes or pixels."""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """Where a picture was stored, below MEDIA_ROOT, and what it is."""

    path: str
    content_type: str


def store(upload: Any, *, folder: str) -> StoredPicture:
    """Store an uploaded picture under a new name; its ending follows from its content, not from its name.

    Raises:
        UnfitPicture: it is no PNG, JPEG, WebP, GIF or AVIF, or cannot be decoded.
        PictureTooLarge: more than 15 MiB or 25 million pixels.
    """
    if not hasattr(upload, "chunks"):
        raise UnfitPicture("A file is wanted.")
    if upload.size > LARGEST_FILE:
        raise PictureTooLarge("The file is larger than 15 MB.")
    kind, has_traces = _look(upload)
    ending, content_type = KINDS[kind]
    path = f"{folder}/{uuid.uuid4().hex}.{ending}"
    with _appearing(Path(settings.MEDIA_ROOT) / path) as unfinished:
        if has_traces:
            _write_without_traces(upload, kind, unfinished)
        else:
            _write(upload, unfinished)
    return StoredPicture(path, content_type)


def remove(path: str) -> None:
    """Remove a stored picture; one that is gone already stays so."""
    (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)


def _look(upload: Any) -> tuple[str, bool]:
    """Return a picture's kind, and whether it tells more than it shows."""
    with _opened(upload) as picture:
        if picture.width * picture.height > LARGEST_PICTURE:
            raise PictureTooLarge("The picture has more than 25 million pixels.")
        kind, has_traces = str(picture.format), bool(picture.getexif())
        picture.draft("RGB", GLANCE)
        picture.load()
        return kind, has_traces and getattr(picture, "n_frames", 1) == 1


@contextmanager
def _opened(upload: Any) -> Iterator[Image.Image]:
    """Open an upload as a picture of a known kind; whatever the decoders throw means that it is none."""
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(upload, formats=list(KINDS)) as picture:
                yield picture
    except Image.DecompressionBombError as error:
        raise PictureTooLarge("The picture has more than 25 million pixels.") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError) as error:
        raise UnfitPicture("The file is not a picture that can be shown.") from error


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """Give a name to write to; the file gets its own when it is complete, and is gone when it fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    try:
        yield unfinished
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(upload: Any, target: Path) -> None:
    upload.seek(0)
    with target.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def _write_without_traces(upload: Any, kind: str, target: Path) -> None:
    """Write a picture anew, upright, without the camera's notes: they may tell where somebody lives."""
    with _opened(upload) as picture:
        upright = ImageOps.exif_transpose(picture)
        options = {"quality": QUALITY[kind]} if kind in QUALITY else {}
        for name in ("exif", "xmp", "XML:com.adobe.xmp"):
            upright.info.pop(name, None)
        profile = picture.info.get("icc_profile")
        upright.save(target, format=kind, icc_profile=profile, exif=b"", **options)
