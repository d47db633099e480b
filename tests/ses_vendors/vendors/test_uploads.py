"""Files that people hand in: known by their content, bounded before they are opened, made anew."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings, strategies
from PIL import Image

from ses_vendors.vendors import uploads
from ses_vendors.vendors.uploads import BadFile

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def file(content: bytes, name: str = "act.pdf") -> SimpleUploadedFile:
    """A file as a form brings it; what the browser says it is counts for nothing."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def drawn(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    """A picture in one colour."""
    written = BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else 0).save(written, kind, **options)
    return written.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels: a few bytes, whatever it claims."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    empty = chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + empty


def refusal(content: bytes, name: str = "act.pdf") -> str:
    """Why a file is not kept."""
    with pytest.raises(BadFile) as refused:
        uploads.document(file(content, name))
    assert str(refused.value)
    return refused.value.code


def test_a_pdf_is_kept_as_it_came_under_a_name_nobody_can_guess() -> None:
    first, second = uploads.document(file(PDF, "Statut ștampilat.pdf")), uploads.document(file(PDF))

    assert (first.content, first.media_type) == (PDF, "application/pdf")
    assert first.original_name == "Statut ștampilat.pdf"
    assert first.file_name != second.file_name
    assert (len(first.file_name), first.file_name[-4:]) == (36, ".pdf")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "unknown_type"),
        (b"%PDF-1.7\n<html><body onload=alert(1)>%%EOF", "web_page"),
        (b"%PDF-1.4 < SCRIPT>alert(1)</script> %%EOF", "web_page"),
        (b"  \n%PDF-1.7 %%EOF", "unknown_type"),
        (b"MZ\x90\x00 a program", "unknown_type"),
        (b"PK\x03\x04 a folder", "unknown_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown_type"),
        (b"GIF89a", "unknown_type"),
        (PDF[:-8], "cut_off"),
        (b"", "empty"),
    ],
)
def test_what_only_calls_itself_a_pdf_is_refused(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_more_than_ten_megabytes_are_refused_whatever_the_size_is_said_to_be() -> None:
    large = file(PDF + b"\x00" * uploads.MOST_BYTES)
    assert large.size is not None

    with pytest.raises(BadFile) as honest:
        uploads.document(large)
    large.seek(0)
    large.size = 5
    with pytest.raises(BadFile) as lying:
        uploads.document(large)

    assert (honest.value.code, lying.value.code) == ("too_large", "too_large")


def test_a_picture_of_200_megapixels_is_refused_by_its_header() -> None:
    assert refusal(png_header(20_000, 10_000), "poza.png") == "too_many_pixels"
    assert refusal(png_header(8_000, 5_001), "poza.png") == "too_many_pixels"
    # At the limit it is the missing pixels that are wrong.
    assert refusal(png_header(8_000, 5_000), "poza.png") == "damaged"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_is_cut_off_is_refused(kind: str) -> None:
    whole = BytesIO()
    Image.effect_noise((300, 300), 80).convert("RGB").save(whole, kind)

    assert refusal(whole.getvalue()[: len(whole.getvalue()) // 2], "poza") == "damaged"


def test_where_and_with_what_a_picture_was_taken_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera Anei"
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 9.0, 36.0), 3: "E", 4: (27.0, 35.0, 24.0)})
    taken = drawn(size=(60, 40), exif=exif, comment=b"acasa la Ana")
    assert Image.open(BytesIO(taken)).getexif().get_ifd(0x8825)

    kept = uploads.document(file(taken, "poza.jpg"))

    picture = Image.open(BytesIO(kept.content))
    assert (kept.media_type, picture.size) == ("image/jpeg", (40, 60))
    assert not picture.getexif()
    assert not {"exif", "comment", "xmp"} & set(picture.info)
    for trace in (b"Exif", b"Camera Anei", b"acasa"):
        assert trace not in kept.content


def test_texts_inside_a_png_are_gone_and_its_transparency_stays() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Ana")
    notes.add_itxt("XML:com.adobe.xmp", "<x>casa</x>")

    kept = uploads.document(file(drawn("PNG", mode="RGBA", pnginfo=notes), "sigla.png"))

    assert Image.open(BytesIO(kept.content)).mode == "RGBA"
    assert b"Ana" not in kept.content
    assert b"casa" not in kept.content


def test_what_hides_behind_a_picture_is_gone() -> None:
    polyglot = drawn() + b"<script>alert(1)</script>" + PDF

    kept = uploads.document(file(polyglot, "poza.jpg"))

    assert b"script" not in kept.content
    assert b"%PDF" not in kept.content


def test_pictures_for_everybody_are_bounded_and_papers_keep_their_size() -> None:
    wide = drawn(size=(1200, 300))

    public = uploads.picture(file(wide), side=400)
    paper = uploads.document(file(wide))

    assert Image.open(BytesIO(public.content)).size == (400, 100)
    assert Image.open(BytesIO(paper.content)).size == (1200, 300)
    with pytest.raises(BadFile) as refused:
        uploads.picture(file(PDF), side=400)
    assert refused.value.code == "not_a_picture"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("act.pdf", "act.pdf"),
        ("..\\..\\etc/passwd", "passwd"),
        ("act\x00.pdf", "act.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("", "document"),
        ("...", "document"),
        (None, "document"),
        ("ț" * 300 + ".pdf", "ț" * 110 + "….pdf"),
    ],
)
def test_names_are_shown_without_what_could_do_harm(name: str | None, shown: str) -> None:
    assert uploads.shown_name(name) == shown
    assert len(shown) <= uploads.LONGEST_NAME


@settings(max_examples=150, deadline=None)
@given(
    strategies.sampled_from(
        [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", b"%PDF-", b""]
    ),
    strategies.binary(max_size=200),
)
def test_no_bytes_whatsoever_end_in_anything_but_a_refusal(head: bytes, rest: bytes) -> None:
    try:
        kept = uploads.document(file(head + rest))
    except BadFile:
        return
    assert kept.media_type == "application/pdf"


@settings(max_examples=80, deadline=None)
@given(strategies.sampled_from(["JPEG", "PNG", "WEBP"]), strategies.data())
def test_a_picture_with_a_wrong_byte_is_kept_anew_or_refused(kind: str, data: strategies.DataObject) -> None:
    content = bytearray(drawn(kind))
    place = data.draw(strategies.integers(0, len(content) - 1))
    content[place] = data.draw(strategies.integers(0, 255))

    try:
        kept = uploads.document(file(bytes(content)))
    except BadFile:
        return

    assert Image.open(BytesIO(kept.content)).format == kind
