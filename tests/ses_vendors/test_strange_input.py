"""Whatever is typed into an address, a question or a form of the sellers' side, nothing breaks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ses_vendors.vendors.models import State, Vendor
from tests.ses_vendors import routes
from tests.ses_vendors.browsers import FORM, browser, is_fault, send
from tests.ses_vendors.strangers import a_workshop, filler, fillers
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db

ROUTES = routes.of_sellers()
STRANGE = (
    "\x00", "a\x00b", "9" * 30, "-1", "0", str(2**63), str(2**31), "Ж", "中文", "عربى", "ș", "٣", "é",
    "a b", "%", "%2e%2e", "..", "'", '"', "<b>", "{{7*7}}", "\n", "\r\n", "\u202e", "💚", "a" * 3000,
)  # fmt: skip

Request = tuple[str, str, dict[str, str]]


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana() -> Vendor:
    """The SES whose owner types."""
    return a_vendor(slug="atelierul-anei")


def broken(client: Client, requests: Iterable[Request]) -> list[tuple[str, str, int]]:
    """The requests whose answer is a fault of ours."""
    answered = ((method, path, send(client, method, path, data)) for method, path, data in requests)
    return [(method, path[:200], r.status_code) for method, path, r in answered if is_fault(r.status_code)]


def typed(text: str, slug: str) -> Iterator[Request]:
    """Every address with a text in its parameters, and with the right slug and a text in the others."""
    for route in ROUTES:
        everywhere = dict.fromkeys(route.params, text)
        for values in (everywhere, {**everywhere, "slug": slug}):
            if text in (values[param] for param in route.params):
                yield "get", route.path(values), {}
                yield "post", route.path(values), FORM


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_no_parameter_breaks_an_address(text: str, ana: Vendor) -> None:
    assert broken(browser("owner", ana), typed(text, ana.slug)) == []


@given(text=st.text(min_size=1, max_size=40))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_breaks_an_address(text: str, ana: Vendor) -> None:
    assert broken(browser("anonymous", ana), typed(text.encode("utf-8", "ignore").decode(), ana.slug)) == []


@pytest.mark.parametrize("who", ["owner", "anonymous"])
def test_no_question_or_form_breaks_an_address(who: str, ana: Vendor) -> None:
    ioana = a_workshop(State.APPROVED)
    known, names, client = fillers(ioana), routes.query_names(), browser(who, ana)

    def asked() -> Iterator[Request]:
        for route, text in itertools.product(ROUTES, STRANGE[::6]):
            pairs = {param: filler(known, route.name, param) for param in route.params}
            values = {param: pair.unknown for param, pair in pairs.items() if pair}
            if "slug" in values:
                values["slug"] = ana.slug
            if "logout" not in route.name:
                yield "get", route.path(values), dict.fromkeys(names, text)
                yield "post", route.path(values), dict.fromkeys(names, text)

    assert broken(client, asked()) == []
