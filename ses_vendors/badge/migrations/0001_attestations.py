"""Attestations, their changes, what orders froze of them, and when jobs last ran."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ses_sellers", "0001_sellers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JobRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("is_ok", models.BooleanField(default=False)),
                ("said", models.TextField(blank=True, max_length=2000)),
            ],
            options={
                "verbose_name": "periodic job",
                "verbose_name_plural": "periodic jobs",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Attestation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("atestat", "attestation of social enterprise"),
                            ("marca", "social mark"),
                            ("upa", "authorisation of sheltered unit"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("series", models.CharField(blank=True, max_length=12, verbose_name="series")),
                ("number", models.CharField(max_length=20, verbose_name="number")),
                ("issuer", models.CharField(max_length=80, verbose_name="issuer")),
                ("decision_no", models.CharField(blank=True, max_length=40, verbose_name="decision")),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "code",
                    models.CharField(
                        editable=False, max_length=16, unique=True, verbose_name="code of the proof"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "to be checked"),
                            ("verified", "verified"),
                            ("suspended", "suspended"),
                            ("withdrawn", "withdrawn"),
                            ("rejected", "rejected"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="entered at")),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="verified at")),
                ("stopped_at", models.DateTimeField(blank=True, null=True, verbose_name="stopped at")),
                (
                    "registry_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="register looked at on"),
                ),
                ("recheck_due_on", models.DateField(blank=True, null=True, verbose_name="look again by")),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ses_sellers.vendordocument",
                        verbose_name="scan",
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attestations",
                        to="ses_sellers.vendor",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
            ],
            options={
                "verbose_name": "attestation",
                "verbose_name_plural": "attestations",
                "ordering": ("vendor", "kind", "-issued_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AttestationChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.CharField(max_length=10)),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "to be checked"),
                            ("verified", "verified"),
                            ("suspended", "suspended"),
                            ("withdrawn", "withdrawn"),
                            ("rejected", "rejected"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "to be checked"),
                            ("verified", "verified"),
                            ("suspended", "suspended"),
                            ("withdrawn", "withdrawn"),
                            ("rejected", "rejected"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000)),
                ("facts", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "attestation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="ses_badge.attestation",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="FrozenBadge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("api_url", models.URLField()),
                ("order_id", models.CharField(max_length=80)),
                ("line_id", models.CharField(max_length=80)),
                ("vendor_slug", models.CharField(blank=True, max_length=60)),
                ("origin", models.CharField(blank=True, max_length=24)),
                ("level", models.CharField(max_length=10)),
                ("facts", models.JSONField(default=dict)),
                ("bought_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "badge of an order line",
                "verbose_name_plural": "badges of order lines",
                "constraints": [
                    models.UniqueConstraint(fields=("api_url", "line_id"), name="frozen_badge_once_per_line")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("issued_on"))),
                name="attestation_valid_after_issue",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "submitted", "verified", "suspended", "withdrawn", "rejected"])
                ),
                name="attestation_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("verified", "suspended", "withdrawn")), _negated=True),
                    ("verified_at__isnull", False),
                    _connector="OR",
                ),
                name="attestation_verified_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("suspended", "withdrawn")), ("stopped_at__isnull", False)),
                    models.Q(
                        models.Q(("status__in", ("suspended", "withdrawn")), _negated=True),
                        ("stopped_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="attestation_stopped_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verified_by__isnull", True),
                    ("entered_by__isnull", True),
                    models.Q(("verified_by", models.F("entered_by")), _negated=True),
                    _connector="OR",
                ),
                name="attestation_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("rejected", "draft")), _negated=True),
                fields=("kind", "series", "number", "issuer"),
                name="attestation_document_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="attestationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ("entered", "edited", "status", "register", "reminded"))),
                name="attestation_change_act_known",
            ),
        ),
    ]
