"""`manage.py rotate_badge_key`: a new key for badges' credentials; what the old one signed still verifies."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ses_vendors.badge.proof import keys
from ses_vendors.installation.encryption import Undecryptable


class Command(BaseCommand):
    """Replace the key, or only what encrypts it, or print one for the environment."""

    help = "Replaces the key that signs credentials. The old one stays published as long as it is needed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switches."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--print", action="store_true", help="print a new key for CREDENTIAL_KEYS and change nothing"
        )
        choice.add_argument(
            "--encrypt-anew",
            action="store_true",
            help="keep the key, encrypt it with the first APP_ENCRYPTION_KEY",
        )

    def handle(self, *, encrypt_anew: bool, **options: Any) -> None:
        """Do what was asked."""
        if options["print"]:
            self.stdout.write(keys.new_seed())
        elif encrypt_anew:
            self._encrypt_anew()
        else:
            self._rotate()

    def _rotate(self) -> None:
        try:
            made = keys.rotate(now=timezone.now())
        except keys.KeysGiven as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Credentials are now signed with {made.key_id}.")

    def _encrypt_anew(self) -> None:
        try:
            count = keys.encrypt_anew()
        except Undecryptable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} key(s) encrypted anew.")
