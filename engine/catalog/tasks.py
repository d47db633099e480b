"""Background work over the catalogue: smaller pictures, and the words of the search."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import OperationalError
from PIL import UnidentifiedImageError

from engine.catalog import search, thumbnails
from engine.catalog.models import Product, ProductMedia

logger = logging.getLogger(__name__)

#: A full disk or a locked database heals; at most 200 s apart, well below the broker's visibility timeout.
HEALING = {
    "autoretry_for": (OSError, OperationalError),
    "retry_backoff": 10,
    "retry_backoff_max": 200,
    "max_retries": 5,
}


@shared_task(**HEALING)
def make_thumbnails(source: str) -> int:
    """Make the usual renderings of an uploaded picture; none when it has gone or cannot be decoded."""
    if not ProductMedia.objects.filter(path=source).exists():
        return 0
    try:
        return thumbnails.make_usual(source)
    except (FileNotFoundError, UnidentifiedImageError):
        logger.exception("Unable to make renderings of %s", source)
        return 0


@shared_task(**HEALING)
def forget_picture(source: str) -> None:
    """Remove the files of a picture that no product has any more."""
    thumbnails.forget(source)


@shared_task(**HEALING)
def reindex(product_ids: list[int]) -> None:
    """Write the words of products anew."""
    search.reindex(product_ids)


@shared_task(**HEALING)
def reindex_missing() -> int:
    """Index products that have no words yet; return how many. A sweep for what was missed."""
    missing = list(Product.objects.filter(search__isnull=True).values_list("pk", flat=True))
    search.reindex(missing)
    return len(missing)
