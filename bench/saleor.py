"""The listing on a Saleor server, with what it says kept or asked anew for each page; and Saleor's own rate.

All in one run on one machine, so that the ratios hold whatever the machine.
"""

from __future__ import annotations

import json
import tempfile
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import load
from bench.server import Server, manage
from commerce import documents

CONNECTIONS = 8
#: A worker's, as `manage.py shop` gives it beside a Saleor server.
THREADS = 8
#: As many as a listing shows.
GOODS = 24
CHANNEL = "ses-ro"
#: What is kept: whole pages, what Saleor said, nothing.
STATES = {
    "pages kept": {"PAGE_CACHE_SECONDS": "300", "CATALOGUE_CACHE_SECONDS": "300"},
    "warm": {"PAGE_CACHE_SECONDS": "0", "CATALOGUE_CACHE_SECONDS": "300"},
    "cold": {"PAGE_CACHE_SECONDS": "0", "CATALOGUE_CACHE_SECONDS": "0"},
}


def measure(api_url: str, *, seconds: float) -> None:
    """Load the listing of a shop on this Saleor, and Saleor with the same question; print the rates."""
    ids, total = _goods(api_url)
    print(f"\nSaleor at {api_url}: {total} products, a listing of {len(ids)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-saleor-") as folder:
        var = Path(folder)
        manage(var, "migrate", "--verbosity", "0", SALEOR_API_URL=api_url)
        manage(var, "collectstatic", "--verbosity", "0", "--no-input", SALEOR_API_URL=api_url)
        rates = {state: _page_rate(var, api_url, state, seconds) for state in STATES}
    own = _own_rate(api_url, ids, seconds)
    if own:
        told = "   ".join(f"{state} {rate / own:.1f} x" for state, rate in rates.items())
        print(f"        a page to Saleor's own answer: {told}")


def _page_rate(var: Path, api_url: str, state: str, seconds: float) -> float:
    request = load.request_bytes("/produse/")
    with Server(var, threads=THREADS, SALEOR_API_URL=api_url, **STATES[state]) as server:
        # The index of the catalogue is read first, and each process has its own copy.
        load.run(server.port, request, connections=CONNECTIONS, seconds=1)
        return _print(
            f"listing, {state}", load.run(server.port, request, connections=CONNECTIONS, seconds=seconds)
        )


def _own_rate(api_url: str, ids: list[str], seconds: float) -> float | None:
    """Ask Saleor itself what a cold listing asks it."""
    parts = urlsplit(api_url)
    if parts.scheme != "http" or parts.hostname is None:
        print("        Saleor's own rate is measured over plain http only.")
        return None
    body = json.dumps(_question("catalogue/cards", {"ids": ids, "language": "RO", "translated": False}))
    request = load.request_bytes(parts.path, body=body.encode(), host=parts.netloc)
    port, host = parts.port or 80, parts.hostname
    result = load.run(port, request, connections=CONNECTIONS, seconds=seconds, host=host)
    return _print("Saleor's own answer", result)


def _print(label: str, result: load.Result) -> float:
    faults = f"  {result.failures} FAILED" if result.failures else ""
    times = f"p50 {result.p50:>8.2f} ms  p99 {result.p99:>8.2f} ms"
    print(f"        {label:<28}{result.rate:>8.1f}/s  {times}{faults}", flush=True)
    return result.rate


def _goods(api_url: str) -> tuple[list[str], int]:
    """Return the ids of one listing's goods, and how many there are."""
    body = json.dumps(_question("catalogue/digest", {"cursor": None})).encode()
    request = urllib.request.Request(api_url, body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        found = json.load(answer)["data"]["products"]
    return [edge["node"]["id"] for edge in found["edges"][:GOODS]], found["totalCount"]


def _question(operation: str, variables: dict[str, Any]) -> dict[str, Any]:
    document = documents.get(operation)
    variables = {"channel": CHANNEL, **variables}
    return {"query": document.text, "operationName": document.operation_name, "variables": variables}
