"""`manage.py end_demo_accounts`: takes the demonstration's people their access, before a shop sells."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ses_vendors.demo import people


class Command(BaseCommand):
    """End what the demonstration's people can do; what they did stays under their names."""

    help = "Takes passwords, second factors and rights from the demonstration's accounts."
    # It is what a failing check of production asks for.
    requires_system_checks = ()

    def handle(self, **_: Any) -> None:
        """End it and say how many there were."""
        self.stdout.write(f"{people.end_access()} account(s) can no longer sign in.")
