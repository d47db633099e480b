"""A Saleor server that a test can make slow, broken, busy, cut off or away: the embedded core behind HTTP.

It answers out of the test's own database connection, one question at a time.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from engine.schema.executor import execute

#: What a resolver that fails looks like in Saleor's answers.
GRAPHQL_FAULT = {
    "errors": [{"message": "boom", "extensions": {"exception": {"code": "OperationalError"}}}],
    "data": None,
}


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a question: it waits (seconds), it is answered by a status, or it is cut off.

    A question that is cut off is worked on before; its answer is lost half-way.
    """

    delay: float = 0.0
    status: int = 200
    body: bytes = b""
    retry_after: str = ""
    is_cut: bool = False


SLOW = Fault(delay=2.0)
BROKEN = Fault(status=500, body=b"<h1>Server Error</h1>")
GRAPHQL = Fault(body=orjson.dumps(GRAPHQL_FAULT))
NAMELESS = Fault(body=b'{"errors": [{"message": "upstream failure"}]}')
BUSY = Fault(status=429, body=b"{}", retry_after="20")
CUT = Fault(is_cut=True)
MAINTENANCE = Fault(body=b"<h1>Back soon</h1>")


class FaultyCore:
    """A server on a free port. `fault` is what happens to every question, or to those of `faults` by name."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.fault: Fault | None = None
        self.faults: dict[str, Fault] = {}
        self.asked: list[str] = []
        self._connection = connection
        self._working = threading.Lock()
        self._address = ("127.0.0.1", 0)
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where it is, also while it is away."""
        return f"http://127.0.0.1:{self._address[1]}/graphql/"

    @property
    def mutations(self) -> Counter[str]:
        """How often each mutation came."""
        return Counter(name for name in self.asked if name.startswith("mutation "))

    def reset(self) -> None:
        """Work well from now on, and forget what was asked."""
        self.fault, self.faults, self.asked = None, {}, []

    def start(self) -> None:
        """Listen, where it listened before, unless it does."""
        if self._server is not None:
            return
        server = ThreadingHTTPServer(self._address, _handler_of(self))
        server.daemon_threads = False
        self._address, self._server = server.server_address[:2], server  # type: ignore[assignment]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def stop(self) -> None:
        """Go away: nobody listens any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, asked: dict[str, Any], token: str | None) -> bytes:
        """Answer as the embedded core does."""
        with self._working:
            connections["default"] = self._connection
            variables, name = asked.get("variables") or {}, asked["operationName"]
            return orjson.dumps(execute(asked["query"], variables, name, token, {}), default=str)


def _handler_of(core: FaultyCore) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = asked["operationName"]
            core.asked.append(f"{asked['query'].lstrip().split(maxsplit=1)[0]} {name}")
            fault = core.faults.get(name) or core.fault or Fault()
            time.sleep(fault.delay)
            token = self.headers.get("Authorization", "").removeprefix("Bearer ") or None
            self._send(fault, fault.body or core.answer(asked, token))

        def _send(self, fault: Fault, body: bytes) -> None:
            self.send_response(fault.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if fault.retry_after:
                self.send_header("Retry-After", fault.retry_after)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if fault.is_cut else body)
            if fault.is_cut:
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """Take a client that hung up as one that hung up."""
            try:
                super().handle()
            except OSError:
                self.close_connection = True

    return Handler


@contextmanager
def serving(connection: BaseDatabaseWrapper) -> Iterator[FaultyCore]:
    """Run one out of this test's database connection; every question is over when it ends."""
    core = FaultyCore(connection)
    connection.inc_thread_sharing()
    core.start()
    try:
        yield core
    finally:
        core.stop()
        connection.dec_thread_sharing()
