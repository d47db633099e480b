"""The menu of a SES's pages: what its person may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ses_vendors.vendors import access
from ses_vendors.vendors.models import Role, Vendor


@dataclass(frozen=True, slots=True)
class Entry:
    """One way; `is_current` on the page itself and on those below it."""

    title: str | Promise
    path: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """The ways of a SES's pages for one person."""

    vendor: Vendor
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    name: str
    title: Promise
    role: Role | None = None


_WAYS = (
    _Way("vendor", _("Where we stand")),
    _Way("profile", _("Profile")),
    _Way("documents", _("Documents"), Role.OWNER),
    _Way("attestations", _("Attestations"), Role.OWNER),
    _Way("team", _("Team")),
    _Way("history", _("Who did what"), Role.OWNER),
)


def roles_of(request: HttpRequest, vendor: Vendor) -> frozenset[Role]:
    """Return what this request's person may do for a SES; an operator who acts for it sees no money."""
    if getattr(request, "acting", None):
        return frozenset(Role) - {Role.MONEY}
    return access.roles_in(request.user, vendor)


def menu_of(request: HttpRequest) -> Menu:
    """Return the menu for the SES of the page."""
    vendor: Vendor = request.vendor  # type: ignore[attr-defined]
    roles = roles_of(request, vendor)
    ways = (each for each in _WAYS if each.role is None or each.role in roles)
    entries = (_entry(request, vendor, each) for each in ways)
    return Menu(vendor, tuple(each for each in entries if each is not None))


def _entry(request: HttpRequest, vendor: Vendor, way: _Way) -> Entry | None:
    try:
        path = reverse(f"portal:{way.name}", args=[vendor.slug])
    except NoReverseMatch:
        return None
    is_own = request.path == path
    return Entry(way.title, path, is_own or (way.name != "vendor" and request.path.startswith(path)))
