"""The register of social enterprises, as a file of it says, compared with what the shop holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ses_vendors.badge.models.attestation import Attestation, Kind
from ses_vendors.vendors.models import Vendor


class Finding(models.TextChoices):
    """What comparing one document brought. The first that fits counts, from top to bottom."""

    UNREADABLE = "unreadable", _("cannot be read")
    UNKNOWN_SELLER = "unknown", _("in the register, not a seller here")
    STOPPED_THERE = "stopped", _("suspended or withdrawn in the register")
    STANDS_THERE = "stands", _("good in the register, suspended here")
    NEW_THERE = "new", _("in the register, not handed in here")
    OTHER_NUMBER = "number", _("another series or number")
    OTHER_DATES = "dates", _("other dates")
    NOT_FOUND = "missing", _("not in the register")
    AGREES = "agrees", _("agrees")


class RegisterImport(models.Model):
    """A file of the register, as it was compared when it came; what agrees is confirmed once.

    `digest` is the file's SHA-256: a register in which nothing changed is the same file months later.
    """

    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("file"), max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("confirmed by"),
    )
    applied_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        """Names."""

        verbose_name = _("register file")
        verbose_name_plural = _("register files")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.name


class RegisterRow(models.Model):
    """One document: as the file says, as the shop holds it, or both.

    `line` is where it stands in the file, None for a document of ours that the file does not have. `details`
    are sentences' parts: [{"field": "valid_until", "ours": "2029-03-11", "theirs": "2029-03-12"}].
    """

    register_import = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"), null=True)
    cui = models.CharField(_("tax number (CUI)"), max_length=12, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, blank=True)
    series = models.CharField(_("series"), max_length=40, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    status = models.CharField(_("status there"), max_length=60, blank=True)
    finding = models.CharField(_("finding"), max_length=12, choices=Finding.choices)
    details = models.JSONField(default=list, blank=True)
    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="+", null=True)
    attestation = models.ForeignKey(Attestation, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("row of the register")
        verbose_name_plural = _("rows of the register")
        ordering = ("register_import", F("line").asc(nulls_last=True), "pk")
        constraints = (
            models.CheckConstraint(condition=Q(finding__in=Finding.values), name="register_finding_known"),
        )

    def __str__(self) -> str:
        return f"{self.cui} {self.get_kind_display()}: {self.get_finding_display()}"
