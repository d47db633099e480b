"""Who verified a document is somebody other than who entered it, and both are known."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ses_badge", "0010_proof"),
        ("ses_sellers", "0005_vendor_page_logo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="attestation",
            name="attestation_four_eyes",
        ),
        migrations.AddConstraint(
            model_name="attestation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verified_by__isnull", True),
                    models.Q(
                        ("entered_by__isnull", False),
                        models.Q(("verified_by", models.F("entered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="attestation_four_eyes",
            ),
        ),
    ]
