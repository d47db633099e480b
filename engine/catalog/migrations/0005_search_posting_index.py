"""Let the search read a term's products with their weights from the index alone."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Put the weight into the index over the terms."""

    dependencies = [("engine_catalog", "0004_product_name_index")]

    operations = [
        migrations.AddIndex(
            model_name="searchterm",
            index=models.Index(fields=["term", "product", "weight"], name="engine_search_posting_idx"),
        ),
        migrations.RemoveIndex(model_name="searchterm", name="engine_search_term_idx"),
    ]
