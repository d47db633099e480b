"""What mutations do around the letters they send."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from engine.accounts.models import User
from engine.accounts.tasks import send_letter
from engine.catalog.models import Channel
from engine.errors import refuse


def send_after_commit(kind: str, user: User, redirect_url: str) -> None:
    """Have a letter mailed once the change is stored; a broker that is away costs the letter only."""
    transaction.on_commit(partial(send_letter.delay, kind, user.pk, redirect_url), robust=True)


def check_channel(slug: str | None) -> None:
    """Refuse a channel that sends no letters; without one there must be a single channel.

    Raises:
        Refusal: MISSING_CHANNEL_SLUG, NOT_FOUND or CHANNEL_INACTIVE on `channel`.
    """
    if slug is None:
        if Channel.objects.filter(is_active=True).count() != 1:
            raise refuse("MISSING_CHANNEL_SLUG", "You need to provide channel slug.", "channel")
        return
    channel = Channel.objects.filter(slug=slug).first()
    if channel is None:
        raise refuse("NOT_FOUND", f"Channel with '{slug}' slug does not exist.", "channel")
    if not channel.is_active:
        raise refuse("CHANNEL_INACTIVE", f"Channel with '{slug}' is inactive.", "channel")
