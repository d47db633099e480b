"""What staff can change about the catalogue."""

from __future__ import annotations

from engine.schema.setup import (
    attributes,
    categories,
    collections,
    media,
    pages,
    products,
    types,
    uploads,
    variants,
)


class CatalogMutations:
    """The catalogue's fields of Mutation."""

    attribute_create = attributes.AttributeCreate.Field()
    attribute_update = attributes.AttributeUpdate.Field()
    attribute_delete = attributes.AttributeDelete.Field()
    page_type_create = types.PageTypeCreate.Field()
    page_attribute_assign = types.PageAttributeAssign.Field()
    product_type_create = types.ProductTypeCreate.Field()
    product_attribute_assign = types.ProductAttributeAssign.Field()
    category_create = categories.CategoryCreate.Field()
    category_update = categories.CategoryUpdate.Field()
    category_delete = categories.CategoryDelete.Field()
    collection_create = collections.CollectionCreate.Field()
    collection_update = collections.CollectionUpdate.Field()
    collection_delete = collections.CollectionDelete.Field()
    collection_add_products = collections.CollectionAddProducts.Field()
    collection_remove_products = collections.CollectionRemoveProducts.Field()
    collection_channel_listing_update = collections.CollectionChannelListingUpdate.Field()
    page_create = pages.PageCreate.Field()
    page_update = pages.PageUpdate.Field()
    page_delete = pages.PageDelete.Field()
    product_create = products.ProductCreate.Field()
    product_update = products.ProductUpdate.Field()
    product_delete = products.ProductDelete.Field()
    product_channel_listing_update = products.ProductChannelListingUpdate.Field()
    product_variant_bulk_create = variants.ProductVariantBulkCreate.Field()
    product_variant_update = variants.ProductVariantUpdate.Field()
    product_variant_delete = variants.ProductVariantDelete.Field()
    product_variant_channel_listing_update = variants.ProductVariantChannelListingUpdate.Field()
    product_media_create = media.ProductMediaCreate.Field()
    product_media_delete = media.ProductMediaDelete.Field()
    file_upload = uploads.FileUpload.Field()
