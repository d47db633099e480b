"""A wrong badge is reported by anybody: kept, told to the operator, and not by machines."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from ses_vendors.badge import tasks
from ses_vendors.badge.models import Attestation, BadgeReport
from tests.ses_vendors.vendors.people import NOW

pytestmark = pytest.mark.django_db
TYPED = {
    "code": "",
    "seen_at": "https://alt.example/sort",
    "text": "Șorțul e din import.",
    "email": "bogdan@client.example",
    "site": "",
}


def test_a_report_is_kept_and_mailed(client: Client, attestation: Attestation) -> None:
    answer = client.post("/insigna/semnaleaza/", {**TYPED, "code": attestation.code.lower()})

    assert (answer.status_code, answer["Location"]) == (302, "/insigna/semnaleaza/multumim/")
    assert mail.outbox == []
    assert tasks.mail_reports() == 1
    report = BadgeReport.objects.get()
    assert (report.attestation, report.mailed_at) == (attestation, NOW)
    (letter,) = mail.outbox
    assert letter.to == ["operator@magazin.example"]
    assert letter.reply_to == ["bogdan@client.example"]
    assert "Atelierul Anei" in letter.body
    assert "Șorțul e din import." in letter.body


def test_an_invented_code_may_be_reported(client: Client, attestation: Attestation) -> None:
    client.post("/insigna/semnaleaza/", {**TYPED, "code": "INVENTAT-1"})

    assert BadgeReport.objects.get().attestation is None


def test_the_code_of_the_page_stands_in_the_form(client: Client, attestation: Attestation) -> None:
    html = client.get("/insigna/semnaleaza/", {"cod": attestation.code}).content.decode()

    assert f'value="{attestation.code}"' in html


def test_what_was_typed_stays_beside_what_is_missing(client: Client, attestation: Attestation) -> None:
    answer = client.post("/en/insigna/semnaleaza/", {**TYPED, "seen_at": "", "email": "bogdan"})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Șorțul e din import." in html
    assert 'value="bogdan"' in html
    assert 'id="id_seen_at_error"' in html
    assert 'href="#id_email"' in html
    assert BadgeReport.objects.count() == 0


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(
    client: Client, attestation: Attestation
) -> None:
    answer = client.post("/insigna/semnaleaza/", {**TYPED, "site": "https://spam.example"})

    assert answer.status_code == 302
    assert BadgeReport.objects.count() == 0
    assert mail.outbox == []


def test_the_sixth_report_in_an_hour_waits_with_what_was_typed(
    client: Client, attestation: Attestation
) -> None:
    for _ in range(5):
        assert client.post("/insigna/semnaleaza/", TYPED).status_code == 302

    answer = client.post("/insigna/semnaleaza/", TYPED)

    assert answer.status_code == 429
    assert "Șorțul e din import." in answer.content.decode()
    assert BadgeReport.objects.count() == 5


def test_a_report_whose_letter_did_not_go_is_mailed_by_the_next_round(
    client: Client, attestation: Attestation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> int:
        raise OSError("no route")

    client.post("/insigna/semnaleaza/", TYPED)
    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", fail)
        assert tasks.mail_reports() == 0
    assert BadgeReport.objects.get().mailed_at is None

    assert [tasks.mail_reports(), tasks.mail_reports()] == [1, 0]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("text", ["a\x00b", "x" * 2001])
def test_text_that_cannot_be_kept_is_refused_beside_its_field(
    client: Client, attestation: Attestation, text: str
) -> None:
    answer = client.post("/insigna/semnaleaza/", {**TYPED, "text": text})

    assert answer.status_code == 200
    assert 'id="id_text_error"' in answer.content.decode()
    assert BadgeReport.objects.count() == 0


def test_a_line_break_cannot_get_into_the_letters_head(client: Client, attestation: Attestation) -> None:
    client.post("/insigna/semnaleaza/", {**TYPED, "code": "A\nBcc: x@x.example", "seen_at": "b\r\nBcc: y"})

    tasks.mail_reports()
    assert len(mail.outbox) == BadgeReport.objects.count()
    for letter in mail.outbox:
        assert "\n" not in letter.subject
        assert letter.recipients() == ["operator@magazin.example"]
