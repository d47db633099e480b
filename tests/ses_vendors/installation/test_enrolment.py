"""Getting the App installed by a staff log-in: once, again, after a loss, and where it cannot be."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from commerce.app.installing import Webhook
from ses_vendors.installation import encryption, enrolment, manifest
from ses_vendors.installation.models import Installation
from tests.fakes.saleor import StandIn
from tests.ses_vendors.conftest import STRANGER, TOKEN, whoami

pytestmark = pytest.mark.django_db

DONE = {"errors": []}


@pytest.fixture(autouse=True)
def _staffed(core: StandIn, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A core with a staff account, where nothing is installed and the App has no webhooks yet."""
    settings.SALEOR_STAFF_EMAIL, settings.SALEOR_STAFF_PASSWORD = "echipa@magazin.example", "parola"
    monkeypatch.setattr(enrolment, "POLL", 0.01)
    core.answers |= {
        "AccountLogIn": {"tokenCreate": {"token": "staff", "refreshToken": "later", **DONE}},
        "AppApps": apps(),
        "AppInstall": {"appInstall": {"appInstallation": {"id": "SW5zdA=="}, **DONE}},
        "AppInstallations": {"appsInstallations": []},
        "AppWebhooks": {"app": {"webhooks": [written(each.name, each) for each in manifest.webhooks()]}},
        "AppFailedInstallationDelete": {"appDeleteFailedInstallation": DONE},
        "AppWebhookCreate": {"webhookCreate": {"webhook": {"id": "9"}, **DONE}},
        "AppWebhookUpdate": {"webhookUpdate": {"webhook": {"id": "1"}, **DONE}},
        "AppWebhookDelete": {"webhookDelete": DONE},
    }


def apps(*known: dict[str, Any]) -> dict[str, Any]:
    edges = [{"node": node} for node in known]
    return {"apps": {"pageInfo": {"hasNextPage": False, "endCursor": None}, "edges": edges}}


def written(webhook_id: str, webhook: Webhook) -> dict[str, Any]:
    """A webhook as the core tells of it."""
    return {
        "id": webhook_id,
        "name": webhook.name,
        "isActive": webhook.is_active,
        "targetUrl": webhook.target_url,
        "subscriptionQuery": webhook.query.replace("\n", "\n "),
        "asyncEvents": [{"eventType": code} for code in reversed(webhook.async_events)],
        "syncEvents": [{"eventType": code} for code in webhook.sync_events],
    }


def installing(core: StandIn, rounds: int = 2) -> Any:
    """A core that hands its token over after some looks at the installation."""
    looks = []

    def answer(_: Any) -> Any:
        looks.append(1)
        if len(looks) < rounds:
            return {"appsInstallations": [{"id": "SW5zdA==", "status": "PENDING", "message": None}]}
        headers = {
            "Saleor-Api-Url": core.api_url,
            "Saleor-Domain": core.domain,
            "Saleor-Schema-Version": "3.24",
        }
        body = json.dumps({"auth_token": TOKEN})
        # The stand-in answers in a thread of its own, which has no part in the test's transaction.
        core.handed_over = lambda: Client().post("/app/token", body, "application/json", headers=headers)
        return {"appsInstallations": []}

    return answer


def run(capsys: pytest.CaptureFixture[str]) -> list[str]:
    call_command("install_app")
    return capsys.readouterr().out.splitlines()


