"""Where private files lie: beside the public media, never under its address."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage


def private_files() -> Storage:
    """Return the store of private files; it has no public address."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT, base_url=None, file_permissions_mode=0o600)
