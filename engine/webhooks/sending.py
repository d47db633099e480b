"""Sending to an app: in process when it lives on this site, over HTTP otherwise, with the same bytes."""

from __future__ import annotations

import contextvars
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

import httpx2
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest

#: Bytes of an answer that are read; no app has more to say.
LONGEST_ANSWER = 1_000_000


class Unreachable(Exception):
    """The app did not answer, or not in time."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: a request to an app."""

    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an app answered, and after how many seconds."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    duration: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether the app accepted what it was sent."""
        return 200 <= self.status < 300


def send(letter: Letter, *, timeout: float) -> Reply:
    """Send a request and return the answer; redirects are not followed. `timeout` is in seconds.

    A request to this site itself runs to its end in this thread, whatever the timeout.

    Raises:
        Unreachable: there is no answer.
    """
    started = time.monotonic()
    target = urlsplit(letter.url)
    status, body, headers = _within(letter, target) if _is_own(target) else _over_http(letter, timeout)
    return Reply(status, body, headers, time.monotonic() - started)


def is_own(url: str) -> bool:
    """Whether an address is one of this site."""
    return _is_own(urlsplit(url))


def _is_own(target: SplitResult) -> bool:
    own = urlsplit(settings.PUBLIC_URL)
    return (target.scheme, target.netloc) == (own.scheme, own.netloc)


# --- Over HTTP ---


def _over_http(letter: Letter, timeout: float) -> tuple[int, bytes, dict[str, str]]:
    deadline = time.monotonic() + timeout
    try:
        with (
            httpx2.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
            client.stream(
                letter.method, letter.url, content=letter.body, headers=dict(letter.headers)
            ) as response,
        ):
            return response.status_code, _read(response.iter_bytes(), deadline), dict(response.headers)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise Unreachable(f"{type(error).__name__}: {error}") from error


def _read(parts: Iterable[bytes], deadline: float) -> bytes:
    content = b""
    for part in parts:
        content += part
        if len(content) > LONGEST_ANSWER:
            raise Unreachable("The answer is too long.")
        if time.monotonic() > deadline:
            raise Unreachable("The answer takes too long.")
    return content


# --- In process ---


class Site(BaseHandler):
    """This site's middleware and views, without a server around them.

    A server's handler also ends each request by closing database connections; this request is part of
    another piece of work, which goes on with its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()


@cache
def _site() -> Site:
    return Site()


def _within(letter: Letter, target: SplitResult) -> tuple[int, bytes, dict[str, str]]:
    """Run the request through this site's own handler, middleware and all."""
    # In a context of its own: the inner request's language and addresses do not become the outer one's.
    response = contextvars.copy_context().run(_answer, WSGIRequest(_environ(letter, target)))
    return response.status_code, response.getvalue(), dict(response.items())


def _answer(request: WSGIRequest) -> Any:
    return _site().get_response(request)


def _environ(letter: Letter, target: SplitResult) -> dict[str, Any]:
    """Write the request as a WSGI server would (PEP 3333: paths are bytes read as Latin-1)."""
    port = target.port or (443 if target.scheme == "https" else 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": letter.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(target.path or "/").decode("latin-1"),
        "QUERY_STRING": target.query,
        "SERVER_NAME": target.hostname or "localhost",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(letter.body)),
        "HTTP_HOST": target.netloc,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": target.scheme,
        "wsgi.input": BytesIO(letter.body),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in letter.headers.items():
        key = name.upper().replace("-", "_")
        environ["CONTENT_TYPE" if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind a proxy, Django believes this header: the request has come by no proxy, but is as safe.
        environ[settings.SECURE_PROXY_SSL_HEADER[0]] = target.scheme
    return environ
