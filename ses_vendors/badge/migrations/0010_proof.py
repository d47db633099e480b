"""Keys that sign credentials, places in status lists, reports of wrong badges."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ses_badge", "0003_changes_written_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="BadgeReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="code")),
                ("seen_at", models.CharField(max_length=200, verbose_name="where it was seen")),
                ("text", models.TextField(max_length=2000, verbose_name="what is wrong")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("reported_at", models.DateTimeField(verbose_name="reported at")),
                (
                    "mailed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="mailed to the operator at"),
                ),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled at")),
                (
                    "attestation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="ses_badge.attestation",
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a wrong badge",
                "verbose_name_plural": "reports of wrong badges",
                "ordering": ("-reported_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_id", models.CharField(max_length=43, unique=True)),
                ("public_x", models.CharField(max_length=43)),
                ("private", models.TextField(blank=True)),
                ("is_current", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                ("needed_until", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "key of credentials",
                "verbose_name_plural": "keys of credentials",
                "ordering": ("-made_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("is_current",),
                        name="signing_key_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_current", True),
                                ("needed_until__isnull", True),
                                ("replaced_at__isnull", True),
                            ),
                            models.Q(
                                ("is_current", False),
                                ("needed_until__isnull", False),
                                ("private", ""),
                                ("replaced_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signing_key_replaced_is_erased",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list_number", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField()),
                (
                    "attestation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_entry",
                        to="ses_badge.attestation",
                    ),
                ),
            ],
            options={
                "verbose_name": "place in a status list",
                "verbose_name_plural": "places in status lists",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list_number", "position"), name="status_entry_place_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__lt", 131072)), name="status_entry_place_in_list"
                    ),
                ],
            },
        ),
    ]
