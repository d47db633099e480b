"""Bytes of an upload to a statement: size, encoding, format."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ses_vendors.payments.statements import csv_export, mt940
from ses_vendors.payments.statements.lines import Statement, UnreadableStatement

#: Bytes; a year of a busy account is below.
LARGEST_FILE = 5_000_000


def read(content: bytes) -> Statement:
    """Read an MT940 or CSV statement.

    Raises:
        UnreadableStatement: too large, empty, no text, no statement, or a line that makes no sense.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableStatement(_("The file is larger than a bank statement: 5 MB at most."))
    text = decoded(content)
    if not text.strip():
        raise UnreadableStatement(_("The file is empty."))
    return mt940.parse(text) if mt940.looks_like(text) else csv_export.parse(text)


def decoded(content: bytes) -> str:
    """Turn bytes into text: UTF-8 (with or without mark), UTF-16 with its mark, else Windows-1250."""
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableStatement(_("The file is no text. Export the statement as MT940 or CSV."))
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1250"]
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise UnreadableStatement(_("The file is no text. Export the statement as MT940 or CSV."))
