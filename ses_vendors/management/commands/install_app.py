"""`manage.py install_app`: have the core install this site's App, by a staff log-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commerce.app import AppClient
from commerce.errors import CommerceError
from ses_vendors.installation import enrolment
from ses_vendors.installation.enrolment import EnrolmentFailed
from ses_vendors.installation.services import InstallationRefused


class Command(BaseCommand):
    """Install the App where it is not, and bring its webhooks up to date where it is."""

    help = "Has the commerce core install this site's App (SALEOR_STAFF_EMAIL's log-in); safe to repeat."

    def handle(self, **_: Any) -> None:
        """Log in as staff, install, wait."""
        try:
            staff = AppClient.log_in(
                email=settings.SALEOR_STAFF_EMAIL, password=settings.SALEOR_STAFF_PASSWORD
            )
            installation = enrolment.enrol(staff=staff, say=self.stdout.write)
        except (CommerceError, EnrolmentFailed, InstallationRefused) as error:
            raise CommandError(f"The App is not installed: {error}") from error
        self.stdout.write(f"The App is installed at {installation.api_url} (Saleor {installation.version}).")
