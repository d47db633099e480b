"""Enumerations of apps and webhooks, with Saleor's values."""

from __future__ import annotations

from engine.schema.enums import enum
from engine.webhooks.kinds import ALL_EVENTS, ALL_QUESTIONS

#: What a caller may be allowed, and how that reads.
PERMISSIONS = {
    "MANAGE_USERS": "Manage customers.",
    "MANAGE_STAFF": "Manage staff.",
    "IMPERSONATE_USER": "Impersonate user.",
    "MANAGE_APPS": "Manage apps",
    "MANAGE_OBSERVABILITY": "Manage observability",
    "MANAGE_CHECKOUTS": "Manage checkouts",
    "HANDLE_CHECKOUTS": "Handle checkouts",
    "HANDLE_TAXES": "Handle taxes",
    "MANAGE_TAXES": "Manage taxes",
    "MANAGE_CHANNELS": "Manage channels.",
    "MANAGE_CUSTOMER_TYPES_AND_ATTRIBUTES": "Manage customer types and attributes.",
    "MANAGE_DISCOUNTS": "Manage sales and vouchers.",
    "MANAGE_GIFT_CARD": "Manage gift cards.",
    "MANAGE_MENUS": "Manage navigation.",
    "MANAGE_ORDERS": "Manage orders.",
    "MANAGE_ORDERS_IMPORT": "Manage orders import.",
    "MANAGE_PAGES": "Manage pages.",
    "MANAGE_PAGE_TYPES_AND_ATTRIBUTES": "Manage page types and attributes.",
    "HANDLE_PAYMENTS": "Handle payments",
    "MANAGE_PLUGINS": "Manage plugins",
    "MANAGE_PRODUCTS": "Manage products.",
    "MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES": "Manage product types and attributes.",
    "MANAGE_SHIPPING": "Manage shipping.",
    "MANAGE_SETTINGS": "Manage settings.",
    "MANAGE_TRANSLATIONS": "Manage translations.",
}

PermissionEnum = enum("PermissionEnum", list(PERMISSIONS), "What a caller may be allowed.")
AppTypeEnum = enum("AppTypeEnum", ["LOCAL", "THIRDPARTY"], "Whether an app came with a manifest.")
JobStatusEnum = enum("JobStatusEnum", ["PENDING", "SUCCESS", "FAILED", "DELETED"], "How far a job is.")
AppSortField = enum("AppSortField", ["NAME", "CREATION_DATE"], "What apps are sorted by.")
CircuitBreakerStateEnum = enum(
    "CircuitBreakerStateEnum", ["CLOSED", "HALF_OPEN", "OPEN"], "Whether an app is left in peace for a while."
)
EventDeliveryStatusEnum = enum(
    "EventDeliveryStatusEnum", ["PENDING", "SUCCESS", "FAILED"], "How far a delivery is."
)
EventDeliverySortField = enum("EventDeliverySortField", ["CREATED_AT"], "What deliveries are sorted by.")
EventDeliveryAttemptSortField = enum(
    "EventDeliveryAttemptSortField", ["CREATED_AT"], "What attempts are sorted by."
)
WebhookEventTypeAsyncEnum = enum("WebhookEventTypeAsyncEnum", ALL_EVENTS, "What an app can be told of.")
WebhookEventTypeSyncEnum = enum("WebhookEventTypeSyncEnum", ALL_QUESTIONS, "What an app can be asked.")
WebhookEventTypeEnum = enum(
    "WebhookEventTypeEnum", [*ALL_EVENTS, *ALL_QUESTIONS], "What a webhook can listen to."
)
