"""`make bench`: rates, percentiles and ratios of the shop, all measured in one run on one machine.

Nothing here passes or fails: the figures are for reading. Times vary with the machine, ratios hardly.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import badge_nightly, load, saleor, shopper
from bench.server import ROOT, Server, environment, manage

SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
CONNECTIONS = 8
SHOPPERS = 8
SIZES = (100, 10_000)
#: Goods of the nightly round; 0 leaves it out (it takes two minutes).
GOODS_AT_NIGHT = int(os.environ.get("BENCH_GOODS_AT_NIGHT", "100000"))
PAGES = {"listing": "/produse/", "product": "/produse/{slug}/", "search": "/produse/?q=miere+de+salcam"}

#: What a page links to that is fetched with it, pictures left out.
LINKED = {
    "styles": re.compile(r'<link rel="stylesheet" href="([^"]+)"'),
    "scripts": re.compile(r'<script[^>]* src="([^"]+)"'),
}


def main() -> None:
    """Seed both sizes, load each page cold and warm, then print one table and the ratios.

    With SALEOR_API_URL set the listing is measured on that Saleor, too.
    """
    # The scratch shops are on the embedded core.
    api_url = os.environ.pop("SALEOR_API_URL", "")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measure(_seed(Path(folder)))
    if GOODS_AT_NIGHT:
        badge_nightly.main(GOODS_AT_NIGHT)
    if api_url:
        saleor.measure(api_url, seconds=SECONDS)


def measure(shops: dict[int, Path]) -> None:
    """Measure scratch shops by their number of products, and print what was found."""
    figures: dict[tuple[int, str, str], load.Result] = {}
    for size, var in shops.items():
        ids, slugs = _twenty(var)
        _badges(size, var)
        goods = _goods(var)
        pages = {name: path.format(slug=slugs[0]) for name, path in PAGES.items()}
        print(f"\n{size} products, SQL queries a page: {_queries(var, pages, goods)}", flush=True)
        _transferred(var, pages)
        figures |= _measure(size, var, pages, ids, slugs, goods)
        _checkout(size, var, goods)
    _ratios(figures)


def _badges(size: int, var: Path) -> None:
    """Print what badges add to a listing of 48 goods, each part with and without them in the same run."""
    command = [sys.executable, "-m", "bench.badges"]
    settings = environment(var, PAGE_CACHE_SECONDS="0")
    done = subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    few, many = told["queries"]
    print(f"\n{size:>6}  badges of 48 goods: {few} queries for 12 goods, {many} for 48 [0 more]", flush=True)
    parts = {
        "judged": "judging alone",
        "kept": "cards drawn before",
        "drawn": "cards drawn anew",
        "asked": "the core's answer",
    }
    for part, name in parts.items():
        with_badges, without = told[part], told[f"{part} without"]
        print(
            f"{size:>6}  {name:<20} {with_badges:>7.2f} ms, without badges {without:>7.2f} ms"
            f"  +{with_badges - without:.2f} ms, x {with_badges / max(without, 0.001):.2f}",
            flush=True,
        )
    added = sum(told[part] - told[f"{part} without"] for part in ("kept", "asked"))
    print(f"{size:>6}  added to a listing, cards drawn before: {added:.2f} ms [2]", flush=True)


def _checkout(size: int, var: Path, goods: shopper.Goods) -> None:
    """Let shoppers order; the first ones, who fill the server's caches, are not counted."""
    with Server(var) as server:
        shopper.run(server.port, goods, shoppers=SHOPPERS, seconds=1)
        result = shopper.run(server.port, goods, shoppers=SHOPPERS, seconds=SECONDS * 2)
    print(f"{size:>6}  orders over three SES  {result}  [20 orders/s]", flush=True)


