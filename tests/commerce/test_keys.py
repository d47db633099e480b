"""The keys a core signs with: read from where Saleor publishes them, or in process."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from commerce import http
from commerce.errors import CoreUnavailable
from commerce.http import HttpTransport
from commerce.in_process import InProcessTransport
from engine import signing
from tests.fakes import saleor
from tests.fakes.saleor import JWKS, StandIn


@pytest.fixture
def core() -> Iterator[StandIn]:
    with saleor.running() as stand_in:
        yield stand_in


def test_a_server_publishes_them(core: StandIn) -> None:
    assert HttpTransport(core.api_url).keys() == {"keys": [saleor.key().jwk]}
    assert core.asked == {JWKS: 1}


@pytest.mark.parametrize("failure", [0, 404, 500])
def test_a_server_that_fails_is_unavailable(core: StandIn, failure: int) -> None:
    core.failures = [failure]

    with pytest.raises(CoreUnavailable):
        HttpTransport(core.api_url).keys()


def test_a_slow_server_is_unavailable(core: StandIn) -> None:
    core.delay = 1.0

    with pytest.raises(CoreUnavailable):
        HttpTransport(core.api_url, query_timeouts=httpx2.Timeout(0.2)).keys()


def test_keys_without_end_are_not_read_to_their_end(core: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LONGEST_KEYS", 50)

    with pytest.raises(CoreUnavailable, match="too long"):
        HttpTransport(core.api_url).keys()


def test_the_embedded_core_gives_its_own() -> None:
    assert InProcessTransport().keys() == signing.jwks()
