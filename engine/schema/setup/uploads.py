"""Files for attributes."""

from __future__ import annotations

from typing import Any

import graphene

from engine.catalog.services import media
from engine.schema.media import File
from engine.schema.mutations import CoreMutation, errors_of
from engine.schema.scalars import Upload
from engine.schema.setup.errors import UploadError


class FileUpload(CoreMutation):
    """Store a picture that an attribute can then point to."""

    class Arguments:
        file = Upload(required=True)

    permissions = ("AUTHENTICATED_STAFF_USER", "AUTHENTICATED_APP")
    uploaded_file = graphene.Field(File)
    errors = errors_of(UploadError)

    @classmethod
    def perform(cls, info: Any, file: Any) -> dict[str, Any]:
        """Store it."""
        url, content_type = media.upload(file=file)
        return {"uploaded_file": File(url=url, content_type=content_type)}
