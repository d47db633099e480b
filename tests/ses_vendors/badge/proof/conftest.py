"""What the tests of the proof share: a public address, a clock that stands, somebody who fetches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from ses_vendors.badge.models import Attestation
from tests.ses_vendors.badge.papers import a_verified
from tests.ses_vendors.vendors.people import NOW, a_vendor

SITE = "https://magazin.example"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    """The shop at its public address."""
    settings.PUBLIC_URL = SITE
    settings.SHOP_OPERATOR = {**settings.SHOP_OPERATOR, "email": "operator@magazin.example"}


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The clock, which stands where a test puts it: first at 11:00 in Bucharest on 24 November 2026."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def attestation(db: None, clock: time_machine.Coordinates) -> Attestation:
    """Ana's attestation, verified now, good until 11 March 2029."""
    return a_verified(a_vendor())


@pytest.fixture
def fetch(client: Client) -> Callable[[str], str]:
    """Fetch an address as anybody would, from the shop alone."""

    def fetched(url: str) -> str:
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != SITE:
            raise LookupError(url)
        answer = client.get(parts.path)
        assert answer.status_code == 200, url
        return answer.content.decode()

    return fetched
