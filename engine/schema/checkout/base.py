"""What the mutations of checkouts share: whose checkout, which payload."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.checkout.info import CheckoutInfo
from engine.errors import refuse
from engine.schema.checkout.errors import CheckoutError
from engine.schema.checkout.reading import present
from engine.schema.checkout.types import Checkout
from engine.schema.mutations import CoreMutation, errors_of, key_of


class ById:
    """The arguments that name a checkout: `id`, or one of the two older ways."""

    id = graphene.ID()
    checkout_id = graphene.ID()
    token = graphene.UUID()


class ByIdOrToken:
    """The same for mutations that never had `checkoutId`."""

    id = graphene.ID()
    token = graphene.UUID()


class CheckoutMutation(CoreMutation):
    """Base of those that change one checkout and answer with it: `change` calls the service."""

    class Meta:
        abstract = True

    #: One service is one transaction already; a second around it costs two statements each time.
    is_atomic = False

    checkout = graphene.Field(Checkout)
    errors = errors_of(CheckoutError)

    @classmethod
    def perform(
        cls,
        info: Any,
        id: str | None = None,
        checkout_id: str | None = None,
        token: UUID | None = None,
        **wanted: Any,
    ) -> dict[str, Any]:
        """Find out which checkout is meant and change it."""
        return {"checkout": present(cls.change(info, checkout_key(id, checkout_id, token), **wanted))}

    @classmethod
    def change(cls, info: Any, key: UUID, *_: Any, **wanted: Any) -> CheckoutInfo:
        """Change the checkout; each mutation names its own arguments."""
        raise NotImplementedError


def checkout_key(id: str | None, checkout_id: str | None = None, token: UUID | None = None) -> UUID:
    """Return the key of the checkout that the arguments name.

    Raises:
        Refusal: GRAPHQL_ERROR, when they name none or several, or the id is malformed.
    """
    given = {"id": id, "checkoutId": checkout_id, "token": token}
    named = {name: value for name, value in given.items() if value is not None}
    if len(named) != 1:
        raise refuse("GRAPHQL_ERROR", "Exactly one of 'id', 'checkoutId' and 'token' is required.", "id")
    if token is not None:
        return token
    ((name, value),) = named.items()
    return uuid_of(str(value), "Checkout", field=name)


def uuid_of(global_id: str, type_name: str, *, field: str) -> UUID:
    """Return the UUID inside a global id given as an argument.

    Raises:
        Refusal: GRAPHQL_ERROR, the id is malformed or of another type.
    """
    text = key_of(global_id, type_name, field=field)
    try:
        return UUID(text)
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", f"Invalid ID: {global_id}.", field) from error
