"""The demo's outbox: one file per message, whole and in order."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def test_each_message_is_one_file_with_text_and_html(outbox: Path) -> None:
    connection = get_connection("config.outbox.EmailBackend")
    for number in (1, 2):
        message = EmailMultiAlternatives(
            f"Comanda {number} a fost primită",
            "Mulțumim.",
            to=["bogdan@client.example"],
            connection=connection,
        )
        message.attach_alternative("<p>Mulțumim.</p>", "text/html")
        message.send()

    files = sorted(outbox.iterdir())
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
    assert [file.suffix for file in files] == [".eml", ".eml"]
    assert [mail["Subject"] for mail in mails] == ["Comanda 1 a fost primită", "Comanda 2 a fost primită"]
    assert mails[0]["To"] == "bogdan@client.example"
    assert [part.get_content().strip() for part in mails[0].iter_parts()] == ["Mulțumim.", "<p>Mulțumim.</p>"]


def test_sending_says_how_many_were_written(outbox: Path) -> None:
    connection = get_connection("config.outbox.EmailBackend")
    message = EmailMultiAlternatives("Bună ziua", "…", to=["carmen@client.example"])

    assert connection.send_messages([message, message]) == 2
    assert len(list(outbox.glob("*.eml"))) == 2
