"""Nobody reaches what belongs to another SES, by any address there is.

The addresses are read from the site's resolver: a new one is tried as soon as it is there, and fails here
until `strangers.fillers` says what of another SES could stand in it.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from graphql import GraphQLNonNull

from kernel.ids import to_global_id
from ses_vendors.api.schema import graphql_schema
from ses_vendors.badge.models import Status
from ses_vendors.vendors import access
from ses_vendors.vendors.models import State, Vendor
from tests.ses_vendors import routes
from tests.ses_vendors.api.asking import a_document, ask
from tests.ses_vendors.browsers import FORM, PEOPLE, browser, is_fault, send
from tests.ses_vendors.routes import Route
from tests.ses_vendors.strangers import NO_CODE, NO_SLUG, Workshop, a_workshop, filler, fillers
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db

ROUTES = routes.of_sellers()
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana() -> Vendor:
    """The SES whose people look around."""
    return a_vendor(slug="atelierul-anei")


def answer(client: Client, method: str, path: str, values: dict[str, str]) -> tuple[Any, ...]:
    """What is answered, without what merely repeats the address."""
    response = send(client, method, path, FORM if method == "post" else None)
    body = response.getvalue().decode(errors="replace") if response.streaming else response.content.decode()
    texts = [response.headers.get("Location", ""), TOKEN.sub("", body)]
    return (
        response.status_code,
        response.headers.get("Content-Type"),
        response.headers.get("Allow"),
        *(without(text, path, values) for text in texts),
    )


def without(text: str, path: str, values: dict[str, str]) -> str:
    """Take the address and what was filled in out of a text, however it is written there."""
    for known in (path, *sorted((v for v in values.values() if len(v) > 4), key=len, reverse=True)):
        for written in (quote(known, safe=""), quote(known), html.escape(known), known):
            text = text.replace(written, "…")
    return text


def fillings(route: Route, ioana: Workshop, ana: Vendor) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """What fills a route with Ioana's things and with nobody's; then the same within Ana's own SES."""
    known = fillers(ioana)
    pairs = {param: filler(known, route.name, param) for param in route.params}
    foreign = {param: pair.foreign for param, pair in pairs.items() if pair}
    unknown = {param: pair.unknown for param, pair in pairs.items() if pair}
    yield foreign, unknown
    if "slug" in foreign and len(foreign) > 1 and foreign != unknown:
        own = {"slug": ana.slug}
        if {**foreign, **own} != {**unknown, **own}:
            yield {**foreign, **own}, {**unknown, **own}


def test_the_sellers_addresses_are_found() -> None:
    names = {route.name for route in ROUTES}

    assert {"portal:vendor", "portal:document", "portal:team", "badge:proof", "api:graphql"} <= names
    assert "account_login" in names
    assert not any(name.startswith("storefront:") for name in names)


def test_every_parameter_of_every_address_can_be_filled() -> None:
    known = fillers(a_workshop(State.APPROVED))

    missing = [
        f"{route.name}:{param}"
        for route in ROUTES
        for param in route.params
        if filler(known, route.name, param) is None
    ]

    assert missing == [], "Say in `strangers.fillers` what of another SES belongs into these."


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.APPROVED])
@pytest.mark.parametrize("who", [*PEOPLE, "acting"])
def test_what_is_anothers_is_as_unknown_as_what_is_not_there(who: str, state: State, ana: Vendor) -> None:
    ioana = a_workshop(state)
    client, before, leaks = browser(who, ana), ioana.snapshot(), []

    for route, method in itertools.product((each for each in ROUTES if each.params), ("get", "post")):
        for foreign, unknown in fillings(route, ioana, ana):
            found = answer(client, method, route.path(foreign), foreign)
            wanted = answer(client, method, route.path(unknown), unknown)
            is_open = found[0] in (200, 403) and foreign.get("slug") == ioana.vendor.slug
            if found != wanted or is_fault(found[0]) or is_open:
                leaks.append((method, route.name, foreign, found[0], wanted[0]))

    assert leaks == []
    assert ioana.snapshot() == before


