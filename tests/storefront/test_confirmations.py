"""The letter of an order: what it says, and that it goes out once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from commerce.app import AppClient
from commerce.types import OrderId
from config.celery import BEAT
from engine.accounts.models import User
from engine.orders.models import Order
from kernel.ids import to_global_id
from storefront import confirmations, mails, order_links, staff, tasks
from tests.engine.accounts.people import PASSWORD, person
from tests.storefront import ordering
from tests.storefront.market import Market

pytestmark = pytest.mark.django_db
STAFF = "echipa@example.com"


@pytest.fixture(autouse=True)
def _staff(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    """Carmen of the shop's team, and a broker that takes every task."""
    settings.SALEOR_STAFF_EMAIL, settings.SALEOR_STAFF_PASSWORD = STAFF, PASSWORD
    monkeypatch.setattr(tasks.confirm_order, "apply_async", lambda *_args, **_options: None)
    staff.forget()
    yield person(STAFF, is_staff=True)
    staff.forget()


def _place(shop: Market, prefix: str = "", payment: str = "bank_transfer", **changes: str) -> OrderId:
    client = Client()
    for sku in ("SORT-NATUR", "FAGURE"):
        ordering.put(client, shop, sku)
    ordering.fill_in(client, prefix, **changes)
    ordering.order(client, prefix, payment)
    return OrderId(to_global_id("Order", Order.objects.latest("created_at").pk))


def _letter() -> EmailMultiAlternatives:
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    return letter


# --- What it says ---


@pytest.mark.parametrize(
    ("prefix", "subject", "words"),
    [
        (
            "",
            "este plasată – Tejgheaua",
            ("Vândut și livrat de Atelierul Anei", "Retrage-te din contract aici", "Șorț de in"),
        ),
        (
            "/en",
            "is placed – Tejgheaua",
            ("Sold and delivered by Atelierul Anei", "Withdraw from the contract here", "Linen apron"),
        ),
    ],
)
def test_letter_speaks_the_orders_language(
    shop: Market, prefix: str, subject: str, words: tuple[str, ...]
) -> None:
    order_id = _place(shop, prefix)

    assert tasks.confirm_order(order_id) is True

    letter = _letter()
    html = str(letter.alternatives[0][0])
    link = f"{prefix}/comanda/urmarire/{order_links.token(order_id)}/"
    assert letter.to == ["bogdan@example.com"]
    assert letter.subject.endswith(subject)
    for text in (*words, link, "79,00" if not prefix else "79.00", "DEMO SRL"):
        assert text in letter.body, text
    assert link in html
    assert "Stupina lui Vasile" in html


def test_letter_tells_sums_by_seller_payment_and_exemptions(shop: Market) -> None:
    tasks.confirm_order(_place(shop, "/en", "cash_on_delivery", note="Mulțumesc 🎁"))

    body = " ".join(_letter().body.split(" "))
    assert "This seller gets: 89.00\u00a0lei" in body
    assert "This seller gets: 49.99\u00a0lei" in body
    assert "Total: 138.99\u00a0lei" in body
    assert "Cash on delivery" in body
    assert "Perishable: without the right of withdrawal." in body
    assert "Mulțumesc 🎁" in body


def test_letter_prints_html_as_text(shop: Market) -> None:
    tasks.confirm_order(_place(shop, note="<script>alert(1)</script> & <b>"))

    html = str(_letter().alternatives[0][0])
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in html
    assert "<script>alert(1)</script> & <b>" in _letter().body


# --- Once ---


def test_letter_goes_out_once_however_often_the_task_runs(shop: Market) -> None:
    order_id = _place(shop)

    assert [tasks.confirm_order(order_id) for _ in range(3)] == [True, False, False]

    assert len(mail.outbox) == 1
    assert confirmations.CONFIRMED_KEY in Order.objects.get().metadata


