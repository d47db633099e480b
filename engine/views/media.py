"""Uploaded pictures and their smaller renderings."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from PIL import UnidentifiedImageError

from engine.catalog import thumbnails
from engine.catalog.models import ProductMedia
from kernel.ids import MalformedId, from_global_id

#: What may be shown from the media folder. No SVG: it can hold scripts.
PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# A picture's file is never written again: a new one has a new name.
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """Send an uploaded picture."""
    content_type = PICTURES.get(Path(path).suffix.lower())
    if content_type is None:
        raise Http404
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).open("rb")  # noqa: SIM115 - the response closes it
    except (SuspiciousFileOperation, OSError, ValueError) as error:
        raise Http404 from error
    return FileResponse(file, content_type=content_type, headers={"Cache-Control": FOR_EVER})


@require_safe
def thumbnail(
    request: HttpRequest, global_id: str, size: int, image_format: str = "original"
) -> HttpResponse:
    """Make a rendering when it is asked for the first time, and send the browser to its file."""
    if image_format not in (*thumbnails.FORMATS, "original"):
        raise Http404
    try:
        made = thumbnails.make(source=_source(global_id), size=size, image_format=image_format)
    except (FileNotFoundError, UnidentifiedImageError) as error:
        raise Http404 from error
    response = HttpResponseRedirect(f"{settings.MEDIA_URL}{made.path}")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _source(global_id: str) -> str:
    try:
        key = from_global_id(global_id, "ProductMedia")[1]
    except MalformedId as error:
        raise Http404 from error
    found = ProductMedia.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise Http404
    return found.path