def _seed(folder: Path) -> dict[int, Path]:
    print("Loading the demo and copying it to 10,000 products …", flush=True)
    small, large = folder / "small", folder / "large"
    manage(small, "migrate", "--verbosity", "0")
    manage(small, "collectstatic", "--verbosity", "0", "--no-input")
    manage(small, "load_demo")
    # Nobody can pay without the App; there is no worker here that would install it.
    manage(small, "install_app", CELERY_TASK_ALWAYS_EAGER="1")
    shutil.copytree(small, large)
    command = [sys.executable, "-m", "bench.seed", str(SIZES[1])]
    subprocess.run(command, cwd=ROOT, env=environment(large), check=True)
    return dict(zip(SIZES, (small, large), strict=True))


def _measure(
    size: int, var: Path, pages: dict[str, str], ids: list[str], slugs: list[str], goods: shopper.Goods
) -> dict[tuple[int, str, str], load.Result]:
    """Load every page cold (no page is kept: each is read from the core and rendered anew) and warm."""
    figures = {}
    fixed_page = var / "fixed.html"
    fixed_page.write_text(_page(var, pages["listing"]), encoding="utf-8")
    requests = {name: load.request_bytes(path) for name, path in pages.items()}
    requests["graphql listing"] = _graphql("catalogue/cards", {"ids": ids})
    requests["graphql product"] = _graphql("catalogue/product", {"slug": slugs[0]})
    for state, extra in (("cold", {"PAGE_CACHE_SECONDS": "0"}), ("warm", {"PAGE_CACHE_SECONDS": "300"})):
        with Server(var, BENCH_FIXED_PAGE=str(fixed_page), **extra) as server:
            for bare in ("fixed", "query"):
                request = load.request_bytes(f"/bench/{bare}/")
                figures[size, state, bare] = _run(server.port, request, f"{size:>6}  {state}  {bare}")
            for name, request in {**requests, "basket": _basket(server.port, goods)}.items():
                label = f"{size:>6}  {state}  {name}"
                figures[size, state, name] = _run(server.port, request, label)
    return figures


def _run(port: int, request: bytes, label: str) -> load.Result:
    load.run(port, request, connections=CONNECTIONS, seconds=0.7)
    result = load.run(port, request, connections=CONNECTIONS, seconds=SECONDS)
    faults = f"  {result.failures} FAILED" if result.failures else ""
    print(
        f"{label:<36}{result.rate:>8.0f}/s  p50 {result.p50:>7.2f} ms  p99 {result.p99:>7.2f} ms"
        f"  p99/p50 {result.p99 / result.p50:>4.1f}  {result.body_bytes / 1000:>6.1f} kB{faults}",
        flush=True,
    )
    return result


def _ratios(figures: dict[tuple[int, str, str], load.Result]) -> None:
    def ratio(one: tuple[int, str, str], other: tuple[int, str, str]) -> float:
        return figures[one].rate / figures[other].rate

    print("\nRatios (aims in brackets)")
    for size in SIZES:
        for page in ("listing", "product"):
            warm = ratio((size, "warm", page), (size, "warm", "fixed"))
            cold = ratio((size, "cold", page), (size, "cold", "query"))
            print(f"{size:>6} {page:<8} warm/fixed {warm:.2f} [0.50]   cold/query {cold:.2f} [0.25]")
    for state in ("cold", "warm"):
        for page in (*PAGES, "basket", "graphql listing", "graphql product"):
            slower = ratio((SIZES[0], state, page), (SIZES[1], state, page))
            print(f"{state} {page:<16} 10,000 products are {slower:.2f} x slower than 100 [1.20]")


def _inside(var: Path, code: str) -> str:
    """Run code inside the scratch shop and return what it prints."""
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    settings = environment(var, PAGE_CACHE_SECONDS="0")
    return subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True, text=True).stdout


def _twenty(var: Path) -> tuple[list[str], list[str]]:
    """Return the ids and slugs of twenty products, one listing's worth."""
    code = (
        "import json\nfrom engine.catalog.models import Product\nfrom kernel.ids import to_global_id\n"
        "rows = list(Product.objects.order_by('pk').values_list('pk', 'slug')[:20])\n"
        "print(json.dumps([[to_global_id('Product', r[0]) for r in rows], [r[1] for r in rows]]))"
    )
    ids, slugs = json.loads(_inside(var, code))
    return ids, slugs


