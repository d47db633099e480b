"""The inbox: kept once, answered, acted on once, in whatever order and however often things come."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from commerce import freshness
from commerce.errors import CoreUnavailable
from ses_vendors.inbox import handlers, services, tasks
from ses_vendors.inbox.models import InboxEvent, State
from ses_vendors.inbox.reading import Event
from ses_vendors.installation import signatures
from ses_vendors.installation.models import Installation
from tests.fakes import saleor
from tests.fakes.saleor import StandIn

pytestmark = pytest.mark.django_db

URL = "/app/webhooks/"


def told(
    type_name: str = "ProductUpdated", key: str = "1", at: str = "12:00:00", **more: Any
) -> dict[str, Any]:
    """What a core tells of a product."""
    issued_at = f"2026-11-24T{at}.383747+00:00"
    return {"__typename": type_name, "issuedAt": issued_at, "product": {"id": f"UHJvZHVjdDo{key}"}, **more}


def deliver(core: StandIn, payload: Any, **others: Any) -> list[Any]:
    return list(core.deliver(Client().post, URL, payload, **others))


def rows() -> list[tuple[str, str, str]]:
    """What is kept, whatever the order it came in."""
    return sorted(InboxEvent.objects.values_list("event", "object_id", "state"))


@pytest.fixture
def enqueued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the view asked a worker to handle."""
    asked: list[int] = []
    monkeypatch.setattr(tasks.handle_event, "apply_async", lambda args, **_: asked.extend(args))
    return asked


