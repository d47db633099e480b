"""Letters about where a SES stands: true, readable, in both languages, folded when sent twice."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from ses_vendors.portal import letters, mails, tasks
from ses_vendors.vendors.models import Requirement, Role, State
from ses_vendors.vendors.services import papers, team
from ses_vendors.vendors.services.requirements import put_defaults
from tests.ses_vendors.portal.inside import a_picture
from tests.ses_vendors.vendors.people import a_member, a_person, a_vendor, an_operator

pytestmark = pytest.mark.django_db

REASON = "Statutul nu se poate citi <b>deloc</b>."
BY_STATE = [
    ("applied", State.APPLIED, "we have your application"),
    ("sent_back", State.ONBOARDING, "something is to be completed"),
    ("approved", State.APPROVED, "you can sell here"),
    ("rejected", State.REJECTED, "your application was not accepted"),
    ("suspended", State.SUSPENDED, "your sales are stopped"),
]


@pytest.mark.parametrize(("what", "state", "subject"), BY_STATE)
def test_a_letter_goes_to_the_owners(what: str, state: State, subject: str) -> None:
    vendor = a_vendor(state=state, state_reason=REASON)
    ana = a_member(vendor)
    a_member(vendor, (Role.ORDERS,), a_person("dan"))

    assert tasks.tell_vendor(vendor.pk, what, language="en")

    (letter,) = mail.outbox
    assert letter.to == [ana.email]
    assert letter.subject.startswith(f"Atelierul Anei: {subject} – ")
    assert f"/en/atelier/{vendor.slug}/" in letter.body
    assert (REASON in letter.body) == (what in mails.REASONED)


@pytest.mark.parametrize("what", sorted(mails.WHAT - {"document_returned"}))
def test_both_languages_and_both_kinds_can_be_written(what: str) -> None:
    vendor = a_vendor(state=mails.STATES[what][0], state_reason=REASON)
    a_member(vendor)

    for language in ("ro", "en"):
        letter = mails.letter(vendor, what, language=language)

        assert letter is not None
        html = str(letter.alternatives[0][0])
        assert f'<html lang="{language}">' in html
        assert "<b>deloc" not in html
        assert "&lt;" not in letter.body


def test_what_is_true_no_more_is_not_sent() -> None:
    vendor = a_vendor(state=State.APPROVED)
    a_member(vendor)

    assert not tasks.tell_vendor(vendor.pk, "suspended")
    assert not tasks.tell_vendor(vendor.pk, "document_returned")
    assert not tasks.tell_vendor(999_999, "approved")
    assert mail.outbox == []


def test_a_returned_paper_is_named_with_its_note() -> None:
    put_defaults()
    vendor = a_vendor()
    ana = a_member(vendor)
    paper = papers.hand_in(
        vendor=vendor,
        requirement=Requirement.objects.get(code="dovada-cont"),
        upload=a_picture(),
        by=ana,
        now=timezone.now(),
    )
    papers.decide(
        document=paper, accepted=False, note="Nu se vede IBAN-ul.", by=an_operator(), now=timezone.now()
    )

    tasks.tell_vendor(vendor.pk, "document_returned", language="en")

    (letter,) = mail.outbox
    assert "- Proof of the bank account: Nu se vede IBAN-ul." in letter.body


def test_a_second_copy_has_the_same_id() -> None:
    vendor = a_vendor()
    a_member(vendor)

    for _ in range(2):
        tasks.tell_vendor(vendor.pk, "approved")

    ids = {str(letter.message()["Message-ID"]) for letter in mail.outbox}
    assert len(mail.outbox) == 2
    assert len(ids) == 1


def test_a_line_break_in_a_name_starts_no_header(client: Client) -> None:
    vendor = a_vendor(trade_name="Ana\r\nBcc: altii@strada.example")
    a_member(vendor)

    tasks.tell_vendor(vendor.pk, "approved")

    (letter,) = mail.outbox
    assert "\n" not in letter.subject
    assert letter.bcc == []


def test_a_line_break_in_a_name_starts_no_header_of_an_invitation() -> None:
    vendor = a_vendor(trade_name="Ana\r\nBcc: altii@strada.example")
    offered, token = team.invite(
        vendor=vendor, email="dana@strada.example", roles=[Role.ORDERS], by=None, now=timezone.now()
    )

    letter = letters.invitation(offered, token)

    assert "\n" not in letter.subject
    assert letter.message()["Bcc"] is None


def test_a_ses_without_people_is_written_to_at_its_own_address() -> None:
    vendor = a_vendor(email="atelier@strada.example")

    tasks.tell_vendor(vendor.pk, "approved")

    assert [letter.to for letter in mail.outbox] == [["atelier@strada.example"]]
