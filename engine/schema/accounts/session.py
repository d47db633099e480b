"""Logging in, and tokens."""

from __future__ import annotations

from typing import Any

import graphene
from graphene.types.generic import GenericScalar

from engine.accounts import tokens
from engine.accounts.models import User as Account
from engine.accounts.services import credentials, login
from engine.schema.accounts.errors import AccountError
from engine.schema.accounts.types import User
from engine.schema.mutations import CoreMutation, errors_of


def both_tokens(info: Any, user: Account) -> dict[str, Any]:
    """Return the fields of a payload that logs a user in."""
    now = info.context.now
    return {
        "token": tokens.create(user, "access", now=now),
        "refresh_token": tokens.create(user, "refresh", now=now),
        "user": user,
    }


class CreateToken(CoreMutation):
    """Exchange an e-mail and a password for tokens."""

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)
        audience = graphene.String()

    is_atomic = False

    token = graphene.String()
    refresh_token = graphene.String()
    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, email: str, password: str, audience: str | None = None) -> dict[str, Any]:
        """Log in; the audience matters to no reader of our tokens."""
        context = info.context
        user = login.log_in(email=email, password=password, ip_address=context.ip_address, now=context.now)
        return both_tokens(info, user)


class RefreshToken(CoreMutation):
    """Exchange a refresh token for a new access token."""

    class Arguments:
        refresh_token = graphene.String()

    token = graphene.String()
    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, refresh_token: str | None = None) -> dict[str, Any]:
        """Make a new access token."""
        user = credentials.renew(refresh_token=refresh_token, now=info.context.now)
        return {"token": tokens.create(user, "access", now=info.context.now), "user": user}


class VerifyToken(CoreMutation):
    """Say whether an access token is good, and whose it is."""

    class Arguments:
        token = graphene.String(required=True)

    user = graphene.Field(User)
    is_valid = graphene.Boolean(required=True)
    payload = GenericScalar()
    errors = errors_of(AccountError)

    @classmethod
    def mutate(cls, root: Any, info: Any, **arguments: Any) -> VerifyToken:
        """Answer also for a bad token: it changes nothing, and `isValid` says it."""
        try:
            user, claims = tokens.read(arguments["token"], "access", now=info.context.now)
        except tokens.BadToken as error:
            problem = AccountError(field="token", code=error.code, message=str(error))
            return cls(is_valid=False, errors=[problem])
        return cls(is_valid=True, user=user, payload=claims, errors=[])


class DeactivateAllUserTokens(CoreMutation):
    """End every token of the caller."""

    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any) -> dict[str, Any]:
        """Change the key that tokens carry."""
        credentials.revoke_tokens(user=info.context.require_user())
        return {}
