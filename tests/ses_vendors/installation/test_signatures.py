"""Who sent this? A stand-in Saleor that rotates, lies, is slow and away."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory

from commerce import http
from ses_vendors.installation import signatures
from ses_vendors.installation.models import Installation
from ses_vendors.installation.signatures import KeysUnavailable, TooLarge, Unverified
from tests.fakes import saleor
from tests.fakes.saleor import JWKS, StandIn

BODY = json.dumps({"__typename": "OrderCreated", "order": {"id": "T3JkZXI6MQ=="}}).encode()


def request(core: StandIn, body: bytes = BODY, **headers: str) -> HttpRequest:
    """A webhook on its way in."""
    sent = {**core.headers(BODY), **headers}
    return RequestFactory().post("/app/webhooks/", body, "application/json", headers=sent)


def test_what_the_core_signed_is_its(core: StandIn, installation: Installation) -> None:
    assert signatures.verify(request(core)) == installation
    assert core.asked[JWKS] == 0


def test_a_new_key_is_looked_up_once(core: StandIn, installation: Installation) -> None:
    core.rotate(saleor.key("second"))

    verified = [signatures.verify(request(core)) for _ in range(3)]

    assert verified == [installation] * 3
    assert core.asked[JWKS] == 1
    installation.refresh_from_db()
    assert installation.jwks == {"keys": [saleor.key("second").jwk]}


def test_a_key_that_was_rotated_away_counts_no_more(core: StandIn, installation: Installation) -> None:
    old = request(core)
    core.rotate(saleor.key("second"))
    signatures.verify(request(core))
    cache.clear()

    with pytest.raises(Unverified) as refused:
        signatures.verify(old)

    assert (refused.value.status, refused.value.code) == (401, "KEY_UNKNOWN")


def test_a_key_the_core_does_not_publish_is_asked_for_once(core: StandIn, installation: Installation) -> None:
    core.rotate(saleor.key("second"), publish=False)

    with pytest.raises(Unverified) as first:
        signatures.verify(request(core))
    with pytest.raises(Unverified) as again:
        signatures.verify(request(core))

    assert (first.value.status, first.value.code) == (401, "KEY_UNKNOWN")
    assert (again.value.status, again.value.code) == (503, "KEY_UNKNOWN")
    assert core.asked[JWKS] == 1


def test_another_key_under_a_known_name_is_refused(core: StandIn, installation: Installation) -> None:
    core.signer = saleor.key("second").renamed("first")

    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core))

    assert (refused.value.status, refused.value.code) == (401, "SIGNATURE_WRONG")
    assert core.asked[JWKS] == 0


def test_an_altered_body_is_refused(core: StandIn, installation: Installation) -> None:
    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core, BODY.replace(b"Created", b"Updated")))

    assert refused.value.code == "SIGNATURE_WRONG"


@pytest.mark.parametrize("alg", ["none", "None", "HS256", "RS512", ""])
def test_another_algorithm_is_refused(core: StandIn, installation: Installation, alg: str) -> None:
    signature = saleor.sign(BODY, core.signer, alg=alg)

    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core, **{"Saleor-Signature": signature}))

    assert refused.value.code == "SIGNATURE_MALFORMED"


def test_no_signature_is_refused(core: StandIn, installation: Installation) -> None:
    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core, **{"Saleor-Signature": ""}))

    assert refused.value.code == "SIGNATURE_MALFORMED"


@pytest.mark.parametrize(
    "headers",
    [
        {"Saleor-Domain": "elsewhere.example"},
        {"Saleor-Api-Url": "https://elsewhere.example/graphql/"},
        {"Saleor-Api-Url": ""},
        {"Saleor-Domain": "elsewhere.example", "Saleor-Api-Url": "https://elsewhere.example/graphql/"},
    ],
)
def test_another_domain_or_address_is_refused(
    core: StandIn, installation: Installation, headers: dict[str, str]
) -> None:
    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core, **headers))

    assert (refused.value.status, refused.value.code) == (401, "CORE_UNKNOWN")


def test_a_core_the_operator_took_from_the_list_is_refused(
    core: StandIn, installation: Installation, settings: Any
) -> None:
    settings.APP_ALLOWED_API_URLS = ["https://another.example/graphql/"]

    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core))

    assert refused.value.code == "CORE_UNKNOWN"


def test_an_allowed_core_where_the_app_is_not_installed_is_refused(core: StandIn, db: None) -> None:
    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core))

    assert refused.value.code == "NOT_INSTALLED"


def test_a_body_that_is_too_long_is_not_read(core: StandIn, installation: Installation) -> None:
    with pytest.raises(TooLarge) as refused:
        signatures.verify(request(core, b" " * (signatures.LONGEST_BODY + 1)))

    assert refused.value.status == 413


@pytest.mark.parametrize("failure", [0, 500, 404])
def test_without_the_keys_the_core_is_to_try_again(
    core: StandIn, installation: Installation, failure: int
) -> None:
    core.rotate(saleor.key("second"))
    core.failures = [failure]

    with pytest.raises(KeysUnavailable) as refused:
        signatures.verify(request(core))
    cache.clear()

    assert refused.value.status == 503
    assert signatures.verify(request(core)) == installation


def test_slow_keys_are_not_waited_for_without_end(
    core: StandIn, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "QUERY_TIMEOUTS", http.httpx2.Timeout(0.2))
    monkeypatch.setattr(
        "commerce.transport.current",
        lambda: http.HttpTransport(core.api_url, query_timeouts=http.httpx2.Timeout(0.2)),
    )
    core.rotate(saleor.key("second"))
    core.delay = 1.0
    started = time.monotonic()

    with pytest.raises(KeysUnavailable):
        signatures.verify(request(core))

    assert time.monotonic() - started < 0.9


def test_stale_keys_are_read_again_though_the_one_is_known(core: StandIn, installation: Installation) -> None:
    long_ago = installation.jwks_fetched_at - signatures.KEYS_STALE_AFTER - timedelta(minutes=1)
    Installation.objects.update(jwks_fetched_at=long_ago)
    core.published = [saleor.key("second").jwk]

    with pytest.raises(Unverified) as refused:
        signatures.verify(request(core))

    assert refused.value.code == "KEY_UNKNOWN"
    assert core.asked[JWKS] == 1


def test_stale_keys_do_while_the_core_is_away(core: StandIn, installation: Installation) -> None:
    long_ago = installation.jwks_fetched_at - signatures.KEYS_STALE_AFTER - timedelta(minutes=1)
    Installation.objects.update(jwks_fetched_at=long_ago)
    core.failures = [503]

    assert signatures.verify(request(core)) == installation


def test_keys_that_are_none_do_not_verify(core: StandIn, installation: Installation) -> None:
    core.rotate(saleor.key("second"))
    core.published = [{"kty": "oct", "kid": "second", "k": "c2VjcmV0"}, {"kid": "second"}, "second"]

    with pytest.raises(KeysUnavailable):
        signatures.verify(request(core))
