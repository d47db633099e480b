"""Listings are read in the order of names: an index spares each page of a long list the sorting of all of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engine_catalog", "0003_reservation_time_is_the_shops"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["name", "slug"], name="engine_product_name_slug"),
        ),
    ]
