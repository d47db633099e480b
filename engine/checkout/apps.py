"""Django application of the embedded core's checkout."""

from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    """The embedded core's checkout, under a label of its own."""

    name = "engine.checkout"
    label = "engine_checkout"
    default_auto_field = "django.db.models.BigAutoField"
