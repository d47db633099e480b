"""Keeps a few child processes alive together: starts them in order, restarts the dead, leaves none behind.

Each child leads its own process group, so that Ctrl-C in a terminal reaches the supervisor alone and the
children are stopped in the reverse order of their start: the broker outlives those who talk to it.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any

# Seconds.
POLL = 0.2
PATIENCE_AT_STOP = 10
RESTART_PAUSE = 1.0
# A child that dies more often than this inside the window takes the whole group down.
RESTARTS_ALLOWED = 5
RESTART_WINDOW = 60

PR_SET_PDEATHSIG = 1
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class AlreadyRunning(RuntimeError):
    """Another supervisor, or a child of one that was killed, holds this folder."""


class ChildKeepsDying(RuntimeError):
    """A child died more often than restarts are allowed, or never became ready."""


class StopRequested(BaseException):
    """A stop signal arrived. Not an Exception: no `except Exception` on the way may swallow it."""


@dataclass(frozen=True)
class Program:
    """One child to keep alive.

    `is_ready` is asked until it says yes, at most `patience` seconds, before the next program starts.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    is_ready: Callable[[], bool] = lambda: True
    patience: float = 60


@dataclass
class _Child:
    program: Program
    process: subprocess.Popen[str]
    relay: threading.Thread
    deaths: deque[float] = field(default_factory=deque)


@contextlib.contextmanager
def exclusive(lock_file: Path) -> Iterator[IO[str]]:
    """Hold the folder of `lock_file` for this process.

    Raises:
        AlreadyRunning: somebody else holds it; the message is their process id.
        OSError: the folder cannot be written to.
    """
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(lock.read().strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lock


@contextlib.contextmanager
def stop_signals() -> Iterator[None]:
    """Turn Ctrl-C, SIGTERM and a closed terminal into StopRequested, once; later ones are ignored."""

    def stop(signal_number: int, frame: FrameType | None) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise StopRequested

    before = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Supervisor:
    """Starts programs one after the other, watches them, and stops them all when its `with` block ends."""

    def __init__(self, lock: IO[str], say: Callable[[str], object] = print) -> None:
        self._lock = lock
        self._print = say
        self._children: list[_Child] = []
        self._printing = threading.Lock()

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, *_: object) -> None:
        for child in reversed(self._children):
            _stop(child.process)
            # The last lines are still on their way.
            child.relay.join(timeout=1)

    def start(self, program: Program) -> None:
        """Start a program and wait until it is ready; raises ChildKeepsDying when it does not get there."""
        child = _Child(program, *self._spawn(program))
        self._children.append(child)
        deadline = time.monotonic() + program.patience
        while not program.is_ready():
            if child.process.poll() is not None or time.monotonic() > deadline:
                raise ChildKeepsDying(
                    f"{program.name} did not start; its own words, above or in its log, say why."
                )
            time.sleep(POLL / 4)

    def watch(self) -> None:
        """Restart whoever dies, for ever; raises ChildKeepsDying when one does not stay alive."""
        while True:
            for child in self._children:
                if child.process.poll() is not None:
                    self._restart(child)
            time.sleep(POLL)

    def _restart(self, child: _Child) -> None:
        now = time.monotonic()
        child.deaths.append(now)
        while child.deaths[0] < now - RESTART_WINDOW:
            child.deaths.popleft()
        name = child.program.name
        if len(child.deaths) > RESTARTS_ALLOWED:
            raise ChildKeepsDying(f"{name} died {len(child.deaths)} times within {RESTART_WINDOW} s.")
        self._say("shop", f"{name} ended with code {child.process.returncode}; starting it again.")
        _kill_group(child.process, signal.SIGKILL)
        time.sleep(RESTART_PAUSE)
        child.process, child.relay = self._spawn(child.program)

    def _spawn(self, program: Program) -> tuple[subprocess.Popen[str], threading.Thread]:
        process = subprocess.Popen(  # noqa: S603 - the commands are this project's own
            program.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, "PYTHONUNBUFFERED": "1", **program.environment},
            process_group=0,
            # The folder stays held while a child lives, even when the supervisor itself was killed.
            pass_fds=[self._lock.fileno()],
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - calls one C function that is loaded already
        )
        relay = threading.Thread(target=self._relay, args=(program.name, process.stdout), daemon=True)
        relay.start()
        return process, relay

    def _relay(self, name: str, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                self._say(name, line.rstrip())

    def _say(self, name: str, line: str) -> None:
        with self._printing:
            self._print(f"{name:<6} | {line}")


def _libc_prctl() -> Any:
    return getattr(ctypes.CDLL(None), "prctl", None)


_prctl = _libc_prctl()


def _die_with_parent() -> None:
    """Ask Linux to stop the child should the supervisor be killed outright; other systems cannot."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(process: subprocess.Popen[str]) -> None:
    """End a child politely, then the whole of its group by force."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE_AT_STOP)
    _kill_group(process, signal.SIGKILL)
    process.wait()


def _kill_group(process: subprocess.Popen[str], signal_number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal_number)
