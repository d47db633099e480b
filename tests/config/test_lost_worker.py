"""A worker that is killed in the middle of a task: the task is done once, by the next worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import broker
from tests.config.processes import eventually

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def broker_socket(tmp_path: Path) -> Iterator[Path]:
    """The embedded broker, as `make run` starts it."""
    path = broker.socket_path(tmp_path / "valkey.sock")
    server = subprocess.Popen(broker.command(socket=path, data=tmp_path / "valkey"))
    assert eventually(lambda: broker.answers(f"unix://{path}"), seconds=10)
    yield path
    server.terminate()
    server.wait(timeout=10)


def start_worker(socket: Path, tmp_path: Path) -> subprocess.Popen[bytes]:
    """Start one real worker in its own process group."""
    environment = {
        **os.environ,
        "SHOP_BROKER_SOCKET": str(socket),
        "SHOP_VAR_DIR": str(tmp_path),
        "REDIS_URL": "",
        "DATABASE_URL": "",
    }
    options = ["--pool", "threads", "--concurrency", "1", "--queues", "mail", "--loglevel", "ERROR"]
    command = [sys.executable, "-m", "celery", "--app", "tests.fakes.slow_worker", "worker", *options]
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)


def send(socket: Path, tmp_path: Path, journal: Path) -> None:
    """Put the task in the queue from a process of its own, as a web process would."""
    code = f"from tests.fakes.slow_worker import slow; slow.delay({str(journal)!r})"
    environment = {
        **os.environ,
        "SHOP_BROKER_SOCKET": str(socket),
        "SHOP_VAR_DIR": str(tmp_path),
        "REDIS_URL": "",
    }
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, timeout=60)


def test_a_task_of_a_killed_worker_is_done_once_by_the_next(broker_socket: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    first = start_worker(broker_socket, tmp_path)
    send(broker_socket, tmp_path, journal)
    assert eventually(journal.exists, seconds=30)

    os.killpg(first.pid, signal.SIGKILL)
    first.wait(timeout=10)
    second = start_worker(broker_socket, tmp_path)

    try:
        assert eventually(lambda: "done" in journal.read_text(), seconds=60)
        time.sleep(3)
        assert journal.read_text().splitlines() == ["started", "started", "done"]
    finally:
        second.terminate()
        second.wait(timeout=30)
