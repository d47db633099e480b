"""The HTTP transport against a server that misbehaves."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import httpx2
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from commerce import breaker, http
from commerce.errors import CoreUnavailable, InsufficientStock, InvalidRequest, PermissionRefused
from commerce.http import HttpTransport
from commerce.transport import Upload

SHORT = httpx2.Timeout(connect=0.5, read=0.2, write=0.5, pool=0.5)
READ = {"operation": "catalogue/last_change", "variables": {"channel": "ses-ro"}}
WRITE = {"operation": "checkout/complete", "variables": {"id": "Q2hlY2tvdXQ6MQ=="}}


class Server:
    """Answers with each of `replies` in turn, then with the last one again; keeps what came."""

    def __init__(self, httpserver: HTTPServer) -> None:
        self.replies: list[Response | Callable[[], Response]] = []
        self.requests: list[Request] = []
        self.bodies: list[bytes] = []
        self.forms: list[dict[str, str]] = []
        self.files: list[dict[str, tuple[str, bytes, str]]] = []
        httpserver.expect_request("/graphql/").respond_with_handler(self._handle)
        self.url = httpserver.url_for("/graphql/")

    def _handle(self, request: Request) -> Response:
        self.requests.append(request)
        self.forms.append(request.form.to_dict())
        self.files.append({key: (f.filename or "", f.read(), f.mimetype) for key, f in request.files.items()})
        self.bodies.append(request.get_data())
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply() if callable(reply) and not isinstance(reply, Response) else reply


@pytest.fixture(scope="module")
def threaded_server() -> Iterator[HTTPServer]:
    """A server with threads: one slow answer must not queue the next request."""
    with HTTPServer(threaded=True) as made:
        yield made


@pytest.fixture
def server(threaded_server: HTTPServer) -> Server:
    threaded_server.clear()
    return Server(threaded_server)


@pytest.fixture
def unused_url() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/graphql/"


@pytest.fixture
def transport(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[HttpTransport]:
    monkeypatch.setattr(http, "BACKOFF_SECONDS", 0.001)
    made = HttpTransport(server.url, query_timeouts=SHORT, mutation_timeouts=SHORT)
    yield made
    made.close()


def _json(data: object, status: int = 200) -> Response:
    return Response(json.dumps(data), status=status, content_type="application/json")


def _slow() -> Response:
    time.sleep(0.5)
    return _json({"data": {"late": True}})


def test_sends_document_name_variables_and_token(server: Server, transport: HttpTransport) -> None:
    server.replies = [_json({"data": {"products": {"totalCount": 3, "edges": []}}})]

    data = transport.execute(**READ, token="Ana")

    assert data == {"products": {"totalCount": 3, "edges": []}}
    sent = json.loads(server.bodies[0])
    assert sent["operationName"] == "CatalogueLastChange"
    assert sent["variables"] == {"channel": "ses-ro"}
    assert sent["query"].startswith("query CatalogueLastChange($channel: String!)")
    assert server.requests[0].headers["Authorization"] == "Bearer Ana"


def test_anonymous_request_carries_no_authorization(server: Server, transport: HttpTransport) -> None:
    server.replies = [_json({"data": {}})]

    transport.execute(**READ)

    assert "Authorization" not in server.requests[0].headers


class _KeepingHandler(BaseHTTPRequestHandler):
    """Answers in HTTP/1.1, which keeps a connection, and remembers who called."""

    protocol_version = "HTTP/1.1"
    callers: ClassVar[set[int]] = set()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.callers.add(self.client_address[1])
        self.send_response(200)
        self.send_header("Content-Length", "11")
        self.end_headers()
        self.wfile.write(b'{"data":{}}')

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_connection_is_kept_between_requests() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _KeepingHandler) as keeping:
        Thread(target=keeping.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        transport = HttpTransport(f"http://127.0.0.1:{keeping.server_port}/graphql/")

        for _ in range(3):
            transport.execute(**READ)

        transport.close()
        keeping.shutdown()
    assert len(_KeepingHandler.callers) == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_read_is_tried_again_until_it_succeeds(server: Server, transport: HttpTransport, status: int) -> None:
    server.replies = [Response("", status), Response("", status), _json({"data": {"products": None}})]

    data = transport.execute(**READ)

    assert data == {"products": None}
    assert len(server.requests) == 3


def test_read_gives_up_after_three_attempts(server: Server, transport: HttpTransport) -> None:
    server.replies = [Response("", 503)]

    with pytest.raises(CoreUnavailable) as caught:
        transport.execute(**READ)

    assert len(server.requests) == 3
    assert caught.value.may_have_happened is False


def test_server_that_keeps_failing_is_not_asked_for_a_while(server: Server, transport: HttpTransport) -> None:
    server.replies = [Response("", 503)]
    with pytest.raises(CoreUnavailable):
        transport.execute(**READ)

    with pytest.raises(CoreUnavailable, match="was not asked"):
        transport.execute(**READ)
    with pytest.raises(CoreUnavailable, match="was not asked") as caught:
        transport.execute(**WRITE)

    assert len(server.requests) == 3
    assert transport.is_away
    assert caught.value.may_have_happened is False


def test_server_that_is_back_is_asked_again(
    server: Server, transport: HttpTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker, "SHORTEST_PAUSE", 0.05)
    server.replies = [Response("", 503)]
    transport._breaker = breaker.Breaker()
    with pytest.raises(CoreUnavailable):
        transport.execute(**READ)
    server.replies = [_json({"data": {"products": None}})]

    time.sleep(0.2)

    assert transport.execute(**READ) == {"products": None}
    assert not transport.is_away


@pytest.mark.parametrize("rest", ["20", "Wed, 01 Jan 2098 00:00:00 GMT"])
def test_server_that_asks_for_rest_is_asked_once(server: Server, transport: HttpTransport, rest: str) -> None:
    server.replies = [Response("{}", 429, headers={"Retry-After": rest})]

    with pytest.raises(CoreUnavailable):
        transport.execute(**READ)
    with pytest.raises(CoreUnavailable, match="was not asked"):
        transport.execute(**READ)

    assert len(server.requests) == 1


def test_errors_of_graphql_are_no_fault_of_the_server(server: Server, transport: HttpTransport) -> None:
    fault = {"message": "locked", "extensions": {"exception": {"code": "OperationalError"}}}
    server.replies = [_json({"errors": [fault]})]

    for _ in range(5):
        with pytest.raises(CoreUnavailable, match="OperationalError"):
            transport.execute(**READ)

    assert len(server.requests) == 5
    assert not transport.is_away


@pytest.mark.parametrize("body", [{"errors": [{"message": "upstream"}]}, ["no", "object"], "text"])
def test_what_no_saleor_says_is_unavailable(server: Server, transport: HttpTransport, body: object) -> None:
    server.replies = [_json(body)]

    with pytest.raises(CoreUnavailable):
        transport.execute(**READ)


def test_all_attempts_together_take_no_longer_than_their_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "RETRY_UNTIL_SECONDS", 0.4)
    patient = HttpTransport(server.url, query_timeouts=httpx2.Timeout(0.3), mutation_timeouts=SHORT)
    server.replies = [_slow]

    started = time.monotonic()
    with pytest.raises(CoreUnavailable):
        patient.execute(**READ)

    assert time.monotonic() - started < 0.8


def test_answer_in_drops_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def drops() -> Response:
        def parts() -> Iterator[bytes]:
            for _ in range(20):
                yield b" "
                time.sleep(0.05)

        return Response(parts(), content_type="application/json")

    monkeypatch.setattr(http, "RETRY_UNTIL_SECONDS", 0.3)
    transport = HttpTransport(server.url, query_timeouts=SHORT, mutation_timeouts=SHORT)
    server.replies = [drops]

    with pytest.raises(CoreUnavailable, match="drops"):
        transport.execute(**READ)


def test_read_gives_up_when_its_time_is_over(
    server: Server, transport: HttpTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "RETRY_UNTIL_SECONDS", -1.0)
    server.replies = [Response("", 503)]

    with pytest.raises(CoreUnavailable):
        transport.execute(**READ)

    assert len(server.requests) == 1


def test_server_fault_is_not_tried_again(server: Server, transport: HttpTransport) -> None:
    server.replies = [Response("", 500)]

    with pytest.raises(CoreUnavailable):
        transport.execute(**READ)

    assert len(server.requests) == 1


def test_slow_read_is_tried_again_then_unavailable(server: Server, transport: HttpTransport) -> None:
    server.replies = [_slow]

    with pytest.raises(CoreUnavailable, match="ReadTimeout") as caught:
        transport.execute(**READ)

    assert len(server.requests) == 3
    assert caught.value.may_have_happened is False


def test_slow_mutation_is_sent_once_and_may_have_happened(server: Server, transport: HttpTransport) -> None:
    server.replies = [_slow]

    with pytest.raises(CoreUnavailable) as caught:
        transport.execute(**WRITE)

    assert len(server.requests) == 1
    assert caught.value.may_have_happened is True


def test_mutation_may_take_longer_than_a_query(server: Server) -> None:
    patient = httpx2.Timeout(5.0)
    transport = HttpTransport(server.url, query_timeouts=SHORT, mutation_timeouts=patient)
    server.replies = [_slow]

    assert transport.execute(**WRITE) == {"late": True}


@pytest.mark.parametrize(
    ("status", "may_have_happened"), [(429, False), (500, True), (502, True), (503, True), (504, True)]
)
def test_refused_mutation_is_sent_once(
    server: Server, transport: HttpTransport, status: int, may_have_happened: bool
) -> None:
    server.replies = [Response("", status)]

    with pytest.raises(CoreUnavailable) as caught:
        transport.execute(**WRITE)

    assert len(server.requests) == 1
    assert caught.value.may_have_happened is may_have_happened


def test_mutation_that_reached_nobody_did_not_happen(unused_url: str) -> None:
    transport = HttpTransport(unused_url, query_timeouts=SHORT, mutation_timeouts=SHORT)

    with pytest.raises(CoreUnavailable, match="ConnectError") as caught:
        transport.execute(**WRITE)

    assert caught.value.may_have_happened is False


def test_read_that_reaches_nobody_is_unavailable(unused_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "BACKOFF_SECONDS", 0.001)
    transport = HttpTransport(unused_url, query_timeouts=SHORT, mutation_timeouts=SHORT)

    with pytest.raises(CoreUnavailable, match="ConnectError"):
        transport.execute(**READ)


def test_answer_that_is_no_json_is_unavailable(server: Server, transport: HttpTransport) -> None:
    server.replies = [Response("<h1>Maintenance</h1>", 200)]

    with pytest.raises(CoreUnavailable, match="no JSON"):
        transport.execute(**READ)


def test_broken_document_is_an_invalid_request(server: Server, transport: HttpTransport) -> None:
    fault = {
        "message": 'Cannot query field "nope" on type "Query".',
        "extensions": {"exception": {"code": "GraphQLError"}},
    }
    server.replies = [_json({"errors": [fault]}, 400)]

    with pytest.raises(InvalidRequest, match="nope"):
        transport.execute(**READ)

    assert len(server.requests) == 1


def test_request_refused_by_the_server_is_invalid(server: Server, transport: HttpTransport) -> None:
    server.replies = [Response("", 413)]

    with pytest.raises(InvalidRequest, match="413"):
        transport.execute(**READ)


def test_missing_permission_is_named(server: Server, transport: HttpTransport) -> None:
    fault = {
        "message": "To access this path, you need one of the following permissions: HANDLE_PAYMENTS",
        "extensions": {"exception": {"code": "PermissionDenied"}},
    }
    server.replies = [_json({"errors": [fault], "data": {"checkoutComplete": None}})]

    with pytest.raises(PermissionRefused, match="HANDLE_PAYMENTS"):
        transport.execute(**WRITE)


def test_upload_follows_the_multipart_specification(server: Server, transport: HttpTransport) -> None:
    server.replies = [_json({"data": {"productMediaCreate": {"media": {"id": "x"}, "errors": []}}})]
    picture = Upload(name="ștergar.png", content=b"\x89PNG", content_type="image/png")

    transport.execute(
        operation="app/media_create",
        variables={"input": {"product": "UHJvZHVjdDox", "alt": "Ștergar"}},
        token="staff",
        files={"input.image": picture},
    )

    operations = json.loads(server.forms[0]["operations"])
    assert operations["operationName"] == "AppMediaCreate"
    assert operations["variables"] == {"input": {"product": "UHJvZHVjdDox", "alt": "Ștergar", "image": None}}
    assert json.loads(server.forms[0]["map"]) == {"0": ["variables.input.image"]}
    assert server.files[0] == {"0": ("ștergar.png", b"\x89PNG", "image/png")}


def test_pieces_that_others_take_at_the_same_moment_are_a_shortage(
    server: Server, transport: HttpTransport
) -> None:
    fault = {"message": "Internal Server Error", "extensions": {"exception": {"code": "InsufficientStock"}}}
    server.replies = [_json({"errors": [fault], "data": {"checkoutComplete": None}})]

    with pytest.raises(InsufficientStock) as short:
        transport.execute(**WRITE)

    assert short.value.codes == {"INSUFFICIENT_STOCK"}
