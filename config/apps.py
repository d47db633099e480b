"""Makes `config` an app, so that its management commands and checks are found."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The project's own commands (`shop`) and start-up checks."""

    name = "config"

    def ready(self) -> None:
        """Register the start-up checks."""
        from config import checks  # noqa: F401
