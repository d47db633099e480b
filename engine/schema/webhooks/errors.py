"""How refusals over apps and webhooks read."""

from __future__ import annotations

import graphene

from engine.schema.enums import enum
from engine.schema.webhooks.enums import PermissionEnum

AppErrorCode = enum(
    "AppErrorCode",
    [
        "FORBIDDEN",
        "GRAPHQL_ERROR",
        "INVALID",
        "INVALID_STATUS",
        "INVALID_PERMISSION",
        "INVALID_URL_FORMAT",
        "INVALID_MANIFEST_FORMAT",
        "INVALID_CUSTOM_HEADERS",
        "MANIFEST_URL_CANT_CONNECT",
        "NOT_FOUND",
        "REQUIRED",
        "UNIQUE",
        "OUT_OF_SCOPE_APP",
        "OUT_OF_SCOPE_PERMISSION",
        "UNSUPPORTED_SALEOR_VERSION",
    ],
    "Why something about an app was refused.",
)

WebhookErrorCode = enum(
    "WebhookErrorCode",
    [
        "GRAPHQL_ERROR",
        "INVALID",
        "NOT_FOUND",
        "REQUIRED",
        "UNIQUE",
        "DELETE_FAILED",
        "SYNTAX",
        "MISSING_SUBSCRIPTION",
        "UNABLE_TO_PARSE",
        "MISSING_EVENT",
        "INVALID_CUSTOM_HEADERS",
        "INVALID_NOTIFY_WITH_SUBSCRIPTION",
    ],
    "Why something about a webhook was refused.",
)


class AppError(graphene.ObjectType):
    """One refusal."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(AppErrorCode, required=True)
    permissions = graphene.List(graphene.NonNull(PermissionEnum))


class WebhookError(graphene.ObjectType):
    """One refusal."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(WebhookErrorCode, required=True)
