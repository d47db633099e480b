"""What follows a change of the catalogue: words of the search, smaller pictures, files to remove.

Few products are indexed within the change itself, so that they are never found by old words; many are left to
a task, after the commit. A broker that is away costs nothing but time: a picture's renderings are made at the
first look, and a sweep finds products without words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from engine.catalog import search, tasks

#: Products that are indexed at once; about 5 ms each.
FEW = 20
#: Products of one task.
BATCH = 500


def index_words(product_ids: Iterable[int]) -> None:
    """Bring the words of products up to date: now when they are few, else in the background."""
    keys = list(product_ids)
    if len(keys) <= FEW:
        search.reindex(keys)
        return
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        transaction.on_commit(partial(tasks.reindex.delay, batch), robust=True)


def make_thumbnails(source: str) -> None:
    """Have a new picture's renderings made."""
    transaction.on_commit(partial(tasks.make_thumbnails.delay, source), robust=True)


def forget_pictures(sources: Iterable[str]) -> None:
    """Have the files of deleted pictures removed."""
    for source in sources:
        transaction.on_commit(partial(tasks.forget_picture.delay, source), robust=True)
