"""Files on disk beside rows in a transaction: a row that does not come to be leaves no file behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from ses_vendors.vendors.uploads import Kept


@contextmanager
def stored(field: FieldFile, kept: Kept) -> Iterator[None]:
    """Write a file for a row that the block saves; where the block fails the file goes again."""
    field.save(kept.file_name, ContentFile(kept.content), save=False)
    try:
        yield
    except BaseException:
        field.storage.delete(field.name or "")
        raise


def forget(field: FieldFile) -> None:
    """Delete the file of a row that is gone, once the transaction that took the row has ended."""
    storage, name = field.storage, field.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
