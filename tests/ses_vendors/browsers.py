"""Browsers of everybody who may come to the sellers' side."""

from __future__ import annotations

import itertools
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from ses_vendors.vendors.models import Role, Vendor
from ses_vendors.vendors.services import acting
from tests.ses_vendors.signing_in import PeopleClient
from tests.ses_vendors.vendors.people import NOW, a_member, a_person, an_operator

PEOPLE = ("owner", "catalogue", "nobody's", "anonymous")
#: What is sent with every form: enough for those that ask whether one is sure.
FORM = {"reason": "De ce nu", "confirm": "1", "email": "cineva@lut.example", "roles": "owner", "read": "1"}
_hosts = itertools.count(1)


def browser(who: str, ana: Vendor) -> Client:
    """Somebody's browser: an owner's, a keeper of goods', an acting operator's, a stranger's."""
    client = PeopleClient(raise_request_exception=False)
    if who != "anonymous":
        client.force_login(person(who, ana))
    return client


def person(who: str, ana: Vendor) -> User:
    """Somebody who has signed in."""
    if who == "nobody's":
        return a_person("nimeni")
    if who == "acting":
        carmen = an_operator("carmen")
        acting.begin(vendor=ana, operator=carmen, reason="Ana a cerut ajutor la telefon.", now=NOW)
        return carmen
    return a_member(ana, (Role.OWNER,) if who == "owner" else (Role.CATALOGUE,))


def send(client: Client, method: str, path: str, data: dict[str, str] | None = None) -> Any:
    """Send a request from an address that nobody has used: what is counted by address does not interfere."""
    number = next(_hosts)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return getattr(client, method)(path, data or {}, REMOTE_ADDR=address)


def is_fault(status: int) -> bool:
    """Whether a status says that we failed; 501 says that a format is not given (oEmbed)."""
    return status >= 500 and status != 501
