"""What badges add to a listing of 48 goods: run as a process of its own, prints JSON.

`python -m bench.badges` with the environment of a scratch shop and its caches off. Without a worker nobody
has told the core the facts: they are written first, so that every measurement after this one has them, too.
Times are the medians of many rounds, with badges and without in turn.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import time
from collections.abc import Callable
from typing import Any

import django

FEW, MANY = 12, 48
ROUNDS = 60
FACTS = re.compile(r"^\s*(?:facts|badge): metafield.*\n", re.MULTILINE)


def main() -> None:
    """Measure the core's answer, the judging and the drawing of the cards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    _tell_facts()
    ids = _ids()
    print(json.dumps({"queries": _queries(ids), **_asked(ids), **_judged(ids), **_drawn(ids)}))


def _tell_facts() -> None:
    """Write an attestation and a mark to every SES, own production to every product, where none is told."""
    from datetime import UTC, date, datetime

    from engine.catalog.models import Page, Product
    from kernel.badge import Document, Kind, Origin, Standing
    from kernel.badge.facts import PAGE_KEY, PRODUCT_KEY, written

    def paper(kind: Kind, number: int) -> Document:
        first, last = date(2024, 3, 12), date(2099, 3, 11)
        return Document(kind, "DEMO", f"{number:06}", "AJOFM", first, last, datetime(2026, 1, 8, tzinfo=UTC))

    for page in Page.objects.filter(page_type__slug="ses"):
        papers = tuple(paper(kind, page.pk) for kind in (Kind.ATTESTATION, Kind.MARK))
        page.metadata.setdefault(PAGE_KEY, written(Standing(papers)))
        page.save(update_fields=["metadata"])
    own = written(Standing(), origin=Origin.OWN)
    for product in Product.objects.all():
        if PRODUCT_KEY not in product.metadata:
            product.metadata[PRODUCT_KEY] = own
            product.save(update_fields=["metadata"])


def _ids() -> list[Any]:
    from engine.catalog.models import Product
    from kernel.ids import to_global_id

    return [to_global_id("Product", key) for key in Product.objects.values_list("pk", flat=True)[:MANY]]


def _queries(ids: list[Any]) -> list[int]:
    """Count the queries of a few and of many cards, their badges judged."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from commerce.shop import catalogue
    from storefront.templatetags.badges import judged

    counts = []
    for number in (FEW, MANY):
        catalogue.cards(ids=ids[:number], language="RO")
        with CaptureQueriesContext(connection) as captured:
            judged(catalogue.cards(ids=ids[:number], language="RO"))
        counts.append(len(captured))
    return counts


def _asked(ids: list[Any]) -> dict[str, float]:
    """Time the core's answer with the facts and without."""
    from django.utils.module_loading import import_string

    from commerce import documents
    from commerce.call import in_shop
    from config.settings import COMMERCE_IN_PROCESS_SCHEMA

    execute = import_string(COMMERCE_IN_PROCESS_SCHEMA)
    document = documents.get("catalogue/cards")
    bare, variables = FACTS.sub("", document.text), {**in_shop("RO"), "ids": ids}
    return _both(
        "asked",
        lambda: execute(document.text, variables, document.operation_name, None, {}),
        lambda: execute(bare, variables, document.operation_name, None, {}),
    )


def _judged(ids: list[Any]) -> dict[str, float]:
    """Time the judging alone."""
    from commerce.shop import catalogue
    from storefront.templatetags.badges import judged

    cards = catalogue.cards(ids=ids, language="RO")
    return _both("judged", lambda: judged(cards), lambda: [(card, None) for card in cards])


def _drawn(ids: list[Any]) -> dict[str, float]:
    """Time a grid of cards that were drawn before, and one that was not."""
    from dataclasses import replace

    from django.template.loader import get_template

    from commerce.shop import catalogue
    from commerce.types import SellerName
    from storefront.templatetags import remembered

    template = get_template("storefront/_goods.html")
    cards = catalogue.cards(ids=ids, language="RO")
    # Without documents nothing is judged and nothing is drawn.
    plain = [
        replace(each, origin=None, seller=each.seller and SellerName(each.seller.slug, each.seller.name))
        for each in cards
    ]

    def anew(shown: Any) -> None:
        remembered._drawn.cache_clear()
        template.render({"cards": shown, "eager": 4})

    kept = _both(
        "kept",
        lambda: template.render({"cards": cards, "eager": 4}),
        lambda: template.render({"cards": plain, "eager": 4}),
    )
    return kept | _both("drawn", lambda: anew(cards), lambda: anew(plain))


def _both(name: str, with_badges: Callable[[], Any], without: Callable[[], Any]) -> dict[str, float]:
    """Return milliseconds with badges and without, measured in turn so that both see the same machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for found, run in zip(times, (with_badges, without), strict=True):
            start = time.perf_counter()
            run()
            found.append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(times[0]), f"{name} without": statistics.median(times[1])}


if __name__ == "__main__":
    main()
