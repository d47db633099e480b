"""A tax number is one SES's, unless that one was rejected or closed: it may be asked for again then."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("ses_sellers", "0006_vendor_may_sell_unattested")]

    operations = [
        migrations.AlterField(
            model_name="vendor",
            name="cui",
            field=models.CharField(max_length=10, verbose_name="tax number (CUI)"),
        ),
        migrations.AddConstraint(
            model_name="vendor",
            constraint=models.UniqueConstraint(
                condition=~Q(state__in=("rejected", "closed")),
                fields=("cui",),
                name="vendor_cui_once_among_the_living",
            ),
        ),
    ]
