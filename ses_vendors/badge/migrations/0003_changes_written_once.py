"""The database refuses to change or delete what was written of an attestation."""

from __future__ import annotations

from django.db import migrations

from ses_vendors.vendors import triggers


class Migration(migrations.Migration):
    dependencies = [("ses_badge", "0002_errands_and_register")]

    operations = [triggers.operation("ses_badge_attestationchange")]
