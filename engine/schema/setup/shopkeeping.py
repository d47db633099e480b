"""What can be changed about the place of sale: everything but the goods themselves."""

from __future__ import annotations

from engine.schema.setup.channels import ChannelMutations
from engine.schema.setup.menus import MenuMutations
from engine.schema.setup.metadata import MetadataMutations
from engine.schema.setup.shipping import ShippingMutations
from engine.schema.setup.shop import ShopMutations
from engine.schema.setup.stocks import StockMutations
from engine.schema.setup.taxes import TaxMutations
from engine.schema.setup.translations import TranslationMutations
from engine.schema.setup.vouchers import VoucherMutations
from engine.schema.setup.warehouses import WarehouseMutations


class SetupMutations(
    ShopMutations,
    ChannelMutations,
    TaxMutations,
    WarehouseMutations,
    ShippingMutations,
    StockMutations,
    VoucherMutations,
    MenuMutations,
    TranslationMutations,
    MetadataMutations,
):
    """The set-up's fields of Mutation; those of the goods are `CatalogMutations`."""
