"""What each event leads to: one handler per event, chosen by its code.

A handler runs inside the transaction that marks the event as done. It may run again for the same event, and
later events may have come first, so it looks at how things are now and brings its own rows up to that. It
asks nobody over the network for long: what takes time, it enqueues on commit. What it raises parks the event,
except `CoreUnavailable`, after which it is tried again.
"""

from __future__ import annotations

from collections.abc import Callable

from commerce import freshness
from ses_vendors.badge import handlers as badge
from ses_vendors.inbox.reading import Event
from ses_vendors.installation import origins
from ses_vendors.payments import handlers as payments

Handler = Callable[[Event], None]


def drop_catalogue(event: Event) -> None:
    """Make old what pages keep of goods and sellers, and what goods are found by."""
    freshness.drop("catalogue", "assortment")


def drop_pages(event: Event) -> None:
    """Make old what pages keep. A stock that moved does not change what goods are found by."""
    freshness.drop("catalogue")


def look_at_product(event: Event) -> None:
    """Drop what pages keep, and have the product's badge facts compared soon after."""
    drop_catalogue(event)
    badge.product_changed(event.payload)


def take_order(event: Event) -> None:
    """Keep the badges of a new order's lines, and bring its payments up to what the core says."""
    badge.order_placed(event.payload)
    look_at_payments(event)


def look_at_payments(event: Event) -> None:
    """Bring the payments of an order up to what the core says of it now, soon after."""
    payments.order_changed(event.payload, api_url=origins.allowed()[0])


def note(event: Event) -> None:
    """Keep an event that leads to nothing yet."""


HANDLERS: dict[str, Handler] = {
    "PRODUCT_CREATED": look_at_product,
    "PRODUCT_UPDATED": look_at_product,
    "PRODUCT_DELETED": drop_catalogue,
    "PRODUCT_METADATA_UPDATED": drop_catalogue,
    "PRODUCT_VARIANT_CREATED": drop_catalogue,
    "PRODUCT_VARIANT_UPDATED": drop_catalogue,
    "PRODUCT_VARIANT_DELETED": drop_catalogue,
    "PRODUCT_VARIANT_METADATA_UPDATED": drop_pages,
    "PRODUCT_VARIANT_STOCK_UPDATED": drop_pages,
    "PRODUCT_VARIANT_OUT_OF_STOCK": drop_catalogue,
    "PRODUCT_VARIANT_BACK_IN_STOCK": drop_catalogue,
    "CATEGORY_CREATED": drop_catalogue,
    "CATEGORY_UPDATED": drop_catalogue,
    "CATEGORY_DELETED": drop_catalogue,
    "COLLECTION_CREATED": drop_pages,
    "COLLECTION_UPDATED": drop_pages,
    "COLLECTION_DELETED": drop_pages,
    "COLLECTION_METADATA_UPDATED": drop_pages,
    "CHANNEL_UPDATED": drop_catalogue,
    "CHANNEL_METADATA_UPDATED": drop_pages,
    "PAGE_CREATED": drop_catalogue,
    "PAGE_UPDATED": drop_catalogue,
    "PAGE_DELETED": drop_catalogue,
    "ORDER_CREATED": take_order,
    "ORDER_CONFIRMED": look_at_payments,
    "ORDER_UPDATED": look_at_payments,
    "ORDER_PAID": look_at_payments,
    "ORDER_FULLY_PAID": look_at_payments,
    "ORDER_REFUNDED": look_at_payments,
    "ORDER_FULLY_REFUNDED": look_at_payments,
    "ORDER_CANCELLED": look_at_payments,
    "ORDER_FULFILLED": note,
    "FULFILLMENT_CREATED": note,
    "FULFILLMENT_CANCELED": note,
    "FULFILLMENT_TRACKING_NUMBER_UPDATED": note,
}


class NoHandler(LookupError):
    """Nobody has said what this event leads to."""


def of(code: str) -> Handler:
    """Return the handler of an event. Raises NoHandler."""
    try:
        return HANDLERS[code]
    except KeyError:
        raise NoHandler(f"Nothing handles {code}.") from None
