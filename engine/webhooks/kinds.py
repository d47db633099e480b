"""The kinds of events that the core tells of, and the questions it asks, with Saleor's codes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: What a webhook listens to that wants every event.
ANY = "ANY_EVENTS"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its code, and the permission an app needs to be told.

    A question waits for the app's answer. What `is_farewell` tells of something that is about to be
    deleted: its payload is built when it is recorded, and not when it is sent.
    """

    code: str
    permission: str | None
    is_question: bool = False

    @property
    def is_farewell(self) -> bool:
        """Whether the subject will be gone."""
        return self.code.endswith("_DELETED")

    @property
    def type_name(self) -> str:
        """Return the name of its GraphQL type: ORDER_CREATED is OrderCreated."""
        return TYPE_NAMES.get(self.code) or "".join(word.capitalize() for word in self.code.split("_"))


#: Types that are not named as their kind is.
TYPE_NAMES: dict[str, str] = {}

_EVENTS = {
    "MANAGE_PRODUCTS": """
        PRODUCT_CREATED PRODUCT_UPDATED PRODUCT_DELETED PRODUCT_METADATA_UPDATED
        PRODUCT_VARIANT_CREATED PRODUCT_VARIANT_UPDATED PRODUCT_VARIANT_DELETED
        PRODUCT_VARIANT_METADATA_UPDATED PRODUCT_VARIANT_STOCK_UPDATED
        PRODUCT_VARIANT_OUT_OF_STOCK PRODUCT_VARIANT_BACK_IN_STOCK
        CATEGORY_CREATED CATEGORY_UPDATED CATEGORY_DELETED
        COLLECTION_CREATED COLLECTION_UPDATED COLLECTION_DELETED COLLECTION_METADATA_UPDATED
    """,
    "MANAGE_PAGES": "PAGE_CREATED PAGE_UPDATED PAGE_DELETED",
    "MANAGE_CHANNELS": "CHANNEL_UPDATED CHANNEL_METADATA_UPDATED",
    "MANAGE_ORDERS": """
        ORDER_CREATED ORDER_CONFIRMED ORDER_UPDATED ORDER_PAID ORDER_FULLY_PAID ORDER_REFUNDED
        ORDER_FULLY_REFUNDED ORDER_CANCELLED ORDER_FULFILLED ORDER_METADATA_UPDATED
        FULFILLMENT_CREATED FULFILLMENT_CANCELED FULFILLMENT_METADATA_UPDATED
        FULFILLMENT_TRACKING_NUMBER_UPDATED
    """,
    "HANDLE_PAYMENTS": "TRANSACTION_ITEM_METADATA_UPDATED",
}
_QUESTIONS = {
    "MANAGE_SHIPPING": "SHIPPING_LIST_METHODS_FOR_CHECKOUT",
    "MANAGE_CHECKOUTS": "CHECKOUT_FILTER_SHIPPING_METHODS",
    "HANDLE_PAYMENTS": """
        PAYMENT_GATEWAY_INITIALIZE_SESSION TRANSACTION_INITIALIZE_SESSION TRANSACTION_PROCESS_SESSION
        TRANSACTION_CHARGE_REQUESTED TRANSACTION_REFUND_REQUESTED TRANSACTION_CANCELATION_REQUESTED
    """,
}

KINDS: dict[str, Kind] = {
    code: Kind(code, permission, is_question)
    for table, is_question in ((_EVENTS, False), (_QUESTIONS, True))
    for permission, codes in table.items()
    for code in codes.split()
}


def _codes(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="ascii").split()


#: Every code of Saleor's, also of what never happens here: an app may listen to it.
ALL_EVENTS = _codes("async_events.txt")
ALL_QUESTIONS = _codes("sync_events.txt")
