"""Django application of the embedded core's catalog."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The embedded core's catalog, under a label of its own."""

    name = "engine.catalog"
    label = "engine_catalog"
    default_auto_field = "django.db.models.BigAutoField"
