"""The error types of the mutations that set a shop up, with Saleor's codes."""

from __future__ import annotations

from typing import Any

import graphene

from engine.schema.enums import enum

IDS = graphene.List(graphene.NonNull(graphene.ID))
TEXTS = graphene.List(graphene.NonNull(graphene.String))


def error_type(name: str, codes: type[graphene.Enum], **extra: Any) -> type[graphene.ObjectType]:
    """Make an error type: field, message and code, and what else Saleor tells with it."""
    fields = {
        "__doc__": f"Why a mutation was refused ({name}).",
        "field": graphene.String(),
        "message": graphene.String(),
        "code": graphene.Field(codes, required=True),
        **extra,
    }
    return type(name, (graphene.ObjectType,), fields)


def codes(name: str, values: str) -> type[graphene.Enum]:
    """Make an enumeration of refusal codes from words."""
    return enum(name, values.split(), "Why a mutation was refused.")


ChannelErrorCode = codes(
    "ChannelErrorCode",
    "ALREADY_EXISTS GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE "
    "CHANNELS_CURRENCY_MUST_BE_THE_SAME CHANNEL_WITH_ORDERS DUPLICATED_INPUT_ITEM",
)
WarehouseErrorCode = codes(
    "WarehouseErrorCode",
    "ALREADY_EXISTS GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE",
)
ShippingErrorCode = codes(
    "ShippingErrorCode",
    "ALREADY_EXISTS GRAPHQL_ERROR INVALID MAX_LESS_THAN_MIN NOT_FOUND REQUIRED UNIQUE DUPLICATED_INPUT_ITEM",
)
AttributeErrorCode = codes(
    "AttributeErrorCode",
    "ALREADY_EXISTS GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE",
)
PageErrorCode = codes(
    "PageErrorCode",
    "GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE DUPLICATED_INPUT_ITEM ATTRIBUTE_ALREADY_ASSIGNED",
)
ProductErrorCode = codes(
    "ProductErrorCode",
    "ALREADY_EXISTS ATTRIBUTE_ALREADY_ASSIGNED ATTRIBUTE_CANNOT_BE_ASSIGNED "
    "ATTRIBUTE_VARIANTS_DISABLED MEDIA_ALREADY_ASSIGNED DUPLICATED_INPUT_ITEM GRAPHQL_ERROR INVALID "
    "INVALID_PRICE PRODUCT_WITHOUT_CATEGORY NOT_PRODUCTS_IMAGE NOT_PRODUCTS_VARIANT NOT_FOUND "
    "REQUIRED UNIQUE CANNOT_MANAGE_PRODUCT_WITHOUT_VARIANT PRODUCT_NOT_ASSIGNED_TO_CHANNEL "
    "UNSUPPORTED_MEDIA_PROVIDER PREORDER_VARIANT_CANNOT_BE_DEACTIVATED INVALID_FILE_TYPE "
    "UNSUPPORTED_MIME_TYPE FILE_SIZE_LIMIT_EXCEEDED",
)
CollectionErrorCode = codes(
    "CollectionErrorCode",
    "DUPLICATED_INPUT_ITEM GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE "
    "CANNOT_MANAGE_PRODUCT_WITHOUT_VARIANT FILE_SIZE_LIMIT_EXCEEDED",
)
MetadataErrorCode = codes(
    "MetadataErrorCode",
    "GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED NOT_UPDATED",
)
TranslationErrorCode = codes(
    "TranslationErrorCode",
    "GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE",
)
MenuErrorCode = codes(
    "MenuErrorCode",
    "CANNOT_ASSIGN_NODE GRAPHQL_ERROR INVALID INVALID_MENU_ITEM NO_MENU_ITEM_PROVIDED NOT_FOUND "
    "REQUIRED TOO_MANY_MENU_ITEMS UNIQUE",
)
DiscountErrorCode = codes(
    "DiscountErrorCode",
    "ALREADY_EXISTS GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE "
    "CANNOT_MANAGE_PRODUCT_WITHOUT_VARIANT DUPLICATED_INPUT_ITEM VOUCHER_ALREADY_USED",
)
TaxClassCreateErrorCode = codes(
    "TaxClassCreateErrorCode",
    "GRAPHQL_ERROR INVALID NOT_FOUND",
)
TaxConfigurationUpdateErrorCode = codes(
    "TaxConfigurationUpdateErrorCode",
    "DUPLICATED_INPUT_ITEM GRAPHQL_ERROR INVALID NOT_FOUND",
)
UploadErrorCode = codes(
    "UploadErrorCode",
    "GRAPHQL_ERROR INVALID_FILE_TYPE UNSUPPORTED_MIME_TYPE",
)
ShopErrorCode = codes(
    "ShopErrorCode",
    "ALREADY_EXISTS CANNOT_FETCH_TAX_RATES GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE "
    "PASSWORD_AUTH_RESTRICTION",
)
ProductVariantBulkErrorCode = codes(
    "ProductVariantBulkErrorCode",
    "ATTRIBUTE_ALREADY_ASSIGNED ATTRIBUTE_CANNOT_BE_ASSIGNED ATTRIBUTE_VARIANTS_DISABLED "
    "DUPLICATED_INPUT_ITEM GRAPHQL_ERROR INVALID INVALID_PRICE NOT_PRODUCTS_VARIANT NOT_FOUND "
    "REQUIRED UNIQUE PRODUCT_NOT_ASSIGNED_TO_CHANNEL STOCK_ALREADY_EXISTS",
)
ChannelError = error_type("ChannelError", ChannelErrorCode, shipping_zones=IDS, warehouses=IDS)
WarehouseError = error_type("WarehouseError", WarehouseErrorCode, shipping_zones=IDS)
ShippingError = error_type("ShippingError", ShippingErrorCode, warehouses=IDS, channels=IDS)
AttributeError = error_type("AttributeError", AttributeErrorCode)
PageError = error_type("PageError", PageErrorCode, attributes=IDS, values=IDS)
ProductError = error_type("ProductError", ProductErrorCode, attributes=IDS, values=IDS)
CollectionError = error_type("CollectionError", CollectionErrorCode, products=IDS)
MetadataError = error_type("MetadataError", MetadataErrorCode)
TranslationError = error_type("TranslationError", TranslationErrorCode)
MenuError = error_type("MenuError", MenuErrorCode)
DiscountError = error_type(
    "DiscountError", DiscountErrorCode, products=IDS, channels=IDS, voucher_codes=TEXTS
)
TaxClassCreateError = error_type(
    "TaxClassCreateError",
    TaxClassCreateErrorCode,
    country_codes=graphene.List(graphene.NonNull(graphene.String), required=True),
)
TaxConfigurationUpdateError = error_type(
    "TaxConfigurationUpdateError",
    TaxConfigurationUpdateErrorCode,
    country_codes=graphene.List(graphene.NonNull(graphene.String), required=True),
)
UploadError = error_type("UploadError", UploadErrorCode)
ShopError = error_type("ShopError", ShopErrorCode)
ProductVariantBulkError = error_type(
    "ProductVariantBulkError",
    ProductVariantBulkErrorCode,
    path=graphene.String(),
    attributes=IDS,
    values=IDS,
    warehouses=IDS,
    stocks=IDS,
    channels=IDS,
    channel_listings=IDS,
)
ProductChannelListingError = error_type(
    "ProductChannelListingError", ProductErrorCode, attributes=IDS, values=IDS, channels=IDS, variants=IDS
)
CollectionChannelListingError = error_type(
    "CollectionChannelListingError", ProductErrorCode, attributes=IDS, values=IDS, channels=IDS
)
BulkStockError = error_type(
    "BulkStockError", ProductErrorCode, attributes=IDS, values=IDS, index=graphene.Int()
)
BulkProductError = error_type(
    "BulkProductError",
    ProductErrorCode,
    attributes=IDS,
    values=IDS,
    index=graphene.Int(),
    warehouses=IDS,
    channels=IDS,
)
