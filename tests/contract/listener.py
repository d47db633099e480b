"""An app of this suite's own: a small server on this machine that any core can install and call."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from commerce.app.installing import signing_keys
from ses_vendors.installation import manifest

#: Seconds until what was sent in the background must have come.
PATIENCE = 90


@dataclass(frozen=True, slots=True)
class Call:
    """What a core sent."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> str:
        """The event's code in capitals, empty for another call."""
        return self.headers.get("saleor-event", "").upper()

    @property
    def content(self) -> Any:
        """The body."""
        return json.loads(self.body)

    def is_signed(self) -> bool:
        """Whether the core's published key signed exactly this body (RFC 7797, detached)."""
        head, _, signature = self.headers["saleor-signature"].partition("..")
        said = json.loads(_decoded(head))
        (key,) = (each for each in signing_keys()["keys"] if each["kid"] == said["kid"])
        public: Any = jwt.PyJWK(key).key
        try:
            signed = head.encode() + b"." + self.body
            public.verify(_decoded(signature), signed, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return bool(said["alg"] == "RS256" and said["b64"] is False)


@dataclass
class Listener:
    """The app: what came, and what it answers to the questions among it."""

    identifier: str
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: dict[str, Callable[[Any], Any]] = field(default_factory=dict)

    def manifest(self) -> dict[str, Any]:
        """The shop's own manifest, with this app's name and addresses."""
        return {
            **manifest.build(),
            "id": self.identifier,
            "name": self.identifier,
            "tokenTargetUrl": f"{self.url}/token",
            "webhooks": [{**each, "targetUrl": f"{self.url}/hooks"} for each in manifest.build()["webhooks"]],
        }

    def token(self) -> str:
        """The token the core brought."""
        call = self.wait(lambda each: each.path == "/token")
        return str(call.content["auth_token"])

    def told(self, event: str, *ids: str) -> Call:
        """Wait for an event about things with these ids."""
        return self.wait(lambda each: each.event == event and all(one in each.body.decode() for one in ids))

    def wait(self, wanted: Callable[[Call], bool]) -> Call:
        """Wait for a call."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for call in list(self.calls):
                if wanted(call):
                    return call
            time.sleep(0.2)
        raise AssertionError(
            f"It did not come; what came: {[each.event or each.path for each in self.calls]}"
        )


@contextmanager
def listening(identifier: str) -> Iterator[Listener]:
    """Run an app on a free port of this machine."""
    app = Listener(identifier)

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(app.manifest())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            call = Call(self.path, headers, body)
            app.calls.append(call)
            reply = app.answers.get(call.event)
            self._answer(reply(call.content) if reply else {})

        def _answer(self, content: Any) -> None:
            written = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    app.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield app
    finally:
        server.shutdown()
        server.server_close()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
