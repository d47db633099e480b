"""The operator may let a SES go on selling after its attestation has ended, and says why."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("ses_sellers", "0005_vendor_page_logo")]

    operations = [
        migrations.AddField(
            model_name="vendor",
            name="may_sell_unattested",
            field=models.BooleanField(default=False, verbose_name="may sell after its attestation has ended"),
        ),
        migrations.AddField(
            model_name="vendor",
            name="unattested_reason",
            field=models.TextField(blank=True, default="", max_length=1000, verbose_name="why it may"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="vendor",
            constraint=models.CheckConstraint(
                condition=Q(may_sell_unattested=False) | ~Q(unattested_reason=""),
                name="vendor_sells_unattested_for_a_reason",
            ),
        ),
    ]
