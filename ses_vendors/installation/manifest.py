"""What the App says of itself: who it is, what it may do and why, what it wants to be told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from commerce.app.installing import Webhook

IDENTIFIER = "ro.ses.shop"
VERSION = "0.3.0"
# The oldest Saleor that has what the shop asks for, `assignedAttribute` among it.
OLDEST_SALEOR = (3, 22)

SUBSCRIPTIONS = Path(__file__).parent / "subscriptions"

#: Each permission that the App needs, and what for. It asks for no other.
PERMISSIONS = {
    "MANAGE_PRODUCTS": "to hear when goods, prices, stocks, categories or collections change, and to write "
    "on goods what is attested of their seller",
    "MANAGE_PAGES": "to hear when a seller's page changes, and to write what the seller says there, and what "
    "is attested",
    "MANAGE_TRANSLATIONS": "to write a seller's story in English",
    "MANAGE_CHANNELS": "to hear when the channel that goods are sold in changes",
    "MANAGE_ORDERS": "to hear of orders and parcels, to mark confirmed orders and the badges goods had then, "
    "to grant refunds",
    "HANDLE_PAYMENTS": "to offer payment methods and to report what was paid and refunded",
}

CATALOGUE_EVENTS = (
    "PRODUCT_CREATED",
    "PRODUCT_UPDATED",
    "PRODUCT_DELETED",
    "PRODUCT_METADATA_UPDATED",
    "PRODUCT_VARIANT_CREATED",
    "PRODUCT_VARIANT_UPDATED",
    "PRODUCT_VARIANT_DELETED",
    "PRODUCT_VARIANT_METADATA_UPDATED",
    "PRODUCT_VARIANT_STOCK_UPDATED",
    "PRODUCT_VARIANT_OUT_OF_STOCK",
    "PRODUCT_VARIANT_BACK_IN_STOCK",
    "CATEGORY_CREATED",
    "CATEGORY_UPDATED",
    "CATEGORY_DELETED",
    "COLLECTION_CREATED",
    "COLLECTION_UPDATED",
    "COLLECTION_DELETED",
    "COLLECTION_METADATA_UPDATED",
    "CHANNEL_UPDATED",
    "CHANNEL_METADATA_UPDATED",
    "PAGE_CREATED",
    "PAGE_UPDATED",
    "PAGE_DELETED",
)
ORDER_EVENTS = (
    "ORDER_CREATED",
    "ORDER_CONFIRMED",
    "ORDER_UPDATED",
    "ORDER_PAID",
    "ORDER_FULLY_PAID",
    "ORDER_REFUNDED",
    "ORDER_FULLY_REFUNDED",
    "ORDER_CANCELLED",
    "ORDER_FULFILLED",
    "FULFILLMENT_CREATED",
    "FULFILLMENT_CANCELED",
    "FULFILLMENT_TRACKING_NUMBER_UPDATED",
)
PAYMENT_EVENTS = (
    "PAYMENT_GATEWAY_INITIALIZE_SESSION",
    "TRANSACTION_INITIALIZE_SESSION",
    "TRANSACTION_PROCESS_SESSION",
    "TRANSACTION_CHARGE_REQUESTED",
    "TRANSACTION_REFUND_REQUESTED",
    "TRANSACTION_CANCELATION_REQUESTED",
)


def build() -> dict[str, Any]:
    """Return the manifest, for Saleor's `appInstall`."""
    return {
        "id": IDENTIFIER,
        "version": VERSION,
        "requiredSaleorVersion": f">={OLDEST_SALEOR[0]}.{OLDEST_SALEOR[1]} <4",
        "name": settings.SHOP_NAME,
        "about": _about(),
        "author": settings.SHOP_OPERATOR["legal_name"],
        "permissions": list(PERMISSIONS),
        "tokenTargetUrl": _address("app:token"),
        "homepageUrl": f"{settings.PUBLIC_URL}/",
        "supportUrl": f"{settings.PUBLIC_URL}/contact/",
        "dataPrivacyUrl": f"{settings.PUBLIC_URL}/info/confidentialitate/",
        "webhooks": [_declared(webhook) for webhook in webhooks()],
    }


def url() -> str:
    """Return where a core finds the manifest."""
    return _address("app:manifest")


def webhooks() -> tuple[Webhook, ...]:
    """Return everything the App listens to, at its addresses on this site."""
    events = _address("app:webhooks")
    return (
        Webhook("Catalogue", events, subscription("catalogue"), CATALOGUE_EVENTS),
        Webhook("Orders", events, subscription("orders"), ORDER_EVENTS),
        Webhook("Payments", _address("app:payments"), subscription("payments"), sync_events=PAYMENT_EVENTS),
    )


def subscription(name: str) -> str:
    """Return the subscription query of a file in `subscriptions/`."""
    return (SUBSCRIPTIONS / f"{name}.graphql").read_text(encoding="utf-8")


def _about() -> str:
    reasons = " ".join(f"{code}: {reason}." for code, reason in PERMISSIONS.items())
    return f"The pages and the sellers' side of a multi-vendor shop. What it may do, and what for: {reasons}"


def _address(name: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name)}"


def _declared(webhook: Webhook) -> dict[str, Any]:
    return {
        "name": webhook.name,
        "targetUrl": webhook.target_url,
        "query": webhook.query,
        "asyncEvents": list(webhook.async_events),
        "syncEvents": list(webhook.sync_events),
        "isActive": webhook.is_active,
    }
