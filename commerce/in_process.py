"""The embedded core, called as a function: no socket, no JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import cast

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.module_loading import import_string

from commerce import documents
from commerce.transport import Json, Upload, data_of, with_values


class InProcessTransport:
    """Calls what `settings.COMMERCE_IN_PROCESS_SCHEMA` names with
    (document, variables, operation_name, token, files), and gets a GraphQL answer as a dict."""

    #: A function is always there.
    is_away = False

    @cached_property
    def _core(self) -> Callable[..., Json]:
        return cast(Callable[..., Json], import_string(settings.COMMERCE_IN_PROCESS_SCHEMA))

    def execute(
        self,
        *,
        operation: str,
        variables: Json,
        token: str | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Json:
        """Run one operation in this process; see `Transport`."""
        document = documents.get(operation)
        uploads = {path: _as_uploaded_file(upload) for path, upload in (files or {}).items()}
        answer = self._core(
            document.text,
            with_values(variables, uploads) if uploads else variables,
            document.operation_name,
            token,
            uploads,
        )
        return data_of(answer, is_mutation=document.is_mutation)

    def keys(self) -> Json:
        """Return the public half of the key that the embedded core signs with."""
        return cast(Json, import_string(settings.COMMERCE_IN_PROCESS_KEYS)())


def _as_uploaded_file(upload: Upload) -> SimpleUploadedFile:
    return SimpleUploadedFile(upload.name, upload.content, upload.content_type)
