"""Installing an app by its manifest, on this site and elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from engine.errors import Refusal
from engine.webhooks.models import App, AppInstallation
from engine.webhooks.services import apps, installing
from tests.engine.checkout.market import NOW
from tests.engine.webhooks.listening import ORDER_QUERY, Mailbox

pytestmark = pytest.mark.django_db


def manifest(base: str, **changes: Any) -> dict[str, Any]:
    """What the app at an address says of itself."""
    return {
        "id": "ro.ses.shop",
        "version": "1.0.0",
        "name": "Piața",
        "tokenTargetUrl": f"{base}/token",
        "webhooks": [{"name": "Orders", "targetUrl": f"{base}/orders", "query": ORDER_QUERY}],
        **changes,
    }


def begun(url: str, **how: Any) -> AppInstallation:
    """An installation that Ana started."""
    return installing.start(
        app_name="Piața",
        manifest_url=url,
        permissions=["MANAGE_ORDERS"],
        now=NOW,
        **{"activate": True, **how},
    )


def serve(server: HTTPServer, answer: Any, token_status: int = 200, said: Any = None) -> list[dict[str, Any]]:
    """Let an app elsewhere show a manifest and take its token; return what the token came with."""
    taken: list[dict[str, Any]] = []

    def take(request: Request) -> Response:
        token = json.loads(request.get_data())["auth_token"]
        names = ("Saleor-Api-Url", "Saleor-Domain", "Saleor-Schema-Version", "User-Agent")
        taken.append({"app": apps.of_token(token), "token": token, **{n: request.headers[n] for n in names}})
        connection.close()  # this thread's own
        return Response(json.dumps(said or {}), status=token_status, content_type="application/json")

    server.expect_request("/manifest").respond_with_json(answer)
    server.expect_request("/token", method="POST").respond_with_handler(take)
    return taken


@pytest.mark.django_db(transaction=True)
def test_the_app_is_stored_with_its_webhooks_and_given_a_key_that_opens(
    mailbox: Mailbox, httpserver: HTTPServer
) -> None:
    base = httpserver.url_for("")
    taken = serve(httpserver, manifest(base))
    installation = begun(f"{base}/manifest")

    app = installing.install(installation_id=installation.pk, now=NOW)

    assert app is not None
    assert (app.name, app.identifier, app.type, app.is_active) == ("Piața", "ro.ses.shop", "THIRDPARTY", True)
    assert (app.permissions, app.version) == (["MANAGE_ORDERS"], "1.0.0")
    (webhook,) = app.webhooks.all()
    assert (webhook.name, webhook.target_url, webhook.subscription_query) == (
        "Orders",
        f"{base}/orders",
        ORDER_QUERY,
    )
    assert [event.event_type for event in webhook.events.all()] == ["ORDER_CREATED"]
    (given,) = taken
    assert given["app"] == app
    assert len(given["token"]) == 30
    assert given["Saleor-Api-Url"] == "http://localhost:8000/graphql/"
    assert given["Saleor-Domain"] == "localhost:8000"
    assert (given["Saleor-Schema-Version"], given["User-Agent"]) == ("3.24", "Saleor/3.24")
    assert not AppInstallation.objects.exists()


def test_only_the_hash_of_the_key_is_kept(mailbox: Mailbox, httpserver: HTTPServer) -> None:
    app, token = apps.create(name="Piața", now=NOW)

    row = app.tokens.get()

    assert token not in str(vars(row))
    assert (row.last_four, len(row.digest)) == (token[-4:], 64)
    assert apps.of_token(token) == app
    assert apps.of_token(token[:-1]) is None


def test_an_app_on_this_site_is_installed_in_process(mailbox: Mailbox) -> None:
    mailbox.answer = manifest("http://localhost:8000/app")
    installation = begun("http://localhost:8000/app/manifest", activate=False)

    app = installing.install(installation_id=installation.pk, now=NOW)

    assert app is not None
    assert app.is_active is False
    asked, told = mailbox.received
    assert asked.body == b""
    assert list(told.content) == ["auth_token"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("no object", "manifest: It is not an object."),
        (manifest("http://app.example", id=""), "id: Field required."),
        (
            manifest("http://app.example", requiredSaleorVersion=">=4"),
            "requiredSaleorVersion: Saleor version 3.24 is not supported by the app.",
        ),
    ],
)
def test_a_bad_manifest_is_a_failure_to_be_read(mailbox: Mailbox, answer: Any, message: str) -> None:
    mailbox.answer = answer
    installation = begun("http://localhost:8000/app/manifest")

    assert installing.install(installation_id=installation.pk, now=NOW) is None

    installation.refresh_from_db()
    assert (installation.status, installation.message) == ("FAILED", message)
    assert not App.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"error": {"message": "Not from you."}}, "Not from you."),
        ({"ok": False}, "App internal error (403). Try later or contact with app support."),
    ],
)
def test_an_app_that_refuses_its_key_is_not_there(
    mailbox: Mailbox, httpserver: HTTPServer, said: Any, message: str
) -> None:
    base = httpserver.url_for("")
    taken = serve(httpserver, manifest(base), token_status=403, said=said)
    installation = begun(f"{base}/manifest")

    installing.install(installation_id=installation.pk, now=NOW)

    installation.refresh_from_db()
    assert (installation.status, installation.message) == ("FAILED", message)
    assert not App.objects.exists()
    assert apps.of_token(taken[0]["token"]) is None


def test_an_app_that_is_away_can_be_tried_again(mailbox: Mailbox) -> None:
    installation = begun("http://127.0.0.1:9/manifest")
    installing.install(installation_id=installation.pk, now=NOW)
    installation.refresh_from_db()
    assert installation.message == "Failed to connect to app. Try later or contact with app support."

    installing.start_again(installation=installation, activate=True)
    installation.manifest_url = "http://localhost:8000/app/manifest"
    installation.save()
    mailbox.answer = manifest("http://localhost:8000/app")
    app = installing.install(installation_id=installation.pk, now=NOW)

    assert app is not None
    assert App.objects.get() == app


def test_the_same_app_twice_is_a_failure_and_changes_nothing(mailbox: Mailbox) -> None:
    mailbox.answer = manifest("http://localhost:8000/app")
    first = installing.install(installation_id=begun("http://localhost:8000/app/manifest").pk, now=NOW)
    again = begun("http://localhost:8000/app/manifest")

    assert installing.install(installation_id=again.pk, now=NOW) is None

    again.refresh_from_db()
    assert again.message == "identifier: App with the same identifier is already installed: Piața"
    assert App.objects.get() == first


def test_a_finished_installation_is_not_done_again(mailbox: Mailbox) -> None:
    installation = begun("http://127.0.0.1:9/manifest")
    installing.install(installation_id=installation.pk, now=NOW)

    assert installing.install(installation_id=installation.pk, now=NOW) is None

    assert AppInstallation.objects.get().status == "FAILED"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"manifest_url": "nowhere"}, ("INVALID_URL_FORMAT", "manifestUrl")),
        ({"app_name": " "}, ("REQUIRED", "appName")),
        ({"app_name": "x" * 61}, ("INVALID", "appName")),
    ],
)
def test_what_cannot_be_an_installation_is_refused(given: dict[str, str], refusal: tuple[str, str]) -> None:
    good = {"app_name": "Piața", "manifest_url": "https://app.example/manifest"}

    with pytest.raises(Refusal) as caught:
        installing.start(permissions=[], activate=True, now=NOW, **{**good, **given})  # type: ignore[arg-type]

    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == refusal
    assert not AppInstallation.objects.exists()


def test_only_a_failed_installation_is_forgotten_or_tried_again() -> None:
    installation = begun("https://app.example/manifest")

    for change in (
        lambda: installing.forget(installation=installation),
        lambda: installing.start_again(installation=installation, activate=True),
    ):
        with pytest.raises(Refusal) as caught:
            change()
        assert caught.value.problems[0].code == "INVALID_STATUS"

    assert AppInstallation.objects.get().status == "PENDING"
