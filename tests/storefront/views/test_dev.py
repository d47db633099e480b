"""The demo's outbox: who may read it, and what a letter may do in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from config.outbox import EmailBackend
from tests.storefront.visiting import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def send(subject: str = "Comanda 17 <b>", html: str = "<p>Vă mulțumim, Bogdan.</p>") -> None:
    letter = EmailMultiAlternatives(
        subject, "Vă mulțumim, Bogdan. <3", "shop@x.example", ["bogdan@x.example"]
    )
    letter.attach_alternative(html, "text/html")
    EmailBackend().send_messages([letter])


def test_an_empty_outbox_says_so(client: Client, outbox: Path) -> None:
    assert "Nu s-a trimis nimic încă." in text_of(client.get("/dev/mail/"))


def test_letters_are_listed_newest_first_and_can_be_read(client: Client, outbox: Path) -> None:
    send("Prima")
    send("A doua")
    newest = max(file.name for file in outbox.glob("*.eml"))

    listed = text_of(client.get("/dev/mail/"))
    read = client.get(f"/dev/mail/{newest}/")

    assert listed.index("A doua") < listed.index("Prima")
    assert "bogdan@x.example" in text_of(read)
    assert "Vă mulțumim, Bogdan. &lt;3" in read.content.decode()


def test_a_letters_html_stands_alone_and_can_run_nothing(client: Client, outbox: Path) -> None:
    send(html="<p>Bună</p><script>alert(1)</script>")
    (file,) = outbox.glob("*.eml")

    answer = client.get(f"/dev/mail/{file.name}/html/")

    policy = answer["Content-Security-Policy"]
    assert answer.content.decode().strip() == "<p>Bună</p><script>alert(1)</script>"
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["nimic.eml", "..%2Fsecret_key", "%2E%2E", ".ascuns.eml"])
def test_only_letters_of_the_folder_can_be_asked_for(client: Client, outbox: Path, name: str) -> None:
    send()
    (outbox.parent / "secret_key").write_text("secret")

    assert client.get(f"/dev/mail/{name}/").status_code == 404
    assert client.get(f"/dev/mail/{name}/html/").status_code == 404


def test_a_letter_without_html_or_subject_is_readable(client: Client, outbox: Path) -> None:
    outbox.mkdir(parents=True)
    (outbox / "1.eml").write_bytes(b"From: a@x.example\r\nDate: ieri\r\n\r\nNumai text\r\n")

    page = client.get("/dev/mail/1.eml/")

    assert page.status_code == 200
    assert "Numai text" in text_of(page)
    assert "<iframe" not in page.content.decode()


def test_a_real_shop_has_no_such_pages(client: Client, outbox: Path, settings: Any) -> None:
    settings.SHOP_DEMO = settings.DEBUG = False
    send()
    (file,) = outbox.glob("*.eml")

    for address in ("/dev/mail/", f"/dev/mail/{file.name}/", f"/dev/mail/{file.name}/html/"):
        assert client.get(address).status_code == 404
