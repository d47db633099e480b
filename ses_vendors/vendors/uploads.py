"""Files that people hand in: known by their content, bounded before they are opened, and made anew. Pure.

A name and a declared type say nothing: what counts is how the bytes begin. A picture's size is read from its
header, so that one of 200 megapixels is refused without being decoded; then it is decoded and written again,
turned upright, without metadata (places, cameras, comments) and without anything that was hidden behind it.
A PDF is kept as it came: it must begin as one, end as one and not read as a web page.
"""

from __future__ import annotations

import io
import re
import secrets
import warnings
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_NAME = 120
QUALITY = 88
#: How far a browser looks when it guesses whether a file is a web page.
SNIFFED_BYTES = 1024

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
PICTURES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", WEBP: ".webp"}

_WEB_PAGE = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|title|meta|a\s|h1|table)", re.I
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class BadFile(ValueError):
    """A file that is not kept; `message` says why, to whoever handed it in."""

    def __init__(self, message: str | Promise, *, code: str) -> None:
        super().__init__(code)
        self.message, self.code = message, code

    def __str__(self) -> str:
        return str(self.message)


class Upload(Protocol):
    """A file as a form brings it."""

    @property
    def name(self) -> str | None:
        """What a person called it."""
        ...

    @property
    def size(self) -> int | None:
        """How many bytes it is said to have."""
        ...

    def read(self, size: int = -1, /) -> bytes:
        """Return its bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept: its bytes, its media type, and a name nobody can guess."""

    content: bytes
    media_type: str
    file_name: str
    original_name: str


def document(upload: Upload) -> Kept:
    """Return a paper as it is to be kept: a PDF, or a picture made anew. Raises BadFile."""
    content = _content(upload)
    media_type = sniff(content)
    if media_type == PDF:
        _check_pdf(content)
    else:
        content = _made_anew(content, media_type)
    return _kept(content, media_type, upload.name)


def picture(upload: Upload, *, side: int) -> Kept:
    """Return a picture for everybody, made anew and no wider or higher than `side` pixels. Raises BadFile."""
    content = _content(upload)
    media_type = sniff(content)
    if media_type not in PICTURES:
        raise BadFile(_("Only pictures are taken here: JPEG, PNG or WEBP."), code="not_a_picture")
    return _kept(_made_anew(content, media_type, side=side), media_type, upload.name)


def sniff(content: bytes) -> str:
    """Return the media type that a file's first bytes show. Raises BadFile."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    raise BadFile(_("Only PDF files and pictures (JPEG, PNG, WEBP) are taken."), code="unknown_type")


def shown_name(name: str | None) -> str:
    """Return what a person called a file, without folders and control characters, short enough to show."""
    last = re.split(r"[/\\]", _CONTROLS.sub("", name or ""))[-1].strip(" .")
    if len(last) <= LONGEST_NAME:
        return last or "document"
    stem, dot, ending = last.rpartition(".")
    return f"{stem[: LONGEST_NAME - 10]}…{dot}{ending}" if dot and len(ending) <= 8 else last[:LONGEST_NAME]


def _content(upload: Upload) -> bytes:
    """The declared size spares reading; the bytes that come are counted all the same."""
    content = b"" if (upload.size or 0) > MOST_BYTES else upload.read(MOST_BYTES + 1)
    if (upload.size or 0) > MOST_BYTES or len(content) > MOST_BYTES:
        raise BadFile(_("The file is larger than 10 MB."), code="too_large")
    if not content:
        raise BadFile(_("The file is empty."), code="empty")
    return content


def _check_pdf(content: bytes) -> None:
    if _WEB_PAGE.search(content[:SNIFFED_BYTES]):
        raise BadFile(_("This is a web page with the name of a PDF."), code="web_page")
    if b"%%EOF" not in content[-SNIFFED_BYTES:]:
        raise BadFile(
            _("The PDF is cut off: please save it again and hand in the whole file."), code="cut_off"
        )


def _made_anew(content: bytes, media_type: str, *, side: int | None = None) -> bytes:
    try:
        with warnings.catch_warnings():
            # Pillow warns of what is refused here anyway.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[PICTURES[media_type]]) as found:
                _check_pixels(found)
                return _written(found, media_type, side)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError) as fault:
        # A broken file shows itself to Pillow's readers in all of these ways.
        if isinstance(fault, BadFile):
            raise
        raise BadFile(_("The picture cannot be opened: it is damaged or cut off."), code="damaged") from None


def _check_pixels(found: Image.Image) -> None:
    if found.width * found.height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> BadFile:
    return BadFile(
        _("The picture has more than 40 megapixels: please make it smaller."), code="too_many_pixels"
    )


def _written(found: Image.Image, media_type: str, side: int | None) -> bytes:
    if side is not None:
        # A JPEG is decoded no larger than it is needed.
        found.draft(None, (side, side))
    upright = ImageOps.exif_transpose(found)
    plain = upright.convert("RGB" if media_type == JPEG or not upright.has_transparency_data else "RGBA")
    plain.info.clear()
    if side is not None:
        plain.thumbnail((side, side))
    written = io.BytesIO()
    plain.save(written, format=PICTURES[media_type], quality=QUALITY, optimize=True)
    return written.getvalue()


def _kept(content: bytes, media_type: str, name: str | None) -> Kept:
    return Kept(content, media_type, secrets.token_hex(16) + ENDINGS[media_type], shown_name(name))
