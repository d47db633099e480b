"""The tests' own fence: no test reaches another machine."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("shop.example", 443)])
def test_outside_addresses_are_refused(address: tuple[str, int]) -> None:
    with socket.socket() as client, pytest.raises(OSError, match="^Tests have no network: "):
        client.connect(address)


def test_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()