def test_the_core_installs_and_the_command_waits_for_it(
    core: StandIn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    core.answers["AppInstallations"] = installing(core)
    arrived = enrolment._arrived

    def hand_over_first() -> Installation:
        assert core.handed_over().status_code == 200
        return arrived()

    monkeypatch.setattr(enrolment, "_arrived", hand_over_first)

    said = run(capsys)

    assert said == [
        "Installing the App …",
        "The webhooks are up to date.",
        f"The App is installed at {core.api_url} (Saleor 3.24.0-a.0).",
    ]
    assert core.asked["AppInstallations"] == 2
    assert encryption.decrypt(Installation.objects.get().encrypted_token) == TOKEN


def test_where_it_is_installed_nothing_is_done(
    core: StandIn, installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(capsys)

    assert said[0] == "The webhooks are up to date."
    assert core.asked["AppInstall"] == core.asked["AppTokenCreate"] == 0


def test_webhooks_are_brought_up_to_date(
    core: StandIn, installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others = manifest.webhooks()
    elsewhere = {**written("1", first), "targetUrl": "http://old.example/app/webhooks/"}
    surplus = {**written("2", first), "name": "Of an older version"}
    core.answers["AppWebhooks"] = {"app": {"webhooks": [elsewhere, surplus]}}

    said = run(capsys)

    assert said[0] == f"{2 + len(others)} webhook(s) brought up to date."
    assert core.asked["AppWebhookUpdate"] == core.asked["AppWebhookDelete"] == 1
    assert core.asked["AppWebhookCreate"] == len(others)


def test_a_lost_token_is_replaced_and_the_app_stays(
    core: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"id": "QXBwOjc=", "identifier": manifest.IDENTIFIER, "isActive": True}
    core.answers["AppApps"] = apps({"id": "QXBwOjE=", "identifier": "other", "isActive": True}, known)
    core.answers["AppTokenCreate"] = {"appTokenCreate": {"authToken": TOKEN, **DONE}}

    said = run(capsys)

    assert said[0] == "The core has the App already: asking for another token."
    assert core.asked["AppInstall"] == 0
    assert encryption.decrypt(Installation.objects.get().encrypted_token) == TOKEN


def test_a_failed_installation_is_told_in_the_cores_words(core: StandIn) -> None:
    failed = {"id": "SW5zdA==", "status": "FAILED", "message": "Failed to connect to app."}
    core.answers["AppInstallations"] = {"appsInstallations": [failed]}

    with pytest.raises(CommandError, match="could not install the App: Failed to connect to app."):
        call_command("install_app")

    assert core.asked["AppFailedInstallationDelete"] == 1
    assert not Installation.objects.exists()


def test_an_installation_that_does_not_end_is_given_up(
    core: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enrolment, "PATIENCE", 0.05)
    pending = {"id": "SW5zdA==", "status": "PENDING", "message": None}
    core.answers["AppInstallations"] = {"appsInstallations": [pending]}

    with pytest.raises(CommandError, match="is its worker up"):
        call_command("install_app")


def test_a_core_that_is_away_is_one_sentence(core: StandIn) -> None:
    core.failures = [500] * 10

    with pytest.raises(CommandError, match="The App is not installed: The core answered HTTP 500"):
        call_command("install_app")


def test_a_healthy_app_says_so(
    core: StandIn, installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("app_health")

    assert capsys.readouterr().out.splitlines() == [
        "ok  The token is this App's.",
        "ok  Permissions missing: none.",
        "ok  Saleor 3.24.0-a.0.",
        "ok  Webhooks missing or out of date: none.",
        "ok  The core's keys are known.",
        "ok  Inbox: 0 event(s) parked with an error.",
        "ok  Inbox: 0 event(s) wait for a worker.",
    ]


def test_an_app_that_is_not_installed_is_not_healthy(
    core: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match=r"^1 thing\(s\) need looking after.$"):
        call_command("app_health")

    assert "BAD The App is not installed at" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"AppMe": STRANGER}, "BAD The token at"),
        ({"AppMe": whoami(permissions=[])}, "BAD Permissions missing: HANDLE_PAYMENTS, MANAGE_CHANNELS"),
        ({"AppMe": {**whoami(), "shop": {"version": "3.20.1"}}}, "BAD This is Saleor 3.20.1"),
        ({"AppWebhooks": {"app": {"webhooks": []}}}, "BAD Webhooks missing or out of date: Catalogue"),
    ],
)
def test_what_is_not_well_is_named(
    core: StandIn,
    installation: Installation,
    answers: dict[str, Any],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    core.answers |= answers

    with pytest.raises(CommandError):
        call_command("app_health")

    assert words in capsys.readouterr().out


def test_health_does_not_open_a_token_with_another_key(
    core: StandIn, installation: Installation, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.APP_ENCRYPTION_KEYS = ["another key"]

    with pytest.raises(CommandError):
        call_command("app_health")

    assert "cannot be opened with APP_ENCRYPTION_KEY" in capsys.readouterr().out
