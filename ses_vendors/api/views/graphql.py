"""`/ses/graphql/`: one document per request, by GET or POST, for anybody and without an account.

graphene-django's own view is not used: it hands out a cookie, bounds no tokens and tells of faults in errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone

from ses_vendors.api import executor
from ses_vendors.api.limits import UNSTORABLE
from ses_vendors.api.views.doors import open_to_all, refusal

#: Bytes of a body, and characters of a query in an address.
LARGEST_BODY = 64_000


class BadRequest(Exception):
    """The request holds no GraphQL operation."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks to run."""

    document: str
    variables: Mapping[str, Any]
    name: str | None


@open_to_all("GET", "POST")
def graphql(request: HttpRequest) -> HttpResponse:
    """Run the operation of a GET's address or a POST's body."""
    try:
        operation = _read(_asked(request) if request.method == "GET" else _sent(request))
    except BadRequest as error:
        return refusal(str(error), status=400)
    except RequestDataTooBig:
        return refusal("The body is too large.", status=413)
    answer = executor.answer(operation.document, operation.variables, operation.name, now=timezone.now())
    return HttpResponse(
        orjson.dumps(answer),
        status=200 if "data" in answer else 400,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Read an operation out of the address."""
    told = {name: request.GET[name] for name in ("query", "operationName") if name in request.GET}
    variables = request.GET.get("variables")
    return {**told, "variables": _json(variables.encode("utf-8", "replace")) if variables else None}


def _sent(request: HttpRequest) -> Any:
    """Read an operation out of a JSON body."""
    if request.content_type != "application/json":
        raise BadRequest("Send application/json.")
    try:
        body = request.body
    except UnreadablePostError as error:
        raise BadRequest("The body cannot be read.") from error
    if len(body) > LARGEST_BODY:
        raise BadRequest(f"The body is larger than {LARGEST_BODY} bytes.")
    return _json(body)


def _json(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise BadRequest("This is not JSON.") from error


def _read(told: Any) -> Operation:
    if isinstance(told, list):
        raise BadRequest("Send one operation at a time.")
    if not isinstance(told, dict):
        raise BadRequest("Send an object.")
    document, variables, name = told.get("query"), told.get("variables"), told.get("operationName")
    if not isinstance(document, str) or not document or len(document) > LARGEST_BODY:
        raise BadRequest("Give a document as `query`.")
    if not isinstance(variables, dict | None) or not isinstance(name, str | None):
        raise BadRequest("`variables` is an object and `operationName` a text.")
    if _is_unstorable(told):
        raise BadRequest("A text holds a character that cannot be stored.")
    return Operation(document, variables or {}, name or None)


def _is_unstorable(told: Any) -> bool:
    """Look for characters that no database stores, without recursion: values may go deep."""
    waiting = [told]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and UNSTORABLE.search(value):
            return True
        if isinstance(value, dict):
            waiting.extend((*value.keys(), *value.values()))
        elif isinstance(value, list):
            waiting.extend(value)
    return False
