"""A SES: who it is before the law, where it is, what it tells of itself."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel import counties
from ses_vendors.vendors.models.groups import GroupList

#: Below this many jobs for vulnerable groups, naming the groups would point at persons (GDPR art. 9).
FEWEST_FOR_GROUPS = 5


class LegalForm(models.TextChoices):
    """Forms in which a SES may be founded (Legea 219/2015 art. 3)."""

    SRL = "SRL", _("limited company (SRL)")
    SA = "SA", _("joint-stock company (SA)")
    COOP = "COOP", _("cooperative society")
    COOP_AGR = "COOP_AGR", _("agricultural cooperative")
    COOP_CREDIT = "COOP_CREDIT", _("credit cooperative")
    ASOC = "ASOC", _("association")
    FUND = "FUND", _("foundation")
    FED = "FED", _("federation")
    CAR_S = "CAR_S", _("employees' mutual aid fund")
    CAR_P = "CAR_P", _("pensioners' mutual aid fund")
    SOC_AGR = "SOC_AGR", _("agricultural company (Legea 36/1991)")
    ALTA = "ALTA", _("another legal person of private law")


class RegistryKind(models.TextChoices):
    """Where a legal person is registered."""

    ONRC = "onrc", _("trade register")
    ASSOCIATIONS = "associations", _("register of associations and foundations")
    OTHER = "other", _("another register")


class Medium(models.TextChoices):
    """Where it works."""

    URBAN = "urban", _("urban")
    RURAL = "rural", _("rural")


class State(models.TextChoices):
    """Where a SES stands between applying and having left (`lifecycle.py` has the ways between them)."""

    APPLIED = "applied", _("applied")
    ONBOARDING = "onboarding", _("onboarding")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    SUSPENDED = "suspended", _("suspended")
    LEAVING = "leaving", _("leaving")
    CLOSED = "closed", _("closed")
    REJECTED = "rejected", _("rejected")


#: A SES in one of these has no hold on its tax number: another application may use it.
GONE = (State.REJECTED, State.CLOSED)


class VendorQuerySet(models.QuerySet["Vendor"]):
    """Questions about SES."""

    def public(self) -> VendorQuerySet:
        """Those that shoppers may see: approved, and leaving ones that still deliver."""
        return self.filter(state__in=(State.APPROVED, State.LEAVING))

    def living(self) -> VendorQuerySet:
        """Those that are neither rejected nor closed: of these each tax number has one at most."""
        return self.exclude(state__in=GONE)

    def identity_unchecked(self) -> VendorQuerySet:
        """Those whose identity before the law changed since the operator looked (`services/identity.py`)."""
        unseen = Q(identity_checked_at__isnull=True) | Q(identity_checked_at__lt=F("identity_changed_at"))
        return self.filter(unseen, identity_changed_at__isnull=False)

    def of_member(self, user_id: int) -> VendorQuerySet:
        """Those that a person belongs to."""
        return self.filter(memberships__user_id=user_id)


class Vendor(models.Model):
    """A SES.

    `cui` holds digits only; whether it is a VAT payer, since when, stands in `VatPeriod`. `page_id` is the id
    of its page at the core, "" before there is one; `page_logo` the file of the logo that was sent there.
    `may_sell_unattested` is the operator's leave to go on as an ordinary trader.
    Moments are UTC, days are Bucharest's.
    """

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.APPLIED)
    state_reason = models.TextField(_("reason"), blank=True, max_length=1000)
    state_changed_at = models.DateTimeField(_("in this state since"))
    applied_at = models.DateTimeField(_("applied at"))
    page_id = models.CharField(max_length=80, blank=True, editable=False)
    page_logo = models.CharField(max_length=100, blank=True, editable=False)

    trade_name = models.CharField(_("name shoppers see"), max_length=80)
    legal_name = models.CharField(_("legal name"), max_length=160)
    legal_form = models.CharField(_("legal form"), max_length=12, choices=LegalForm.choices)
    cui = models.CharField(_("tax number (CUI)"), max_length=10)
    registry_kind = models.CharField(
        _("register"), max_length=12, choices=RegistryKind.choices, default=RegistryKind.ONRC
    )
    registry_number = models.CharField(_("registration number"), max_length=60, blank=True)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)

    email = models.EmailField(_("e-mail for shoppers"))
    phone = models.CharField(_("phone for shoppers"), max_length=20, blank=True)
    web = models.URLField(_("website"), blank=True)
    opening_hours = models.CharField(_("hours"), max_length=200, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=80, blank=True)
    safety_email = models.EmailField(_("e-mail for product safety"), blank=True)
    safety_phone = models.CharField(_("phone for product safety"), max_length=20, blank=True)

    medium = models.CharField(_("setting"), max_length=5, choices=Medium.choices, default=Medium.URBAN)
    kind = models.CharField(_("kind of workshop"), max_length=80, blank=True)
    tagline_ro = models.CharField(_("one sentence, in Romanian"), max_length=160, blank=True)
    tagline_en = models.CharField(_("one sentence, in English"), max_length=160, blank=True)
    story_ro = models.TextField(_("story, in Romanian"), blank=True, max_length=4000)
    story_en = models.TextField(_("story, in English"), blank=True, max_length=4000)

    jobs_total = models.PositiveSmallIntegerField(_("jobs"), default=0)
    jobs_vulnerable = models.PositiveSmallIntegerField(_("jobs for vulnerable groups"), default=0)
    groups = GroupList(_("groups"), default=list, blank=True)
    jobs_as_of = models.DateField(_("jobs as of"), null=True, blank=True)
    terms_accepted_at = models.DateTimeField(_("terms accepted at"), null=True, blank=True)
    compliance_declared_at = models.DateTimeField(_("compliance declared at"), null=True, blank=True)
    may_sell_unattested = models.BooleanField(_("may sell after its attestation has ended"), default=False)
    unattested_reason = models.TextField(_("why it may"), blank=True, max_length=1000)

    identity_changed_at = models.DateTimeField(_("identity changed at"), null=True, blank=True)
    identity_checked_at = models.DateTimeField(_("change looked at"), null=True, blank=True)

    objects = VendorQuerySet.as_manager()

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("seller")
        verbose_name_plural = _("sellers")
        ordering = ("trade_name",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="vendor_state_known"),
            models.CheckConstraint(
                condition=Q(jobs_vulnerable__lte=F("jobs_total")), name="vendor_jobs_vulnerable_within_total"
            ),
            models.CheckConstraint(
                condition=Q(may_sell_unattested=False) | ~Q(unattested_reason=""),
                name="vendor_sells_unattested_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=("cui",), condition=~Q(state__in=GONE), name="vendor_cui_once_among_the_living"
            ),
        )

    def __str__(self) -> str:
        return self.trade_name

    @property
    def is_identity_unchecked(self) -> bool:
        """Whether who it is before the law changed since the operator looked."""
        changed, checked = self.identity_changed_at, self.identity_checked_at
        return changed is not None and (checked is None or checked < changed)

    @property
    def public_groups(self) -> tuple[str, ...]:
        """The groups that may be named; none where so few work that they would point at persons."""
        return tuple(self.groups) if self.jobs_vulnerable >= FEWEST_FOR_GROUPS else ()


class AddressKind(models.TextChoices):
    """What an address is for."""

    SEAT = "seat", _("registered office")
    WORKPLACE = "workplace", _("place of work")
    RETURNS = "returns", _("where goods are sent back")


class VendorAddress(models.Model):
    """An address of a SES; `county` is an ISO code, `sector` a digit in Bucharest."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(_("what for"), max_length=10, choices=AddressKind.choices)
    county = models.CharField(
        _("county"), max_length=5, choices=[(each.iso, each.name) for each in counties.COUNTIES]
    )
    locality = models.CharField(_("locality"), max_length=80)
    sector = models.CharField(
        _("sector"), max_length=1, blank=True, choices=[(each, each) for each in counties.SECTORS]
    )
    street = models.CharField(_("street and number"), max_length=160)
    postal_code = models.CharField(_("postal code"), max_length=6)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = (
            models.UniqueConstraint(fields=("vendor", "kind"), name="vendor_address_once_per_kind"),
        )

    def __str__(self) -> str:
        return f"{self.street}, {self.locality}, {self.postal_code}"


