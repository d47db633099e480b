"""The in-process transport: a call, and nothing between."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import UploadedFile

from commerce import documents, transport
from commerce.errors import CoreUnavailable, InvalidRequest, PermissionRefused
from commerce.in_process import InProcessTransport
from commerce.transport import Upload

CALLS: list[tuple[Any, ...]] = []
ANSWER: dict[str, Any] = {}


def execute(document: str, variables: Any, operation_name: str, token: str | None, files: Any) -> Any:
    """Stand in for the core's executor."""
    CALLS.append((document, variables, operation_name, token, files))
    return ANSWER


@pytest.fixture(autouse=True)
def _core(settings: Any) -> None:
    settings.COMMERCE_IN_PROCESS_SCHEMA = f"{__name__}.execute"
    CALLS.clear()
    ANSWER.clear()


def test_core_gets_the_constant_text_and_the_very_variables() -> None:
    ANSWER["data"] = {"products": None}
    variables = {"channel": "ses-ro"}

    data = InProcessTransport().execute(
        operation="catalogue/last_change", variables=variables, token="Bogdan"
    )

    assert data is ANSWER["data"]
    document, given, name, token, files = CALLS[0]
    assert document is documents.get("catalogue/last_change").text
    assert given is variables
    assert (name, token, files) == ("CatalogueLastChange", "Bogdan", {})


def test_upload_arrives_as_a_file_in_its_place() -> None:
    ANSWER["data"] = {"productMediaCreate": None}
    variables = {"input": {"product": "UHJvZHVjdDox"}}
    picture = Upload(name="cană.png", content=b"\x89PNG", content_type="image/png")

    InProcessTransport().execute(
        operation="app/media_create", variables=variables, files={"input.image": picture}
    )

    given = CALLS[0][1]["input"]["image"]
    assert isinstance(given, UploadedFile)
    assert (given.name, given.read(), given.content_type) == ("cană.png", b"\x89PNG", "image/png")
    assert CALLS[0][4] == {"input.image": given}
    assert variables == {"input": {"product": "UHJvZHVjdDox"}}


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("PermissionDenied", PermissionRefused),
        ("ExpiredSignatureError", PermissionRefused),
        ("GraphQLError", InvalidRequest),
        ("QueryCostError", InvalidRequest),
        ("OperationalError", CoreUnavailable),
    ],
)
def test_fault_of_the_core_is_named(code: str, error: type[Exception]) -> None:
    ANSWER.update(data=None, errors=[{"message": "No.", "extensions": {"exception": {"code": code}}}])

    with pytest.raises(error, match="No"):
        InProcessTransport().execute(operation="catalogue/last_change", variables={})


def test_fault_in_a_mutation_may_have_happened() -> None:
    fault = {"message": "locked", "extensions": {"exception": {"code": "OperationalError"}}}
    ANSWER.update(data={"checkoutComplete": None}, errors=[fault])

    with pytest.raises(CoreUnavailable) as caught:
        InProcessTransport().execute(operation="checkout/complete", variables={})

    assert caught.value.may_have_happened is True


def test_answer_without_data_is_unavailable() -> None:
    with pytest.raises(CoreUnavailable):
        InProcessTransport().execute(operation="catalogue/last_change", variables={})


def test_settings_name_the_transport_and_a_process_has_one(settings: Any) -> None:
    settings.COMMERCE_TRANSPORT = "commerce.in_process.InProcessTransport"

    first, second = transport.current(), transport.current()

    assert isinstance(first, InProcessTransport)
    assert first is second
