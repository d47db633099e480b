"""The catalogue's documents, and goods as Ana sets them up over GraphQL."""

from __future__ import annotations

import json
from typing import Any

from engine.catalog import models
from tests.engine.schema.setup.staff import gid, tell

ATTRIBUTE_CREATE = """
mutation($input: AttributeCreateInput!) {
  attributeCreate(input: $input) {
    attribute { id slug name inputType choices(first: 100) { edges { node { id slug name } } } }
    errors { field code message }
  }
}
"""
PAGE_TYPE_CREATE = """
mutation($input: PageTypeCreateInput!) {
  pageTypeCreate(input: $input) {
    pageType { id slug attributes { slug } }
    errors { field code message attributes }
  }
}
"""
PRODUCT_TYPE_CREATE = """
mutation($input: ProductTypeInput!) {
  productTypeCreate(input: $input) {
    productType {
      id slug isShippingRequired
      productAttributes { slug }
      assignedVariantAttributes { attribute { slug } variantSelection }
    }
    errors { field code message attributes }
  }
}
"""
CATEGORY_CREATE = """
mutation($input: CategoryInput!, $parent: ID) {
  categoryCreate(input: $input, parent: $parent) {
    category { id slug name level description seoTitle parent { slug } }
    errors { field code message }
  }
}
"""
PAGE_CREATE = """
mutation($input: PageCreateInput!) {
  pageCreate(input: $input) {
    page { id slug title isPublished content }
    errors { field code message attributes }
  }
}
"""
PRODUCT_CREATE = """
mutation($input: ProductCreateInput!) {
  productCreate(input: $input) {
    product { id slug name weight { unit value } category { slug } externalReference metadata { key value } }
    errors { field code message attributes }
  }
}
"""
VARIANTS_CREATE = """
mutation($product: ID!, $variants: [ProductVariantBulkCreateInput!]!, $policy: ErrorPolicyEnum) {
  productVariantBulkCreate(product: $product, variants: $variants, errorPolicy: $policy) {
    count
    productVariants { sku }
    results { productVariant { id sku name } errors { field path code message attributes channels } }
    errors { field code message }
  }
}
"""


def rich(text: str) -> str:
    """A rich text of one paragraph, as JSON."""
    return json.dumps({"blocks": [{"type": "paragraph", "data": {"text": text}}]})


def attribute(slug: str, input_type: str, owner: str = "PRODUCT_TYPE", **more: Any) -> dict[str, Any]:
    """Make an attribute; return its payload: id, and its choices' ids by name."""
    given = {"slug": slug, "name": slug.title(), "type": owner, "inputType": input_type, **more}
    made = tell(ATTRIBUTE_CREATE, {"input": given})
    assert made["errors"] == []
    choices = made["attribute"]["choices"] or {"edges": []}
    return {
        "id": made["attribute"]["id"],
        "values": {edge["node"]["name"]: edge["node"]["id"] for edge in choices["edges"]},
    }


def page_type(*attribute_ids: str) -> str:
    """Make a kind of page; return its id."""
    made = tell(PAGE_TYPE_CREATE, {"input": {"name": "SES", "addAttributes": list(attribute_ids)}})
    return str(made["pageType"]["id"])


def product_type(product: list[str] | None = None, variant: list[str] | None = None) -> str:
    """Make a kind of goods; return its id."""
    given = {"name": "Bunuri", "productAttributes": product or [], "variantAttributes": variant or []}
    return str(tell(PRODUCT_TYPE_CREATE, {"input": given})["productType"]["id"])


def category(name: str = "Textile", parent: str | None = None) -> str:
    """Make a category; return its id."""
    return str(tell(CATEGORY_CREATE, {"input": {"name": name}, "parent": parent})["category"]["id"])


def channel() -> str:
    """The shop's channel's id."""
    return gid(models.Channel.objects.get_or_create(slug="ses-ro", defaults={"name": "SES"})[0])


def page(kind: str, **given: Any) -> str:
    """Make a page; return its id."""
    made = tell(PAGE_CREATE, {"input": {"title": "Atelierul Anei", "pageType": kind, **given}})
    assert made["errors"] == []
    return str(made["page"]["id"])


def product(kind: str, **given: Any) -> str:
    """Make a product; return its id."""
    made = tell(PRODUCT_CREATE, {"input": {"name": "Șorț de bucătărie", "productType": kind, **given}})
    assert made["errors"] == []
    return str(made["product"]["id"])
