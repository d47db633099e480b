"""Django application of the embedded core's payments."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The embedded core's payments, under a label of its own."""

    name = "engine.payments"
    label = "engine_payments"
    default_auto_field = "django.db.models.BigAutoField"
