"""Django application of the embedded core's orders."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """The embedded core's orders, under a label of its own."""

    name = "engine.orders"
    label = "engine_orders"
    default_auto_field = "django.db.models.BigAutoField"
