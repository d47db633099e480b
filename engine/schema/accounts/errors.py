"""How refusals over accounts read."""

from __future__ import annotations

import graphene

from engine.schema.accounts.address import AddressTypeEnum
from engine.schema.enums import enum

AccountErrorCode = enum(
    "AccountErrorCode",
    [
        "ACTIVATE_OWN_ACCOUNT",
        "ACTIVATE_SUPERUSER_ACCOUNT",
        "DUPLICATED_INPUT_ITEM",
        "DEACTIVATE_OWN_ACCOUNT",
        "DEACTIVATE_SUPERUSER_ACCOUNT",
        "DELETE_NON_STAFF_USER",
        "DELETE_OWN_ACCOUNT",
        "DELETE_STAFF_ACCOUNT",
        "DELETE_SUPERUSER_ACCOUNT",
        "GRAPHQL_ERROR",
        "INACTIVE",
        "INVALID",
        "INVALID_PASSWORD",
        "LEFT_NOT_MANAGEABLE_PERMISSION",
        "INVALID_CREDENTIALS",
        "NOT_FOUND",
        "OUT_OF_SCOPE_USER",
        "OUT_OF_SCOPE_GROUP",
        "OUT_OF_SCOPE_PERMISSION",
        "PASSWORD_ENTIRELY_NUMERIC",
        "PASSWORD_TOO_COMMON",
        "PASSWORD_TOO_SHORT",
        "PASSWORD_TOO_SIMILAR",
        "PASSWORD_RESET_ALREADY_REQUESTED",
        "REQUIRED",
        "UNIQUE",
        "JWT_SIGNATURE_EXPIRED",
        "JWT_INVALID_TOKEN",
        "JWT_DECODE_ERROR",
        "JWT_MISSING_TOKEN",
        "JWT_INVALID_CSRF_TOKEN",
        "CHANNEL_INACTIVE",
        "MISSING_CHANNEL_SLUG",
        "ACCOUNT_NOT_CONFIRMED",
        "LOGIN_ATTEMPT_DELAYED",
        "DISABLED_AUTHENTICATION_METHOD",
        "UNKNOWN_IP_ADDRESS",
        "FILE_SIZE_LIMIT_EXCEEDED",
    ],
    "Why something about an account was refused.",
)

SendConfirmationEmailErrorCode = enum(
    "SendConfirmationEmailErrorCode",
    ["INVALID", "ACCOUNT_CONFIRMED", "CONFIRMATION_ALREADY_REQUESTED", "MISSING_CHANNEL_SLUG"],
    "Why no confirmation was mailed.",
)


class AccountError(graphene.ObjectType):
    """One refusal."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(AccountErrorCode, required=True)
    address_type = graphene.Field(AddressTypeEnum)


class SendConfirmationEmailError(graphene.ObjectType):
    """One refusal of `sendConfirmationEmail`."""

    field = graphene.String()
    message = graphene.String()
    code = graphene.Field(SendConfirmationEmailErrorCode, required=True)
