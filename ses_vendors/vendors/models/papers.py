"""What the operator asks of a SES, and the papers it hands in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors.models.vendor import Vendor
from ses_vendors.vendors.storage import private_files


class RequirementKind(models.TextChoices):
    """How a requirement is met."""

    PROFILE = "profile", _("a part of the profile is complete")
    DOCUMENT = "document", _("a document is accepted")
    ATTESTATION = "attestation", _("an attestation is verified")
    TERMS = "terms", _("the terms are accepted")


class Requirement(models.Model):
    """One line of the checklist, set by the operator.

    `section` names the part of the profile for `PROFILE` ("identity", "addresses", "contact", "story",
    "jobs", "bank", "safety"), and the kind of attestation for `ATTESTATION` ("atestat").
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("met when"), max_length=12, choices=RequirementKind.choices)
    section = models.CharField(_("which"), max_length=20, blank=True)
    title_ro = models.CharField(_("title, in Romanian"), max_length=120)
    title_en = models.CharField(_("title, in English"), max_length=120)
    help_ro = models.TextField(_("help, in Romanian"), blank=True, max_length=1000)
    help_en = models.TextField(_("help, in English"), blank=True, max_length=1000)
    is_required = models.BooleanField(_("required"), default=True)
    is_active = models.BooleanField(_("asked for"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=RequirementKind.values), name="requirement_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.title_ro


class DocumentState(models.TextChoices):
    """Where a handed-in document stands."""

    SUBMITTED = "submitted", _("to be looked at")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("sent back")
    REPLACED = "replaced", _("replaced by a newer one")


class VendorDocument(models.Model):
    """A document a SES handed in: kept privately, never among the public pictures.

    `sha256` and `size` (bytes) are of the file as it is kept; `original_name` is what the person called it.
    """

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="documents")
    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="documents", null=True, blank=True
    )
    file = models.FileField(storage=private_files, upload_to="documents/")
    original_name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=10, choices=DocumentState.choices, default=DocumentState.SUBMITTED
    )
    note = models.TextField(_("note"), blank=True, max_length=1000)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("handed in at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=DocumentState.values), name="document_state_known"),
        )

    def __str__(self) -> str:
        return self.original_name
