"""Django application of the embedded core's inventory."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """The embedded core's inventory, under a label of its own."""

    name = "engine.inventory"
    label = "engine_inventory"
    default_auto_field = "django.db.models.BigAutoField"
