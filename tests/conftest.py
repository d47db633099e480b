"""What every test stands on: no outside network, a database file of its own, an empty cache."""

from __future__ import annotations

import ipaddress
import socket
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import override_settings
from django.utils import translation

from commerce import freshness
from config.celery import app as celery_app


class OutsideNetworkBlocked(OSError):
    """A test tried to talk to another machine."""


def _is_local(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_outside_network() -> Iterator[None]:
    """Let sockets reach this machine only: loopback and unix sockets."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse_outside(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not _is_local(address):
            raise OutsideNetworkBlocked(f"Tests have no network: {address!r}.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse_outside(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse_outside(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        yield


@pytest.fixture(scope="session", autouse=True)
def _test_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the running shop's folder and broker."""
    folder = tmp_path_factory.mktemp("var")
    (folder / "staticfiles").mkdir()
    celery_app.conf.broker_url = "memory://"
    storages = {
        **django_settings.STORAGES,
        # The manifest exists after collectstatic only.
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        VAR_DIR=folder,
        STATIC_ROOT=folder / "staticfiles",
        MEDIA_ROOT=folder / "media",
        PRIVATE_ROOT=folder / "private",
        EMAIL_FILE_PATH=folder / "mail",
        STORAGES=storages,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CELERY_BROKER_URL="memory://",
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each process a database of its own, and SQLite a file: in memory it locks otherwise."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("db") / "shop.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    """Let a test's end empty also the tables whose rows SQLite is told never to delete."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_without_triggers(self: BaseDatabaseOperations, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        dropped = [f"DROP TRIGGER {name}" for name, _ in triggers]
        flush(self, [*dropped, *statements, *(sql for _, sql in triggers)])

    with pytest.MonkeyPatch.context() as patch:
        if django_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers)
        yield


_OWN_KEYS = {"django.core.cache.backends.redis.RedisCache": "tests.caches.OwnKeysRedisCache"}


@pytest.fixture(autouse=True)
def _empty_cache(settings: Any) -> None:
    """Start every test with an empty cache, also on a Redis that others use."""
    prefix = f"test-{uuid.uuid4().hex}"
    settings.CACHES = {
        name: {**cache, "KEY_PREFIX": prefix, "BACKEND": _OWN_KEYS.get(cache["BACKEND"], cache["BACKEND"])}
        for name, cache in settings.CACHES.items()
    }
    # What a test has just changed is read again, on a Saleor server as on the embedded core.
    settings.CATALOGUE_CACHE_SECONDS = 0
    freshness.forget()


@pytest.fixture(autouse=True)
def _romanian() -> Iterator[None]:
    """Start every test in the shop's first language, whatever the test before has read."""
    translation.activate(django_settings.LANGUAGE_CODE)
    yield
    translation.deactivate()
