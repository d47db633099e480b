"""Django application of the embedded core's accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The embedded core's accounts, under a label of its own."""

    name = "engine.accounts"
    label = "engine_accounts"
    default_auto_field = "django.db.models.BigAutoField"
