"""The operator's pages: confirm, import, look again; refused without the permission."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kernel.money import Money
from ses_vendors.payments.models import Payment, Refund, Report, StatementImport
from ses_vendors.payments.services import refunding
from ses_vendors.payments.states import State
from tests.ses_vendors.payments.paying import NOW, csv_statement, payment

pytestmark = pytest.mark.django_db
ROOT = "/operator/ses_payments/"


@pytest.fixture
def ana(client: Client) -> Client:
    """An operator at work."""
    client.force_login(User.objects.create_superuser("ana"))
    return client


def act(client: Client, model: str, action: str, *rows: Any, **more: str) -> Any:
    data = {"action": action, "_selected_action": [str(row.pk) for row in rows], **more}
    return client.post(f"{ROOT}{model}/", data, follow=True)


def upload(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("extras.csv", content)
    return client.post(f"{ROOT}statementimport/add/", {"file": file}, follow=True)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_marking_asks_first_and_then_marks(ana: Client) -> None:
    made = payment()

    question = act(ana, "payment", "mark_paid", made)
    made.refresh_from_db()
    assert (made.state, Report.objects.count()) == ("pending", 0)
    assert "Au sosit acești bani?" in text(question)
    answer = act(ana, "payment", "mark_paid", made, confirmed="1")

    made.refresh_from_db()
    assert (made.state, made.paid_by) == ("paid", "ana")
    assert "1 plată este marcată." in text(answer)
    assert Report.objects.get().type == "CHARGE_SUCCESS"


def test_marking_twice_says_so_and_changes_nothing(ana: Client) -> None:
    made = payment()
    act(ana, "payment", "mark_paid", made, confirmed="1")

    answer = act(ana, "payment", "mark_paid", made, confirmed="1")

    assert "Niciuna dintre aceste plăți nu este așteptată." in text(answer)
    assert Report.objects.count() == 1


def test_whoever_may_only_look_cannot_mark(client: Client) -> None:
    carmen = User.objects.create_user("carmen", is_staff=True)
    carmen.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_payment", "view_statementimport"])
    )
    client.force_login(carmen)
    made = payment()

    act(client, "payment", "mark_paid", made, confirmed="1")
    refused = upload(client, csv_statement(("24.11.2026", "84,50", made.reference)))

    made.refresh_from_db()
    assert (made.state, refused.status_code, StatementImport.objects.count()) == ("pending", 403, 0)


def test_strangers_are_asked_to_log_in(client: Client) -> None:
    answer = client.get(f"{ROOT}payment/")

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/operator/login/")


def test_payments_are_listed_and_found_by_what_was_typed(ana: Client) -> None:
    made, other, basket = payment(), payment(order="35"), payment(order=None)

    found = text(ana.get(f"{ROOT}payment/", {"q": str(made).lower().replace("-", " ")}))
    listed = text(ana.get(f"{ROOT}payment/"))
    left = text(ana.get(f"{ROOT}payment/", {"ordered": "no"}))

    assert (str(made) in found, str(other) in found) == (True, False)
    assert (str(other) in listed, str(basket) in listed, str(basket) in left) == (True, False, True)


@pytest.mark.parametrize("model", ["payment", "refund", "report", "statementimport"])
def test_every_list_opens(ana: Client, model: str) -> None:
    assert ana.get(f"{ROOT}{model}/").status_code == 200


def test_payment_s_page_shows_its_refunds_and_cannot_be_edited(ana: Client) -> None:
    made = payment(state=State.PAID, paid_at=NOW)
    refunding.request(payment_id=made.pk, amount=Money(100), fingerprint="a", now=NOW)

    page = ana.get(f"{ROOT}payment/{made.pk}/change/")
    edited = ana.post(f"{ROOT}payment/{made.pk}/change/", {"state": "cancelled"})

    made.refresh_from_db()
    assert f"{made.reference}-R1" in text(page)
    assert (edited.status_code, made.state) == (403, "refund_requested")


@pytest.mark.parametrize(
    ("action", "ended", "state"), [("finish", "done", "paid"), ("refuse", "refused", "paid")]
)
def test_refund_is_ended_after_a_question(ana: Client, action: str, ended: str, state: str) -> None:
    made = payment(state=State.PAID, paid_at=NOW)
    refund = refunding.request(payment_id=made.pk, amount=Money(100), fingerprint="a", now=NOW)

    act(ana, "refund", action, refund)
    refund.refresh_from_db()
    assert refund.state == "requested"
    act(ana, "refund", action, refund, confirmed="1")

    refund.refresh_from_db()
    made.refresh_from_db()
    assert (refund.state, refund.ended_by, made.state) == (ended, "ana", state)
    assert "Niciuna dintre aceste rambursări nu este deschisă." in text(
        act(ana, "refund", action, refund, confirmed="1")
    )
    assert Refund.objects.count() == 1


def test_statement_is_shown_first_and_applied_when_confirmed(ana: Client) -> None:
    made = payment()
    content = csv_statement(("24.11.2026", "84,50", made.reference), ("24.11.2026", "1,00", "donatie <b>"))

    preview = upload(ana, content)
    statement = StatementImport.objects.get()
    made.refresh_from_db()
    assert made.state == "pending"
    assert (str(made) in text(preview), "donatie &lt;b&gt;" in text(preview)) == (True, True)
    path = f"{ROOT}statementimport/{statement.pk}/preview/"
    done = ana.post(path, follow=True)
    again = ana.post(path, follow=True)

    made.refresh_from_db()
    assert (made.state, made.paid_by) == ("paid", "extras.csv (ana)")
    assert "1 plată este marcată." in text(done)
    assert "plătit: referința și suma se potrivesc" in text(done)
    assert "Acest extras este deja aplicat." in text(again)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Fișierul este gol."),
        (b"\x00\x01", "Fișierul nu este text."),
        (b"hello", "nu este nici MT940, nici un CSV"),
        (b"Data;Suma\n24.11.2026;x", "Linia 2: Această sumă nu poate fi citită."),
        (b"x" * 5_000_001, "cel mult 5 MB"),
    ],
)
def test_file_that_is_no_statement_is_refused_beside_the_field(
    ana: Client, content: bytes, message: str
) -> None:
    answer = upload(ana, content)

    assert (answer.status_code, StatementImport.objects.count()) == (422, 0)
    assert message in text(answer)


def test_parked_report_is_sent_again(ana: Client) -> None:
    made = payment()
    act(ana, "payment", "mark_paid", made, confirmed="1")
    Report.objects.update(due_at=None, error="Refused: NOT_FOUND")

    act(ana, "report", "send_again", Report.objects.get())

    assert Report.objects.get().due_at is not None


def test_number_of_queries_of_the_list_does_not_grow(ana: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        payment(order=str(number))

    with django_assert_max_num_queries(12):
        assert ana.get(f"{ROOT}payment/").status_code == 200
    assert Payment.objects.count() == 30
