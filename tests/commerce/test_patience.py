"""Whoever is in a hurry waits for a core no longer than they said."""

from __future__ import annotations

import time

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from commerce import patience
from commerce.errors import CoreUnavailable
from commerce.http import HttpTransport

READ = {"operation": "catalogue/last_change", "variables": {"channel": "ses-ro"}}
WRITE = {"operation": "app/metadata_update", "variables": {"id": "x", "input": []}}


def slowly(_: Request) -> Response:
    time.sleep(1.0)
    return Response('{"data": {}}', content_type="application/json")


@pytest.mark.parametrize("operation", [READ, WRITE])
def test_a_slow_core_is_given_up_when_patience_ends(
    httpserver: HTTPServer, operation: dict[str, object]
) -> None:
    httpserver.expect_request("/graphql/").respond_with_handler(slowly)
    transport = HttpTransport(httpserver.url_for("/graphql/"))
    began = time.monotonic()

    with pytest.raises(CoreUnavailable), patience.within(0.2):
        transport.execute(**operation)  # type: ignore[arg-type]

    assert time.monotonic() - began < 0.9
    transport.close()


def test_the_sooner_moment_counts_and_ends_with_the_block() -> None:
    usual = time.monotonic() + 5

    with patience.within(60):
        assert patience.until(usual) == usual
        with patience.within(1):
            assert patience.until(usual) < usual
    assert patience.until(usual) == usual
    assert not patience.is_wished()
