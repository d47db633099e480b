"""What the lists of the desk are narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Exists, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel import counties
from ses_vendors.badge import queries as attestations
from ses_vendors.badge.models import Kind, Status
from ses_vendors.callers import person_of
from ses_vendors.desk import health, queues
from ses_vendors.vendors.models import AddressKind, Vendor, VendorAddress

if TYPE_CHECKING:
    Choices = list[tuple[str, str]]


class RegionFilter(admin.SimpleListFilter):
    """SES by the development region of their seat."""

    title = gettext_lazy("region")
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer the eight regions."""
        return [(each.slug, each.name) for each in counties.REGIONS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out the other regions."""
        isos = [each.iso for each in counties.COUNTIES if each.region_slug == self.value()]
        return queryset.filter(pk__in=_seats(isos)) if self.value() else queryset


class CountyFilter(admin.SimpleListFilter):
    """SES by the county of their seat; only counties where there are some."""

    title = gettext_lazy("county")
    parameter_name = "county"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer the counties with SES."""
        seats = VendorAddress.objects.filter(kind=AddressKind.SEAT)
        used = set(seats.values_list("county", flat=True).distinct())
        return [(each.iso, each.name) for each in counties.COUNTIES if each.iso in used]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out the other counties."""
        return queryset.filter(pk__in=_seats([self.value()])) if self.value() else queryset


class InForceFilter(admin.SimpleListFilter):
    """SES by the documents that stand today."""

    title = gettext_lazy("document in force")
    parameter_name = "document"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer the kinds, and none."""
        return [*((kind.value, str(kind.label)) for kind in Kind), ("none", _("none"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out SES without the chosen kind."""
        standing = health.in_force(timezone.now())
        if self.value() == "none":
            return queryset.filter(~Exists(standing))
        return queryset.filter(Exists(standing.filter(kind=self.value()))) if self.value() else queryset


class HealthFilter(admin.SimpleListFilter):
    """Selling SES by what is wrong with them."""

    title = gettext_lazy("health")
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer any problem, and each."""
        return [("ill", _("any problem")), *((each.code, str(each.title)) for each in health.PROBLEMS)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out SES that do not sell, and those without the chosen problem."""
        selling = queryset.filter(state__in=health.SELLING)
        if self.value() == "ill":
            return selling.filter(health.ill())
        return selling.filter(**{str(self.value()): True}) if self.value() in health.CODES else queryset


class IdentityFilter(admin.SimpleListFilter):
    """SES whose identity changed since the operator looked."""

    title = gettext_lazy("identity")
    parameter_name = "identity"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer the one question."""
        return [("changed", _("changed, not looked at"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out those that were looked at."""
        unseen = Vendor.objects.identity_unchecked()
        return queryset.filter(pk__in=unseen.values("pk")) if self.value() == "changed" else queryset


class EyesFilter(admin.SimpleListFilter):
    """Attestations to be checked, by who may."""

    title = gettext_lazy("to be checked by")
    parameter_name = "eyes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer oneself and the others."""
        return [("mine", _("me")), ("others", _("a colleague"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what is not to be checked, and what others may, or oneself."""
        typed = queues.typed_by(person_of(request))
        waiting = queryset.filter(status=Status.SUBMITTED)
        if self.value() == "mine":
            return waiting.exclude(typed)
        return waiting.filter(typed) if self.value() == "others" else queryset


class EndsFilter(admin.SimpleListFilter):
    """Attestations by how soon they end."""

    title = gettext_lazy("ends")
    parameter_name = "ends"
    RANGES = {"7": (0, 7), "30": (8, 30), "60": (31, 60)}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer the days at which letters go out."""
        return [
            ("7", _("within 7 days")),
            ("30", _("in 8 to 30 days")),
            ("60", _("in 31 to 60 days")),
            ("over", _("has ended")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what ends at another time, or was renewed."""
        today = timezone.localdate()
        if self.value() == "over":
            return queryset.filter(status=Status.VERIFIED, valid_until__lt=today)
        if self.value() not in self.RANGES:
            return queryset
        first, last = self.RANGES[str(self.value())]
        ending = attestations.expiring(last, today=today).filter(
            valid_until__gte=today + timedelta(days=first)
        )
        return queryset.filter(pk__in=ending.order_by().values("pk"))


class RecheckFilter(admin.SimpleListFilter):
    """Attestations whose entry in the register is to be looked at again."""

    title = gettext_lazy("register")
    parameter_name = "recheck"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer what is due."""
        return [("due", _("to be looked up again"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what is not due."""
        if self.value() != "due":
            return queryset
        due = attestations.recheck_due(timezone.localdate())
        return queryset.filter(pk__in=due.order_by().values("pk"))


class HandledFilter(admin.SimpleListFilter):
    """Reports by whether somebody has seen to them."""

    title = gettext_lazy("seen to")
    parameter_name = "handled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Offer both."""
        return [("no", _("not yet")), ("yes", _("yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what was not chosen."""
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(handled_at__isnull=self.value() == "no")


def _seats(isos: Sequence[str | None]) -> QuerySet[VendorAddress, Any]:
    return VendorAddress.objects.filter(kind=AddressKind.SEAT, county__in=isos).values("vendor")
