from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Number the outbox's events: they are told in the order in which they were written."""

    dependencies = [("engine_accounts", "0001_initial"), ("engine_webhooks", "0001_initial")]

    # The outbox is empty but for moments, and a key of numbers cannot be made of the old one's.
    operations = [
        migrations.DeleteModel(name="CoreEvent"),
        migrations.CreateModel(
            name="CoreEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("type", models.CharField(max_length=128)),
                ("subject", models.CharField(max_length=64)),
                ("subject_key", models.CharField(max_length=64)),
                ("details", models.JSONField(blank=True, default=dict)),
                ("payloads", models.JSONField(blank=True, default=dict)),
                ("issued_at", models.DateTimeField(db_index=True)),
                (
                    "app",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="engine_webhooks.app",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="engine_accounts.user",
                    ),
                ),
            ],
        ),
    ]