def test_a_door_left_open_is_found(ana: Vendor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail: were every SES everybody's, it would tell."""
    ioana = a_workshop(State.APPROVED)
    client = browser("owner", ana)
    (page,) = (route for route in ROUTES if route.name == "portal:document")
    ((foreign, unknown), (within, nothing)) = fillings(page, ioana, ana)
    assert answer(client, "get", page.path(within), within) == answer(
        client, "get", page.path(nothing), nothing
    )

    monkeypatch.setattr(access, "vendor_for", lambda user, slug, role=None: Vendor.objects.get(slug=slug))

    assert answer(client, "get", page.path(foreign), foreign)[0] == 200
    assert answer(client, "get", page.path(unknown), unknown)[0] == 404


def test_its_people_are_at_home_in_their_own(ana: Vendor) -> None:
    page = f"/atelier/{ana.slug}/"
    statuses = {who: send(browser(who, ana), "get", page).status_code for who in (*PEOPLE, "acting")}

    assert statuses == {"owner": 200, "catalogue": 200, "nobody's": 404, "anonymous": 302, "acting": 200}


@pytest.mark.parametrize("who", PEOPLE)
def test_the_names_of_anothers_files_lead_nowhere(who: str, ana: Vendor) -> None:
    ioana = a_workshop(State.IN_REVIEW)
    client = browser(who, ana)
    name = ioana.paper.file.name

    for place in ("/media/", "/media/private/", "/static/", "/private/", f"/atelier/{ana.slug}/documente/"):
        for suffix in (name, name.rpartition("/")[2]):
            found = send(client, "get", f"{place}{suffix}")

            assert found.status_code == 404, f"{place}{suffix}"


@pytest.mark.parametrize("who", PEOPLE)
def test_the_desk_is_shut_to_the_people_of_ses(who: str, ana: Vendor) -> None:
    ioana = a_workshop(State.APPROVED)
    client = browser(who, ana)
    rows = (ioana.vendor, ioana.paper, ioana.documents[Status.DRAFT], ioana.membership, ioana.owner)

    for row in rows:
        meta = row._meta
        for path in ("", f"{row.pk}/change/", f"{row.pk}/delete/", f"{row.pk}/history/"):
            found = send(client, "get", f"/operator/{meta.app_label}/{meta.model_name}/{path}")

            assert found.status_code in (302, 404)
            assert ioana.vendor.trade_name not in found.content.decode()


# --- GraphQL ---


def graphql_values(ioana: Workshop) -> dict[str, list[tuple[str, str]]]:
    """What each argument of a root field is filled with: something of Ioana's, and something of nobody's."""
    vendor, codes = ioana.vendor, [each.code for each in ioana.documents.values()]
    nobody = [NO_SLUG, NO_CODE, to_global_id("Vendor", NO_SLUG), to_global_id("Attestation", NO_CODE)]
    ids = [(to_global_id("Vendor", key), nobody[2]) for key in (vendor.slug, vendor.pk, vendor.cui)]
    ids += [(to_global_id("Attestation", key), nobody[3]) for key in (*codes, *(
        each.pk for each in ioana.documents.values()))]  # fmt: skip
    ids += [(to_global_id("VendorDocument", ioana.paper.pk), to_global_id("VendorDocument", 1 << 40))]
    return {
        "vendor.slug": [(vendor.slug, NO_SLUG)],
        "vendor.id": ids,
        "node.id": ids,
        "attestation.code": [(code, NO_CODE) for code in codes],
        "badge.slug": [(vendor.slug, NO_SLUG)],
        "badge.productId": [(vendor.page_id, "UGFnZTo5OTk5OTk=")],
        "vendors.search": [(vendor.trade_name, "nimeni nicaieri"), (vendor.cui, "0000000000")],
        "vendors.kind": [("atelier-de-croitorie", "nimic")],
        "vendors.county": [("RO-IS", "RO-XX")],
        "vendors.region": [("nord-est", "nicaieri")],
        "vendors.after": [],
        "vendors.before": [],
    }


def test_what_is_not_public_is_unknown_to_every_field_of_the_api() -> None:
    ioana = a_workshop(State.IN_REVIEW)
    a_document(ioana.vendor)
    values = graphql_values(ioana)

    for name, field in graphql_schema.query_type.fields.items():
        for argument, spec in field.args.items():
            kind = str(spec.type.of_type if isinstance(spec.type, GraphQLNonNull) else spec.type)
            if kind not in ("String", "ID"):
                continue
            inner = "totalCount edges { node { slug } }" if name == "vendors" else "__typename"
            document = f"query($value: {kind}!) {{ {name}({argument}: $value) {{ {inner} }} }}"
            for foreign, unknown in values[f"{name}.{argument}"]:
                found, wanted = ask(document, {"value": foreign}), ask(document, {"value": unknown})

                assert found == wanted
                assert "errors" not in found
                assert found["data"][name] in (None, {"totalCount": 0, "edges": []})
