"""`manage.py put_account`: an account of the embedded core, made by the operator."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engine.accounts.services import provisioning
from engine.errors import Refusal


class Command(BaseCommand):
    """Make a confirmed account, or give an existing one a new password."""

    #: Callers inside the project hand the password over; it is no option of the command line.
    stealth_options = ("password",)
    help = "Makes an account of the embedded core; its password is read from ACCOUNT_PASSWORD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare whose account; the password stays out of the process list."""
        parser.add_argument("email")
        parser.add_argument("--staff", action="store_true", help="may do what the App and operators do")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")

    def handle(
        self, *, email: str, staff: bool, first_name: str, last_name: str, password: str = "", **_: Any
    ) -> None:
        """Make it."""
        password = password or os.environ.get("ACCOUNT_PASSWORD", "")
        try:
            provisioning.put_account(
                email=email, password=password, is_staff=staff, first_name=first_name, last_name=last_name
            )
        except Refusal as refusal:
            raise CommandError(" ".join(problem.message for problem in refusal.problems)) from None
