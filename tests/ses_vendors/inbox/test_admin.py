"""The operator's desk: what is parked is shown with its error, and run again by a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from ses_vendors.inbox import handlers, services, tasks
from ses_vendors.inbox.models import InboxEvent
from ses_vendors.inbox.reading import Event
from ses_vendors.installation.models import Installation
from tests.fakes.saleor import StandIn
from tests.ses_vendors.conftest import TOKEN
from tests.ses_vendors.inbox.test_receive import deliver, told

pytestmark = pytest.mark.django_db

LIST = "/operator/ses_inbox/inboxevent/"


def fail(event: Event) -> None:
    raise ZeroDivisionError("No parcel has no weight.")


@pytest.fixture
def parked(core: StandIn, installation: Installation, monkeypatch: pytest.MonkeyPatch) -> InboxEvent:
    """An event whose handler failed."""
    with monkeypatch.context() as patch:
        patch.setitem(handlers.HANDLERS, "PRODUCT_UPDATED", fail)
        deliver(core, told())
        services.handle(event_id=InboxEvent.objects.get().pk, now=timezone.now())
    return InboxEvent.objects.get()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_parked_event_is_listed_and_shown_with_its_error(parked: InboxEvent, admin_client: Client) -> None:
    listed = page(admin_client, f"{LIST}?state=parked")
    shown = page(admin_client, f"{LIST}{parked.pk}/change/")

    assert "ZeroDivisionError: No parcel has no weight." in listed
    assert "ZeroDivisionError: No parcel has no weight." in shown
    assert "UHJvZHVjdDo1" in shown
    assert 'name="_save"' not in shown


def test_run_again_handles_it(
    parked: InboxEvent,
    admin_client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    monkeypatch.setattr(tasks.handle_event, "apply_async", lambda args, **_: tasks.handle_event(*args))
    chosen = {"action": "run_again", "_selected_action": [parked.pk]}

    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(LIST, chosen)

    parked.refresh_from_db()
    assert answer.status_code == 302
    assert (parked.state, parked.error, parked.attempts) == ("done", "", 1)


def test_nothing_is_dropped_or_edited(parked: InboxEvent, admin_client: Client) -> None:
    answers = [
        admin_client.post(f"{LIST}{parked.pk}/delete/", {"post": "yes"}),
        admin_client.post(f"{LIST}{parked.pk}/change/", {"state": "done"}),
        admin_client.post(f"{LIST}add/", {"event": "X"}),
        admin_client.post(
            LIST, {"action": "delete_selected", "_selected_action": [parked.pk], "post": "yes"}
        ),
    ]

    assert [answer.status_code for answer in answers[:3]] == [403, 403, 403]
    parked.refresh_from_db()
    assert parked.state == "parked"


def test_whoever_may_only_look_does_not_run_anything(parked: InboxEvent, client: Client) -> None:
    carmen = User.objects.create_user("carmen", password="x", is_staff=True)
    carmen.user_permissions.add(Permission.objects.get(codename="view_inboxevent"))
    client.force_login(carmen)

    client.post(LIST, {"action": "run_again", "_selected_action": [parked.pk]})

    parked.refresh_from_db()
    assert parked.state == "parked"
    assert "run_again" not in page(client, LIST)


def test_the_installation_is_shown_without_its_token(
    installation: Installation, admin_client: Client
) -> None:
    address = f"/operator/ses_installation/installation/{installation.pk}/change/"

    shown = page(admin_client, address)

    assert installation.api_url in shown
    assert installation.encrypted_token not in shown
    assert TOKEN not in shown
    assert admin_client.post(address, {"domain": "x"}).status_code == 403


def test_the_desk_is_for_operators_only(client: Client, db: None) -> None:
    answer = client.get(LIST)

    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/operator/login/")


def test_the_desk_keeps_to_the_sites_policy(parked: InboxEvent, admin_client: Client) -> None:
    answer = admin_client.get(f"{LIST}{parked.pk}/change/")

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "<script>" not in answer.content.decode()
    assert " style=" not in answer.content.decode()
