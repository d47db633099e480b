"""Pictures of products, and files for attributes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from engine.catalog import pictures
from engine.catalog.models import Product, ProductMedia
from engine.catalog.pictures import StoredPicture
from engine.catalog.services import prices
from engine.catalog.texts import plain
from engine.errors import refuse
from engine.validation import store

MOST_PICTURES = 50


@transaction.atomic
def create(*, product: Product, given: Mapping[str, Any], now: datetime) -> ProductMedia:
    """Add a picture (`image`, with `alt`) as the product's last.

    Raises:
        Refusal: REQUIRED without a file; INVALID_FILE_TYPE or FILE_SIZE_LIMIT_EXCEEDED on `image`; INVALID.
    """
    there = ProductMedia.objects.filter(product=product)
    if given.get("image") is None:
        raise refuse("REQUIRED", "Image is required.", "input")
    if there.count() >= MOST_PICTURES:
        raise refuse("INVALID", f"A product has at most {MOST_PICTURES} pictures.", "input")
    last = there.aggregate(last=Max("sort_order"))["last"]
    media = ProductMedia(product=product, alt=plain(given.get("alt")))
    media.sort_order = 0 if last is None else last + 1
    stored = _stored(given["image"], folder="products", field="image", too_large="FILE_SIZE_LIMIT_EXCEEDED")
    try:
        media.path = stored.path
        store(media, exclude=["product"])
    except BaseException:
        pictures.remove(stored.path)
        raise
    prices.touch(product_ids=[product.pk], now=now)
    return media


@transaction.atomic
def delete(*, media: ProductMedia, now: datetime) -> str:
    """Take a picture away; return its path, whose files are left over."""
    path = media.path
    prices.touch(product_ids=[media.product_id], now=now)
    media.delete()
    return path


def upload(*, file: Any) -> tuple[str, str]:
    """Store a picture for an attribute; return its address on this site and its media type.

    Raises:
        Refusal: INVALID_FILE_TYPE on `file`.
    """
    stored = _stored(file, folder="file_upload", field="file", too_large="INVALID_FILE_TYPE")
    return f"{settings.MEDIA_URL}{stored.path}", stored.content_type


def _stored(file: Any, *, folder: str, field: str, too_large: str) -> StoredPicture:
    try:
        return pictures.store(file, folder=folder)
    except pictures.PictureTooLarge as error:
        raise refuse(too_large, str(error), field) from error
    except pictures.UnfitPicture as error:
        raise refuse("INVALID_FILE_TYPE", str(error), field) from error
