"""A closed-loop load generator: each connection sends its next request when the last is answered."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of load measured. Times are in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    failures: int
    body_bytes: int

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


class _Connection:
    """One keep-alive HTTP/1.1 connection that repeats one request."""

    def __init__(self, address: tuple[str, int], request: bytes) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request, self.buffer, self.sent_at = request, b"", 0.0

    def send(self) -> None:
        """Start the next request."""
        self.buffer, self.sent_at = b"", time.perf_counter()
        self.socket.sendall(self.request)

    def receive(self) -> tuple[int, int] | None:
        """Read what has come; return (status, body bytes) when the answer is whole."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("The server closed the connection.")
        self.buffer += chunk
        head_end = self.buffer.find(b"\r\n\r\n")
        if head_end < 0:
            return None
        head = self.buffer[:head_end].lower()
        length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        if len(self.buffer) < head_end + 4 + length:
            return None
        return int(self.buffer[9:12]), length


def request_bytes(
    path: str, *, body: bytes = b"", headers: Sequence[str] = (), host: str = "127.0.0.1"
) -> bytes:
    """Write a GET, or a POST of JSON when there is a body; as browsers do, it takes gzip."""
    method = "POST" if body else "GET"
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: keep-alive"]
    lines += ["Accept-Encoding: gzip", *headers]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def run(port: int, request: bytes, *, connections: int, seconds: float, host: str = "127.0.0.1") -> Result:
    """Load the server for some seconds and report rate and percentiles.

    What is under way at the end is waited for and not counted, so that nothing of it burdens the next run.
    """
    selector = selectors.DefaultSelector()
    clients = [_Connection((host, port), request) for _ in range(connections)]
    for client in clients:
        selector.register(client.socket, selectors.EVENT_READ, client)
        client.send()
    times: list[float] = []
    failures = size = 0
    start = time.perf_counter()
    deadline, elapsed = start + seconds, 0.0
    while selector.get_map():
        for key, _ in selector.select(timeout=10):
            client = key.data
            answer = client.receive()
            if answer is None:
                continue
            now = time.perf_counter()
            if now < deadline or not times:
                times.append((now - client.sent_at) * 1000)
                failures += answer[0] != 200
                size, elapsed = answer[1], now - start
            if now < deadline:
                client.send()
            else:
                selector.unregister(client.socket)
                client.socket.close()
    times.sort()
    return Result(
        requests=len(times),
        seconds=elapsed,
        p50=times[len(times) // 2],
        p99=times[min(len(times) - 1, int(len(times) * 0.99))],
        failures=failures,
        body_bytes=size,
    )
