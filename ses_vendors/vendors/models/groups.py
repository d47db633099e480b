"""The groups a SES gives work to: an unordered list of codes, and nothing else can be stored.

GDPR art. 9 (disability and ethnic origin are special categories): the shop holds totals per SES and a list of
groups; no count per group, no person, no paper about a person. The field refuses anything else on its way to
the database, also where no form was asked: `save`, `update` and `bulk_create` alike.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """The nine vulnerable groups of the founding document; an editorial list, not the law's."""

    DISABILITY = "dizabilitate", _("people with disabilities")
    CARE_LEAVERS = "parasire-sistem", _("care leavers over 18")
    SINGLE_PARENTS = "monoparental", _("single-parent families")
    LARGE_FAMILIES = "familie-numeroasa", _("families with more than two children")
    MINIMUM_INCOME = "vmg", _("people on minimum income")
    VIOLENCE = "violenta-familie", _("victims of domestic violence")
    WOMEN_AT_RISK = "femei-risc", _("women at risk")
    ROMA = "roma", _("Roma people")
    SCHOOL_LEAVERS = "abandon-scolar", _("people who left school early")


def check_groups(value: object) -> None:
    """Accept a list of group codes, each once and sorted, and nothing else: no counts, no persons.

    Sorted, because an order could tell which group is the largest. Raises ValidationError.
    """
    if not isinstance(value, list) or not all(
        isinstance(each, str) and each in Group.values for each in value
    ):
        raise ValidationError(_("A list of the known groups is expected."), code="groups")
    if value != sorted(set(value)):
        raise ValidationError(_("Each group stands once, in alphabetical order."), code="groups")


class GroupList(models.JSONField):
    """A list of group codes; see `check_groups`."""

    default_validators = [check_groups]

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Check once more on the way to the database. Raises ValidationError."""
        if not hasattr(value, "resolve_expression"):
            check_groups(value)
        elif isinstance(value, models.Value):
            check_groups(value.value)
        return super().get_db_prep_save(value, connection)
