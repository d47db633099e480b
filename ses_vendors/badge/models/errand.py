"""What is to be done at the core: kept until it is done, whoever was away."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Errand(models.Model):
    """Something to be looked at at the core, once however often it is asked for.

    `subject` is a key of a SES, a core's id of a product, or of an order. `due_at` moves ahead while somebody
    is at it, so that of two workers one does it, and a killed one's errand comes back.
    """

    VENDOR, PRODUCT, ORDER = "vendor", "product", "order"

    kind = models.CharField(max_length=8)
    subject = models.CharField(max_length=128)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, max_length=1000)

    class Meta:
        """What one row promises."""

        constraints = (
            models.UniqueConstraint(fields=("kind", "subject"), name="badge_errand_once"),
            models.CheckConstraint(
                condition=Q(kind__in=("vendor", "product", "order")), name="badge_errand_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
