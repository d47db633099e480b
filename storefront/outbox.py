"""The demo's letters: files that `config.outbox` wrote, read back for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

#: Letters listed, newest first.
LISTED = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """A sent message; `html` and `text` are empty where it has no such part."""

    name: str
    subject: str
    sender: str
    recipients: str
    sent_at: datetime | None
    text: str
    html: str


def newest() -> list[Letter]:
    """Read the newest letters; none where nothing was sent yet."""
    files = sorted(_folder().glob("*.eml"), key=lambda file: file.name, reverse=True)
    return [_read(file) for file in files[:LISTED]]


def one(name: str) -> Letter | None:
    """Read the letter of that file name; None where there is none. Only names in the folder are known."""
    file = next((file for file in _folder().glob("*.eml") if file.name == name), None)
    return _read(file) if file else None


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    return Letter(
        name=file.name,
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        recipients=str(message["To"] or ""),
        sent_at=_moment(str(message["Date"] or "")),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _moment(text: str) -> datetime | None:
    """Read a Date header; one of `-0000` says nothing of its zone and is UTC (RFC 5322, 3.3)."""
    try:
        read = parsedate_to_datetime(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body is not None else ""
