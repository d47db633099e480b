"""The door of the public API: how it is asked, how much, how often, and what its errors do not tell."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from graphql import get_introspection_query

from ses_vendors.api import limits, reading
from ses_vendors.api.limits import MAXIMUM_COST
from tests.ses_vendors.api.asking import URL, ask, messages
from tests.ses_vendors.vendors.people import a_vendor

pytestmark = pytest.mark.django_db

MALFORMED = "`variables` is an object and `operationName` a text."
UNSTORABLE = "A text holds a character that cannot be stored."
COUNT = "{ vendors { totalCount } }"


def post(body: Any, **more: Any) -> Any:
    """Send a body as it is."""
    return Client().generic("POST", URL, body, **{"content_type": "application/json", **more})


def test_get_and_post_answer_alike() -> None:
    a_vendor()

    asked = Client().get(URL, {"query": COUNT})
    sent = post(json.dumps({"query": COUNT}))

    assert asked.json() == sent.json() == {"data": {"vendors": {"totalCount": 1}}}
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["Cache-Control"] == "no-store"


def test_variables_come_in_the_address_too() -> None:
    ana = a_vendor()
    document = "query A($slug: String!) { vendor(slug: $slug) { slug } } query B { vendors { totalCount } }"

    answer = Client().get(
        URL,
        {"query": document, "variables": json.dumps({"slug": ana.slug}), "operationName": "A"},
    )

    assert answer.json() == {"data": {"vendor": {"slug": ana.slug}}}


def test_any_site_may_ask_and_nobody_gets_a_cookie() -> None:
    preflight = Client().options(URL, headers={"origin": "https://altundeva.example"})
    answer = post(json.dumps({"query": COUNT}), headers={"origin": "https://altundeva.example"})

    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, POST, OPTIONS"
    assert preflight.headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert not answer.cookies


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD"])
def test_other_methods_are_refused(method: str) -> None:
    answer = Client().generic(method, URL)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, POST, OPTIONS"


def test_there_is_no_page_for_trying_documents() -> None:
    answer = Client().get(URL, headers={"accept": "text/html"})

    assert answer.status_code == 400
    assert answer.json() == {"errors": [{"message": "Give a document as `query`."}]}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b" ", "This is not JSON."),
        (b"\xff\xfe", "This is not JSON."),
        (b"[" * 2000, "This is not JSON."),
        (json.dumps([{"query": COUNT}]), "Send one operation at a time."),
        ("7", "Send an object."),
        (json.dumps({"query": 7}), "Give a document as `query`."),
        (json.dumps({"query": ""}), "Give a document as `query`."),
        (json.dumps({"query": COUNT, "variables": []}), MALFORMED),
        (json.dumps({"query": COUNT, "operationName": 7}), MALFORMED),
        (json.dumps({"query": COUNT, "variables": {"a": "\x00"}}), UNSTORABLE),
        (json.dumps({"query": "#" * 70_000}), "The body is larger than 64000 bytes."),
    ],
)  # fmt: skip
def test_a_body_that_holds_no_operation_is_refused(body: Any, said: str) -> None:
    answer = post(body)

    assert (answer.status_code, answer.json()) == (400, {"errors": [{"message": said}]})


def test_a_deep_value_is_no_fault_of_ours() -> None:
    nested: Any = "a"
    for _ in range(200):
        nested = [nested]

    answer = post(json.dumps({"query": COUNT, "variables": {"a": nested}}))

    assert answer.status_code == 200


def test_a_form_is_no_json() -> None:
    answer = post("query=x", content_type="application/x-www-form-urlencoded")

    assert answer.json() == {"errors": [{"message": "Send application/json."}]}


def test_the_schema_may_be_read() -> None:
    answer = ask(get_introspection_query(descriptions=True))

    assert "errors" not in answer
    assert answer["data"]["__schema"]["queryType"]["name"] == "Query"
    assert answer["data"]["__schema"]["mutationType"] is None


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
def test_nothing_can_be_changed(kind: str) -> None:
    answer = ask(f"{kind} {{ vendors {{ totalCount }} }}")

    (error,) = answer["errors"]
    assert "data" not in answer
    assert error["message"] == f"Schema is not configured to execute {kind} operation."


def test_the_introspection_may_not_be_nested_without_end() -> None:
    nested = "name"
    for _ in range(5):
        nested = f"fields {{ type {{ {nested} }} }}"

    assert messages(f"{{ __schema {{ types {{ {nested} }} }} }}") == ["Maximum introspection depth exceeded"]


def test_a_document_that_goes_too_deep_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = "{ vendors { edges { node { seat { region { name } } } } } }"
    assert "errors" not in ask(document)

    monkeypatch.setattr(limits, "DepthRule", limits.depth_limit_validator(max_depth=3))

    assert messages(document) == ["'anonymous' exceeds maximum operation depth of 3."]


def test_a_document_with_too_many_words_is_refused() -> None:
    (said,) = messages("{" + " a" * 2100 + "}")

    assert said == "Syntax Error: Document contains more than 2000 tokens. Parsing aborted."


def test_fragments_that_multiply_are_refused_at_once() -> None:
    chain = "".join(f"fragment F{i} on Vendor {{ ...F{i + 1} ...F{i + 1} a{i}: slug }} " for i in range(40))
    document = f'{{ vendor(slug: "a") {{ ...F0 }} }} {chain} fragment F40 on Vendor {{ slug }}'

    assert messages(document) == ["The document selects more than 2000 fields."]


def test_a_fragment_that_spreads_itself_is_refused() -> None:
    document = '{ vendor(slug: "a") { ...F } } fragment F on Vendor { slug ...F }'

    assert messages(document) == ["Cannot spread fragment 'F' within itself."]


@pytest.mark.parametrize(
    ("document", "variables", "cost"),
    [
        ("{ vendors { totalCount } }", {}, 120),
        ("{ vendors(first: 100) { edges { node { slug } } } }", {}, 400),
        ("query($n: Int) { vendors(first: $n) { edges { node { slug } } } }", {"n": 50}, 250),
        ("query($n: Int = 10) { vendors(last: $n) { edges { node { slug } } } }", {}, 130),
        ("query($n: Int) { vendors(first: $n) { edges { node { slug } } } }", {"n": "?"}, 400),
        ("query($n: Int) { vendors(first: $n) { edges { node { slug } } } }", {}, 160),
        ("{ vendors(first: 1000000) { totalCount } }", {}, 200),
        ("{ vendor(slug: \"a\") { attestations { number code } } }", {}, 107),
        ("{ ...F } fragment F on Query { badge(slug: \"a\") { level } }", {}, 501),
        ("{ a: node(id: \"a\") { id } ... { b: node(id: \"b\") { id } } }", {}, 202),
    ],
)  # fmt: skip
def test_what_a_document_costs(document: str, variables: dict[str, Any], cost: int) -> None:
    from graphql import parse

    assert limits.Meter(parse(document), variables).cost() == cost


def test_a_document_that_costs_too_much_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(**_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(reading, "one", never)
    wanted = " ".join(f'a{number}: badge(slug: "a") {{ level }}' for number in range(20))

    assert messages(f"{{ {wanted} }}") == [f"The query costs 10020; at most {MAXIMUM_COST} are allowed."]


def test_errors_tell_nothing_of_what_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("SELECT iban FROM ses_sellers_vendor -- password=hunter2")

    monkeypatch.setattr(reading, "one", broken)

    answer = ask('{ vendor(slug: "a") { slug } }')

    assert answer["data"] == {"vendor": None}
    (error,) = answer["errors"]
    assert set(error) == {"message", "locations", "path"}
    assert error["message"] == "Something went wrong here; it was noted."


@pytest.mark.parametrize(
    "text", ["\\u0000", "ș" * 500, "'; DROP TABLE", "9" * 400, "../../etc/passwd", "Ж中ع", "%00", "{{7*7}}"]
)
@pytest.mark.parametrize(
    "template",
    [
        '{{ vendor(slug: "{0}") {{ slug }} }}',
        '{{ vendor(id: "{0}") {{ slug }} }}',
        '{{ node(id: "{0}") {{ id }} }}',
        '{{ attestation(code: "{0}") {{ number }} }}',
        '{{ vendors(search: "{0}", first: 1) {{ totalCount }} }}',
        '{{ vendors(county: "{0}", first: 1) {{ totalCount }} }}',
        '{{ vendors(region: "{0}", first: 1) {{ totalCount }} }}',
        '{{ vendors(kind: "{0}", first: 1) {{ totalCount }} }}',
    ],
)
def test_strange_texts_find_nothing_and_break_nothing(template: str, text: str) -> None:
    answer = ask(template.format(text))

    if text == "\\u0000":
        assert [e["message"] for e in answer["errors"]] == [UNSTORABLE]
    else:
        (found,) = answer["data"].values()
        assert found in (None, {"totalCount": 0})
        assert "errors" not in answer


def test_an_id_that_holds_what_no_database_stores_is_unknown() -> None:
    assert ask('{ node(id: "VmVuZG9yOmEAYg==") { id } vendor(id: "VmVuZG9yOmEAYg==") { id } }') == {
        "data": {"node": None, "vendor": None}
    }


def test_numbers_beyond_all_bounds_are_refused_in_words() -> None:
    (said,) = messages("{ vendors(first: 99999999999999999999) { totalCount } }")

    assert said == "Int cannot represent non 32-bit signed integer value: 99999999999999999999"


def test_an_address_that_asks_too_often_has_to_wait(settings: Any, clock: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2

    answers = [Client().get(URL, {"query": COUNT}, REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    other = Client().get(URL, {"query": COUNT}, REMOTE_ADDR="192.0.2.2")
    preflight = Client().options(URL, REMOTE_ADDR="192.0.2.1")

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert answers[2].headers["Access-Control-Allow-Origin"] == "*"
    assert (other.status_code, preflight.status_code) == (200, 204)
    clock.shift(60)
    assert Client().get(URL, {"query": COUNT}, REMOTE_ADDR="192.0.2.1").status_code == 200


def test_a_network_of_version_6_counts_as_one(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 1

    answers = [
        Client().get(URL, {"query": COUNT}, REMOTE_ADDR=f"2001:db8:1:2::{host}").status_code for host in "12"
    ]

    assert answers == [200, 429]


def test_behind_a_proxy_the_one_it_names_last_counts(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    answers = [
        Client().get(URL, {"query": COUNT}, headers={"x-forwarded-for": f"{invented}, {real}"}).status_code
        for invented, real in (("1.1.1.1", "192.0.2.1"), ("2.2.2.2", "192.0.2.1"), ("1.1.1.1", "192.0.2.3"))
    ]

    assert answers == [200, 429, 200]