def test_two_copies_would_carry_one_message_id(shop: Market) -> None:
    order_id = _place(shop)
    tasks.confirm_order(order_id)
    Order.objects.update(metadata={})  # the worker died between the letter and the mark

    tasks.confirm_order(order_id)

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert order_id not in first.extra_headers["Message-ID"]


def test_a_letter_another_worker_is_at_is_left_to_it(shop: Market) -> None:
    order_id = _place(shop)
    cache.add(f"confirming:{order_id}", "1", 60)

    with pytest.raises(confirmations.BeingConfirmed):
        confirmations.confirm(client=staff.client(), order_id=order_id, now=timezone.now())

    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_asked_again(shop: Market) -> None:
    order_id = _place(shop)

    away = patch.object(EmailMultiAlternatives, "send", side_effect=SMTPServerDisconnected("away"))
    with away, pytest.raises(SMTPServerDisconnected):
        confirmations.confirm(client=staff.client(), order_id=order_id, now=timezone.now())
    assert confirmations.CONFIRMED_KEY not in Order.objects.get().metadata

    assert tasks.confirm_order(order_id) is True
    assert issubclass(SMTPServerDisconnected, tasks.confirm_order.autoretry_for)


def test_an_address_that_takes_no_mail_is_remembered_and_not_tried_again(shop: Market) -> None:
    order_id = _place(shop)

    with patch.object(EmailMultiAlternatives, "send", side_effect=SMTPRecipientsRefused({})) as send:
        tasks.confirm_order(order_id)
        tasks.confirm_order(order_id)

    assert send.call_count == 1
    assert "confirmation_refused_at" in Order.objects.get().metadata


def test_an_order_that_is_not_there_sends_nothing(shop: Market) -> None:
    unknown = to_global_id("Order", "00000000-0000-4000-8000-000000000000")

    assert tasks.confirm_order(unknown) is False
    assert mail.outbox == []


# --- The sweep ---


def test_sweep_finds_what_was_missed_and_leaves_the_fresh_and_the_done(
    shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    missed, done, fresh, old = (_order_of(shop) for _ in range(4))
    now = timezone.now()
    for order, age in ((missed, 10), (done, 10), (fresh, 1), (old, 5 * 24 * 60)):
        Order.objects.filter(pk=order.pk).update(created_at=now - timedelta(minutes=age))
    Order.objects.filter(pk=done.pk).update(metadata={confirmations.CONFIRMED_KEY: "then"})
    asked: list[str] = []
    monkeypatch.setattr(tasks.confirm_order, "delay", asked.append)

    assert tasks.sweep_confirmations() == 1
    assert asked == [to_global_id("Order", missed.pk)]


def test_sweep_is_started_by_the_clock() -> None:
    entry = BEAT["order-confirmations"]

    assert entry["task"] == tasks.sweep_confirmations.name
    assert entry["schedule"] <= 600


def test_staff_that_was_logged_out_logs_in_again(shop: Market) -> None:
    order_id = _place(shop)
    staff.client()
    User.objects.filter(email=STAFF).update(jwt_key="another")

    with pytest.raises(tasks.LOGGED_OUT):
        tasks.confirm_order.run.__wrapped__(order_id)  # type: ignore[attr-defined]

    assert mail.outbox == []
    assert tasks.confirm_order(order_id) is True
    assert len(mail.outbox) == 1


def test_without_a_staff_account_the_failure_has_a_name(settings: Any, shop: Market) -> None:
    settings.SALEOR_STAFF_PASSWORD = ""

    with pytest.raises(staff.NoStaffAccount):
        staff.client()


def _order_of(shop: Market) -> Order:
    client = Client()
    ordering.put(client, shop, "PROSOP")
    ordering.fill_in(client)
    ordering.order(client)
    return Order.objects.latest("created_at")


def test_client_is_made_once(shop: Market) -> None:
    assert staff.client() is staff.client()
    assert isinstance(staff.client(), AppClient)
    assert mails.absolute("/x/").startswith("http")
