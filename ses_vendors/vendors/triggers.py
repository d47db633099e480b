"""Tables whose rows are written once: the database itself refuses to change or delete them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class WrittenOnce:
    """The statements for one table, on SQLite and PostgreSQL.

    On SQLite a later migration that alters the table makes it anew and loses the triggers: it has to set them
    up again.
    """

    table: str

    @property
    def refusal(self) -> str:
        """What the database says."""
        return f"Rows of {self.table} are written once."

    def set_up(self, vendor: str) -> Sequence[str]:
        """Return what makes the table refuse, for Django's name of a database."""
        return self._sqlite() if vendor == "sqlite" else self._postgres()

    def take_away(self, vendor: str) -> Sequence[str]:
        """Return what undoes it."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.table}_no_{act}" for act in ("update", "delete")]
        return [
            f"DROP TRIGGER IF EXISTS {self.table}_kept ON {self.table}",
            f"DROP FUNCTION IF EXISTS {self.table}_kept()",
        ]

    def _sqlite(self) -> Sequence[str]:
        return [
            f"CREATE TRIGGER {self.table}_no_{act} BEFORE {act.upper()} ON {self.table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
            for act in ("update", "delete")
        ]

    def _postgres(self) -> Sequence[str]:
        return [
            f"CREATE OR REPLACE FUNCTION {self.table}_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.refusal}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {self.table}_kept BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.table}_kept()",
        ]


def operation(table: str) -> migrations.RunPython:
    """Return the step of a migration that makes a table's rows be written once."""
    once = WrittenOnce(table)

    def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in once.set_up(schema_editor.connection.vendor):
            schema_editor.execute(statement, None)

    def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in once.take_away(schema_editor.connection.vendor):
            schema_editor.execute(statement, None)

    return migrations.RunPython(forwards, backwards)
