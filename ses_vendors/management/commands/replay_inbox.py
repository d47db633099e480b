"""`manage.py replay_inbox`: act once more on what the core has told; safe, since every handler may repeat."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ses_vendors.inbox import services
from ses_vendors.inbox.models import InboxEvent, State


class Command(BaseCommand):
    """Handle chosen events again, here and now, oldest first."""

    help = "Handles events of the inbox again: all, or those that the switches choose."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what chooses."""
        parser.add_argument("ids", nargs="*", type=int, help="numbers of events")
        parser.add_argument("--parked", action="store_true", help="only those that failed")
        parser.add_argument("--event", default="", help="only this kind, as in ORDER_CREATED")
        parser.add_argument("--about", default="", help="only those about this id of the core's")
        parser.add_argument("--since", default="", help="only those received since, as in 2026-11-24T08:00")

    def handle(self, **options: Any) -> None:
        """Let the chosen wait again, and handle them."""
        keys = services.run_again(event_ids=_chosen(**options).values_list("pk", flat=True))
        outcomes = Counter(services.handle(event_id=key, now=timezone.now()) for key in keys)
        self.stdout.write(
            f"{len(keys)} event(s) run again: {outcomes[State.DONE]} done, {outcomes[State.PARKED]} parked, "
            f"{outcomes[State.WAITING]} waiting for the core."
        )
        if outcomes[State.PARKED]:
            raise CommandError("The parked ones say why at /operator/.")


def _chosen(
    *, ids: list[int], parked: bool, event: str, about: str, since: str, **_: Any
) -> QuerySet[InboxEvent]:
    chosen = InboxEvent.objects.all()
    if ids:
        chosen = chosen.filter(pk__in=ids)
    if parked:
        chosen = chosen.filter(state=State.PARKED)
    if event:
        chosen = chosen.filter(event=event)
    if about:
        chosen = chosen.filter(object_id=about)
    return chosen.filter(received_at__gte=_moment(since)) if since else chosen


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"--since must be a date and a time, as in 2026-11-24T08:00, not {text!r}.")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
