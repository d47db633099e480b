"""`/ses/director.jsonld` and `/ses/director.csv`: written to a file first, so that the answer can be named by
its content and sent in pieces; what is larger than a megabyte waits on the disk, not in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags

from kernel.badge import day_of
from kernel.badge.rule import BUCHAREST
from ses_vendors.api.feeds import csv_file, json_ld
from ses_vendors.api.views.doors import open_to_all

#: Seconds for which others may keep a feed.
KEPT_SECONDS = 300
#: Bytes that are held in memory.
HELD = 1_000_000


@open_to_all("GET", "HEAD")
def directory_json_ld(request: HttpRequest) -> HttpResponseBase:
    """Hand out the directory as JSON-LD."""
    now = timezone.now()
    return _handed_out(request, json_ld.chunks(now=now), json_ld.MEDIA_TYPE, now=now)


@open_to_all("GET", "HEAD")
def directory_csv(request: HttpRequest) -> HttpResponseBase:
    """Hand out the directory as a table."""
    now = timezone.now()
    response = _handed_out(request, csv_file.chunks(now=now), csv_file.MEDIA_TYPE, now=now)
    response.headers["Content-Disposition"] = 'attachment; filename="director.csv"'
    return response


def seconds_to_keep(*, now: datetime) -> int:
    """Return how long a feed may be kept: five minutes, and not past midnight in Bucharest."""
    midnight = datetime.combine(day_of(now) + timedelta(days=1), time.min, tzinfo=BUCHAREST)
    return max(0, min(KEPT_SECONDS, int(midnight.timestamp() - now.timestamp())))


def _handed_out(
    request: HttpRequest, chunks: Iterator[bytes], media_type: str, *, now: datetime
) -> HttpResponseBase:
    file = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  (the response closes it)
    hashed = hashlib.blake2b(digest_size=16)
    for chunk in chunks:
        hashed.update(chunk)
        file.write(chunk)
    size = file.tell()
    file.seek(0)
    tag = f'W/"{hashed.hexdigest()}"'
    response: HttpResponseBase
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        file.close()
        response = HttpResponseNotModified()
    else:
        response = FileResponse(file, content_type=media_type)
        response.headers["Content-Length"] = str(size)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={seconds_to_keep(now=now)}"
    response.headers["Link"] = f'<{settings.OPEN_DATA_LICENCE["url"]}>; rel="license"'
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    return response
