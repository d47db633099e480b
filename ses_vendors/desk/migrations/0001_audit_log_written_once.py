"""The audit log is written once: the database refuses to change or delete an entry."""

from __future__ import annotations

from django.db import migrations

from ses_vendors.vendors import triggers


class Migration(migrations.Migration):
    """Set up the triggers."""

    dependencies = [("auditlog", "0017_add_actor_email")]

    operations = [triggers.operation("auditlog_logentry")]