@pytest.fixture
def handled(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """What reached the handler of PRODUCT_UPDATED."""
    seen: list[Event] = []
    monkeypatch.setitem(handlers.HANDLERS, "PRODUCT_UPDATED", seen.append)
    return seen


def handle_all() -> list[State | None]:
    keys = InboxEvent.objects.order_by("pk").values_list("pk", flat=True)
    return [services.handle(event_id=key, now=timezone.now()) for key in keys]


def test_an_event_is_kept_answered_and_enqueued_after_the_commit(
    core: StandIn,
    installation: Installation,
    enqueued: list[int],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        [answer] = deliver(core, told())
    before_commit = list(enqueued)
    for callback in waiting:
        callback()

    kept = InboxEvent.objects.get()
    assert (answer.status_code, answer.json()) == (200, {"status": "kept"})
    assert (kept.event, kept.object_id, kept.state) == ("PRODUCT_UPDATED", "UHJvZHVjdDo1", "waiting")
    assert kept.issued_at is not None
    assert kept.issued_at.isoformat() == "2026-11-24T12:00:00.383747+00:00"
    assert kept.installation == installation
    assert (before_commit, enqueued) == ([], [kept.pk])


def test_the_same_event_twice_is_one_and_enqueued_once(
    core: StandIn,
    installation: Installation,
    enqueued: list[int],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answers = deliver(core, told(), times=3)

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [answer.json()["status"] for answer in answers] == ["kept", "known", "known"]
    assert len(enqueued) == InboxEvent.objects.count() == 1


def test_a_replay_after_it_was_handled_does_nothing(
    core: StandIn, installation: Installation, handled: list[Event]
) -> None:
    deliver(core, told())
    handle_all()
    before = InboxEvent.objects.values().get()

    deliver(core, told())
    outcomes = handle_all()

    assert (len(handled), outcomes) == (1, [None])
    assert InboxEvent.objects.values().get() == before


def test_a_week_late_is_not_too_late(core: StandIn, installation: Installation, handled: list[Event]) -> None:
    deliver(core, told(at="12:00:00"))
    InboxEvent.objects.update(received_at=timezone.now() - timedelta(days=7))
    deliver(core, told(at="11:00:00"))

    assert handle_all() == [State.DONE, State.DONE]
    assert len(handled) == 2


STORY: Sequence[dict[str, Any]] = (
    told("ProductCreated", at="10:00:00"),
    told("ProductUpdated", at="10:00:01"),
    told("ProductUpdated", at="10:00:02"),
    told("ProductDeleted", at="10:00:03"),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_any_order_and_any_repetition_end_in_the_same_rows(
    core: StandIn, installation: Installation, order: tuple[int, ...]
) -> None:
    for number in order:
        deliver(core, STORY[number], times=1 + number % 2)
        handle_all()
    for payload in STORY:
        deliver(core, payload)
    handle_all()

    assert rows() == [
        ("PRODUCT_CREATED", "UHJvZHVjdDo1", "done"),
        ("PRODUCT_DELETED", "UHJvZHVjdDo1", "done"),
        ("PRODUCT_UPDATED", "UHJvZHVjdDo1", "done"),
        ("PRODUCT_UPDATED", "UHJvZHVjdDo1", "done"),
    ]


@pytest.mark.parametrize(
    ("others", "status"),
    [
        ({"Saleor-Domain": "elsewhere.example"}, 401),
        ({"Saleor-Api-Url": "https://elsewhere.example/graphql/"}, 401),
        ({"Saleor-Signature": "e30..e30"}, 401),
        ({"Saleor-Signature": saleor.sign(b"other words", saleor.key())}, 401),
    ],
)
def test_what_is_not_the_cores_leaves_nothing(
    core: StandIn, installation: Installation, others: dict[str, str], status: int
) -> None:
    [answer] = deliver(core, told(), **others)

    assert answer.status_code == status
    assert answer.json()["error"]["message"]
    assert not InboxEvent.objects.exists()


def test_a_body_that_is_too_long_leaves_nothing(core: StandIn, installation: Installation) -> None:
    [answer] = deliver(core, b" " * (signatures.LONGEST_BODY + 1))

    assert answer.status_code == 413
    assert not InboxEvent.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"null", b"{}", b'{"__typename": 7}', b'{"__typename": "x y"}', b"\xff\xfe"],
)
def test_signed_nonsense_is_refused_for_good(core: StandIn, installation: Installation, body: bytes) -> None:
    [answer] = deliver(core, body)

    assert answer.status_code == 400
    assert not InboxEvent.objects.exists()


def test_the_unsigned_name_in_the_header_is_not_believed(core: StandIn, installation: Installation) -> None:
    deliver(core, told("ProductUpdated"), **{"Saleor-Event": "order_fully_paid"})

    assert rows() == [("PRODUCT_UPDATED", "UHJvZHVjdDo1", "waiting")]


def test_only_a_post_is_taken(client: Client) -> None:
    assert client.get(URL).status_code == 405


def test_the_catalogue_is_dropped_when_a_product_changes(core: StandIn, installation: Installation) -> None:
    before = {area: freshness.stamp(area) for area in freshness.AREAS}
    deliver(core, told())

    handle_all()

    changed = {area for area in freshness.AREAS if freshness.stamp(area) != before[area]}
    assert changed == {"catalogue", "assortment"}


def test_a_stock_that_moves_drops_what_pages_show_only(core: StandIn, installation: Installation) -> None:
    before = {area: freshness.stamp(area) for area in freshness.AREAS}
    deliver(core, told("ProductVariantStockUpdated"))

    handle_all()

    changed = {area for area in freshness.AREAS if freshness.stamp(area) != before[area]}
    assert changed == {"catalogue"}


def fail(event: Event) -> None:
    """A handler with a defect, which has written something before it fails."""
    InboxEvent.objects.filter(object_id=event.object_id).update(object_id="half-written")
    raise ZeroDivisionError("No parcel has no weight.")


def test_a_handler_that_fails_parks_the_event_and_leaves_nothing_else(
    core: StandIn, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(handlers.HANDLERS, "PRODUCT_UPDATED", fail)
    deliver(core, told())

    assert handle_all() == [State.PARKED]

    kept = InboxEvent.objects.get()
    assert (kept.state, kept.object_id, kept.attempts) == ("parked", "UHJvZHVjdDo1", 1)
    assert kept.error == "ZeroDivisionError: No parcel has no weight."


def test_an_event_nobody_handles_is_parked_not_dropped(core: StandIn, installation: Installation) -> None:
    deliver(core, told("GiftCardSent"))

    assert handle_all() == [State.PARKED]
    assert InboxEvent.objects.get().error == "NoHandler: Nothing handles GIFT_CARD_SENT."


def test_while_the_core_is_away_an_event_waits(
    core: StandIn, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(event: Event) -> None:
        raise CoreUnavailable("HTTP 500.")

    monkeypatch.setitem(handlers.HANDLERS, "PRODUCT_UPDATED", ask)
    deliver(core, told())

    outcomes = [handle_all()[0] for _ in range(services.MOST_ATTEMPTS)]

    assert outcomes == [*[State.WAITING] * (services.MOST_ATTEMPTS - 1), State.PARKED]
    assert InboxEvent.objects.get().error == "CoreUnavailable: HTTP 500."


def test_the_sweep_finds_what_a_killed_worker_left(
    core: StandIn, installation: Installation, enqueued: list[int]
) -> None:
    deliver(core, told())
    assert tasks.sweep() == 0
    InboxEvent.objects.update(received_at=timezone.now() - services.GRACE)

    found = tasks.sweep()

    assert (found, enqueued) == (1, [InboxEvent.objects.get().pk])


def test_a_worker_killed_in_the_middle_leaves_the_event_waiting(
    core: StandIn, installation: Installation, monkeypatch: pytest.MonkeyPatch, handled: list[Event]
) -> None:
    class Killed(BaseException):
        """SIGKILL: nothing after it runs."""

    def die(event: Event) -> None:
        raise Killed

    monkeypatch.setitem(handlers.HANDLERS, "PRODUCT_UPDATED", die)
    deliver(core, told())
    with pytest.raises(Killed):
        handle_all()
    assert InboxEvent.objects.get().state == "waiting"

    monkeypatch.setitem(handlers.HANDLERS, "PRODUCT_UPDATED", handled.append)

    assert handle_all() == [State.DONE]
    assert len(handled) == 1


def test_without_a_broker_the_event_is_kept_all_the_same(
    core: StandIn,
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise tasks.OperationalError("Connection refused.")

    monkeypatch.setattr(tasks.handle_event, "apply_async", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        [answer] = deliver(core, told())

    assert answer.status_code == 200
    assert rows() == [("PRODUCT_UPDATED", "UHJvZHVjdDo1", "waiting")]


def test_the_index_of_goods_is_looked_after_when_the_assortment_changed(
    core: StandIn, installation: Installation, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(tasks.current_app, "send_task", lambda name, **_: sent.append(name), raising=False)
    deliver(core, told())
    deliver(core, told("ProductVariantStockUpdated"))

    states = [tasks.handle_event(key) for key in InboxEvent.objects.values_list("pk", flat=True)]

    assert states == ["done", "done"]
    assert sent == [settings.ASSORTMENT_CHANGED_TASK]


def test_replaying_handles_everything_again_to_the_same_rows(
    core: StandIn, installation: Installation, handled: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    for payload in STORY:
        deliver(core, payload)
    handle_all()
    before = rows()

    call_command("replay_inbox")

    assert rows() == before
    assert len(handled) == 4
    assert capsys.readouterr().out == "4 event(s) run again: 4 done, 0 parked, 0 waiting for the core.\n"


@pytest.mark.parametrize(
    ("switches", "count"),
    [
        ({"event": "PRODUCT_UPDATED"}, 2),
        ({"about": "UHJvZHVjdDo1"}, 4),
        ({"about": "UHJvZHVjdDo2"}, 0),
        ({"parked": True}, 0),
        ({"since": "2026-01-01T00:00"}, 4),
        ({"since": "2099-01-01T00:00:00+02:00"}, 0),
    ],
)
def test_replaying_can_be_limited(
    core: StandIn,
    installation: Installation,
    switches: dict[str, Any],
    count: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for payload in STORY:
        deliver(core, payload)
    handle_all()

    call_command("replay_inbox", **switches)

    assert capsys.readouterr().out.startswith(f"{count} event(s) run again: {count} done")


def test_replaying_what_fails_again_ends_with_an_error(
    core: StandIn, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(handlers.HANDLERS, "PRODUCT_UPDATED", fail)
    deliver(core, told())
    handle_all()

    with pytest.raises(CommandError, match="say why"):
        call_command("replay_inbox", parked=True)

    assert rows() == [("PRODUCT_UPDATED", "UHJvZHVjdDo1", "parked")]


@pytest.mark.parametrize("since", ["yesterday", "2026-13-40T00:00"])
def test_a_moment_that_is_none_is_said_so(since: str) -> None:
    with pytest.raises(CommandError, match="--since must be a date and a time"):
        call_command("replay_inbox", since=since)


@pytest.mark.django_db(transaction=True)
def test_two_threads_with_the_same_event_keep_one_and_handle_it_once(
    core: StandIn, installation: Installation, handled: list[Event], enqueued: list[int]
) -> None:
    barrier, answers, outcomes = threading.Barrier(4), [], []

    def run() -> None:
        try:
            barrier.wait()
            answers.extend(deliver(core, told()))
            barrier.wait()
            outcomes.extend(handle_all())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert [answer.status_code for answer in answers] == [200] * 4
    assert sorted(answer.json()["status"] for answer in answers) == ["kept", "known", "known", "known"]
    assert rows() == [("PRODUCT_UPDATED", "UHJvZHVjdDo1", "done")]
    assert sorted(map(str, outcomes)) == ["None", "None", "None", "done"]
    assert (len(handled), len(enqueued)) == (1, 1)


def test_what_was_signed_is_kept_word_for_word(core: StandIn, installation: Installation) -> None:
    body = json.dumps({**told(), "note": "șțăîâ"}, ensure_ascii=False).encode()

    deliver(core, body)

    assert InboxEvent.objects.get().body.encode() == body
