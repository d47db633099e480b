"""`manage.py app_health`: is the App installed, does its token work, is it told what it wants to be told?"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ses_vendors.inbox import services as inbox
from ses_vendors.inbox.models import InboxEvent, State
from ses_vendors.installation import encryption, health, services


class Command(BaseCommand):
    """Print what is well and what is not; fail when anything is not."""

    help = "Examines the App's installation and inbox; ends with code 1 when something is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switches."""
        parser.add_argument(
            "--rotate", action="store_true", help="encrypt the token anew with the first APP_ENCRYPTION_KEY"
        )

    def handle(self, *, rotate: bool, **_: Any) -> None:
        """Examine everything, whatever comes of the parts."""
        if rotate:
            self._rotate()
        faults = 0
        for finding in (*health.examine(), *_of_inbox()):
            self.stdout.write(f"{'ok ' if finding.is_well else 'BAD'} {finding.text}")
            faults += not finding.is_well
        if faults:
            raise CommandError(f"{faults} thing(s) need looking after.")

    def _rotate(self) -> None:
        try:
            count = services.rotate_tokens()
        except encryption.Undecryptable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} token(s) encrypted anew.")


def _of_inbox() -> Iterator[health.Finding]:
    parked = InboxEvent.objects.filter(state=State.PARKED).count()
    overdue = len(inbox.overdue(now=timezone.now()))
    yield health.Finding(not parked, f"Inbox: {parked} event(s) parked with an error.")
    yield health.Finding(not overdue, f"Inbox: {overdue} event(s) wait for a worker.")
