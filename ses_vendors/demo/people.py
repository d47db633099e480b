"""The demo's people: made up. Shoppers' passwords everybody may know.

What people of SES and operators sign in with follows from the secret key: each demo has other passwords and
other codes. A shop that is switched to production takes them away (`end_access`) before it starts.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ses_vendors.desk import groups
from ses_vendors.vendors.models import Membership, Role, Vendor
from ses_vendors.vendors.models.team import role_fields


@dataclass(frozen=True, slots=True)
class Shopper:
    """Somebody with an account; `.example` addresses reach nobody."""

    email: str
    password: str
    first_name: str
    last_name: str = "Demo"


SHOPPERS = (
    Shopper("bogdan@client.example", "cana-albastra-26", "Bogdan"),
    Shopper("carmen@client.example", "borcan-cu-miere-26", "Carmen"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in at the sellers' pages or at the desk; without a SES, an operator."""

    email: str
    first_name: str
    slug: str = ""
    roles: tuple[Role, ...] = ()

    @property
    def is_operator(self) -> bool:
        """Whether they work at the desk."""
        return not self.slug

    @property
    def has_code(self) -> bool:
        """Whether a second factor is demanded of them, as of operators and of who sees money."""
        return self.is_operator or Role.OWNER in self.roles or Role.MONEY in self.roles

    @property
    def password(self) -> str:
        """The password, which follows from this machine's secret key."""
        return self._derived("password").hex()[:16]

    @property
    def secret(self) -> str:
        """What their authenticator app would hold."""
        return base64.b32encode(self._derived("second factor")[:20]).decode("ascii")

    def _derived(self, purpose: str) -> bytes:
        words = f"demo {purpose} of {self.email}"
        return hmac.digest(settings.SECRET_KEY.encode(), words.encode(), "sha256")


OWNER, CATALOGUE = (Role.OWNER,), (Role.CATALOGUE,)
PEOPLE = (
    Person("carmen@operator.example", "Carmen"),
    Person("dan@operator.example", "Dan"),
    Person("ana@lut-si-fir.example", "Ana", "lut-si-fir", OWNER),
    Person("matei@lut-si-fir.example", "Matei", "lut-si-fir", CATALOGUE),
    Person("elena@stupina-cu-rost.example", "Elena", "stupina-cu-rost", OWNER),
    Person("luca@stupina-cu-rost.example", "Luca", "stupina-cu-rost", CATALOGUE),
    Person("ioana@norisor.example", "Ioana", "norisor", OWNER),
    Person("sorin@norisor.example", "Sorin", "norisor", CATALOGUE),
)


@transaction.atomic
def put_people() -> None:
    """Make the demo's people, or make them fit this machine's key again. Safe to repeat."""
    working = groups.put()
    for person in PEOPLE:
        user = _put_user(person)
        user.groups.set(working if person.is_operator else ())
        _put_code(person, user)
        _put_place(person, user)


def found_in_database() -> list[str]:
    """Return the e-mails of demonstration accounts that could still sign in here."""
    users = User.objects.filter(email__in=[each.email for each in PEOPLE], is_active=True)
    return sorted(users.values_list("email", flat=True))


@transaction.atomic
def end_access() -> int:
    """Take passwords, second factors and activity from the demo's people; return how many there were."""
    users = User.objects.filter(email__in=[each.email for each in PEOPLE], is_active=True)
    Authenticator.objects.filter(user__in=users).delete()
    return users.update(is_active=False, is_staff=False, is_superuser=False, password="!")  # noqa: S106


def _put_user(person: Person) -> User:
    user, _ = User.objects.get_or_create(username=person.email, defaults={"email": person.email})
    user.first_name, user.last_name = person.first_name, "Demo"
    user.is_active, user.is_staff, user.is_superuser = True, person.is_operator, False
    if not user.check_password(person.password):
        user.set_password(person.password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=person.email, defaults={"primary": True, "verified": True}
    )
    return user


def _put_code(person: Person, user: User) -> None:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if not person.has_code or (kept and decrypt(kept.data["secret"]) == person.secret):
        return
    data = {"secret": encrypt(person.secret)}
    Authenticator.objects.update_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": data})


def _put_place(person: Person, user: User) -> None:
    vendor = Vendor.objects.filter(slug=person.slug).first()
    if vendor is not None:
        Membership.objects.update_or_create(
            vendor=vendor,
            user=user,
            defaults=role_fields(person.roles),
            create_defaults={**role_fields(person.roles), "joined_at": timezone.now()},
        )
