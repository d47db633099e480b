"""What can be asked about checkouts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from engine.checkout import info as infos
from engine.checkout import models
from engine.schema.checkout.reading import present
from engine.schema.checkout.types import Checkout
from engine.schema.keys import uuids_of
from kernel.ids import from_global_id


class CheckoutQueries:
    """The room's fields of Query."""

    checkout = graphene.Field(Checkout, id=graphene.ID(), token=graphene.UUID())

    @staticmethod
    def resolve_checkout(
        root: Any, info: Any, id: str | None = None, token: UUID | None = None
    ) -> models.Checkout | None:
        """Return the checkout to whoever knows its id; in a closed channel to staff only."""
        if id is not None:
            from_global_id(id, "Checkout")
        keys = uuids_of([id], "Checkout") if id is not None else [token] if token else []
        found = next(iter(infos.find(keys)), None)
        if found is None or not (
            found.channel.is_active or info.context.may("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS")
        ):
            return None
        return present(infos.load(found, now=info.context.now))
