"""A stand-in Saleor on a loopback port: it answers what a test wrote, and misbehaves when told to.

It publishes keys, signs as Saleor does, and delivers webhooks. It can be slow (`delay`, seconds), fail
(`failures`, statuses for the next answers), cut connections (status 0), lie about its key (`publish`), and
repeat itself (`deliver(…, times=2)`).
"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

GRAPHQL, JWKS = "/graphql/", "/.well-known/jwks.json"


@dataclass(frozen=True)
class Key:
    """An RSA key with its name."""

    kid: str
    private: RSAPrivateKey

    @property
    def jwk(self) -> dict[str, Any]:
        """The public half, as Saleor publishes it."""
        numbers = self.private.public_key().public_numbers()
        whole = {"n": numbers.n, "e": numbers.e}
        written = {name: _url_safe(n.to_bytes((n.bit_length() + 7) // 8, "big")) for name, n in whole.items()}
        return {"kty": "RSA", "key_ops": ["verify"], "use": "sig", "alg": "RS256", "kid": self.kid, **written}

    def renamed(self, kid: str) -> Key:
        """The same key under another name."""
        return Key(kid, self.private)


@cache
def key(kid: str = "first", *, bits: int = 2048) -> Key:
    """Make a key once per test run."""
    return Key(kid, generate_private_key(public_exponent=65537, key_size=bits))


def sign(body: bytes, signer: Key, **header: Any) -> str:
    """Write a detached JWS over the bytes as they are; `header` replaces parts of Saleor's."""
    saleors = {"alg": "RS256", "b64": False, "crit": ["b64"], "kid": signer.kid, "typ": "JWT"}
    head = _url_safe(json.dumps({**saleors, **header}).encode())
    made = signer.private.sign(head.encode() + b"." + body, PKCS1v15(), SHA256())
    return f"{head}..{_url_safe(made)}"


def _url_safe(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


class StandIn:
    """The server's behaviour, which a test changes while it runs."""

    def __init__(self) -> None:
        self.signer = key()
        #: What is published, which may be something else than what signs.
        self.published: list[Mapping[str, Any]] = [self.signer.jwk]
        #: GraphQL answers by operation name: data, or what makes it of the variables.
        self.answers: dict[str, Any | Callable[[Mapping[str, Any]], Any]] = {}
        self.delay = 0.0
        self.failures: list[int] = []
        self.asked: Counter[str] = Counter()
        self.tokens: list[str] = []
        self.url = ""

    @property
    def api_url(self) -> str:
        """The address of its API, as its headers name it."""
        return f"{self.url}{GRAPHQL}"

    @property
    def domain(self) -> str:
        """Its host and port."""
        return self.url.removeprefix("http://")

    def rotate(self, signer: Key, *, publish: bool = True) -> None:
        """Sign with another key from now on, and publish only that one."""
        self.signer = signer
        if publish:
            self.published = [signer.jwk]

    def headers(self, body: bytes, event: str = "", **others: str) -> dict[str, str]:
        """The headers of a webhook, signed."""
        signature = sign(body, self.signer)
        saleors = {
            "User-Agent": "Saleor/3.24",
            "Saleor-Event": event.lower(),
            "X-Saleor-Event": event.lower(),
            "Saleor-Domain": self.domain,
            "Saleor-Api-Url": self.api_url,
            "Saleor-Signature": signature,
        }
        return {**saleors, **others}

    def deliver(
        self, post: Callable[..., Any], url: str, payload: Any, *, times: int = 1, **others: str
    ) -> Sequence[Any]:
        """Send a webhook with `post(url, body, content_type, headers=…)`, several times where told to."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        headers = self.headers(body, **others)
        return [post(url, body, "application/json", headers=headers) for _ in range(times)]


@contextmanager
def running() -> Iterator[StandIn]:
    """Run a stand-in on a free port until the block ends."""
    stand_in = StandIn()

    class Handler(_Handler):
        saleor = stand_in

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


class _Handler(BaseHTTPRequestHandler):
    saleor: StandIn
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Publish the keys."""
        self._answer(self.path, {"keys": self.saleor.published} if self.path == JWKS else None)

    def do_POST(self) -> None:
        """Answer an operation."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.saleor.tokens.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
        name = asked["operationName"]
        answer = self.saleor.answers.get(name)
        data = answer(asked.get("variables") or {}) if callable(answer) else answer
        self._answer(name, data if data is None or "errors" in data else {"data": data})

    def _answer(self, what: str, content: Any) -> None:
        self.saleor.asked[what] += 1
        time.sleep(self.saleor.delay)
        status = self.saleor.failures.pop(0) if self.saleor.failures else 200
        if status == 0:
            self.close_connection = True
            return
        body = json.dumps(content).encode()
        # Whoever asked may have gone meanwhile.
        with suppress(ConnectionError):
            self.send_response(404 if content is None and status == 200 else status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing on the console."""
