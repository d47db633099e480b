"""`manage.py shop` as an operator sees it: one group of processes, one sentence when something is wrong."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.processes import descendants, eventually, is_alive

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")


def environment(var: Path, **extra: str) -> dict[str, str]:
    """An empty shop of its own folder: no demo data, SQLite, the embedded broker."""
    switches = {"DEBUG": "1", "SHOP_DEMO": "0", "DATABASE_URL": "", "REDIS_URL": "", "SHOP_BROKER_SOCKET": ""}
    return {**os.environ, **switches, "SHOP_VAR_DIR": str(var), "PYTHONUNBUFFERED": "1", **extra}


def run(var: Path, *options: str, **extra: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "shop", *options]
    return subprocess.run(
        command, cwd=ROOT, env=environment(var, **extra), capture_output=True, text=True, timeout=90
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Shop:
    """A running shop: its process, port, folder and what it has said."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self._log = var.parent / "shop.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "shop", "--port", str(self.port)],
                cwd=ROOT, env=environment(var), stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def said(self) -> str:
        return self._log.read_text()

    def is_ready(self) -> bool:
        return "Ctrl-C stops everything." in self.said() or self.process.poll() is not None

    def answers(self) -> bool:
        """Say whether Django answers; this shop is empty, so any page of its own will do."""
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            door.request("GET", "/a/page/that/is/not/there/")
            return door.getresponse().status < 500
        except OSError:
            return False

    def pids(self, word: str) -> list[int]:
        return [pid for pid, words in descendants(self.process.pid).items() if word in words]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path / "var")
    try:
        assert eventually(shop.is_ready, seconds=90), shop.said()
        assert shop.process.poll() is None, shop.said()
        yield shop
    finally:
        shop.process.terminate()
        shop.process.wait(timeout=40)


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=["told", "ctrl-c"])
def test_the_whole_group_runs_and_ends_together(shop: Shop, asked: signal.Signals) -> None:
    # One broker; a worker with its beat; a web server with two processes.
    assert len(shop.pids("valkey-server")) == 1
    assert len(shop.pids("celery")) >= 1
    assert len(shop.pids("granian")) >= 1
    assert stat.S_IMODE((shop.var / "valkey.sock").stat().st_mode) == 0o700
    assert shop.answers()
    family = descendants(shop.process.pid)

    second = run(shop.var, "--port", str(free_port()))
    shop.process.send_signal(asked)
    shop.process.wait(timeout=40)

    assert second.returncode == 1
    sentence = f"The shop already runs in this folder (process {shop.process.pid}); stop it first."
    assert second.stderr == f"CommandError: {sentence}\n"
    assert shop.process.returncode == 0
    assert shop.said().endswith("The shop has stopped.\n")
    assert eventually(lambda: not [pid for pid in family if is_alive(pid)], seconds=5)
    assert not (shop.var / "valkey.sock").exists()


def test_a_killed_worker_and_a_killed_web_server_come_back(shop: Shop) -> None:
    worker, web = shop.pids("celery"), shop.pids("granian")

    for pid in [*worker, *web]:
        os.kill(pid, signal.SIGKILL)

    assert eventually(lambda: set(shop.pids("celery")) - set(worker))
    assert eventually(lambda: set(shop.pids("granian")) - set(web))
    assert eventually(lambda: "web ended with code -9; starting it again." in shop.said())
    assert eventually(shop.answers)


def test_a_busy_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run(tmp_path / "var", PORT=str(port))

    assert result.returncode == 1
    assert result.stderr == (
        f"CommandError: Port {port} on 127.0.0.1 cannot be used (Address already in use): "
        f"choose another, as in PORT={port + 1} make run.\n"
    )
    assert result.stdout == ""


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    result = run(tmp_path / "file" / "var")

    assert result.returncode == 1
    assert result.stderr == f"{tmp_path / 'file' / 'var'} cannot be written to (Not a directory).\n"
    assert result.stdout == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    result = run(tmp_path / "var")

    assert result.returncode == 1
    assert result.stderr == f"{tmp_path / 'var'} cannot be written to (Permission denied).\n"


@pytest.mark.parametrize(
    ("switches", "sentence"),
    [
        ({"PORT": "70000"}, "PORT must be between 1 and 65535, not 70000."),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "No Redis answers at REDIS_URL."),
        (
            {"DATABASE_URL": "postgres://ana@127.0.0.1:1/magazin"},
            "The server of DATABASE_URL cannot be opened: connection failed",
        ),
    ],
    ids=["port", "redis", "postgres"],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, switches: dict[str, str], sentence: str) -> None:
    result = run(tmp_path / "var", **{"PORT": str(free_port()), **switches})

    assert result.returncode == 1
    assert result.stderr.startswith(f"CommandError: {sentence}")
    assert result.stderr.count("\n") == 1
