"""Placeholders are rewritten as Django does it, and each piece of SQL once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.sqlite3 import base

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="Another database."),
]


def ask(sql: str, values: object = None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)  # type: ignore[arg-type]
        return cursor.fetchone()


def test_values_stand_in_their_places() -> None:
    assert ask("SELECT %s, %s", ["Ana", 2]) == ("Ana", 2)
    assert ask("SELECT %s, %s", ["Bogdan", 3]) == ("Bogdan", 3)


def test_a_doubled_percent_sign_is_one_where_there_are_values() -> None:
    assert ask("SELECT '100%%' || %s", ["!"]) == ("100%!",)
    assert ask("SELECT '100%%', '%%s', %s", [1]) == ("100%", "%s", 1)
    assert ask("SELECT '100%%'") == ("100%%",)


def test_values_may_have_names() -> None:
    assert ask("SELECT %(who)s, %(who)s", {"who": "Carmen"}) == ("Carmen", "Carmen")


def test_the_same_sql_is_searched_once_and_asked_each_time() -> None:
    sql = "SELECT %s -- once"
    before = base._converted.cache_info()

    with CaptureQueriesContext(connection) as asked:
        assert [ask(sql, [number]) for number in range(3)] == [(0,), (1,), (2,)]

    after = base._converted.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)
    assert len(asked) == 3
