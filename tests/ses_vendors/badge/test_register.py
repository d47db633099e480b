"""The register as files have it, compared with what the shop holds; what agrees is confirmed once."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings, strategies

from kernel.badge import Kind
from ses_vendors.badge import register
from ses_vendors.badge.models import Attestation, AttestationChange, Errand, RegisterImport, Status
from ses_vendors.badge.register import UnreadableRegister
from ses_vendors.badge.register.entries import Standing
from ses_vendors.badge.services import importing, reviewing
from ses_vendors.vendors.models import State
from tests.ses_vendors.badge.papers import a_submitted, a_verified, pair
from tests.ses_vendors.vendors.people import NOW, a_vendor, an_operator

HEADER = "Nr. crt.;Denumire;CUI;Serie atestat;Nr. atestat;Data emiterii;Valabil până la;Stare"
SECTIONS = (
    ["Registrul unic de evidență a întreprinderilor sociale"],
    ["0. Județ", "A. Date de identificare", "", "B. Atestat", "", "", "", "", "C. Marca socială", "", "", "",
     "D. Date tehnice", "E. Abateri"],
    ["Județ", "Denumirea", "CIF", "Seria", "Număr", "Data eliberării", "Data expirării", "Suspendat la data",
     "Seria", "Număr", "Data eliberării", "Valabilitate", "Număr salariați", "Număr"],
)  # fmt: skip


def workbook(*rows: list[Any]) -> bytes:
    """An XLSX of these rows."""
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Foaie goală"
    sheet = book.create_sheet("Registru")
    for row in rows:
        sheet.append(row)
    book.save(content)
    return content.getvalue()


def upload(text: str | bytes, name: str = "registru.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def csv_of(*lines: str) -> str:
    return "\n".join((HEADER, *lines))


def row_of(made: Attestation, **changes: str) -> str:
    """The line that agrees with a document of ours."""
    facts = {
        "cui": made.vendor.cui,
        "series": made.series,
        "number": made.number,
        "first": f"{made.issued_on:%d.%m.%Y}",
        "last": f"{made.valid_until:%d.%m.%Y}",
        "status": "valabil",
        **changes,
    }
    return "1;Atelierul Anei;{cui};{series};{number};{first};{last};{status}".format(**facts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_the_encodings_of_romanian_offices(encoding: str, delimiter: str) -> None:
    text = csv_of('1;"Țesături și fir";RO 9900000010;IS;000017;12.03.2024;11/03/2029;').replace("ț", "t")
    text = text.replace("Ț", "T").replace("ș", "s").replace(";", delimiter)

    (entry,) = register.read(text.encode(encoding))

    assert (entry.line, entry.cui, entry.name) == (2, "9900000010", "Tesături si fir")
    assert (entry.kind, entry.series, entry.number) == (Kind.ATTESTATION, "IS", "000017")
    assert (entry.issued_on, entry.valid_until) == (date(2024, 3, 12), date(2029, 3, 11))
    assert (entry.standing, entry.problem) == (Standing.GOOD, "")


def test_a_workbook_with_sections_gives_both_documents_of_a_row() -> None:
    content = workbook(
        *SECTIONS,
        ["Iași", "Atelierul Anei", 9900000010, "IS", 17, date(2024, 3, 12), date(2029, 3, 11), "",
         "MS", "000003", date(2024, 6, 3), "02.06.2027", 8, 99],
        ["Iași", "Fără documente", 9900000029, "", "", "", "", "", "", "", "", "", 8, 99],
    )  # fmt: skip

    first, second = register.read(content)

    assert (first.line, first.cui, first.series, first.number) == (4, "9900000010", "IS", "17")
    assert (first.issued_on, first.valid_until) == (date(2024, 3, 12), date(2029, 3, 11))
    assert (second.kind, second.series, second.number) == (Kind.MARK, "MS", "000003")
    assert (second.issued_on, second.valid_until) == (date(2024, 6, 3), date(2027, 6, 2))


@pytest.mark.parametrize(
    ("written", "standing"),
    [
        ("", "good"),
        ("valabil", "good"),
        ("Suspendat", "suspended"),
        ("RETRAS", "withdrawn"),
        ("anulat", "withdrawn"),
    ],
)
def test_what_the_register_says_of_a_document(written: str, standing: str) -> None:
    (entry,) = register.read(csv_of(f"1;A;9900000010;IS;17;12.03.2024;11.03.2029;{written}").encode())

    assert entry.standing == standing


def test_series_and_number_in_one_column_are_taken_apart() -> None:
    text = "CIF;Serie și număr atestat;Data eliberării\n9900000010;IS nr. 000017;2024-03-12\n"

    (entry,) = register.read(text.encode())

    assert (entry.series, entry.number, entry.issued_on) == ("IS", "000017", date(2024, 3, 12))


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 70_000_000)
    return content.getvalue()


def far_away() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active["XFD1048576"] = "CUI"
    book.save(content)
    return content.getvalue()


def scratched() -> bytes:
    """A workbook whose packed bytes were damaged under way."""
    content = bytearray(workbook(["CUI", "Nr. atestat"], [9900000010, 17]))
    start = content.index(b"xl/worksheets/sheet2.xml") + 40
    content[start : start + 40] = b"\xff" * 40
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"\x00\x01\x02" * 50,
        b"%PDF-1.7 ...",
        b"<html><table><tr><td>CUI</td></tr></table>",
        b"\xd0\xcf\x11\xe0 old workbook",
        b"PK\x03\x04 no archive",
        b"a;b;c\n1;2;3\n",
        HEADER.encode(),
        b"x" * 5_000_001,
        ("CUI;Nr. atestat\n" + "1;2\n" * 20_001).encode(),
        b'CUI;Nr. atestat\n"' + b"9" * 200_000,
        bomb(),
        far_away(),
        scratched(),
        workbook(["nimic", "aici"]),
    ],
)
def test_bad_files_end_with_a_message(content: bytes) -> None:
    with pytest.raises(UnreadableRegister) as caught:
        register.read(content)

    assert caught.value.message.endswith(".")


@settings(max_examples=60, deadline=None)
@given(strategies.binary(max_size=400), strategies.booleans())
def test_no_bytes_break_it(content: bytes, has_header: bool) -> None:
    with contextlib.suppress(UnreadableRegister):
        register.read(HEADER.encode() + b"\n" + content if has_header else content)


def found(made: RegisterImport) -> list[tuple[str, str]]:
    return [(each.finding, each.number) for each in made.rows.all()]


@pytest.mark.django_db
def test_each_difference_is_listed_and_only_what_agrees_is_confirmed() -> None:
    by, carmen = pair(), an_operator()
    good, other_number, other_dates, stopped, missing, suspended = (
        a_verified(a_vendor(), by=by, number=f"00{n}") for n in range(10, 16)
    )
    waiting = a_submitted(a_vendor(), by=by[0], number="0020")
    reviewing.suspend(attestation=suspended, reason="Motiv.", by=by[1], now=NOW)
    newcomer = a_vendor()
    text = csv_of(
        row_of(good, number="10"),
        row_of(other_number, number="99"),
        row_of(other_dates, last="12.03.2029"),
        row_of(stopped, status="suspendat"),
        row_of(suspended),
        row_of(waiting),
        f"7;Nou;{newcomer.cui};IS;55;01.06.2026;31.05.2031;",
        "8;Necunoscut;9999999999;IS;56;01.06.2026;31.05.2031;",
        row_of(good, number="777", first="32.13.2026", last=""),
    )
    before = AttestationChange.objects.count()

    made = importing.preview(upload(text), carmen, NOW)

    assert found(made) == [
        ("agrees", "10"), ("number", "99"), ("dates", "0012"), ("stopped", "0013"), ("stands", "0015"),
        ("agrees", "0020"), ("new", "55"), ("unknown", "56"), ("unreadable", "777"), ("missing", "0014"),
    ]  # fmt: skip
    assert made.rows.get(finding="dates").details == [
        {"field": "valid_until", "ours": "2029-03-11", "theirs": "2029-03-12"}
    ]
    assert made.rows.get(finding="missing").attestation == missing
    assert AttestationChange.objects.count() == before

    confirmed = importing.apply(made, carmen, NOW + timedelta(days=1))

    good.refresh_from_db()
    assert confirmed == 1
    assert (good.registry_checked_on, good.recheck_due_on) == (date(2026, 11, 24), date(2027, 2, 22))
    assert good.changes.last().act == "register"
    assert not Attestation.objects.exclude(pk=good.pk).exclude(registry_checked_on=None).exists()
    assert [(each.kind, each.subject) for each in Errand.objects.all()] == [("vendor", str(good.vendor_id))]


@pytest.mark.django_db
def test_a_file_is_confirmed_once_and_may_come_again_another_day() -> None:
    carmen = an_operator()
    text = csv_of(row_of(a_verified(a_vendor())))
    made = importing.preview(upload(text), carmen, NOW)
    assert importing.preview(upload(text), carmen, NOW) == made
    importing.apply(made, carmen, NOW)

    with pytest.raises(importing.AlreadyApplied):
        importing.apply(made, carmen, NOW)
    again = importing.preview(upload(text), carmen, NOW + timedelta(days=90))

    assert again != made
    assert AttestationChange.objects.filter(act="register").count() == 1
    assert importing.apply(again, carmen, NOW + timedelta(days=90)) == 1


@pytest.mark.django_db
def test_what_changed_here_after_the_file_came_is_not_confirmed() -> None:
    by, carmen = pair(), an_operator()
    held = a_verified(a_vendor(), by=by)
    made = importing.preview(upload(csv_of(row_of(held))), carmen, NOW)
    reviewing.withdraw(attestation=held, reason="Retras.", by=by[1], now=NOW)

    assert importing.apply(made, carmen, NOW) == 0

    held.refresh_from_db()
    assert (held.status, held.registry_checked_on) == (Status.WITHDRAWN, None)


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing() -> None:
    with pytest.raises(UnreadableRegister):
        importing.preview(upload(b"%PDF-1.7", "registru.pdf"), an_operator(), NOW)

    assert not RegisterImport.objects.exists()


@pytest.mark.django_db
def test_the_living_one_is_found_by_a_number_that_one_had_before() -> None:
    gone = a_vendor(state=State.REJECTED)
    held = a_verified(vendor=a_vendor(cui=gone.cui))

    made = importing.preview(upload(csv_of(row_of(held))), an_operator(), NOW)

    assert [row.vendor_id for row in made.rows.all()] == [held.vendor_id]
