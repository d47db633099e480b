"""Signed tokens that say who asks: JWTs as Saleor makes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

import jwt
from django.conf import settings

from engine import signing
from engine.accounts.models import User
from kernel.ids import MalformedId, from_global_id, to_global_id

Kind = Literal["access", "refresh"]

LIFETIMES: dict[Kind, timedelta] = {"access": timedelta(minutes=5), "refresh": timedelta(days=30)}
ALGORITHM = "RS256"


class BadToken(Exception):
    """The token is of another kind, or its user is gone or has revoked it. `code` is Saleor's."""

    code = "JWT_INVALID_TOKEN"


class UnreadableToken(BadToken):
    """The token is none of ours, or forged."""

    code = "JWT_DECODE_ERROR"


class ExpiredToken(BadToken):
    """The token was good once."""

    code = "JWT_SIGNATURE_EXPIRED"


def create(user: User, kind: Kind, *, now: datetime) -> str:
    """Return a token of a kind: `access` lasts 5 minutes, `refresh` 30 days."""
    claims = {
        "iat": now,
        "exp": now + LIFETIMES[kind],
        "iss": issuer(),
        "owner": "saleor",
        "token": user.jwt_key,
        "email": user.email,
        "type": kind,
        "user_id": to_global_id("User", user.pk),
        "is_staff": user.is_staff,
    }
    return jwt.encode(claims, signing.private_key(), ALGORITHM, headers={"kid": signing.key_id()})


def issuer() -> str:
    """Return the address of this core's API, the `iss` of its tokens."""
    return f"{settings.PUBLIC_URL}/graphql/"


def read(token: str, kind: Kind, *, now: datetime) -> tuple[User, dict[str, Any]]:
    """Return whose token this is, and its claims.

    Raises:
        ExpiredToken: its time is over.
        BadToken: anything else is wrong with it.
    """
    claims = _claims(token)
    if claims["exp"] <= now.timestamp():
        raise ExpiredToken("Signature has expired")
    if claims.get("type") != kind:
        raise BadToken("Invalid token")
    user = _user(claims)
    if user is None or not user.is_active or user.jwt_key != claims.get("token"):
        raise BadToken("Invalid token")
    return user, claims


def _claims(token: str) -> dict[str, Any]:
    key = signing.private_key().public_key()
    try:
        # The clock is the caller's `now`, so only the presence of the times is asked for here.
        return jwt.decode(
            token,
            key,
            [ALGORITHM],
            issuer=issuer(),
            options={"require": ["exp", "iat", "iss"], "verify_exp": False, "verify_iat": False},
        )
    except jwt.InvalidTokenError as error:
        raise UnreadableToken("Invalid token") from error


def _user(claims: dict[str, Any]) -> User | None:
    try:
        key = from_global_id(str(claims.get("user_id")), "User")[1]
    except MalformedId:
        return None
    return User.objects.filter(pk=key).first() if key.isdecimal() else None
