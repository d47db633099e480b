"""What the proof of a badge keeps: keys, places in status lists, and what people report."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge.models.attestation import Attestation

#: Places in one status list: the fewest that hide whose one is (W3C Bitstring Status List 1.0, 6.1).
LIST_LENGTH = 131_072


class SigningKey(models.Model):
    """An Ed25519 key that signs credentials; one is current, the others only verify.

    `key_id` is the thumbprint of the public half `public_x` (RFC 7638). `private` is encrypted, and erased
    when the key is replaced. A replaced key stays published until `needed_until`, the last day of the last
    credential that it may have signed.
    """

    key_id = models.CharField(max_length=43, unique=True)
    public_x = models.CharField(max_length=43)
    private = models.TextField(blank=True)
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    needed_until = models.DateField(null=True, blank=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("key of credentials")
        verbose_name_plural = _("keys of credentials")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("is_current",), condition=Q(is_current=True), name="signing_key_one_current"
            ),
            models.CheckConstraint(
                condition=Q(is_current=True, replaced_at__isnull=True, needed_until__isnull=True)
                | Q(is_current=False, replaced_at__isnull=False, needed_until__isnull=False, private=""),
                name="signing_key_replaced_is_erased",
            ),
        )

    def __str__(self) -> str:
        return self.key_id


class StatusEntry(models.Model):
    """The place of a document in the status lists: the same in the list of each purpose, and drawn by lot."""

    attestation = models.OneToOneField(Attestation, on_delete=models.PROTECT, related_name="status_entry")
    list_number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("place in a status list")
        verbose_name_plural = _("places in status lists")
        constraints = (
            models.UniqueConstraint(fields=("list_number", "position"), name="status_entry_place_once"),
            models.CheckConstraint(condition=Q(position__lt=LIST_LENGTH), name="status_entry_place_in_list"),
        )

    def __str__(self) -> str:
        return f"{self.list_number}: {self.position}"


class BadgeReport(models.Model):
    """What somebody reported about a badge; `code` is as it was typed, `attestation` what it led to.

    `email` is there when they want an answer. Nothing else of who wrote is kept.
    """

    code = models.CharField(_("code"), max_length=40, blank=True)
    attestation = models.ForeignKey(
        Attestation, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    seen_at = models.CharField(_("where it was seen"), max_length=200)
    text = models.TextField(_("what is wrong"), max_length=2000)
    email = models.EmailField(_("e-mail"), blank=True)
    reported_at = models.DateTimeField(_("reported at"))
    mailed_at = models.DateTimeField(_("mailed to the operator at"), null=True, blank=True)
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)

    class Meta:
        """Names."""

        verbose_name = _("report of a wrong badge")
        verbose_name_plural = _("reports of wrong badges")
        ordering = ("-reported_at", "-pk")

    def __str__(self) -> str:
        return f"{self.code} {self.seen_at}".strip()
