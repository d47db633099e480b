"""Django application of the embedded core's apps and webhooks."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """The embedded core's apps and webhooks, under a label of its own."""

    name = "engine.webhooks"
    label = "engine_webhooks"
    default_auto_field = "django.db.models.BigAutoField"
