"""How many SQL queries each page takes: run as a process of its own, prints JSON.

`python -m bench.queries '["/produse/"]' UHJv…` with the environment of a scratch shop and its caches off;
the variants named after the paths are put into a basket, whose page is counted too.
"""

from __future__ import annotations

import json
import os
import sys

import django


def main(paths: list[str], variants: list[str]) -> None:
    """Ask each path twice and print the second answer's query count by path."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, counts = Client(headers={"host": "127.0.0.1"}), {}
    for variant in variants:
        client.post("/cos/adauga/", {"variant": variant, "quantity": "1"})
    for path in [*paths, "/cos/"]:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts[path] = len(captured)
    print(json.dumps(counts))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2:])
