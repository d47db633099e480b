"""What the badge said when something was bought, kept for good and told to the core's order line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from commerce.app import AppClient
from commerce.app.badge import GoodsFacts, OrderedGoods, OrderedLine
from commerce.types import OrderId
from kernel.badge import Level, Standing, Verdict, judge
from kernel.badge import facts as kernel_facts
from ses_vendors.badge import facts
from ses_vendors.badge.models import FrozenBadge
from ses_vendors.installation import origins
from ses_vendors.vendors.models import Vendor

#: The key of an order line's public metadata.
LINE_KEY = "ses.badge"


def freeze(*, client: AppClient, order_id: OrderId, now: datetime) -> int:
    """Keep the badge of each line of an order as it was when it was bought; return how many lines are new.

    A line is judged once. Run again, it only tells the core what it was not told. Raises what the gateway
    raises; what was kept stays kept.
    """
    ordered = client.ordered_goods(order_id)
    if ordered is None:
        return 0
    new = keep(ordered, api_url=origins.allowed()[0], now=now)
    _tell(client, ordered.id, now=now)
    return new


@transaction.atomic
def keep(ordered: OrderedGoods, *, api_url: str, now: datetime) -> int:
    """Judge the lines that were not judged yet, as of the moment of the order."""
    known = FrozenBadge.objects.filter(api_url=api_url, order_id=ordered.id)
    done = set(known.values_list("line_id", flat=True))
    new = [each for each in ordered.lines if each.id not in done]
    vendors = _vendors(new)
    standings = {page: facts.standing_at(vendor, ordered.created_at) for page, vendor in vendors.items()}
    rows = [_row(each, ordered, vendors, standings, api_url=api_url, now=now) for each in new]
    FrozenBadge.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def line_facts(frozen: FrozenBadge) -> dict[str, str]:
    """Return what an order line carries in the core: the level, the document it rests on, the origin."""
    document: Mapping[str, Any] = next(iter(frozen.facts.get("documents", ())), {})
    names = ("kind", "series", "number", "issuer", "valid_until", "code")
    return {
        "level": frozen.level,
        **{name: str(document.get(name, "")) for name in names},
        "origin": frozen.origin,
    }


def _vendors(lines: list[OrderedLine]) -> dict[str, Vendor]:
    pages = {each.goods.page_id for each in lines if each.goods and each.goods.page_id}
    return {each.page_id: each for each in Vendor.objects.filter(page_id__in=pages)}


def _row(
    line: OrderedLine,
    ordered: OrderedGoods,
    vendors: Mapping[str, Vendor],
    standings: Mapping[str, Standing],
    *,
    api_url: str,
    now: datetime,
) -> FrozenBadge:
    page_id = line.goods.page_id if line.goods else ""
    origin = kernel_facts.origin(line.goods.origin) if line.goods else None
    verdict = judge(
        origin=origin, standing=standings.get(page_id, kernel_facts.NOTHING), now=ordered.created_at
    )
    return FrozenBadge(
        api_url=api_url,
        order_id=ordered.id,
        line_id=line.id,
        vendor_slug=vendors[page_id].slug if page_id in vendors else "",
        origin=_origin_code(line.goods),
        level=verdict.level.value,
        facts=_facts(verdict),
        bought_at=ordered.created_at,
        frozen_at=now,
    )


def _origin_code(goods: GoodsFacts | None) -> str:
    found = kernel_facts.origin(goods.origin) if goods else None
    return found.value if found else ""


def _facts(verdict: Verdict) -> dict[str, Any]:
    documents = (verdict.document,) if verdict.document else ()
    read: dict[str, Any] = json.loads(kernel_facts.written(Standing(documents)))
    return read


def _tell(client: AppClient, order_id: OrderId, *, now: datetime) -> None:
    """Tell the core of lines that have something to say; each is marked as soon as it was told."""
    untold = FrozenBadge.objects.filter(order_id=order_id, told_at__isnull=True)
    for row in untold.exclude(level=Level.NONE.value).order_by("pk"):
        text = json.dumps(line_facts(row), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        client.set_metadata(object_id=row.line_id, values={LINE_KEY: text})
        FrozenBadge.objects.filter(pk=row.pk).update(told_at=now)
