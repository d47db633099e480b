"""Makes the groups of operators: verifier, money, editor."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ses_vendors.desk import groups


class Command(BaseCommand):
    """`manage.py operator_groups`: run once, and after an update. People are put in at /operator/."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, or say what is missing."""
        try:
            made = groups.put()
        except groups.PermissionsMissing as missing:
            raise CommandError(f"{missing} Run manage.py migrate first.") from missing
        for group in made:
            self.stdout.write(f"{group.name}: {group.permissions.count()} permissions.")
