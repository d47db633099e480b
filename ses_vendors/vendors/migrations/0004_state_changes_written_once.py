"""The database refuses to change or delete a step of a SES's life."""

from django.db import migrations

from ses_vendors.vendors import triggers


class Migration(migrations.Migration):
    dependencies = [("ses_sellers", "0003_groups_are_codes_only")]

    operations = [triggers.operation("ses_sellers_statechange")]
