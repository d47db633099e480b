"""The people of a SES and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors.models.vendor import Vendor

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(models.TextChoices):
    """What a member may do. An owner may do everything, and alone changes the team."""

    OWNER = "owner", _("owner")
    CATALOGUE = "catalogue", _("goods")
    ORDERS = "orders", _("orders")
    MONEY = "money", _("money")


#: Who sees money needs a second factor.
MONEY_ROLES = frozenset({Role.OWNER, Role.MONEY})


class Roles(models.Model):
    """The roles of a membership or an invitation, one column each; at least one is set."""

    is_owner = models.BooleanField(_("owner"), default=False)
    keeps_catalogue = models.BooleanField(_("goods"), default=False)
    handles_orders = models.BooleanField(_("orders"), default=False)
    sees_money = models.BooleanField(_("money"), default=False)

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def roles(self) -> frozenset[Role]:
        """The roles given."""
        return frozenset(role for role, field in ROLE_FIELDS.items() if getattr(self, field))

    def allows(self, role: Role) -> bool:
        """Say whether what a role does may be done; owners do everything."""
        return self.is_owner or role in self.roles

    @property
    def needs_second_factor(self) -> bool:
        """Whether who has these roles sees money."""
        return bool(self.roles & MONEY_ROLES)


ROLE_FIELDS = {
    Role.OWNER: "is_owner",
    Role.CATALOGUE: "keeps_catalogue",
    Role.ORDERS: "handles_orders",
    Role.MONEY: "sees_money",
}
_ANY_ROLE = Q(is_owner=True) | Q(keeps_catalogue=True) | Q(handles_orders=True) | Q(sees_money=True)


def role_fields(roles: Iterable[Role]) -> dict[str, bool]:
    """Return the columns of a set of roles."""
    given = set(roles)
    return {field: role in given for role, field in ROLE_FIELDS.items()}


class Membership(Roles):
    """One person in the team of one SES; a person may be in several."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField(_("since"))

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        ordering = ("joined_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("vendor", "user"), name="member_once_per_vendor"),
            models.CheckConstraint(condition=_ANY_ROLE, name="member_has_a_role"),
        )

    def __str__(self) -> str:
        return f"{self.user} @ {self.vendor}"


class Invitation(Roles):
    """A place in a team, offered by mail; the link's token is kept as its hash only."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    invited_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("good until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        """Names, and what one row promises."""

        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=_ANY_ROLE, name="invitation_has_a_role"),
            models.UniqueConstraint(
                fields=("vendor", "email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once_per_email",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} @ {self.vendor}"


class ActingSession(models.Model):
    """The operator acting for a SES: who, why, from when to when. Written once, ended once.

    What is done meanwhile is found in the audit log between the two moments.
    """

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="acting_sessions")
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=1000)
    started_at = models.DateTimeField(_("from"))
    expires_at = models.DateTimeField(_("until at most"))
    ended_at = models.DateTimeField(_("to"), null=True, blank=True)

    class Meta:
        """Names."""

        verbose_name = _("acting for a seller")
        verbose_name_plural = _("acting for sellers")
        ordering = ("-started_at", "-pk")

    def __str__(self) -> str:
        return f"{self.operator} → {self.vendor}"
