"""Statements as banks export them, and files that only say they are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from ses_vendors.payments.statements import Line, UnreadableStatement, csv_export, mt940, read, reading
from tests.ses_vendors.payments.paying import IBAN


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


MT940 = f"""\
:20:STMT261124
:25:{IBAN}
:28C:00024/001
:60F:C261123RON1000,00
:61:2611241124C84,50NTRFNONREF//2611240001
:86:020?20PLATA SES-2222-2222?21COMANDA 34?32POPESCU BOGDAN
 STR. EXEMPLULUI
:61:2611241124D12,NMSCCOMISION
:86:Comision administrare
:62F:C261124RON1072,50
-
"""


def test_mt940_gives_movements_with_their_texts() -> None:
    statement = read(MT940.encode())

    assert (statement.format, statement.account) == ("MT940", IBAN)
    assert statement.lines == (
        Line(
            date(2026, 11, 24),
            Money(8450),
            "020 PLATA SES-2222-2222 COMANDA 34 POPESCU BOGDAN STR. EXEMPLULUI",
            "2611240001",
        ),
        Line(date(2026, 11, 24), Money(-1200), "COMISION Comision administrare"),
    )


def test_mt940_may_come_in_swift_blocks_with_crlf() -> None:
    wrapped = "{1:F01AAAAROBUAXXX0000000000}{2:I940AAAAROBUXXXXN}{4:\r\n" + MT940.replace("\n", "\r\n")

    assert read(wrapped.encode()).lines == read(MT940.encode()).lines


@pytest.mark.parametrize(
    ("good", "bad", "message", "line"),
    [
        ("RON1072,50", "RON1072,51", "do not add up", 10),
        (":61:2611241124C84,50", ":61:2613241124C84,50", "This date", 5),
        (":61:2611241124C84,50", ":61:2611241124X84,50", "This movement", 5),
        (":60F:C261123RON1000,00", ":60F:C261123RON", "This balance", 4),
        (":28C:00024/001", ":25:RO00BBBB0000000000000000", "several accounts", 3),
    ],
)
def test_mt940_with_a_fault_is_refused_with_its_line(good: str, bad: str, message: str, line: int) -> None:
    with pytest.raises(UnreadableStatement, match=message) as caught:
        read(MT940.replace(good, bad, 1).encode())

    assert caught.value.line == line


@pytest.mark.parametrize(
    ("written", "bani"),
    [
        ("84,50", 8450),
        ("84,5", 8450),
        ("84", 8400),
        ("1.234,50", 123450),
        ("1 234,50", 123450),
        ("1.234", 123400),
        ("1,234.50", 123450),
        ("84.50", 8450),
        ("-84,50", -8450),
        ("84,50 RON", 8450),
        ("+84,50", 8450),
    ],
)
def test_csv_amounts_are_read_as_they_are_written(written: str, bani: int) -> None:
    statement = read(f"Data;Suma;Detalii\n24.11.2026;{written};x\n".encode())

    assert [line.amount.minor_units for line in statement.lines] == [bani]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_csv_may_come_in_any_usual_encoding(encoding: str) -> None:
    header = "Data tranzacției;Descriere;Debit;Credit;Sold"
    text = f"Cont;{IBAN}\n\n{header}\n24.11.2026;Plată țigle;;84,50;1.084,50\n"

    statement = read(text.replace("ț", "ţ").encode(encoding))

    assert statement.account == IBAN
    assert statement.lines == (Line(date(2026, 11, 24), Money(8450), "Plată ţigle"),)


def test_csv_with_debit_and_credit_and_a_sum_below() -> None:
    text = (
        "Data procesarii,Referinta,Explicatii,Debit,Credit,Valuta\n"
        '2026-11-24,R1,"SES-2222-2222, comanda 34",,"84,50",RON\n'
        '24/11/2026,R2,"Comision",-12.00,,LEI\n'
        "Total,,,12.00,84.50,\n"
    )

    statement = read(text.encode())

    assert statement.lines == (
        Line(date(2026, 11, 24), Money(8450), "R1 SES-2222-2222, comanda 34", "R1"),
        Line(date(2026, 11, 24), Money(-1200), "R2 Comision", "R2"),
    )


def test_equal_movements_of_a_day_are_two() -> None:
    line = "24.11.2026;84,50;Plata\n"

    one, two = read(("Data;Suma;Detalii\n" + line + line).encode()).lines

    assert (one.repeat, two.repeat) == (0, 1)
    assert one.fingerprint(IBAN) != two.fingerprint(IBAN)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x00\x01\x02", "no text"),
        (b"PK\x03\x04\x00\x00", "no text"),
        (b"hello", "neither MT940"),
        (b"Data;Suma\n32.13.2026;1,00", "This date"),
        (b"Data;Suma\n24.11.2026;mult", "This amount"),
        (b"Data;Suma\n24.11.2026;1e9", "This amount"),
        (f"Data;Suma\n24.11.2026;{'9' * 30}".encode(), "too large"),
        (f"Data;Suma\n24.11.2026;{'9' * 18}".encode(), "too large"),
    ],
)
def test_what_is_no_statement_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableStatement, match=message):
        read(content)


def test_too_large_a_file_is_not_read() -> None:
    with pytest.raises(UnreadableStatement, match="5 MB"):
        read(b"x" * (reading.LARGEST_FILE + 1))


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_export, "MOST_LINES", 2)

    with pytest.raises(UnreadableStatement, match="too many"):
        read(b"Data;Suma\n" + b"24.11.2026;1,00\n" * 3)


@given(st.binary(max_size=400))
def test_hostile_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(UnreadableStatement):
        assert all(isinstance(line.amount, Money) for line in read(content).lines)


@given(st.text(max_size=300), st.sampled_from(["Data;Suma;Detalii\n", ":25:X\n:60F:C261124RON1,\n:61:"]))
def test_hostile_text_under_a_good_head_is_read_or_refused(text: str, head: str) -> None:
    content = (head + text).encode("utf-8", "surrogatepass")

    with contextlib.suppress(UnreadableStatement):
        assert len(read(content).lines) <= len(text.splitlines()) + 1


WORDS = st.text(st.characters(codec="ascii", categories=["Lu", "Nd"]), min_size=1, max_size=12)
LINES = st.lists(
    st.tuples(
        st.dates(date(2000, 1, 1), date(2079, 12, 31)),
        st.integers(-(10**9), 10**9).filter(bool),
        st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    ),
    max_size=8,
)


@given(LINES)
def test_csv_that_was_written_is_read_back(lines: list[tuple[date, int, str]]) -> None:
    rows = [f"{day:%d.%m.%Y};{_lei(bani)};{text}" for day, bani, text in lines]

    statement = csv_export.parse("\r\n".join(["Data;Suma;Detalii", *rows]))

    assert [(line.booked_on, line.amount.minor_units, line.text) for line in statement.lines] == lines


@given(LINES, st.integers(0, 10**9))
def test_mt940_that_was_written_is_read_back(lines: list[tuple[date, int, str]], opening: int) -> None:
    movements = [
        f":61:{day:%y%m%d}{'C' if bani > 0 else 'D'}{_lei(abs(bani))}NTRFNONREF\n:86:{text}"
        for day, bani, text in lines
    ]
    closing = opening + sum(bani for _, bani, _ in lines)
    sign = "C" if closing >= 0 else "D"
    text = "\n".join(
        [":20:X", f":25:{IBAN}", f":60F:C261124RON{_lei(opening)}", *movements]
        + [f":62F:{sign}261124RON{_lei(abs(closing))}"]
    )

    statement = mt940.parse(text)

    assert [(line.booked_on, line.amount.minor_units, line.text) for line in statement.lines] == lines


def _lei(bani: int) -> str:
    sign = "-" if bani < 0 else ""
    return f"{sign}{abs(bani) // 100},{abs(bani) % 100:02}"
