"""Installing: a token counts only when the allowed core owns up to it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ses_vendors.installation import encryption, manifest, services
from ses_vendors.installation.models import Installation
from tests.fakes import saleor
from tests.fakes.saleor import StandIn
from tests.ses_vendors.conftest import TOKEN, whoami

pytestmark = pytest.mark.django_db


def hand_over(core: StandIn, token: Any = TOKEN, **headers: str) -> Any:
    """Post a token as Saleor does at the end of an installation."""
    saleors = {
        "Saleor-Api-Url": core.api_url,
        "Saleor-Domain": core.domain,
        "Saleor-Schema-Version": "3.24",
    }
    body = json.dumps({"auth_token": token})
    return Client().post("/app/token", body, "application/json", headers={**saleors, **headers})


def test_a_core_that_owns_up_to_the_token_is_kept(core: StandIn) -> None:
    answer = hand_over(core)

    assert (answer.status_code, answer.json()["success"]) == (200, True)
    kept = Installation.objects.get()
    assert (kept.api_url, kept.domain, kept.app_id) == (core.api_url, core.domain, "QXBwOjc=")
    assert kept.version == "3.24.0-a.0"
    assert kept.jwks == {"keys": [saleor.key().jwk]}
    assert core.tokens == [TOKEN]


def test_the_token_is_encrypted_where_it_is_kept(core: StandIn) -> None:
    hand_over(core)

    kept = Installation.objects.get()
    assert TOKEN not in kept.encrypted_token
    assert encryption.decrypt(kept.encrypted_token) == TOKEN


def test_installing_again_replaces(core: StandIn, installation: Installation) -> None:
    core.answers["AppMe"] = whoami(id="QXBwOjg=")

    hand_over(core, "another-token")

    kept = Installation.objects.get()
    assert (kept.pk, kept.app_id) == (installation.pk, "QXBwOjg=")
    assert encryption.decrypt(kept.encrypted_token) == "another-token"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Saleor-Api-Url": "https://elsewhere.example/graphql/"}, "CORE_NOT_ALLOWED"),
        ({"Saleor-Api-Url": ""}, "CORE_NOT_ALLOWED"),
        ({"Saleor-Domain": "elsewhere.example"}, "CORE_NOT_ALLOWED"),
        ({"Saleor-Schema-Version": "3.21"}, "SALEOR_TOO_OLD"),
        ({"Saleor-Schema-Version": ""}, "SALEOR_TOO_OLD"),
    ],
)
def test_another_core_or_an_old_one_is_refused_without_being_asked(
    core: StandIn, headers: dict[str, str], code: str
) -> None:
    answer = hand_over(core, **headers)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert core.asked.total() == 0
    assert not Installation.objects.exists()


def test_an_old_saleor_is_told_so_in_words(core: StandIn) -> None:
    answer = hand_over(core, **{"Saleor-Schema-Version": "3.21"})

    assert answer.json()["error"]["message"] == "This is Saleor 3.21; the App needs 3.22 or newer."


def test_the_version_the_core_itself_states_counts(core: StandIn) -> None:
    core.answers["AppMe"] = {**whoami(), "shop": {"version": "3.20.4"}}

    answer = hand_over(core)

    assert answer.json()["error"]["code"] == "SALEOR_TOO_OLD"
    assert not Installation.objects.exists()


@pytest.mark.parametrize("known", [None, {"identifier": "ro.another.app"}])
def test_a_token_of_nobody_or_of_another_app_is_refused(core: StandIn, known: dict[str, str] | None) -> None:
    core.answers["AppMe"] = {**whoami(), "app": None} if known is None else whoami(**known)

    answer = hand_over(core)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "TOKEN_UNKNOWN")
    assert not Installation.objects.exists()


def test_a_token_the_core_does_not_know_changes_nothing(core: StandIn, installation: Installation) -> None:
    answer = hand_over(core, "a-token-somebody-made-up")

    assert answer.json()["error"]["code"] == "TOKEN_UNKNOWN"
    kept = Installation.objects.get()
    assert encryption.decrypt(kept.encrypted_token) == TOKEN


@pytest.mark.parametrize("token", [None, 7, "", "x" * 600])
def test_no_token_is_refused(core: StandIn, token: Any) -> None:
    answer = hand_over(core, token)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "TOKEN_MISSING")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b'"x"'])
def test_a_body_that_is_no_token_is_refused(core: StandIn, body: bytes) -> None:
    headers = {"Saleor-Api-Url": core.api_url, "Saleor-Domain": core.domain, "Saleor-Schema-Version": "3.24"}

    answer = Client().post("/app/token", body, "application/json", headers=headers)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] in {"BODY_UNREADABLE", "TOKEN_MISSING"}


def test_a_silent_core_is_to_try_again(core: StandIn) -> None:
    core.failures = [500]

    answer = hand_over(core)

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "CORE_SILENT")
    assert not Installation.objects.exists()


@pytest.mark.parametrize(
    "published", [[], [{"kty": "oct", "k": "c2VjcmV0", "kid": "first"}], [saleor.key("weak", bits=1024).jwk]]
)
def test_a_core_without_a_usable_key_is_refused(core: StandIn, published: list[Any]) -> None:
    core.published = published

    answer = hand_over(core)

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "KEYS_UNAVAILABLE")
    assert not Installation.objects.exists()


def test_an_old_encryption_key_still_opens_and_the_new_one_closes(
    installation: Installation, settings: Any
) -> None:
    settings.APP_ENCRYPTION_KEYS = ["the new key", *settings.APP_ENCRYPTION_KEYS]
    assert encryption.decrypt(installation.encrypted_token) == TOKEN

    services.rotate_tokens()

    settings.APP_ENCRYPTION_KEYS = ["the new key"]
    installation.refresh_from_db()
    assert encryption.decrypt(installation.encrypted_token) == TOKEN


def test_a_token_whose_key_is_gone_cannot_be_opened(installation: Installation, settings: Any) -> None:
    settings.APP_ENCRYPTION_KEYS = ["another key"]

    with pytest.raises(encryption.Undecryptable):
        encryption.decrypt(installation.encrypted_token)


def test_the_manifest_says_what_it_asks_for_and_why(client: Client, settings: Any) -> None:
    settings.PUBLIC_URL = "https://magazin.example"

    told = client.get("/app/manifest").json()

    assert (told["id"], told["requiredSaleorVersion"]) == ("ro.ses.shop", ">=3.22 <4")
    assert told["tokenTargetUrl"] == "https://magazin.example/app/token"
    assert set(told["permissions"]) == set(manifest.PERMISSIONS)
    assert all(f"{code}: {why}." in told["about"] for code, why in manifest.PERMISSIONS.items())
    assert {each["targetUrl"] for each in told["webhooks"]} >= {"https://magazin.example/app/webhooks/"}


def test_the_installation_is_that_of_the_core_the_shop_is_on(
    installation: Installation, settings: Any
) -> None:
    assert services.current() == installation

    settings.SALEOR_API_URL = "https://another.example/graphql/"

    assert services.current() is None


def test_installed_at_is_when_it_was_installed_last(core: StandIn, installation: Installation) -> None:
    later = timezone.now() + timedelta(days=1)

    services.install(api_url=core.api_url, domain=core.domain, token=TOKEN, now=later)

    installation.refresh_from_db()
    assert (installation.installed_at, installation.jwks_fetched_at) == (later, later)
