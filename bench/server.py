"""The production server on a scratch database, with its broker: started, waited for, stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType

from config import broker

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(var: Path, **extra: str) -> dict[str, str]:
    """Return the environment of every process of one scratch shop."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SHOP_VAR_DIR": str(var),
        "SHOP_DEMO": "1",
        "LOG_LEVEL": "WARNING",
        **extra,
    }


def manage(var: Path, *arguments: str, **extra: str) -> None:
    """Run one management command on the scratch shop."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    subprocess.run(command, cwd=ROOT, env=environment(var, **extra), check=True, stdout=subprocess.DEVNULL)


class Server:
    """Two server processes as `make run` starts them; use as a context manager."""

    def __init__(self, var: Path, *, threads: int = 1, **extra: str) -> None:
        self.port = free_port()
        self._command = [
            str(Path(sys.executable).parent / "granian"),
            "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "2", "--blocking-threads", str(threads), "--workers-kill-timeout", "2",
            "--no-access-log", "--log-level", "warning", "config.wsgi:application",
        ]  # fmt: skip
        self._socket = broker.socket_path(var / "valkey.sock")
        self._broker_command = broker.command(socket=self._socket, data=var / "valkey")
        self._environment = environment(var, SHOP_BROKER_SOCKET=str(self._socket), **extra)

    def __enter__(self) -> Server:
        """Start both; orders are handed to the broker, and no worker takes processor time from the server."""
        self._broker = subprocess.Popen(self._broker_command)
        self._process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment)
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/bench/fixed/", timeout=5).read()
            except OSError:
                time.sleep(0.2)
            else:
                return self
        raise RuntimeError("The server did not start.")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (self._process, self._broker):
            process.terminate()
            process.wait(timeout=20)
