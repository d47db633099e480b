"""The groups of a SES are a list of codes, on every way to the database."""

from django.db import migrations

import ses_vendors.vendors.models.groups


class Migration(migrations.Migration):
    dependencies = [("ses_sellers", "0002_sellers_are_never_deleted")]

    operations = [
        migrations.AlterField(
            model_name="vendor",
            name="groups",
            field=ses_vendors.vendors.models.groups.GroupList(
                blank=True, default=list, verbose_name="groups"
            ),
        ),
    ]
