"""Labels are tagged PDFs that say what holds, and print text as text."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from kernel.money import Money
from ses_vendors.badge.models import Attestation
from ses_vendors.badge.proof import labels, records
from ses_vendors.badge.services import reviewing
from tests.ses_vendors.badge.papers import a_verified
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db
COUNTS = {"70x36": 24, "99x38": 14, "99x68": 8, "55x90": 9}


def printed(attestation: Attestation, size: str = "70x36", **changes: Any) -> bytes:
    record = records.of(attestation, now=NOW)
    asked: dict[str, Any] = {"language": "ro", "now": NOW, **changes}
    return labels.pdf(record, sheet=labels.SHEETS[size], **asked)


def opened(pdf: bytes) -> bytes:
    """The PDF with its streams unpacked."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            parts.append(found[1])
    return b"\n".join(parts)


@pytest.mark.parametrize("size", labels.SHEETS)
def test_each_sheet_is_one_accessible_page_of_so_many_labels(attestation: Attestation, size: str) -> None:
    pdf = opened(printed(attestation, size, product="Șorț țesut", price=Money(12_950)))

    assert pdf.startswith(b"%PDF-1.7")
    assert b"/Marked true" in pdf
    assert b"/Lang(ro" in pdf
    assert b"<pdfuaid:part>1" in pdf
    assert b"<pdfaid:part>2" in pdf
    assert b"<pdfaid:conformance>A" in pdf
    assert re.findall(rb"/Count (\d+)", pdf) == [b"1"]
    assert f": https://magazin.example/insigna/{attestation.code}/)".encode() in pdf
    assert len(re.findall(rb"/S\s*/Figure", pdf)) == COUNTS[size]


@pytest.mark.parametrize("size", labels.SHEETS)
def test_a_sheet_fits_on_its_paper(size: str) -> None:
    sheet = labels.SHEETS[size]

    assert sheet.left + sheet.across * sheet.wide + (sheet.across - 1) * sheet.between <= 210
    assert sheet.top + sheet.down * sheet.high <= 297


def test_only_the_fonts_that_come_with_it_are_used(attestation: Attestation) -> None:
    pdf = opened(printed(attestation))

    names = {name.partition(b"+")[2] for name in re.findall(rb"/FontName/([A-Za-z+-]+)", pdf)}
    assert names == {b"LibertinusSerif-Bold", b"LibertinusSerif-Regular", b"DejaVuSansMono"}


@pytest.mark.parametrize(
    "product", ["#panic()", '"] #read("/etc/passwd")', "$x^2$ *tare* _moale_", "</svg>", "\\"]
)
def test_what_is_printed_is_text_and_never_run(attestation: Attestation, product: str) -> None:
    assert printed(attestation, product=product).startswith(b"%PDF")


def test_letters_without_a_font_are_left_out(db: None, clock: time_machine.Coordinates) -> None:
    attestation = a_verified(a_vendor(trade_name="Ana 🧵 și 花"))

    assert printed(attestation, product="Șorț 🧵").startswith(b"%PDF")
    assert labels.printable("Șșțăâî Ана Ελλάδα – „ab” 12 €") == "Șșțăâî Ана Ελλάδα – „ab” 12 €"
    assert labels.printable("Ana 🧵 și 花") == "Ana  și "


def test_the_same_label_is_the_same_file(attestation: Attestation) -> None:
    assert printed(attestation) == printed(attestation)


def test_nothing_is_printed_for_a_document_that_does_not_hold(attestation: Attestation) -> None:
    reviewing.suspend(attestation=attestation, reason="Se verifică.", by=None, now=NOW)

    with pytest.raises(labels.NothingToPrint):
        printed(Attestation.objects.get())


def test_nothing_is_printed_after_the_last_day(attestation: Attestation) -> None:
    midnight = datetime(2029, 3, 11, 22, 0, tzinfo=UTC)
    record = records.of(attestation, now=midnight)

    with pytest.raises(labels.NothingToPrint):
        labels.pdf(record, sheet=labels.SHEETS["70x36"], language="ro", now=midnight)
