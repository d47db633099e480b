"""`/graphql/` over HTTP: what is refused, and how the refusal reads. None of it is a server error."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from graphql import get_introspection_query

from engine.accounts import tokens
from tests.engine.accounts.people import person
from tests.engine.checkout import market

pytestmark = pytest.mark.django_db

URL = "/graphql/"
NOTHING_RUN = {"cost": {"requestedQueryCost": 0, "maximumAvailable": 50_000}}
SHOP = "{ shop { name } }"
ME = "{ me { email } }"


@pytest.fixture(autouse=True)
def _no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> Any:
    """What is logged as an error is a fault in the code: no caller may cause one."""
    yield
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []


def post(client: Client, body: Any, **headers: str) -> Any:
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(URL, content, content_type="application/json", headers=headers)


def refusal(response: Any) -> tuple[int, str, str]:
    """Return the status, and message and code of the only error."""
    answer = response.json()
    assert "data" not in answer
    [error] = answer["errors"]
    return response.status_code, error["message"], error["extensions"]["exception"]["code"]


# --- Documents ---


def test_an_answer_has_data_and_its_cost(client: Client) -> None:
    response = post(client, {"query": SHOP})

    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert response.json()["data"].keys() == {"shop"}
    assert response.json()["extensions"] == NOTHING_RUN


def test_a_document_that_breaks_off_is_a_syntax_error(client: Client) -> None:
    response = post(client, {"query": "{ shop { name"})

    status, message, code = refusal(response)
    assert (status, code) == (400, "GraphQLSyntaxError")
    assert message.startswith("Syntax Error")
    assert response.json()["errors"][0]["locations"] == [{"line": 1, "column": 14}]
    assert "extensions" not in response.json()


def test_a_field_that_does_not_exist_is_named(client: Client) -> None:
    response = post(client, {"query": "{ nope }"})

    assert response.status_code == 400
    assert response.json() == {
        "errors": [
            {
                "message": "Cannot query field 'nope' on type 'Query'.",
                "locations": [{"line": 1, "column": 3}],
                "extensions": {"exception": {"code": "GraphQLError"}},
            }
        ],
        "extensions": NOTHING_RUN,
    }


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            "{ " + " ".join(f"a{n}: shop {{ name }}" for n in range(101)) + " }",
            "Number of aliases exceed the limit of 100",
        ),
        (
            "mutation { " + " ".join(f'a{n}: tokenVerify(token: "x") {{ isValid }}' for n in range(5)) + " }",
            "Number of mutations exceed the limit of 4",
        ),
        (
            "mutation { ...A ...A } fragment A on Mutation { "
            + " ".join(f'a{n}: tokenVerify(token: "x") {{ isValid }}' for n in range(5))
            + " }",
            "Number of mutations exceed the limit of 4",
        ),
        (
            '{ category(id: "1") { ' + "parent { " * 30 + "id" + " }" * 30 + " } }",
            "Depth of the query exceeds the limit of 30",
        ),
        (
            "{ products(first: 1, where: { "
            + "AND: [{ " * 10
            + "ids: []"
            + " }]" * 10
            + " }) { totalCount } }",
            "Depth of a value exceeds the limit of 20",
        ),
        (
            '{ product(slug: "a\\u0000b") { id } }',
            "A text holds a character that cannot be stored.",
        ),
    ],
)
def test_a_document_beyond_a_limit_is_not_run(client: Client, document: str, message: str) -> None:
    response = post(client, {"query": document})

    assert refusal(response) == (400, message, "GraphQLError")
    assert response.json()["extensions"] == NOTHING_RUN


def test_a_document_of_too_many_words_is_not_read(client: Client) -> None:
    response = post(client, {"query": "{ " + "shop { name } " * 3000 + "}"})

    assert refusal(response) == (
        400,
        "Syntax Error: Document contains more than 10000 tokens. Parsing aborted.",
        "GraphQLSyntaxError",
    )


def test_a_document_nested_beyond_reading_is_refused(client: Client) -> None:
    response = post(client, {"query": "{ a " * 4000 + "}" * 4000})

    assert refusal(response)[0] == 400


def test_fragments_that_spread_each_other_are_refused(client: Client) -> None:
    document = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"

    response = post(client, {"query": document})

    assert refusal(response) == (400, "Cannot spread fragment 'A' within itself via 'B'.", "GraphQLError")


def test_a_page_without_a_size_is_a_fault_of_its_field(client: Client) -> None:
    response = post(client, {"query": "{ categories { totalCount } }"})

    message = "You must provide a `first` or `last` value to properly paginate the `categories` connection."
    assert response.status_code == 200
    assert response.json()["data"] == {"categories": None}
    assert [error["message"] for error in response.json()["errors"]] == [message]


def test_a_query_that_costs_too_much_is_not_run(client: Client) -> None:
    document = """{ categories(first: 100) { edges { node {
      products(first: 100, channel: "ses-ro") { edges { node {
        productVariants(first: 100) { totalCount }
      } } }
    } } } }"""

    response = post(client, {"query": document})

    message = "The query exceeds the maximum cost of 50000. Actual cost is 1010100."
    assert refusal(response) == (400, message, "QueryCostError")
    assert response.json()["extensions"]["cost"]["requestedQueryCost"] == 1_010_100


def test_the_cost_of_a_page_given_as_a_variable_counts(client: Client) -> None:
    document = """query($n: Int!) { categories(first: $n) { edges { node {
      products(first: $n, channel: "ses-ro") { edges { node { productVariants(first: $n) { totalCount } } } }
    } } } }"""

    dear, cheap = (post(client, {"query": document, "variables": {"n": n}}) for n in (100, 10))

    assert refusal(dear)[2] == "QueryCostError"
    assert cheap.json()["extensions"]["cost"]["requestedQueryCost"] == 1110


def test_introspection_is_answered(client: Client) -> None:
    response = post(client, {"query": get_introspection_query()})

    assert "errors" not in response.json()


# --- Variables and operations ---


QUESTION = "query Shop($first: Int!) { categories(first: $first) { totalCount } }"


@pytest.mark.parametrize("value", ["ten", 1.5, True, [1, 2], {"a": 1}, None, -(2**31) - 1, 10**30])
def test_a_variable_of_another_type_is_refused(client: Client, value: Any) -> None:
    response = post(client, {"query": QUESTION, "variables": {"first": value}})

    status, message, code = refusal(response)
    assert (status, code) == (400, "GraphQLError")
    assert message.startswith("Variable '$first'")


def test_a_missing_variable_is_refused(client: Client) -> None:
    response = post(client, {"query": QUESTION})

    message = "Variable '$first' of required type 'Int!' was not provided."
    assert refusal(response) == (400, message, "GraphQLError")


def test_an_unknown_enumeration_value_in_a_variable_is_refused(client: Client) -> None:
    document = """query($code: LanguageCodeEnum!) {
      category(slug: "a") { translation(languageCode: $code) { name } }
    }"""

    response = post(client, {"query": document, "variables": {"code": "KLINGON"}})

    assert refusal(response)[::2] == (400, "GraphQLError")


WHERE = (
    'query($where: ProductWhereInput) { products(first: 1, channel: "ses-ro", where: $where) { totalCount } }'
)


def nested(levels: int) -> dict[str, Any]:
    wish: dict[str, Any] = {"ids": []}
    for _ in range(levels):
        wish = {"AND": [wish]}
    return wish


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (nested(300), "Depth of a value exceeds the limit of 20"),
        ({"ids": ["UHJvZHVjdDox"] * 40_000}, "A list of values exceeds the limit of 5000"),
        ({"slugs": ["a\0b"]}, "A text holds a character that cannot be stored."),
    ],
)
def test_variables_beyond_a_limit_are_not_run(client: Client, wish: Any, message: str) -> None:
    response = post(client, {"query": WHERE, "variables": {"where": wish}})

    assert refusal(response) == (400, message, "GraphQLError")


@pytest.mark.parametrize(
    "wish",
    [
        {"price": {"range": {"gte": "1e400"}}},
        {"price": {"eq": 1e300}},
        {"price": {"eq": "NaN"}},
        {"updatedAt": {"range": {"gte": "yesterday"}}},
        {"updatedAt": {"range": {"gte": "99999-01-01"}}},
    ],
)
def test_numbers_and_moments_beyond_reason_are_refused(client: Client, wish: Any) -> None:
    response = post(client, {"query": WHERE, "variables": {"where": wish}})

    assert refusal(response)[::2] == (400, "GraphQLError")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_outside_the_calendar_is_no_fault_of_ours(client: Client, moment: str) -> None:
    market.channel()

    response = post(
        client, {"query": WHERE, "variables": {"where": {"updatedAt": {"range": {"gte": moment}}}}}
    )

    # PostgreSQL's calendar is wider than SQLite's.
    messages = [error["message"] for error in response.json().get("errors", [])]
    assert response.status_code == 200
    assert messages in ([], ["A value is out of range."])


def test_an_operation_is_chosen_by_its_name(client: Client) -> None:
    document = "query A { shop { name } } query B { a: shop { name } }"

    response = post(client, {"query": document, "operationName": "B"})

    assert response.json()["data"].keys() == {"a"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("C", "Unknown operation named 'C'."),
        (None, "Must provide operation name if query contains multiple operations."),
    ],
)
def test_an_operation_that_cannot_be_chosen_is_refused(client: Client, name: Any, message: str) -> None:
    document = "query A { shop { name } } query B { shop { name } }"

    response = post(client, {"query": document, "operationName": name})

    assert refusal(response) == (400, message, "GraphQLError")


# --- Bodies ---


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([{"query": SHOP}, {"query": SHOP}], "Number of batch queries exceeded."),
        ([], "Number of batch queries exceeded."),
        ("{", "The body is not JSON."),
        (b"\xff\xfe", "The body is not JSON."),
        (" ", "The body is not JSON."),
        ('"text"', "The body is not an object."),
        ({}, "Must provide a query string."),
        ({"query": ""}, "Must provide a query string."),
        ({"query": 7}, "Must provide a query string."),
        (
            {"query": SHOP, "variables": "x"},
            "The variables are an object, and the operation's name is a text.",
        ),
        (
            {"query": SHOP, "variables": []},
            "The variables are an object, and the operation's name is a text.",
        ),
        (
            {"query": SHOP, "operationName": 1},
            "The variables are an object, and the operation's name is a text.",
        ),
    ],
)
def test_a_body_that_holds_no_operation_is_refused(client: Client, body: Any, message: str) -> None:
    assert refusal(post(client, body)) == (400, message, "GraphQLError")


def test_a_body_of_ten_megabytes_is_refused(client: Client) -> None:
    body = {"query": SHOP, "variables": {"text": "a" * 10_000_000}}

    assert refusal(post(client, body)) == (413, "The body is too large.", "GraphQLError")


def test_no_body_is_no_json(client: Client) -> None:
    # Django's test client sends no content type without content.
    response = client.generic(
        "POST", URL, "", content_type="application/json", CONTENT_TYPE="application/json"
    )

    assert refusal(response) == (400, "The body is not JSON.", "GraphQLError")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/graphql"])
def test_another_kind_of_content_is_refused(client: Client, kind: str) -> None:
    response = client.post(URL, json.dumps({"query": SHOP}), content_type=kind)

    message = "Send application/json or multipart/form-data."
    assert refusal(response) == (400, message, "GraphQLError")


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head"])
def test_another_method_is_refused(client: Client, method: str) -> None:
    response = getattr(client, method)(URL)

    assert (response.status_code, response["Allow"]) == (405, "POST")


# --- Tokens ---


@pytest.mark.parametrize(
    "header",
    ["Bearer nonsense", "Bearer", "Bearer ", "JWT a.b.c", "Basic YTpi", "Bearer " + "a" * 5000, "ș"],
)
def test_a_bad_token_is_nobodys(client: Client, header: str) -> None:
    response = post(client, {"query": ME}, authorization=header)

    assert (response.status_code, response.json()["data"]) == (200, {"me": None})


@pytest.mark.parametrize("scheme", ["Bearer", "JWT", "bearer"])
def test_a_token_tells_who_asks(client: Client, scheme: str) -> None:
    token = tokens.create(person(), "access", now=timezone.now())

    response = post(client, {"query": ME}, authorization=f"{scheme} {token}")

    assert response.json()["data"] == {"me": {"email": "bogdan@example.com"}}


def test_what_needs_a_permission_says_which(client: Client) -> None:
    response = post(client, {"query": "{ orders(first: 1) { totalCount } }"})

    assert response.status_code == 200
    assert response.json()["data"] == {"orders": None}
    [error] = response.json()["errors"]
    message = "To access this path, you need one of the following permissions: MANAGE_ORDERS"
    assert (error["message"], error["path"]) == (message, ["orders"])
    assert error["extensions"] == {"exception": {"code": "PermissionDenied"}}


# --- Uploads ---

UPLOAD = "mutation($file: Upload!) { fileUpload(file: $file) { errors { code } } }"


def upload(client: Client, operations: Any, places: Any, **files: Any) -> Any:
    form = {"operations": json.dumps(operations), "map": json.dumps(places), **files}
    return client.post(URL, form)


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.png", b"no picture", "image/png")


@pytest.mark.parametrize(
    ("variables", "places", "message"),
    [
        ({"file": None}, {"0": ["variables.other"]}, "There is no place variables.other for a file."),
        ({"file": None}, {"0": ["variables.file.0"]}, "There is no place variables.file.0 for a file."),
        ({"file": "text"}, {"0": ["variables.file"]}, "A file stands where there is a null."),
        ({"file": None}, {"0": ["query"]}, "A file stands where there is a null."),
        ({"file": [None]}, {"0": ["variables.file.7"]}, "There is no place variables.file.7 for a file."),
        ({"file": None}, {"0": [""]}, "There is no place  for a file."),
        ({"file": None}, {"1": ["variables.file"]}, "There is no file 1."),
        ({"file": None}, {"0": "variables.file"}, "There is no file 0."),
        ({"file": None}, ["variables.file"], "The map is not an object."),
    ],
)
def test_a_file_without_a_place_is_refused(client: Client, variables: Any, places: Any, message: str) -> None:
    response = upload(client, {"query": UPLOAD, "variables": variables}, places, **{"0": picture()})

    assert refusal(response) == (400, message, "GraphQLError")


def test_a_form_without_operations_is_refused(client: Client) -> None:
    response = client.post(URL, {"map": "{}"})

    assert refusal(response) == (400, "The body is not JSON.", "GraphQLError")


def test_a_batch_of_uploads_is_refused(client: Client) -> None:
    response = upload(
        client,
        [{"query": UPLOAD, "variables": {"file": None}}],
        {"0": ["0.variables.file"]},
        **{"0": picture()},
    )  # noqa: E501

    assert refusal(response) == (400, "Number of batch queries exceeded.", "GraphQLError")


def test_a_form_that_breaks_off_is_refused(client: Client) -> None:
    response = client.post(URL, b"--x", content_type="multipart/form-data")

    assert refusal(response) == (400, "The body cannot be read.", "GraphQLError")


def test_more_than_a_hundred_files_are_refused(client: Client) -> None:
    files = {str(number): picture() for number in range(101)}

    response = upload(client, {"query": SHOP}, {}, **files)

    assert refusal(response) == (400, "The body cannot be read.", "GraphQLError")


def test_more_than_a_thousand_fields_are_refused(client: Client) -> None:
    response = client.post(URL, {f"f{number}": "" for number in range(1001)})

    assert refusal(response) == (400, "The body cannot be read.", "GraphQLError")


def test_a_form_of_ten_megabytes_of_text_is_refused(client: Client) -> None:
    response = client.post(URL, {"operations": "a" * 10_000_000})

    assert refusal(response) == (413, "The body is too large.", "GraphQLError")


def test_a_file_where_a_text_belongs_is_refused(client: Client) -> None:
    document = "query($first: Int!) { categories(first: $first) { totalCount } }"
    operation = {"query": document, "variables": {"first": None}}

    response = upload(client, operation, {"0": ["variables.first"]}, **{"0": picture()})

    assert refusal(response)[::2] == (400, "GraphQLError")


# --- The page for trying documents ---


def test_a_developer_is_shown_a_page_that_needs_nothing_from_elsewhere(client: Client, settings: Any) -> None:
    settings.DEBUG = True

    response = client.get(URL)

    page = response.content.decode()
    sources = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert response.status_code == 200
    assert sources == ["/static/engine/graphql.css", "/static/engine/graphql.js"]
    assert "<script src=" in page
    assert "<script>" not in page
    assert "style=" not in page


def test_the_demo_shows_no_such_page(client: Client, settings: Any) -> None:
    settings.DEBUG, settings.SHOP_DEMO = False, True

    assert client.get(URL).status_code == 405
