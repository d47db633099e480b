"""Sellers, their people and their papers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ses_vendors.vendors.models.groups
import ses_vendors.vendors.storage


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("profile", "a part of the profile is complete"),
                            ("document", "a document is accepted"),
                            ("attestation", "an attestation is verified"),
                            ("terms", "the terms are accepted"),
                        ],
                        max_length=12,
                        verbose_name="met when",
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=20, verbose_name="which")),
                ("title_ro", models.CharField(max_length=120, verbose_name="title, in Romanian")),
                ("title_en", models.CharField(max_length=120, verbose_name="title, in English")),
                ("help_ro", models.TextField(blank=True, max_length=1000, verbose_name="help, in Romanian")),
                ("help_en", models.TextField(blank=True, max_length=1000, verbose_name="help, in English")),
                ("is_required", models.BooleanField(default=True, verbose_name="required")),
                ("is_active", models.BooleanField(default=True, verbose_name="asked for")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "requirement",
                "verbose_name_plural": "requirements",
                "ordering": ("position", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["profile", "document", "attestation", "terms"])),
                        name="requirement_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Vendor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(max_length=60, unique=True, verbose_name="short name in addresses"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("onboarding", "onboarding"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("suspended", "suspended"),
                            ("leaving", "leaving"),
                            ("closed", "closed"),
                            ("rejected", "rejected"),
                        ],
                        default="applied",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("state_reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                ("state_changed_at", models.DateTimeField(verbose_name="in this state since")),
                ("applied_at", models.DateTimeField(verbose_name="applied at")),
                ("page_id", models.CharField(blank=True, editable=False, max_length=80)),
                ("trade_name", models.CharField(max_length=80, verbose_name="name shoppers see")),
                ("legal_name", models.CharField(max_length=160, verbose_name="legal name")),
                (
                    "legal_form",
                    models.CharField(
                        choices=[
                            ("SRL", "limited company (SRL)"),
                            ("SA", "joint-stock company (SA)"),
                            ("COOP", "cooperative society"),
                            ("COOP_AGR", "agricultural cooperative"),
                            ("COOP_CREDIT", "credit cooperative"),
                            ("ASOC", "association"),
                            ("FUND", "foundation"),
                            ("FED", "federation"),
                            ("CAR_S", "employees' mutual aid fund"),
                            ("CAR_P", "pensioners' mutual aid fund"),
                            ("SOC_AGR", "agricultural company (Legea 36/1991)"),
                            ("ALTA", "another legal person of private law"),
                        ],
                        max_length=12,
                        verbose_name="legal form",
                    ),
                ),
                ("cui", models.CharField(max_length=10, unique=True, verbose_name="tax number (CUI)")),
                (
                    "registry_kind",
                    models.CharField(
                        choices=[
                            ("onrc", "trade register"),
                            ("associations", "register of associations and foundations"),
                            ("other", "another register"),
                        ],
                        default="onrc",
                        max_length=12,
                        verbose_name="register",
                    ),
                ),
                (
                    "registry_number",
                    models.CharField(blank=True, max_length=60, verbose_name="registration number"),
                ),
                ("iban", models.CharField(blank=True, max_length=34, verbose_name="IBAN")),
                ("bank_name", models.CharField(blank=True, max_length=80, verbose_name="bank")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail for shoppers")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone for shoppers")),
                ("web", models.URLField(blank=True, verbose_name="website")),
                ("opening_hours", models.CharField(blank=True, max_length=200, verbose_name="hours")),
                ("contact_name", models.CharField(blank=True, max_length=80, verbose_name="contact person")),
                (
                    "safety_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail for product safety"),
                ),
                (
                    "safety_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="phone for product safety"),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[("urban", "urban"), ("rural", "rural")],
                        default="urban",
                        max_length=5,
                        verbose_name="setting",
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=80, verbose_name="kind of workshop")),
                (
                    "tagline_ro",
                    models.CharField(blank=True, max_length=160, verbose_name="one sentence, in Romanian"),
                ),
                (
                    "tagline_en",
                    models.CharField(blank=True, max_length=160, verbose_name="one sentence, in English"),
                ),
                (
                    "story_ro",
                    models.TextField(blank=True, max_length=4000, verbose_name="story, in Romanian"),
                ),
                ("story_en", models.TextField(blank=True, max_length=4000, verbose_name="story, in English")),
                ("jobs_total", models.PositiveSmallIntegerField(default=0, verbose_name="jobs")),
                (
                    "jobs_vulnerable",
                    models.PositiveSmallIntegerField(default=0, verbose_name="jobs for vulnerable groups"),
                ),
                (
                    "groups",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[ses_vendors.vendors.models.groups.check_groups],
                        verbose_name="groups",
                    ),
                ),
                ("jobs_as_of", models.DateField(blank=True, null=True, verbose_name="jobs as of")),
                (
                    "terms_accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="terms accepted at"),
                ),
                (
                    "compliance_declared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="compliance declared at"),
                ),
            ],
            options={
                "verbose_name": "seller",
                "verbose_name_plural": "sellers",
                "ordering": ("trade_name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "applied",
                                    "onboarding",
                                    "in_review",
                                    "approved",
                                    "suspended",
                                    "leaving",
                                    "closed",
                                    "rejected",
                                ],
                            )
                        ),
                        name="vendor_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jobs_vulnerable__lte", models.F("jobs_total"))),
                        name="vendor_jobs_vulnerable_within_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StateChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("applied", "applied"),
                            ("onboarding", "onboarding"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("suspended", "suspended"),
                            ("leaving", "leaving"),
                            ("closed", "closed"),
                            ("rejected", "rejected"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("onboarding", "onboarding"),
                            ("in_review", "in review"),
                            ("approved", "approved"),
                            ("suspended", "suspended"),
                            ("leaving", "leaving"),
                            ("closed", "closed"),
                            ("rejected", "rejected"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="state_changes",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of state",
                "verbose_name_plural": "changes of state",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ActingSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                ("started_at", models.DateTimeField(verbose_name="from")),
                ("expires_at", models.DateTimeField(verbose_name="until at most")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="to")),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acting_sessions",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "acting for a seller",
                "verbose_name_plural": "acting for sellers",
                "ordering": ("-started_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="VatPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vat_periods",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "VAT period",
                "verbose_name_plural": "VAT periods",
                "ordering": ("starts_on",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="vat_period_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_logo", models.BooleanField(default=False, verbose_name="logo")),
                ("file", models.ImageField(upload_to="sellers/", verbose_name="file")),
                ("alt_ro", models.CharField(max_length=200, verbose_name="what it shows, in Romanian")),
                (
                    "alt_en",
                    models.CharField(blank=True, max_length=200, verbose_name="what it shows, in English"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_logo", True)), fields=("vendor",), name="vendor_has_one_logo"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_owner", models.BooleanField(default=False, verbose_name="owner")),
                ("keeps_catalogue", models.BooleanField(default=False, verbose_name="goods")),
                ("handles_orders", models.BooleanField(default=False, verbose_name="orders")),
                ("sees_money", models.BooleanField(default=False, verbose_name="money")),
                ("joined_at", models.DateTimeField(verbose_name="since")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "team member",
                "verbose_name_plural": "team members",
                "ordering": ("joined_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("vendor", "user"), name="member_once_per_vendor"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_owner", True),
                            ("keeps_catalogue", True),
                            ("handles_orders", True),
                            ("sees_money", True),
                            _connector="OR",
                        ),
                        name="member_has_a_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_owner", models.BooleanField(default=False, verbose_name="owner")),
                ("keeps_catalogue", models.BooleanField(default=False, verbose_name="goods")),
                ("handles_orders", models.BooleanField(default=False, verbose_name="orders")),
                ("sees_money", models.BooleanField(default=False, verbose_name="money")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(verbose_name="sent at")),
                ("expires_at", models.DateTimeField(verbose_name="good until")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted at")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back at")),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ("-invited_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_owner", True),
                            ("keeps_catalogue", True),
                            ("handles_orders", True),
                            ("sees_money", True),
                            _connector="OR",
                        ),
                        name="invitation_has_a_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("revoked_at__isnull", True)),
                        fields=("vendor", "email"),
                        name="invitation_open_once_per_email",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "note_ro",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what shoppers read, in Romanian"
                    ),
                ),
                (
                    "note_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what shoppers read, in English"
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closures",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "closure",
                "verbose_name_plural": "closures",
                "ordering": ("starts_on",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="closure_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VendorAddress",
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
                            ("seat", "registered office"),
                            ("workplace", "place of work"),
                            ("returns", "where goods are sent back"),
                        ],
                        max_length=10,
                        verbose_name="what for",
                    ),
                ),
                (
                    "county",
                    models.CharField(
                        choices=[
                            ("RO-AB", "Alba"),
                            ("RO-AR", "Arad"),
                            ("RO-AG", "Argeș"),
                            ("RO-BC", "Bacău"),
                            ("RO-BH", "Bihor"),
                            ("RO-BN", "Bistrița-Năsăud"),
                            ("RO-BT", "Botoșani"),
                            ("RO-BV", "Brașov"),
                            ("RO-BR", "Brăila"),
                            ("RO-B", "București"),
                            ("RO-BZ", "Buzău"),
                            ("RO-CS", "Caraș-Severin"),
                            ("RO-CL", "Călărași"),
                            ("RO-CJ", "Cluj"),
                            ("RO-CT", "Constanța"),
                            ("RO-CV", "Covasna"),
                            ("RO-DB", "Dâmbovița"),
                            ("RO-DJ", "Dolj"),
                            ("RO-GL", "Galați"),
                            ("RO-GR", "Giurgiu"),
                            ("RO-GJ", "Gorj"),
                            ("RO-HR", "Harghita"),
                            ("RO-HD", "Hunedoara"),
                            ("RO-IL", "Ialomița"),
                            ("RO-IS", "Iași"),
                            ("RO-IF", "Ilfov"),
                            ("RO-MM", "Maramureș"),
                            ("RO-MH", "Mehedinți"),
                            ("RO-MS", "Mureș"),
                            ("RO-NT", "Neamț"),
                            ("RO-OT", "Olt"),
                            ("RO-PH", "Prahova"),
                            ("RO-SM", "Satu Mare"),
                            ("RO-SJ", "Sălaj"),
                            ("RO-SB", "Sibiu"),
                            ("RO-SV", "Suceava"),
                            ("RO-TR", "Teleorman"),
                            ("RO-TM", "Timiș"),
                            ("RO-TL", "Tulcea"),
                            ("RO-VS", "Vaslui"),
                            ("RO-VL", "Vâlcea"),
                            ("RO-VN", "Vrancea"),
                        ],
                        max_length=5,
                        verbose_name="county",
                    ),
                ),
                ("locality", models.CharField(max_length=80, verbose_name="locality")),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5"), ("6", "6")],
                        max_length=1,
                        verbose_name="sector",
                    ),
                ),
                ("street", models.CharField(max_length=160, verbose_name="street and number")),
                ("postal_code", models.CharField(max_length=6, verbose_name="postal code")),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "address",
                "verbose_name_plural": "addresses",
                "constraints": [
                    models.UniqueConstraint(fields=("vendor", "kind"), name="vendor_address_once_per_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="VendorDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        storage=ses_vendors.vendors.storage.private_files, upload_to="documents/"
                    ),
                ),
                ("original_name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "to be looked at"),
                            ("accepted", "accepted"),
                            ("returned", "sent back"),
                            ("replaced", "replaced by a newer one"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                ("uploaded_at", models.DateTimeField(verbose_name="handed in at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="ses_sellers.requirement",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="ses_sellers.vendor",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ("-uploaded_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["submitted", "accepted", "returned", "replaced"])),
                        name="document_state_known",
                    )
                ],
            },
        ),
    ]
