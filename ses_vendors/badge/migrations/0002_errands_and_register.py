"""What is to be done at the core, and the register of social enterprises as a file says it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ses_badge", "0001_attestations"),
        ("ses_sellers", "0001_sellers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Errand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("subject", models.CharField(max_length=128)),
                ("due_at", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("error", models.TextField(blank=True, max_length=1000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject"), name="badge_errand_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("vendor", "product", "order"))),
                        name="badge_errand_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed at")),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "register file",
                "verbose_name_plural": "register files",
                "ordering": ("-uploaded_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="RegisterRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(null=True, verbose_name="line")),
                ("cui", models.CharField(blank=True, max_length=12, verbose_name="tax number (CUI)")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("atestat", "attestation of social enterprise"),
                            ("marca", "social mark"),
                            ("upa", "authorisation of sheltered unit"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("series", models.CharField(blank=True, max_length=40, verbose_name="series")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="number")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("status", models.CharField(blank=True, max_length=60, verbose_name="status there")),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("unreadable", "cannot be read"),
                            ("unknown", "in the register, not a seller here"),
                            ("stopped", "suspended or withdrawn in the register"),
                            ("stands", "good in the register, suspended here"),
                            ("new", "in the register, not handed in here"),
                            ("number", "another series or number"),
                            ("dates", "other dates"),
                            ("missing", "not in the register"),
                            ("agrees", "agrees"),
                        ],
                        max_length=12,
                        verbose_name="finding",
                    ),
                ),
                ("details", models.JSONField(blank=True, default=list)),
                (
                    "attestation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ses_badge.attestation",
                    ),
                ),
                (
                    "register_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="ses_badge.registerimport",
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of the register",
                "verbose_name_plural": "rows of the register",
                "ordering": ("register_import", models.F("line").asc(nulls_last=True), "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "finding__in",
                                [
                                    "unreadable",
                                    "unknown",
                                    "stopped",
                                    "stands",
                                    "new",
                                    "number",
                                    "dates",
                                    "missing",
                                    "agrees",
                                ],
                            )
                        ),
                        name="register_finding_known",
                    )
                ],
            },
        ),
    ]
