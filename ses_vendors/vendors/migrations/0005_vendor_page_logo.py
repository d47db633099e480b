"""Which logo the core was sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ses_sellers", "0004_state_changes_written_once")]

    operations = [
        migrations.AddField(
            model_name="vendor",
            name="page_logo",
            field=models.CharField(blank=True, default="", editable=False, max_length=100),
            preserve_default=False,
        ),
    ]
