"""What the core has told, kept for ever."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ses_vendors.installation.models import Installation


class State(models.TextChoices):
    """What became of an event: it waits, it was handled, or it needs a person."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    PARKED = "parked", _("parked")


class InboxEvent(models.Model):
    """An event as a core sent it, with the signature verified.

    Saleor gives a delivery no name, so `key` is derived from what it says (`reading.key_of`): the same words
    are the same event, however often they come. `body` is as it was signed. `error` says why it is parked.
    """

    installation = models.ForeignKey(
        Installation, on_delete=models.PROTECT, related_name="events", verbose_name=_("installation")
    )
    key = models.CharField(max_length=64, unique=True)
    event = models.CharField(_("event"), max_length=64, db_index=True)
    object_id = models.CharField(_("about"), max_length=128, blank=True, default="", db_index=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    body = models.TextField(_("content"))
    received_at = models.DateTimeField(_("received at"), db_index=True)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True, default="")
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="ses_inbox_event_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.PARKED) | ~models.Q(error=""),
                name="ses_inbox_parked_event_has_error",
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at"], name="ses_inbox_event_state")]

    def __str__(self) -> str:
        return f"{self.event} {self.object_id}".strip()
