"""What an order's lines said of their makers when they were bought."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FrozenBadge(models.Model):
    """The badge of an order line at the moment of purchase: history, whatever becomes of the document.

    `api_url` names the core, `line_id` is its order line. `level` is a `kernel.badge.Level`. `facts` is the
    document as `kernel.badge.facts` writes it; `told_at` is when the core's order line was given it too.
    """

    api_url = models.URLField()
    order_id = models.CharField(max_length=80)
    line_id = models.CharField(max_length=80)
    vendor_slug = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=24, blank=True)
    level = models.CharField(max_length=10)
    facts = models.JSONField(default=dict)
    bought_at = models.DateTimeField()
    frozen_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("badge of an order line")
        verbose_name_plural = _("badges of order lines")
        constraints = (
            models.UniqueConstraint(fields=("api_url", "line_id"), name="frozen_badge_once_per_line"),
        )

    def __str__(self) -> str:
        return f"{self.line_id}: {self.level}"
