"""Starting a checkout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from engine.accounts.models import Address, User
from engine.catalog import questions
from engine.catalog.models import Channel
from engine.checkout import info as infos
from engine.checkout import offers
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout
from engine.checkout.services import contact, lines
from engine.checkout.services.lines import Wish
from engine.errors import refuse
from engine.metadata import check as check_metadata

ADDRESS_FIELDS = [column.attname for column in Address._meta.concrete_fields if not column.primary_key]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new checkout starts with; addresses are checked and not yet stored."""

    email: str | None = None
    language_code: str = "ro"
    shipping_address: Address | None = None
    billing_address: Address | None = None
    save_shipping_address: bool = True
    save_billing_address: bool = True
    metadata: Mapping[str, str] = field(default_factory=dict)
    private_metadata: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def create(
    *, channel: Channel, wishes: Sequence[Wish], draft: Draft, user: User | None, now: datetime
) -> CheckoutInfo:
    """Start a checkout and hold its pieces.

    As Saleor was seen to do, a line above stock is kept and told by the checkout's `problems`; it holds
    nothing. A logged-in shopper's e-mail and default addresses are taken where none are given.

    Raises:
        Refusal: as `lines.add` but INSUFFICIENT_STOCK; REQUIRED or INVALID for an e-mail or metadata.
    """
    found = offers.load(variant_ids={w.variant_id for w in wishes}, channel=channel, now=now)
    quantities = lines.sums(found, wishes)
    lines.check_quantities(found, quantities)
    check_metadata(draft.metadata)
    check_metadata(draft.private_metadata)
    checkout = _checkout(channel, draft, user)
    checkout.save(force_insert=True)
    info = infos.assemble(checkout, lines=[], offers=found, now=now)
    return lines.write(info, quantities, lines.metadata_of(wishes), strict=())


def _checkout(channel: Channel, draft: Draft, user: User | None) -> Checkout:
    return Checkout(
        channel=channel,
        user=user,
        email=contact.checked_email(draft.email) if draft.email else (user.email if user else None),
        language_code=draft.language_code,
        shipping_address=_stored(draft.shipping_address or _default(user, "default_shipping_address")),
        billing_address=_stored(draft.billing_address or _default(user, "default_billing_address")),
        save_shipping_address=draft.save_shipping_address,
        save_billing_address=draft.save_billing_address,
        metadata=dict(draft.metadata),
        private_metadata=dict(draft.private_metadata),
    )


def _default(user: User | None, name: str) -> Address | None:
    return getattr(user, name) if user else None


def _stored(address: Address | None) -> Address | None:
    """Store an address as the checkout's own row, also when it is a copy of the shopper's default."""
    if address is None:
        return None
    own = Address(**{name: getattr(address, name) for name in ADDRESS_FIELDS})
    own.save(force_insert=True)
    return own


def channel_of(slug: str | None) -> Channel:
    """Return the channel of a slug; without one, the only channel there is.

    Raises:
        Refusal: NOT_FOUND, MISSING_CHANNEL_SLUG, CHANNEL_INACTIVE.
    """
    channel = _named(slug) if slug else _only()
    if not channel.is_active:
        raise refuse("CHANNEL_INACTIVE", f"Channel with '{channel.slug}' is inactive.", "channel")
    return channel


def _named(slug: str) -> Channel:
    channel: Channel | None = next(iter(questions.channels(slug)), None)
    if channel is None:
        raise refuse("NOT_FOUND", f"Channel with '{slug}' slug does not exist.", "channel")
    return channel


def _only() -> Channel:
    channels = list(Channel.objects.all()[:2])
    if len(channels) != 1:
        raise refuse("MISSING_CHANNEL_SLUG", "You need to provide channel slug.", "channel")
    return channels[0]