def _page(var: Path, path: str) -> str:
    code = (
        "from django.test import Client\n"
        f"print(Client(headers={{'host': '127.0.0.1'}}).get({path!r}).content.decode())"
    )
    return _inside(var, code)


def _transferred(var: Path, pages: dict[str, str]) -> None:
    """Print what a browser's first visit fetches of each page: its own bytes, styles and scripts, as gzip."""
    with Server(var) as server:
        for name, path in pages.items():
            page, size = _fetched(server.port, path)
            sizes = {
                kind: sum(_fetched(server.port, file)[1] for file in sorted(set(pattern.findall(page))))
                for kind, pattern in LINKED.items()
            }
            parts = "  ".join(f"{kind} {bytes_ / 1000:.1f} kB" for kind, bytes_ in sizes.items())
            whole = (size + sum(sizes.values())) / 1000
            print(
                f"{name:<10} {len(page.encode()) / 1000:>6.1f} kB, transferred {size / 1000:.1f} kB"
                f"  {parts}  together {whole:.1f} kB [60, scripts 20]"
            )


def _fetched(port: int, path: str) -> tuple[str, int]:
    """Return a text as a browser reads it, and its size on the way in bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body, is_packed = answer.read(), answer.headers.get("Content-Encoding") == "gzip"
    connection.close()
    return (gzip.decompress(body) if is_packed else body).decode(), len(body)


def _goods(var: Path) -> shopper.Goods:
    """Choose parcels' goods of three SES that one courier takes, and give them stock for all orders."""
    code = (
        "import json\nfrom engine.catalog.models import ProductAttributeValue\n"
        "from engine.inventory.models import Stock\nfrom kernel.ids import to_global_id\n"
        "local = ProductAttributeValue.objects.filter(\n"
        "    value__attribute__slug='livrare-locala', value__boolean=True).values('product')\n"
        "rows = Stock.objects.filter(variant__product__product_type__is_shipping_required=True)\n"
        "rows = rows.exclude(variant__product__in=local)\n"
        "chosen = {}\n"
        "for row in rows.select_related('variant__product').order_by('pk'):\n"
        "    chosen.setdefault(row.warehouse_id, row)\n"
        "chosen = list(chosen.values())[:3]\n"
        "Stock.objects.filter(pk__in=[row.pk for row in chosen]).update(quantity=10_000_000)\n"
        "variants = [to_global_id('ProductVariant', row.variant_id) for row in chosen]\n"
        "print(json.dumps([chosen[0].variant.product.slug, variants]))"
    )
    slug, variants = json.loads(_inside(var, code))
    return shopper.Goods(page=f"/produse/{slug}/", variants=tuple(variants))


def _basket(port: int, goods: shopper.Goods) -> bytes:
    """Fill a basket with goods of three SES, and write the request that shows it."""
    visitor = shopper.Visitor(http.client.HTTPConnection("127.0.0.1", port, timeout=60))
    shopper.fill_basket(visitor, goods.variants, page=goods.page)
    visitor.connection.close()
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    return load.request_bytes("/cos/", headers=[f"Cookie: {cookies}"])


def _queries(var: Path, pages: dict[str, str], goods: shopper.Goods) -> str:
    command = [sys.executable, "-m", "bench.queries", json.dumps(list(pages.values())), *goods.variants]
    settings = environment(var, PAGE_CACHE_SECONDS="0")
    done = subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True, text=True)
    counts = json.loads(done.stdout)
    return ", ".join(f"{name} {counts[path]}" for name, path in {**pages, "basket": "/cos/"}.items())


def _graphql(operation: str, variables: dict[str, object]) -> bytes:
    """Write one of the gateway's own operations as an HTTP request to /graphql/."""
    from commerce import documents

    document = documents.get(operation)
    language = {"channel": "ses-ro", "language": "EN", "translated": False}
    variables = {**language, **variables}
    body = {"query": document.text, "operationName": document.operation_name, "variables": variables}
    return load.request_bytes("/graphql/", body=json.dumps(body).encode())


if __name__ == "__main__":
    main()