class VatPeriod(models.Model):
    """From when to when a SES was a VAT payer; open-ended while it is one."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="vat_periods")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("VAT period")
        verbose_name_plural = _("VAT periods")
        ordering = ("starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="vat_period_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on or ''}"


class Closure(models.Model):
    """Days on which a SES takes no orders, both included; open-ended without `ends_on`."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="closures")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    note_ro = models.CharField(_("what shoppers read, in Romanian"), max_length=200, blank=True)
    note_en = models.CharField(_("what shoppers read, in English"), max_length=200, blank=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ("starts_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="closure_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on or ''}"


class Picture(models.Model):
    """A picture or logo of a SES, re-encoded when it came; its metadata is gone."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="pictures")
    is_logo = models.BooleanField(_("logo"), default=False)
    file = models.ImageField(_("file"), upload_to="sellers/")
    alt_ro = models.CharField(_("what it shows, in Romanian"), max_length=200)
    alt_en = models.CharField(_("what it shows, in English"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("vendor",), condition=Q(is_logo=True), name="vendor_has_one_logo"
            ),
        )

    def __str__(self) -> str:
        return self.alt_ro


class StateChange(models.Model):
    """One step of a SES's life: written once; the database refuses to change or delete it (`triggers.py`)."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="state_changes")
    from_state = models.CharField(max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=State.choices)
    reason = models.TextField(blank=True, max_length=1000)
    by = models.ForeignKey("auth.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Names."""

        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"
