"""Apps through GraphQL: made, installed, stopped; who may, and what a key opens."""

from __future__ import annotations

from typing import Any

import pytest

from engine.accounts.models import User
from engine.schema.executor import execute
from engine.webhooks.models import App, AppInstallation, AppToken
from engine.webhooks.services import installing
from tests.engine.accounts.people import person
from tests.engine.checkout.market import NOW
from tests.engine.schema.asking import ask, data
from tests.engine.schema.setup.staff import ana, denied, gid, refused, tell
from tests.engine.webhooks import listening
from tests.engine.webhooks.listening import Mailbox

pytestmark = pytest.mark.django_db

ERRORS = "errors { field code message permissions }"
CREATE = f"""mutation($input: AppInput!) {{ appCreate(input: $input) {{
  authToken app {{ id name identifier isActive type permissions {{ code name }} tokens {{ authToken }}
    breakerState created }} {ERRORS} }} }}"""
INSTALL = f"""mutation($input: AppInstallInput!) {{ appInstall(input: $input) {{
  appInstallation {{ id status appName manifestUrl message createdAt }} {ERRORS} }} }}"""
RETRY = f"""mutation($id: ID!) {{ appRetryInstall(id: $id) {{ appInstallation {{ status }} {ERRORS} }} }}"""
FORGET = f"""mutation($id: ID!) {{
  appDeleteFailedInstallation(id: $id) {{ appInstallation {{ id }} {ERRORS} }} }}"""
INSTALLATIONS = "{ appsInstallations { status message appName } }"
TOKEN = f"""mutation($input: AppTokenInput!) {{ appTokenCreate(input: $input) {{
  authToken appToken {{ id name authToken }} {ERRORS} }} }}"""
TOKEN_DELETE = f"mutation($id: ID!) {{ appTokenDelete(id: $id) {{ appToken {{ name }} {ERRORS} }} }}"
VERIFY = "mutation($token: String!) { appTokenVerify(token: $token) { valid errors { code } } }"
ME = "{ app { id name } }"
ONE = "query($id: ID) { app(id: $id) { name tokens { id } } }"


def test_an_app_of_the_shops_own_gets_a_key_that_is_shown_once() -> None:
    given = {"name": "Contabilitate", "permissions": ["MANAGE_ORDERS"]}

    payload = tell(CREATE, {"input": given})

    app, token = payload["app"], payload["authToken"]
    assert payload["errors"] == []
    assert (app["name"], app["type"], app["isActive"]) == ("Contabilitate", "LOCAL", True)
    assert app["permissions"] == [{"code": "MANAGE_ORDERS", "name": "Manage orders."}]
    assert app["tokens"] == [{"authToken": token[-4:]}]
    assert app["identifier"] == app["id"]
    assert (app["breakerState"], app["created"]) == ("CLOSED", NOW.isoformat())


def test_a_key_says_who_asks_over_the_whole_road() -> None:
    app, token = listening.app()

    answer = execute(ME, token=token)

    assert answer["data"]["app"] == {"id": gid(app), "name": "Piața"}


def test_a_key_opens_nothing_when_its_app_is_stopped_or_it_is_taken_away() -> None:
    app, token = listening.app()
    stop = "mutation($id: ID!) { appDeactivate(id: $id) { app { isActive } errors { code } } }"
    start = "mutation($id: ID!) { appActivate(id: $id) { app { isActive } errors { code } } }"

    stopped = tell(stop, {"id": gid(app)})["app"]["isActive"]
    while_stopped = data(VERIFY, {"token": token})["valid"]
    started = tell(start, {"id": gid(app)})["app"]["isActive"]
    while_started = data(VERIFY, {"token": token})["valid"]
    tell(TOKEN_DELETE, {"id": gid(app.tokens.get(), "AppToken")})

    assert (stopped, while_stopped, started, while_started) == (False, False, True, True)
    assert data(VERIFY, {"token": token})["valid"] is False
    (error,) = execute(ME, token=token)["errors"]
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_another_key_is_given() -> None:
    app, _ = listening.app()

    payload = tell(TOKEN, {"input": {"app": gid(app), "name": "a doua"}})

    assert payload["appToken"]["name"] == "a doua"
    assert payload["appToken"]["authToken"] == payload["authToken"][-4:]
    assert data(VERIFY, {"token": payload["authToken"]})["valid"] is True
    assert app.tokens.count() == 2


