"""When a checked SES last changed who it is before the law, and when the operator last looked at that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ses_sellers", "0007_tax_number_once_among_the_living")]

    operations = [
        migrations.AddField(
            model_name="vendor",
            name="identity_changed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="identity changed at"),
        ),
        migrations.AddField(
            model_name="vendor",
            name="identity_checked_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="change looked at"),
        ),
    ]
