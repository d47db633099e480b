"""`/graphql/`: one document per request, with Saleor's manners of transport."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from engine.schema.executor import execute


class BadRequest(Exception):
    """The request holds no GraphQL operation."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks to run."""

    document: str
    variables: Mapping[str, Any]
    name: str | None
    files: Mapping[str, Any] = default(default_factory=dict)


# A token in a header cannot be sent by another site's form, and the core reads no cookies.
@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """Run the operation of a POST; show a page for trying documents to a developer's GET."""
    if request.method == "GET" and settings.DEBUG:
        return render(request, "engine/graphql.html")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        operation = _operation(request)
    except BadRequest as error:
        return _respond({"errors": [_error(str(error))]}, status=400)
    except RequestDataTooBig:
        return _respond({"errors": [_error("The body is too large.")]}, status=413)
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return _respond({"errors": [_error("The body cannot be read.")]}, status=400)
    answer = execute(
        operation.document,
        operation.variables,
        operation.name,
        _token(request),
        operation.files,
        ip_address=_ip_address(request),
    )
    return _respond(answer, status=200 if "data" in answer else 400)


def _respond(answer: Mapping[str, Any], *, status: int) -> HttpResponse:
    content = orjson.dumps(answer, default=str)
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(content, status=status, content_type="application/json", headers=headers)


def _error(message: str) -> dict[str, Any]:
    return {"message": message, "extensions": {"exception": {"code": "GraphQLError"}}}


def _operation(request: HttpRequest) -> Operation:
    kind = request.content_type
    if kind == "application/json":
        return _read(_json(request.body))
    if kind == "multipart/form-data":
        return _multipart(request)
    raise BadRequest("Send application/json or multipart/form-data.")


def _json(content: bytes | str) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise BadRequest("The body is not JSON.") from error


def _read(body: Any, files: Mapping[str, Any] | None = None) -> Operation:
    if isinstance(body, list):
        raise BadRequest("Number of batch queries exceeded.")
    if not isinstance(body, dict):
        raise BadRequest("The body is not an object.")
    document, variables, name = body.get("query"), body.get("variables"), body.get("operationName")
    if not isinstance(document, str) or not document:
        raise BadRequest("Must provide a query string.")
    if not isinstance(variables, dict | None) or not isinstance(name, str | None):
        raise BadRequest("The variables are an object, and the operation's name is a text.")
    return Operation(document, variables or {}, name or None, files or {})


def _multipart(request: HttpRequest) -> Operation:
    """Read a request by the GraphQL multipart specification: files go where `map` puts them."""
    body = _json(request.POST.get("operations", ""))
    places = _json(request.POST.get("map", "{}"))
    if not isinstance(places, dict):
        raise BadRequest("The map is not an object.")
    files = {}
    for name, paths in places.items():
        if name not in request.FILES or not isinstance(paths, list):
            raise BadRequest(f"There is no file {name}.")
        for path in paths:
            files[str(path)] = request.FILES[name]
            _put(body, str(path).split("."), request.FILES[name])
    return _read(body, files)


def _put(body: Any, path: list[str], file: Any) -> None:
    """Put a file where a null stands."""
    *parents, last = path
    try:
        for part in parents:
            body = body[int(part)] if isinstance(body, list) else body[part]
        key: Any = int(last) if isinstance(body, list) else last
        if body[key] is not None:
            raise BadRequest("A file stands where there is a null.")
        body[key] = file
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise BadRequest(f"There is no place {'.'.join(path)} for a file.") from error


def _token(request: HttpRequest) -> str | None:
    """Return the token of `Authorization`, or of `Authorization-Bearer`, which Saleor reads too."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() in ("bearer", "jwt"):
        return token.strip() or None
    return request.headers.get("Authorization-Bearer") or None


def _ip_address(request: HttpRequest) -> str:
    """Return who calls; behind a proxy, whom the proxy names last: earlier names can be invented."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
