"""When periodic work last ran, for the operator to see."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """The last run of a periodic job; `said` is its outcome in a sentence, or its error."""

    name = models.CharField(max_length=60, unique=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_ok = models.BooleanField(default=False)
    said = models.TextField(blank=True, max_length=2000)

    class Meta:
        """Names."""

        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