@pytest.mark.parametrize("document", [CREATE, INSTALL])
def test_no_app_may_manage_apps(document: str) -> None:
    given: dict[str, Any] = {"permissions": ["MANAGE_APPS", "MANAGE_ORDERS"]}
    given |= {"name": "X"} if document == CREATE else {"appName": "X", "manifestUrl": "https://app.example/m"}

    payload = tell(document, {"input": given})

    (error,) = payload["errors"]
    assert (error["code"], error["field"]) == ("OUT_OF_SCOPE_PERMISSION", "permissions")
    assert error["permissions"] == ["MANAGE_APPS"]
    assert not App.objects.exists()
    assert not AppInstallation.objects.exists()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": " "}, ("name", "REQUIRED")),
        ({}, ("name", "REQUIRED")),
        ({"name": "x" * 61}, ("name", "INVALID")),
        ({"name": "Alta", "identifier": "x" * 257}, ("identifier", "INVALID")),
    ],
)
def test_what_cannot_be_an_app_is_refused(given: dict[str, str], refusal: tuple[str, str]) -> None:
    first, _ = listening.app()

    assert refused(CREATE, {"input": given}) == [refusal]

    assert App.objects.get() == first


def test_an_app_on_this_site_is_there_when_the_transaction_has_ended(
    mailbox: Mailbox, django_capture_on_commit_callbacks: Any
) -> None:
    mailbox.answer = {
        "id": "ro.ses.shop",
        "version": "1",
        "tokenTargetUrl": "http://localhost:8000/app/token",
    }
    given = {
        "appName": "Piața",
        "manifestUrl": "http://localhost:8000/app/manifest",
        "permissions": ["MANAGE_ORDERS"],
    }

    with django_capture_on_commit_callbacks(execute=True):
        payload = tell(INSTALL, {"input": given})

    assert payload["errors"] == []
    assert (payload["appInstallation"]["status"], payload["appInstallation"]["appName"]) == (
        "PENDING",
        "Piața",
    )
    app = App.objects.get()
    assert (app.identifier, app.permissions, app.is_active) == ("ro.ses.shop", ["MANAGE_ORDERS"], True)
    assert data(INSTALLATIONS, user=ana()) == []


def test_a_failed_installation_is_seen_tried_again_and_forgotten() -> None:
    given = {"appName": "Departe", "manifestUrl": "http://127.0.0.1:9/manifest"}
    tell(INSTALL, {"input": given})
    failed = AppInstallation.objects.get()
    installing.install(installation_id=failed.pk, now=NOW)

    (seen,) = data(INSTALLATIONS, user=ana())
    again = tell(RETRY, {"id": gid(failed)})
    early = refused(FORGET, {"id": gid(failed)})
    installing.install(installation_id=failed.pk, now=NOW)
    forgotten = tell(FORGET, {"id": gid(failed)})

    assert seen == {
        "status": "FAILED",
        "message": "Failed to connect to app. Try later or contact with app support.",
        "appName": "Departe",
    }
    assert (again["appInstallation"]["status"], again["errors"]) == ("PENDING", [])
    assert early == [("id", "INVALID_STATUS")]
    assert (forgotten["appInstallation"]["id"], forgotten["errors"]) == (gid(failed), [])
    assert not AppInstallation.objects.exists()


def test_an_address_that_is_none_is_refused() -> None:
    given = {"appName": "X", "manifestUrl": "nowhere"}

    assert refused(INSTALL, {"input": given}) == [("manifestUrl", "INVALID_URL_FORMAT")]


def test_apps_are_listed_and_deleted_with_their_keys() -> None:
    app, token = listening.app()
    listening.app("Alta")
    delete = "mutation($id: ID!) { appDelete(id: $id) { app { id name } errors { code } } }"
    names = "{ apps(first: 5) { totalCount edges { node { name } } } }"

    payload = tell(delete, {"id": gid(app)})

    assert payload["app"] == {"id": gid(app), "name": "Piața"}
    assert data(names, user=ana()) == {"totalCount": 1, "edges": [{"node": {"name": "Alta"}}]}
    assert data(VERIFY, {"token": token})["valid"] is False
    assert AppToken.objects.count() == 1


@pytest.mark.parametrize("caller", ["nobody", "bogdan", "app"])
def test_only_staff_installs_and_makes_apps(caller: str) -> None:
    app, _ = listening.app()
    who: dict[str, Any] = {"nobody": {}, "bogdan": {"user": person()}, "app": {"app": app}}[caller]

    for document, given in (
        (CREATE, {"name": "X"}),
        (INSTALL, {"appName": "X", "manifestUrl": "https://a.b/m"}),
    ):
        (error,) = ask(document, {"input": given}, **who)["errors"]
        assert error["extensions"]["exception"]["code"] == "PermissionDenied"

    assert App.objects.get() == app


def test_an_app_sees_itself_and_no_other() -> None:
    app, _ = listening.app()
    other, _ = listening.app("Alta")

    own = data(ONE, {"id": gid(app)}, app=app)
    answer = ask(ONE, {"id": gid(other)}, app=app)

    assert own["name"] == "Piața"
    assert answer["data"] == {"app": None}
    assert answer["errors"][0]["extensions"]["exception"]["code"] == "PermissionDenied"
    assert denied("{ apps(first: 1) { totalCount } }", {}, None)


def test_a_customer_sees_no_app() -> None:
    bogdan: User = person()
    app, _ = listening.app()

    assert denied(ONE, {"id": gid(app)}, bogdan)
