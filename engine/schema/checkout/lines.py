"""Starting a checkout, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import graphene

from engine.checkout.info import CheckoutInfo
from engine.checkout.services import creation, lines
from engine.checkout.services.creation import Draft
from engine.checkout.services.lines import LineChange, Wish
from engine.errors import refuse
from engine.schema.accounts.address import AddressInput
from engine.schema.checkout.addresses import checked_if_given
from engine.schema.checkout.base import ById, ByIdOrToken, CheckoutMutation, uuid_of
from engine.schema.checkout.errors import CheckoutError
from engine.schema.checkout.reading import present
from engine.schema.checkout.types import Checkout
from engine.schema.enums import LanguageCodeEnum, language_of
from engine.schema.fields import MetadataInput, written
from engine.schema.keys import whole_keys_of
from engine.schema.mutations import CoreMutation, errors_of


class CheckoutLineInput(graphene.InputObjectType):
    """A variant and how many of it to put in."""

    quantity = graphene.Int(required=True)
    variant_id = graphene.ID(required=True)
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class CheckoutLineUpdateInput(graphene.InputObjectType):
    """A line, or a variant, and how many of it there shall be."""

    variant_id = graphene.ID()
    quantity = graphene.Int()
    line_id = graphene.ID()
    metadata = graphene.List(graphene.NonNull(MetadataInput))


class CheckoutCreateInput(graphene.InputObjectType):
    """What a checkout starts with."""

    channel = graphene.String()
    lines = graphene.List(graphene.NonNull(CheckoutLineInput))
    email = graphene.String()
    save_shipping_address = graphene.Boolean()
    shipping_address = AddressInput()
    save_billing_address = graphene.Boolean()
    billing_address = AddressInput()
    language_code = LanguageCodeEnum()
    metadata = graphene.List(graphene.NonNull(MetadataInput))
    private_metadata = graphene.List(graphene.NonNull(MetadataInput))


def wishes_of(given: Sequence[dict[str, Any]]) -> list[Wish]:
    """Return line inputs that name variants.

    Raises:
        Refusal: GRAPHQL_ERROR, an id is no variant's.
    """
    keys = {line["variant_id"]: whole_keys_of([line["variant_id"]], "ProductVariant") for line in given}
    if unknown := [global_id for global_id, key in keys.items() if not key]:
        raise lines.unknown_variants(unknown)
    return [
        Wish(keys[line["variant_id"]][0], line.get("quantity"), written(line.get("metadata")))
        for line in given
    ]


class CheckoutCreate(CoreMutation):
    """Start a checkout."""

    class Arguments:
        input = CheckoutCreateInput(required=True)

    is_atomic = False

    checkout = graphene.Field(Checkout)
    errors = errors_of(CheckoutError)

    @classmethod
    def perform(cls, info: Any, input: dict[str, Any]) -> dict[str, Any]:
        """Start it; a logged-in shopper's is theirs from the first."""
        if input.get("private_metadata"):
            info.context.require_staff("MANAGE_CHECKOUTS")
        made = creation.create(
            channel=creation.channel_of(input.get("channel")),
            wishes=wishes_of(input.get("lines") or ()),
            draft=cls._draft(input),
            user=info.context.user,
            now=info.context.now,
        )
        return {"checkout": present(made)}

    @staticmethod
    def _draft(given: dict[str, Any]) -> Draft:
        """Read the input; what is left out, or null, is as at the start."""
        names = ("email", "save_shipping_address", "save_billing_address")
        plain = {name: given[name] for name in names if given.get(name) is not None}
        if given.get("language_code") is not None:
            plain["language_code"] = language_of(given["language_code"])
        return Draft(
            shipping_address=checked_if_given(given.get("shipping_address"), "SHIPPING"),
            billing_address=checked_if_given(given.get("billing_address"), "BILLING"),
            metadata=written(given.get("metadata")),
            private_metadata=written(given.get("private_metadata")),
            **plain,
        )


class CheckoutLinesAdd(CheckoutMutation):
    """Put pieces in, beside those already there."""

    class Arguments(ById):
        lines = graphene.List(graphene.NonNull(CheckoutLineInput), required=True)

    @classmethod
    def change(cls, info: Any, key: UUID, lines: list[dict[str, Any]]) -> CheckoutInfo:
        """Put them in."""
        return put_in(info, key, wishes_of(lines))


def put_in(info: Any, key: UUID, wishes: Sequence[Wish]) -> CheckoutInfo:
    """Put pieces into a checkout."""
    return lines.add(checkout_id=key, wishes=wishes, now=info.context.now)


class CheckoutLinesUpdate(CheckoutMutation):
    """Set how many pieces lines have; none removes the line."""

    class Arguments(ById):
        lines = graphene.List(graphene.NonNull(CheckoutLineUpdateInput), required=True)

    @classmethod
    def change(cls, info: Any, key: UUID, lines: list[dict[str, Any]]) -> CheckoutInfo:
        """Set them."""
        return set_lines(info, key, lines)


def set_lines(info: Any, key: UUID, given: Sequence[dict[str, Any]]) -> CheckoutInfo:
    """Set the pieces of lines, which are named by themselves or by their variants."""
    if any((line.get("line_id") is None) is (line.get("variant_id") is None) for line in given):
        message = "Exactly one of 'lineId' and 'variantId' is required."
        raise refuse("GRAPHQL_ERROR", message, "lineId")
    return lines.update(
        checkout_id=key,
        changes=[_change(line) for line in given if line.get("line_id") is not None],
        wishes=wishes_of([line for line in given if line.get("line_id") is None]),
        now=info.context.now,
    )


def _change(line: dict[str, Any]) -> LineChange:
    key = uuid_of(line["line_id"], "CheckoutLine", field="lineId")
    return LineChange(key, line.get("quantity"), written(line.get("metadata")))


class CheckoutLinesDelete(CheckoutMutation):
    """Take lines out."""

    class Arguments(ByIdOrToken):
        lines_ids = graphene.List(graphene.NonNull(graphene.ID), required=True)

    @classmethod
    def change(cls, info: Any, key: UUID, lines_ids: list[str]) -> CheckoutInfo:
        """Take them out."""
        keys = [uuid_of(global_id, "CheckoutLine", field="linesIds") for global_id in lines_ids]
        return lines.delete(checkout_id=key, line_ids=keys, now=info.context.now)
