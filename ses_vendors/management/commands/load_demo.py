"""`manage.py load_demo`: the eleven SES and their goods, through the commerce gateway."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from commerce.app import AppClient
from commerce.errors import CommerceError
from ses_vendors.demo import loader, people
from ses_vendors.setup.progress import Display


class Command(BaseCommand):
    """Load the demo once; a second run finds it loaded and is done at once."""

    help = "Loads the demo shop into the commerce core; safe to repeat and to interrupt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switches."""
        parser.add_argument("--force", action="store_true", help="go over everything again")
        parser.add_argument("--no-pictures", action="store_true", help="leave pictures and logos out")

    def handle(self, *, force: bool, no_pictures: bool, **_: Any) -> None:
        """Load, and let its people sign in: their passwords follow from the key of the moment."""
        if force or not self._is_loaded():
            self._load(no_pictures=no_pictures)
        if settings.SHOP_DEMO:
            people.put_people()
        self.stdout.write("The demo is loaded.")

    def _load(self, *, no_pictures: bool) -> None:
        """Log in as staff and load."""
        try:
            if not settings.SALEOR_API_URL:
                put_accounts()
            client = AppClient.log_in(
                email=settings.SALEOR_STAFF_EMAIL, password=settings.SALEOR_STAFF_PASSWORD
            )
            loader.load(client, progress=Display(self.stdout), with_pictures=not no_pictures)
        except CommerceError as error:
            raise CommandError(f"The commerce core refused the demo: {error}") from error

    def _is_loaded(self) -> bool:
        return loader.is_loaded()


def put_accounts() -> None:
    """Make the demo's staff and shoppers in the embedded core; a Saleor has its own."""
    call_command(
        "put_account", settings.SALEOR_STAFF_EMAIL, password=settings.SALEOR_STAFF_PASSWORD, staff=True
    )
    for shopper in people.SHOPPERS:
        call_command(
            "put_account",
            shopper.email,
            password=shopper.password,
            first_name=shopper.first_name,
            last_name=shopper.last_name,
        )
