"""Enumerations of warehouses and shipping."""

from __future__ import annotations

from engine.schema.enums import enum

WarehouseClickAndCollectOptionEnum = enum(
    "WarehouseClickAndCollectOptionEnum", ["DISABLED", "LOCAL", "ALL"], "Whether goods can be collected."
)
WarehouseSortField = enum("WarehouseSortField", ["NAME"], "What warehouses are sorted by.")
ShippingMethodTypeEnum = enum(
    "ShippingMethodTypeEnum", ["PRICE", "WEIGHT"], "What a shipping method's limits are about."
)
