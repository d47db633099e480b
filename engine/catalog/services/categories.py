"""The tree of categories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from engine.catalog.models import Category
from engine.catalog.services.describing import describe, give_slug
from engine.errors import refuse
from engine.validation import store

#: Levels below a root; the tree's path has room for it.
DEEPEST = 10


@transaction.atomic
def create(*, given: Mapping[str, Any], parent: Category | None) -> Category:
    """Make a category under a parent, or a root.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID on a field; INVALID on `parent` when it lies too deep.
    """
    category = Category(parent=parent, level=parent.level + 1 if parent else 0)
    if category.level > DEEPEST:
        raise refuse("INVALID", f"The tree has at most {DEEPEST + 1} levels.", "parent")
    describe(category, given)
    give_slug(category, category.name, Category.objects.all())
    store(category, exclude=["parent"])
    category.path = f"{parent.path if parent else ''}{category.pk}/"
    category.save(update_fields=["path"])
    return category


@transaction.atomic
def update(*, category: Category, given: Mapping[str, Any]) -> Category:
    """Change a category's texts.

    Raises:
        Refusal: REQUIRED, UNIQUE or INVALID on a field.
    """
    describe(category, given)
    store(category, exclude=["parent"])
    return category


def delete(*, category: Category) -> None:
    """Delete a category with all below it; their products stay, without a category."""
    category.delete()
