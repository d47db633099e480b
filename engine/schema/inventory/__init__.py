"""Warehouses, stock and shipping on the wire."""

from __future__ import annotations

from engine.schema.inventory.queries import InventoryQueries

__all__ = ["InventoryQueries"]
