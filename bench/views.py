"""Two bare views behind the shop's own middleware: what Django itself can do on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

#: The fixed page: the listing page as it was when the run began, so that it takes as long to compress.
FIXED = Path(os.environ["BENCH_FIXED_PAGE"]).read_bytes() if "BENCH_FIXED_PAGE" in os.environ else b"fixed"

TEMPLATE = Engine().from_string(
    "<!doctype html><title>20</title><ul>{% for row in rows %}"
    '<li><a href="/produse/{{ row.1 }}/">{{ row.2 }}</a> {{ row.0 }}</li>{% endfor %}</ul>'
)


def fixed(request: HttpRequest) -> HttpResponse:
    """Return the same bytes every time."""
    return HttpResponse(FIXED)


def query(request: HttpRequest) -> HttpResponse:
    """Read twenty rows with one query and print them through a plain template."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, slug, name FROM engine_catalog_product ORDER BY id LIMIT 20")
        rows = cursor.fetchall()
    return HttpResponse(TEMPLATE.render(Context({"rows": rows})))
