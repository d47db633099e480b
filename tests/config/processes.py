"""Looking at real processes: which run, under whom, and waiting until something is so."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def eventually(condition: Callable[[], object], *, seconds: float = 30) -> bool:
    """Ask again and again until it is true or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


def is_alive(pid: int) -> bool:
    """Say whether the process runs; one that ended but was not collected yet counts as gone."""
    return _state_and_parent(pid) is not None


def descendants(pid: int) -> dict[int, str]:
    """Return the running processes under `pid`, with their command lines."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        found = _state_and_parent(int(folder.name))
        if found is not None:
            children.setdefault(found[1], []).append(int(folder.name))
    family, waiting = {}, [pid]
    while waiting:
        for child in children.get(waiting.pop(), []):
            family[child] = _command_line(child)
            waiting.append(child)
    return family


def _state_and_parent(pid: int) -> tuple[str, int] | None:
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else (state, int(parent))


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""
