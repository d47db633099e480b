"""Orders on the wire."""

from __future__ import annotations

from engine.schema.orders.mutations import OrderMutations
from engine.schema.orders.queries import OrderQueries

__all__ = ["OrderMutations", "OrderQueries"]
