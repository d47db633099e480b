"""The project's settings and processes. Imports anyone, imported by none."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
