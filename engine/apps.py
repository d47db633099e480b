"""Django application of the embedded commerce core."""

from django.apps import AppConfig


class EngineConfig(AppConfig):
    """The embedded core: schema, view and commands over its five rooms."""

    name = "engine"
    label = "engine"
