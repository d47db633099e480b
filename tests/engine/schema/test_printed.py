"""The printed schema and the code say the same."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from engine.management.commands import print_engine_schema


def test_the_committed_file_is_the_schema() -> None:
    committed = print_engine_schema.PATH.read_text(encoding="utf-8")

    assert committed == print_engine_schema.printed()


def test_a_drifted_file_fails_the_check_and_is_left_alone(tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "schema.graphql"
    path.write_text(print_engine_schema.printed().replace("  isPaid: Boolean!", "  isPaid: Boolean"))
    monkeypatch.setattr(print_engine_schema, "PATH", path)
    before = path.read_text()

    with pytest.raises(CommandError) as caught:
        call_command("print_engine_schema", "--check")

    message = str(caught.value)
    assert message.startswith(
        "schema.graphql is not what the code says; run `manage.py print_engine_schema`."
    )
    assert "-  isPaid: Boolean\n+  isPaid: Boolean!" in message
    assert path.read_text() == before


def test_a_missing_file_is_written_and_then_passes_the_check(tmp_path: Path, monkeypatch: Any) -> None:
    path, said = tmp_path / "schema.graphql", io.StringIO()
    monkeypatch.setattr(print_engine_schema, "PATH", path)

    call_command("print_engine_schema", stdout=said)
    call_command("print_engine_schema", "--check", stdout=said)

    assert path.read_text() == print_engine_schema.printed()
    assert said.getvalue() == "Wrote schema.graphql.\n"
