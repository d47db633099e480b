"""Who works at the desk: Carmen and Dan verify, Mara keeps the money, Elena the lists."""

from __future__ import annotations

from django.contrib.auth.models import Group, User

from ses_vendors.desk import groups
from tests.ses_vendors.signing_in import PeopleClient
from tests.ses_vendors.vendors.people import a_person

ROOT = "/operator/"


def colleague(name: str, *group_names: str) -> User:
    """Somebody of the operator's team, in these groups and no superuser."""
    groups.put()
    person = a_person(name, is_staff=True, first_name=name.capitalize(), last_name="Operator")
    person.groups.set(Group.objects.filter(name__in=group_names))
    return person


def browser(person: User) -> PeopleClient:
    """Their browser, signed in; a form without its token is refused, as it is outside of tests."""
    signed_in = PeopleClient()
    signed_in.force_login(person)
    return signed_in


def text(response: object) -> str:
    """The page without its line breaks."""
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]
