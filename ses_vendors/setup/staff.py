"""The staff account a shop is set up with."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command

from commerce.app import AppClient


class StaffAccountUnknown(Exception):
    """SALEOR_STAFF_EMAIL or SALEOR_STAFF_PASSWORD is not set."""


def log_in() -> AppClient:
    """Log in as the staff member of the settings, whom an embedded core is given first.

    Raises:
        StaffAccountUnknown: the settings name none.
        InvalidCredentials, LoginDelayed: the core does not know this e-mail or this password.
    """
    email, password = settings.SALEOR_STAFF_EMAIL, settings.SALEOR_STAFF_PASSWORD
    if not (email and password):
        raise StaffAccountUnknown
    if not settings.SALEOR_API_URL:
        call_command("put_account", email, password=password, staff=True)
    return AppClient.log_in(email=email, password=password)
