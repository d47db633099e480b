"""A Saleor server, reached over HTTP with pooled connections."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, cast
from urllib.parse import urljoin

import httpx2
import orjson
from django.conf import settings

from commerce import documents, patience
from commerce.breaker import Breaker
from commerce.documents import Document
from commerce.errors import CoreUnavailable, InvalidRequest
from commerce.transport import Json, Upload, data_of, with_values

# Seconds. A page waits for a query, so the sum over all attempts is bounded too. A mutation gets longer:
# it may wait for the core's own webhooks, and giving up on it leaves its outcome unknown.
QUERY_TIMEOUTS = httpx2.Timeout(connect=2.0, read=5.0, write=5.0, pool=2.0)
MUTATION_TIMEOUTS = httpx2.Timeout(connect=2.0, read=20.0, write=10.0, pool=2.0)
RETRY_UNTIL_SECONDS = 6.0
# A mutation's answer that comes in drops is waited for this long.
MUTATION_SECONDS = 40.0
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


class _Reply(NamedTuple):
    """An answer that arrived whole."""

    status_code: int
    headers: httpx2.Headers
    content: bytes

    @property
    def is_fault(self) -> bool:
        """Say whether it is the server's trouble: GraphQL's own errors are not."""
        return self.status_code == 429 or self.status_code >= 500 or not self.content.startswith(b"{")


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
        self._breaker = Breaker()

    @property
    def is_away(self) -> bool:
        """Say whether the server is known not to answer; reading and telling then fail at once."""
        return self._breaker.is_open

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
        reply = self._send_mutation(request) if document.is_mutation else self._send_read(request)
        return data_of(_answer_of(reply, document), is_mutation=document.is_mutation)

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
        request = self._client.build_request("POST", self._url, headers=headers, timeout=timeout, **body)
        if patience.is_wished():
            _hurry(request, until=patience.until(math.inf))
        return request

    def _send_mutation(self, request: httpx2.Request) -> _Reply:
        """Send a mutation, once: where its answer is lost nobody but the core knows what became of it."""
        try:
            return self._exchange(request, until=patience.until(time.monotonic() + MUTATION_SECONDS))
        except httpx2.RequestError as error:
            sent = not isinstance(error, UNSENT)
            raise CoreUnavailable(f"{type(error).__name__}: {error}", may_have_happened=sent) from error

    def _send_read(self, request: httpx2.Request) -> _Reply:
        """Send a query, again after a fault that may pass, with a growing pause that differs by process."""
        give_up_at = patience.until(time.monotonic() + RETRY_UNTIL_SECONDS)
        for attempt in range(1, ATTEMPTS + 1):
            is_last = attempt == ATTEMPTS
            try:
                reply = self._exchange(request, until=give_up_at)
                is_final = reply.status_code not in PASSING_STATUSES or is_last or self.is_away
                if is_final or time.monotonic() > give_up_at:
                    return reply
            except httpx2.RequestError as error:
                if is_last or self.is_away or time.monotonic() > give_up_at:
                    raise CoreUnavailable(f"{type(error).__name__}: {error}") from error
            time.sleep(BACKOFF_SECONDS * 2**attempt * random.uniform(0.5, 1.0))  # noqa: S311
            _hurry(request, until=give_up_at)
        raise AssertionError("The last attempt returns or raises.")

    def _exchange(self, request: httpx2.Request, *, until: float) -> _Reply:
        """Send a request unless the server is known to be away, and note how it went."""
        if not self._breaker.lets_through():
            raise CoreUnavailable("The core did not answer a moment ago, and was not asked.")
        try:
            reply = self._receive(request, until=until)
        except httpx2.RequestError:
            self._breaker.failed()
            raise
        if reply.is_fault:
            self._breaker.failed(rest=_rest(reply))
        else:
            self._breaker.succeeded()
        return reply

    def _receive(self, request: httpx2.Request, *, until: float) -> _Reply:
        """Read an answer whole, as long as it comes in time (monotonic seconds)."""
        response = self._client.send(request, stream=True)
        try:
            parts = []
            for part in response.iter_bytes():
                parts.append(part)
                if time.monotonic() > until:
                    raise httpx2.ReadTimeout("The answer comes in drops.", request=request)
        finally:
            response.close()
        return _Reply(response.status_code, response.headers, b"".join(parts))


def _hurry(request: httpx2.Request, *, until: float) -> None:
    """Let the next attempt at a read take only what is left of its time."""
    left = max(until - time.monotonic(), 0.05)
    timeouts = {name: min(seconds, left) for name, seconds in request.extensions["timeout"].items()}
    request.extensions["timeout"] = timeouts


def _rest(reply: _Reply) -> float | None:
    """Return for how many seconds the server wants to be left alone; None where it does not say."""
    wanted = reply.headers.get("Retry-After", "")
    if wanted.isascii() and wanted.isdecimal():
        return float(wanted)
    try:
        return max(0.0, parsedate_to_datetime(wanted).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _bounded(response: httpx2.Response, *, until: float) -> bytes:
    """Read a body that is short and comes in time (monotonic seconds), or raise CoreUnavailable."""
    content = b""
    for part in response.iter_bytes():
        content += part
        if len(content) > LONGEST_KEYS or time.monotonic() > until:
            raise CoreUnavailable("The core's keys are too long, or take too long.")
    return content


def _answer_of(reply: _Reply, document: Document) -> Json:
    """Read a GraphQL answer: Saleor sends one with 200, and with 400 when it refuses the document."""
    status = reply.status_code
    if status in (200, 400):
        try:
            answer = orjson.loads(reply.content)
        except orjson.JSONDecodeError:
            answer = None
        if not isinstance(answer, dict):
            raise CoreUnavailable(f"HTTP {status}, but no JSON.", may_have_happened=document.is_mutation)
        return cast(Json, answer)
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
