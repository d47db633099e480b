"""New accounts, their confirmation, and passwords."""

from __future__ import annotations

from typing import Any

import graphene

from engine.accounts import redirects
from engine.accounts.services import credentials, registration
from engine.accounts.services.registration import Newcomer
from engine.schema.accounts.errors import AccountError, SendConfirmationEmailError
from engine.schema.accounts.letters import check_channel, send_after_commit
from engine.schema.accounts.session import both_tokens
from engine.schema.accounts.types import User
from engine.schema.enums import LanguageCodeEnum, language_of
from engine.schema.fields import MetadataInput, written
from engine.schema.mutations import CoreMutation, errors_of


class AccountRegisterInput(graphene.InputObjectType):
    """A new account."""

    first_name = graphene.String()
    last_name = graphene.String()
    language_code = LanguageCodeEnum()
    email = graphene.String(required=True)
    password = graphene.String(required=True)
    redirect_url = graphene.String()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    channel = graphene.String()


class AccountRegister(CoreMutation):
    """Make an account that its e-mail must confirm; the answer is the same for an e-mail that has one."""

    class Arguments:
        input = AccountRegisterInput(required=True)

    requires_confirmation = graphene.Boolean()
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Register and mail the confirmation."""
        redirect_url = redirects.check(input.get("redirect_url"))
        check_channel(input.get("channel"))
        user = registration.register(_newcomer(input))
        if user is not None:
            send_after_commit("confirmation", user, redirect_url)
        return {"requires_confirmation": True}


def _newcomer(given: dict[str, Any]) -> Newcomer:
    return Newcomer(
        email=given["email"],
        password=given["password"],
        first_name=given.get("first_name") or "",
        last_name=given.get("last_name") or "",
        language_code=language_of(given.get("language_code") or "RO"),
        metadata=written(given.get("metadata")),
    )


class ConfirmAccount(CoreMutation):
    """Confirm an e-mail with the mailed token."""

    class Arguments:
        email = graphene.String(required=True)
        token = graphene.String(required=True)

    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, email: str, token: str) -> dict[str, Any]:
        """Confirm the account."""
        return {"user": registration.confirm(email=email, token=token)}


class SendConfirmationEmail(CoreMutation):
    """Mail the confirmation again to the caller."""

    class Arguments:
        redirect_url = graphene.String(required=True)
        channel = graphene.String(required=True)

    errors = errors_of(SendConfirmationEmailError)

    @classmethod
    def perform(cls, info: Any, redirect_url: str, channel: str) -> dict[str, Any]:
        """Mail once more."""
        user = info.context.require_user()
        registration.require_unconfirmed(user)
        send_after_commit("confirmation", user, redirects.check(redirect_url))
        return {}


class RequestPasswordReset(CoreMutation):
    """Mail a link for a new password, if there is such an account; the answer does not say."""

    class Arguments:
        email = graphene.String(required=True)
        redirect_url = graphene.String(required=True)
        channel = graphene.String()

    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, email: str, redirect_url: str, channel: str | None = None) -> dict[str, Any]:
        """Mail the link."""
        redirect_url = redirects.check(redirect_url)
        check_channel(channel)
        user = credentials.request_reset(email=email, now=info.context.now)
        if user is not None:
            send_after_commit("password_reset", user, redirect_url)
        return {}


class SetPassword(CoreMutation):
    """Set a new password with the mailed token, and log in."""

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)
        token = graphene.String(required=True)

    token = graphene.String()
    refresh_token = graphene.String()
    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, email: str, password: str, token: str) -> dict[str, Any]:
        """Set the password."""
        return both_tokens(info, credentials.set_password(email=email, token=token, password=password))


class PasswordChange(CoreMutation):
    """Change the caller's password; all tokens end."""

    class Arguments:
        old_password = graphene.String()
        new_password = graphene.String(required=True)

    user = graphene.Field(User)
    errors = errors_of(AccountError)

    @classmethod
    def perform(cls, info: Any, new_password: str, old_password: str | None = None) -> dict[str, Any]:
        """Change the password."""
        user = info.context.require_user()
        return {"user": credentials.change_password(user=user, old=old_password, new=new_password)}
