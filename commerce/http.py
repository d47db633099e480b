"""A Saleor server, reached over HTTP with pooled connections."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urljoin

import httpx2
import orjson
from django.conf import settings

from commerce import documents
from commerce.documents import Document
from commerce.errors import CoreUnavailable, InvalidRequest
from commerce.transport import Json, Upload, data_of, with_values

# Seconds. A page waits for a query, so the sum over all attempts is bounded too. A mutation gets longer:
# it may wait for the core's own webhooks, and giving up on it leaves its outcome unknown.
QUERY_TIMEOUTS = httpx2.Timeout(connect=2.0, read=5.0, write=5.0, pool=2.0)
MUTATION_TIMEOUTS = httpx2.Timeout(connect=2.0, read=20.0, write=10.0, pool=2.0)
RETRY_UNTIL_SECONDS = 6.0
ATTEMPTS = 3
BACKOFF_SECONDS = 0.1

# uvicorn closes an idle connection after 5 s: leaving it first avoids a write into a closing socket,
# which for a mutation could not be repeated.
LIMITS = httpx2.Limits(max_connections=50, max_keepalive_connections=20, keepalive_expiry=4.0)

# Where Saleor publishes its keys; seconds and bytes they may take.
KEYS_PATH = "/.well-known/jwks.json"
KEYS_SECONDS = 6.0
LONGEST_KEYS = 100_000

PASSING_STATUSES = frozenset({429, 502, 503, 504})
# The request was never sent, so not even a mutation can have happened.
UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol)


class HttpTransport:
    """Sends operations to `settings.SALEOR_API_URL`. Safe to share between threads."""

    def __init__(
        self,
        url: str | None = None,
        *,
        query_timeouts: httpx2.Timeout = QUERY_TIMEOUTS,
        mutation_timeouts: httpx2.Timeout = MUTATION_TIMEOUTS,
    ) -> None:
        self._url = url or settings.SALEOR_API_URL
        self._query_timeouts = query_timeouts
        self._mutation_timeouts = mutation_timeouts
        self._client = httpx2.Client(limits=LIMITS)

    def execute(
        self,
        *,
        operation: str,
        variables: Json,
        token: str | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Json:
        """Run one operation at the server; reads are tried again, mutations never. See `Transport`."""
        document = documents.get(operation)
        request = self._request(document, variables, token, files or {})
        response = self._send_mutation(request) if document.is_mutation else self._send_read(request)
        return data_of(_answer_of(response, document), is_mutation=document.is_mutation)

    def keys(self) -> Json:
        """Read the server's keys from where Saleor publishes them, at most `KEYS_SECONDS` long."""
        url = urljoin(self._url, KEYS_PATH)
        try:
            with self._client.stream("GET", url, timeout=self._query_timeouts) as response:
                found = orjson.loads(_bounded(response, until=time.monotonic() + KEYS_SECONDS))
        except (httpx2.HTTPError, httpx2.InvalidURL, orjson.JSONDecodeError) as error:
            raise CoreUnavailable(f"The core's keys: {type(error).__name__}: {error}") from error
        if response.status_code != 200 or not isinstance(found, dict):
            raise CoreUnavailable(f"The core's keys: HTTP {response.status_code}.")
        return cast(Json, found)

    def close(self) -> None:
        """Close the pooled connections."""
        self._client.close()

    def _request(
        self, document: Document, variables: Json, token: str | None, files: Mapping[str, Upload]
    ) -> httpx2.Request:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        operations = {"query": document.text, "operationName": document.operation_name}
        body = _multipart(operations, variables, files) if files else _json(operations, variables)
        timeout = self._mutation_timeouts if document.is_mutation else self._query_timeouts
        headers.update(body.pop("headers", {}))
        return self._client.build_request("POST", self._url, headers=headers, timeout=timeout, **body)

    def _send_mutation(self, request: httpx2.Request) -> httpx2.Response:
        try:
            return self._client.send(request)
        except httpx2.RequestError as error:
            sent = not isinstance(error, UNSENT)
            raise CoreUnavailable(f"{type(error).__name__}: {error}", may_have_happened=sent) from error

    def _send_read(self, request: httpx2.Request) -> httpx2.Response:
        """Send a query, again after a fault that may pass, with a growing pause that differs by process."""
        give_up_at = time.monotonic() + RETRY_UNTIL_SECONDS
        for attempt in range(1, ATTEMPTS + 1):
            is_last = attempt == ATTEMPTS
            try:
                response = self._client.send(request)
                if response.status_code not in PASSING_STATUSES or is_last or time.monotonic() > give_up_at:
                    return response
            except httpx2.RequestError as error:
                if is_last or time.monotonic() > give_up_at:
                    raise CoreUnavailable(f"{type(error).__name__}: {error}") from error
            time.sleep(BACKOFF_SECONDS * 2**attempt * random.uniform(0.5, 1.0))  # noqa: S311
        raise AssertionError("The last attempt returns or raises.")


def _bounded(response: httpx2.Response, *, until: float) -> bytes:
    """Read a body that is short and comes in time (monotonic seconds), or raise CoreUnavailable."""
    content = b""
    for part in response.iter_bytes():
        content += part
        if len(content) > LONGEST_KEYS or time.monotonic() > until:
            raise CoreUnavailable("The core's keys are too long, or take too long.")
    return content


def _answer_of(response: httpx2.Response, document: Document) -> Json:
    """Read a GraphQL answer: Saleor sends one with 200, and with 400 when it refuses the document."""
    status = response.status_code
    if status in (200, 400):
        try:
            return cast(Json, orjson.loads(response.content))
        except orjson.JSONDecodeError as error:
            raise CoreUnavailable(
                f"HTTP {status}, but no JSON.", may_have_happened=document.is_mutation
            ) from error
    if 400 < status < 500 and status != 429:
        raise InvalidRequest(f"The core refused the request with HTTP {status}.")
    # 429 is said before any work is done; after a 5xx a mutation's fate is unknown.
    raise CoreUnavailable(
        f"The core answered HTTP {status}.", may_have_happened=document.is_mutation and status != 429
    )


def _json(operations: Json, variables: Json) -> dict[str, Any]:
    content = orjson.dumps({**operations, "variables": variables})
    return {"content": content, "headers": {"Content-Type": "application/json"}}


def _multipart(operations: Json, variables: Json, files: Mapping[str, Upload]) -> dict[str, Any]:
    """Write a body by the GraphQL multipart request specification."""
    blank = with_values(variables, dict.fromkeys(files))
    places = {str(index): [f"variables.{path}"] for index, path in enumerate(files)}
    fields = {
        "operations": orjson.dumps({**operations, "variables": blank}).decode(),
        "map": orjson.dumps(places).decode(),
    }
    parts = {
        str(index): (upload.name, upload.content, upload.content_type)
        for index, upload in enumerate(files.values())
    }
    return {"data": fields, "files": parts}
