"""What staff can change about the catalogue."""

from __future__ import annotations

from engine.schema.setup import attributes, types


class CatalogMutations:
    """The catalogue's fields of Mutation."""

    attribute_create = attributes.AttributeCreate.Field()
    attribute_update = attributes.AttributeUpdate.Field()
    attribute_delete = attributes.AttributeDelete.Field()
    page_type_create = types.PageTypeCreate.Field()
    page_attribute_assign = types.PageAttributeAssign.Field()
    product_type_create = types.ProductTypeCreate.Field()
    product_attribute_assign = types.ProductAttributeAssign.Field()
