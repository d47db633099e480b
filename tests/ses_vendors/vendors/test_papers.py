"""Papers: handed in privately, looked at once, sent back with a word; and pictures for everybody."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ses_vendors.vendors.models import DocumentState, Picture, Requirement, VendorDocument
from ses_vendors.vendors.services import papers, pictures, requirements
from ses_vendors.vendors.services.papers import BadFile
from tests.ses_vendors.vendors.people import NOW, a_member, a_vendor, an_operator
from tests.ses_vendors.vendors.test_uploads import PDF, drawn, file

pytestmark = pytest.mark.django_db


def statutes() -> Requirement:
    """The founding document, as the checklist asks for it."""
    requirements.put_defaults()
    return Requirement.objects.get(code="acte-constitutive")


def files_in(folder: Any) -> set[Path]:
    """Every file below a folder."""
    return {path for path in Path(folder).rglob("*") if path.is_file()}


def test_a_paper_lies_in_the_private_store_and_has_no_address(settings: Any) -> None:
    vendor = a_vendor()
    public = files_in(settings.MEDIA_ROOT)

    paper = papers.hand_in(
        vendor=vendor, requirement=statutes(), upload=file(PDF, "Statut.pdf"), by=a_member(vendor), now=NOW
    )

    assert (paper.original_name, paper.media_type, paper.size) == ("Statut.pdf", "application/pdf", len(PDF))
    assert (paper.state, paper.sha256) == (DocumentState.SUBMITTED, hashlib.sha256(PDF).hexdigest())
    assert Path(paper.file.path).is_relative_to(settings.PRIVATE_ROOT)
    assert Path(paper.file.path).stat().st_mode & 0o077 == 0
    assert files_in(settings.MEDIA_ROOT) == public
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = paper.file.url


def test_a_refused_file_changes_nothing(settings: Any) -> None:
    vendor, ana = a_vendor(), None
    ana = a_member(vendor)
    wanted = statutes()
    waiting = papers.hand_in(vendor=vendor, requirement=wanted, upload=file(PDF), by=ana, now=NOW)
    before = files_in(settings.PRIVATE_ROOT)

    with pytest.raises(BadFile):
        papers.hand_in(vendor=vendor, requirement=wanted, upload=file(b"<html>"), by=ana, now=NOW)

    waiting.refresh_from_db()
    assert waiting.state == DocumentState.SUBMITTED
    assert VendorDocument.objects.filter(vendor=vendor).count() == 1
    assert files_in(settings.PRIVATE_ROOT) == before


def test_a_row_that_fails_leaves_no_file(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = a_vendor()
    ana, before = a_member(vendor), files_in(settings.PRIVATE_ROOT)

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(VendorDocument, "save", fail)
    with pytest.raises(OSError, match="disk"):
        papers.hand_in(vendor=vendor, requirement=None, upload=file(PDF), by=ana, now=NOW)

    assert files_in(settings.PRIVATE_ROOT) == before


def test_a_newer_paper_replaces_what_waits_but_not_what_was_accepted() -> None:
    vendor, carmen, wanted = a_vendor(), an_operator(), statutes()
    ana = a_member(vendor)
    first, second, third = (
        papers.hand_in(vendor=vendor, requirement=wanted, upload=file(PDF), by=ana, now=NOW) for _ in range(3)
    )
    papers.decide(document=third, accepted=True, by=carmen, now=NOW)
    fourth = papers.hand_in(vendor=vendor, requirement=wanted, upload=file(PDF), by=ana, now=NOW)

    states = [VendorDocument.objects.get(pk=each.pk).state for each in (first, second, third, fourth)]
    assert states == ["replaced", "replaced", "accepted", "submitted"]

    papers.decide(document=fourth, accepted=True, by=carmen, now=NOW)
    assert VendorDocument.objects.get(pk=third.pk).state == "replaced"


def test_a_paper_is_decided_once_and_sent_back_with_a_note() -> None:
    vendor, carmen = a_vendor(), an_operator()
    paper = papers.hand_in(
        vendor=vendor, requirement=statutes(), upload=file(PDF), by=a_member(vendor), now=NOW
    )

    with pytest.raises(papers.NoteMissing):
        papers.decide(document=paper, accepted=False, note=" \x00 ", by=carmen, now=NOW)
    papers.decide(document=paper, accepted=False, note="Lipsește pagina 2.", by=carmen, now=NOW)
    with pytest.raises(papers.AlreadyDecided):
        papers.decide(document=paper, accepted=True, by=carmen, now=NOW)

    kept = VendorDocument.objects.get(pk=paper.pk)
    assert (kept.state, kept.note, kept.decided_by, kept.decided_at) == (
        "returned", "Lipsește pagina 2.", carmen, NOW,
    )  # fmt: skip


def test_pictures_stand_in_order_and_twelve_are_enough() -> None:
    vendor = a_vendor()
    for number in range(pictures.MOST_PICTURES):
        pictures.add(vendor=vendor, upload=file(drawn()), alt_ro=f"Poza {number}", by=None, now=NOW)

    with pytest.raises(BadFile) as refused:
        pictures.add(vendor=vendor, upload=file(drawn()), alt_ro="Încă una", by=None, now=NOW)

    assert refused.value.code == "too_many"
    assert [p.alt_ro for p in vendor.pictures.all()] == [f"Poza {n}" for n in range(12)]


def test_a_picture_needs_words_for_who_does_not_see_it() -> None:
    with pytest.raises(pictures.BadFields) as refused:
        pictures.add(vendor=a_vendor(), upload=file(drawn()), alt_ro="  ", by=None, now=NOW)

    assert list(refused.value.message_dict) == ["alt_ro"]


def test_a_new_logo_takes_the_old_ones_place(django_capture_on_commit_callbacks: Any) -> None:
    vendor = a_vendor()
    old = pictures.put_logo(vendor=vendor, upload=file(drawn(size=(1600, 800))), by=None, now=NOW)
    assert Image.open(old.file.path).size == (800, 400)

    with django_capture_on_commit_callbacks(execute=True):
        new = pictures.put_logo(
            vendor=vendor, upload=SimpleUploadedFile("b.png", drawn("PNG")), by=None, now=NOW
        )

    assert Picture.objects.get(vendor=vendor) == new
    assert not Path(old.file.path).exists()
    assert Path(new.file.path).exists()
    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove(picture=new, by=None, now=NOW)
        pictures.remove(picture=new, by=None, now=NOW)
    assert not Path(new.file.path).exists()
