"""`manage.py saleor_setup`: from an empty Saleor, or an empty embedded core, to a working shop."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commerce.app import AppClient
from commerce.errors import CommerceError, CoreUnavailable, InvalidCredentials, PermissionRefused
from ses_vendors import setup
from ses_vendors.demo import loader
from ses_vendors.installation import enrolment
from ses_vendors.installation.enrolment import EnrolmentFailed
from ses_vendors.installation.services import InstallationRefused
from ses_vendors.setup import staff
from ses_vendors.setup.progress import Display

#: What a shell calls a program that Ctrl-C ended.
INTERRUPTED = 130
GOES_ON = "Run the command again: it goes on where it was."
APP_NEEDS = "The core must reach this site at PUBLIC_URL; manage.py install_app tries again."


class Command(BaseCommand):
    """Set the shop up through the core's API alone; a second run finds everything there."""

    help = (
        "Sets the shop up in the commerce core: channel, taxes, deliveries, attributes, types, categories, "
        "menus, and this site's App with its webhooks. Safe to repeat and to interrupt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switches."""
        parser.add_argument("--demo", action="store_true", help="load the eleven SES and their goods, too")
        parser.add_argument(
            "--no-pictures", action="store_true", help="leave the demo's pictures and logos out"
        )
        parser.add_argument(
            "--no-app", action="store_true", help="leave the App out; manage.py install_app installs it later"
        )

    def handle(self, *, demo: bool, no_pictures: bool, no_app: bool, **_: Any) -> None:
        """Log in as staff and set up; turn what can be foreseen into one sentence."""
        if is_behind():
            self.stdout.write("Bringing the database up to date …")
            call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Setting up {core_name()}, channel {settings.SALEOR_CHANNEL} …")
        try:
            client = staff.log_in()
            self._set_up(client, is_demo=demo, with_pictures=not no_pictures)
            if not no_app:
                with worker_at_hand():
                    enrolment.enrol(staff=client, say=lambda line: self.stdout.write(f"  {line}"))
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {GOES_ON}", returncode=INTERRUPTED) from None
        except staff.StaffAccountUnknown:
            raise CommandError("Set SALEOR_STAFF_EMAIL and SALEOR_STAFF_PASSWORD: who sets up?") from None
        except (EnrolmentFailed, InstallationRefused) as error:
            raise CommandError(f"All but the App is set up: {error} {APP_NEEDS}") from error
        except (CommerceError, OSError) as error:
            raise CommandError(sentence_of(error)) from error
        self.stdout.write("The shop is set up.")

    def _set_up(self, client: AppClient, *, is_demo: bool, with_pictures: bool) -> None:
        display = Display(self.stdout)
        if is_demo:
            loader.load(client, progress=display, with_pictures=with_pictures)
        else:
            setup.prepare(client, progress=display)


def is_behind() -> bool:
    """Say whether this site's own database, where the App keeps sellers and its key, lacks tables."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def worker_at_hand() -> Iterator[None]:
    """Let this process do the embedded core's background work where no broker would bring it to a worker."""
    before = current_app.conf.task_always_eager
    is_alone = not settings.SALEOR_API_URL and settings.CELERY_BROKER_URL == "memory://"
    current_app.conf.task_always_eager = before or is_alone
    try:
        yield
    finally:
        current_app.conf.task_always_eager = before


def core_name() -> str:
    """Return where the commerce core is, for people."""
    return settings.SALEOR_API_URL or "the embedded core"


def sentence_of(error: Exception) -> str:
    """Say what stopped the set-up, and what to do about it."""
    if isinstance(error, CoreUnavailable):
        return f"{core_name()} does not answer: {error} {GOES_ON}"
    if isinstance(error, InvalidCredentials):
        return f"{core_name()} does not let {settings.SALEOR_STAFF_EMAIL} in: {error}"
    if isinstance(error, PermissionRefused):
        return f"{settings.SALEOR_STAFF_EMAIL} may not do this: {error}"
    return f"The set-up was refused: {error}"
