"""The nightly round over 100,000 products: what it compares, and what it writes when a SES's facts changed.

`python -m bench.badge_nightly 100000` makes a scratch shop of its own and prints three figures. Within a
shop's process (`DJANGO_SETTINGS_MODULE`, `SHOP_VAR_DIR`) `measure` can be called alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.server import ROOT, environment, manage

BATCH = 5_000
T = TypeVar("T")
#: Goods that a round writes, when it is measured writing: a busy SES's.
CHANGED = 1_000


def main(wanted: int) -> None:
    """Make a scratch shop with so many products, and measure in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        var = Path(folder)
        manage(var, "migrate", "--verbosity", "0")
        manage(var, "load_demo", "--no-pictures")
        manage(var, "install_app", CELERY_TASK_ALWAYS_EAGER="1")
        command = [sys.executable, "-m", "bench.badge_nightly", str(wanted), "--here"]
        subprocess.run(command, cwd=ROOT, env=environment(var), check=True)


def measure(wanted: int) -> None:
    """Grow the shop of this process to so many products and print how long the rounds take."""
    import django

    django.setup()
    from django.utils import timezone

    from ses_vendors.badge import core, mirror, tasks

    _grow(wanted)
    client = core.client()
    for forgotten in (0, CHANGED):
        _forget(forgotten)
        done, took = _timed(lambda: mirror.everything(client, now=timezone.now()))
        print(
            f"{done.goods:>7} products compared, {done.goods_written:>5} written: {took} [60 s]", flush=True
        )
    _, took = _timed(tasks.nightly)
    print(f"{wanted:>7} products, the whole nightly job: {took} [60 s]", flush=True)


def _timed(act: Callable[[], T]) -> tuple[T, str]:
    """Return what came of it and how long it took: on the clock, and of a processor others use too."""
    began, used = time.perf_counter(), time.process_time()
    done = act()
    return done, f"{time.perf_counter() - began:.1f} s, {time.process_time() - used:.1f} s of processor"


def _grow(wanted: int) -> None:
    """Copy the demo's goods with what a round reads of them: their seller, origin and facts."""
    from django.db import transaction

    from engine.catalog.models import Product, ProductAttributeValue

    originals = list(Product.objects.prefetch_related("attribute_values").order_by("pk"))
    missing = wanted - Product.objects.count()
    for start in range(0, missing, BATCH):
        sources = [originals[n % len(originals)] for n in range(start, min(start + BATCH, missing))]
        with transaction.atomic():
            made = Product.objects.bulk_create(
                Product(
                    product_type_id=each.product_type_id,
                    category_id=each.category_id,
                    name=each.name,
                    slug=f"{each.slug}-{start + n}",
                    metadata=each.metadata,
                )
                for n, each in enumerate(sources)
            )
            ProductAttributeValue.objects.bulk_create(
                ProductAttributeValue(product=copy, value_id=link.value_id)
                for copy, each in zip(made, sources, strict=True)
                for link in each.attribute_values.all()
            )


def _forget(count: int) -> None:
    from engine.catalog.models import Product

    if not count:
        return
    keys = list(Product.objects.order_by("-pk").values_list("pk", flat=True)[:count])
    Product.objects.filter(pk__in=keys).update(metadata={})


if __name__ == "__main__":
    if "--here" in sys.argv:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
        measure(int(sys.argv[1]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
