"""Documents that the law knows, as typed from paper, and every change in what the shop makes of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import counties
from kernel.badge import Kind as DocumentKind
from ses_vendors.vendors.models import Vendor, VendorDocument


class Kind(models.TextChoices):
    """The kinds of `kernel.badge.Kind`, with names for people."""

    ATTESTATION = DocumentKind.ATTESTATION.value, _("attestation of social enterprise")
    MARK = DocumentKind.MARK.value, _("social mark")
    SHELTERED = DocumentKind.SHELTERED.value, _("authorisation of sheltered unit")


class Status(models.TextChoices):
    """What the shop makes of a document (`states.py` has the ways between them).

    Expiring and expired are no states: they follow from `valid_until` and the day, and are never stored.
    """

    DRAFT = "draft", pgettext_lazy("attestation", "draft")
    SUBMITTED = "submitted", pgettext_lazy("attestation", "to be checked")
    VERIFIED = "verified", pgettext_lazy("attestation", "verified")
    SUSPENDED = "suspended", pgettext_lazy("attestation", "suspended")
    WITHDRAWN = "withdrawn", pgettext_lazy("attestation", "withdrawn")
    REJECTED = "rejected", pgettext_lazy("attestation", "rejected")


#: The agencies that issue attestations and marks: one per county, the capital's is AMOFM.
AGENCIES = tuple(
    "AMOFM București" if each.iso == counties.BUCHAREST else f"AJOFM {each.name}"
    for each in counties.COUNTIES
)


class Attestation(models.Model):
    """One document of a SES, as typed from the paper; a renewed one is a new row.

    Series and number have no public format and are kept as they stand on the paper. `valid_until` is typed
    from the document and is its last good day. `verified_at` is since when the shop vouches for it,
    `stopped_at` the moment of suspension or withdrawal. `code` is the unguessable code of its public proof.
    """

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="attestations")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    series = models.CharField(_("series"), max_length=12, blank=True)
    number = models.CharField(_("number"), max_length=20)
    issuer = models.CharField(_("issuer"), max_length=80)
    decision_no = models.CharField(_("decision"), max_length=40, blank=True)
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"))
    scan = models.ForeignKey(
        VendorDocument,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("scan"),
    )
    code = models.CharField(_("code of the proof"), max_length=16, unique=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered at"))
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("verified by"),
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("stopped at"), null=True, blank=True)
    registry_checked_on = models.DateField(_("register looked at on"), null=True, blank=True)
    recheck_due_on = models.DateField(_("look again by"), null=True, blank=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ("vendor", "kind", "-issued_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="attestation_valid_after_issue"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="attestation_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=("verified", "suspended", "withdrawn"))
                | Q(verified_at__isnull=False),
                name="attestation_verified_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("suspended", "withdrawn"), stopped_at__isnull=False)
                | (~Q(status__in=("suspended", "withdrawn")) & Q(stopped_at__isnull=True)),
                name="attestation_stopped_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | (Q(entered_by__isnull=False) & ~Q(verified_by=F("entered_by"))),
                name="attestation_four_eyes",
            ),
            models.UniqueConstraint(
                fields=("kind", "series", "number", "issuer"),
                condition=~Q(status__in=("rejected", "draft")),
                name="attestation_document_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.series} {self.number}".strip()


class AttestationChange(models.Model):
    """One change of an attestation: who, when, why, and the facts as they then were. It is never edited."""

    #: What was done, beside changes of status.
    ACTS: ClassVar[tuple[str, ...]] = ("entered", "edited", "status", "register", "reminded")

    attestation = models.ForeignKey(Attestation, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=10)
    from_status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    reason = models.TextField(blank=True, max_length=1000)
    facts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(act__in=("entered", "edited", "status", "register", "reminded")),
                name="attestation_change_act_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.from_status} → {self.to_status}"
