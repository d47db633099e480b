"""Where private files lie: beside the public media, never under its address."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.deconstruct import deconstructible


@deconstructible(path="ses_vendors.vendors.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Files that only their owner on this machine reads, in the folder that the settings name now."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """The folder, as the settings write it."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """The folder, absolutely."""
        return os.path.abspath(self.base_location)

    @property
    def base_url(self) -> None:  # type: ignore[override]
        """None: there is no public address."""
        return


def private_files() -> Storage:
    """Return the store of private files; it has no public address."""
    return PrivateStorage()
