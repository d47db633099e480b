"""The database refuses to change or delete what was written of an attestation."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ses_vendors.badge import triggers


def set_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.on(schema_editor.connection.vendor):
        schema_editor.execute(statement, None)


def take_away(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.off(schema_editor.connection.vendor):
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("ses_badge", "0002_errands_and_register")]

    operations = [migrations.RunPython(set_up, take_away)]
