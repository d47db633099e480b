"""Public and private metadata, which most of the core's objects carry."""

from __future__ import annotations

from django.db import models


class WithMetadata(models.Model):
    """Free text pairs: `metadata` is public, `private_metadata` for staff and apps."""

    metadata = models.JSONField(default=dict, blank=True)
    private_metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
