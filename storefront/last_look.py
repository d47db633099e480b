"""What a shopper saw above the order button, and what is different now. Pure.

The page carries a note of it. A forged note changes only what its forger is told.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from commerce.types import Basket, BasketLine
from kernel.money import Money
from storefront.session import mark
from storefront.templatetags.shop import lei


def note(basket: Basket) -> str:
    """Write down what the page shows of a basket: pieces, prices, delivery, total."""
    lines = {mark(line.id): [line.quantity, line.unit_price.minor_units] for line in basket.lines}
    seen = {"basket": mark(basket.id), "lines": lines}
    totals = {"delivery": basket.shipping.minor_units, "total": basket.total.minor_units}
    return json.dumps({**seen, **totals}, separators=(",", ":"))


def basket_mark(noted: str) -> str | None:
    """Which basket a note is of; None when it is no note of ours."""
    found = _read(noted).get("basket")
    return found if isinstance(found, str) else None


def changes(noted: str, basket: Basket) -> tuple[str, ...]:
    """Say what changed since the note, one sentence each; nothing when the shopper saw what is true now."""
    if noted == note(basket):
        return ()
    seen = _read(noted)
    if seen.get("basket") != mark(basket.id) or not isinstance(seen.get("lines"), dict):
        return (_("The basket has changed since you opened this page. Please look at it again."),)
    told = [*_line_changes(seen["lines"], basket), *_delivery_change(seen, basket)]
    return tuple(told + _total_change(seen, basket))


def _line_changes(seen: dict[str, Any], basket: Basket) -> list[str]:
    now = {mark(line.id): line for line in basket.lines}
    told = [
        _("%(name)s has come into the basket since.") % {"name": line.name}
        for key, line in now.items()
        if key not in seen
    ]
    told += [text for key, line in now.items() if key in seen for text in _line_change(seen[key], line)]
    if any(key not in now for key in seen):
        told.append(_("A product has left the basket since."))
    return told


def _line_change(seen: Any, line: BasketLine) -> list[str]:
    if seen == [line.quantity, line.unit_price.minor_units]:
        return []
    try:
        quantity, price = int(seen[0]), Money(int(seen[1]), line.unit_price.currency)
    except (TypeError, ValueError, IndexError):
        return []
    told = []
    if price != line.unit_price:
        text = _("The price of %(name)s was %(old)s, now it is %(new)s.")
        told.append(text % {"name": line.name, "old": lei(price), "new": lei(line.unit_price)})
    if quantity != line.quantity:
        text = _("You saw %(old)s of %(name)s, now there are %(new)s in the basket.")
        told.append(text % {"name": line.name, "old": quantity, "new": line.quantity})
    return told


def _delivery_change(seen: dict[str, Any], basket: Basket) -> list[str]:
    before = _money(seen.get("delivery"), basket)
    if before is None or before == basket.shipping:
        return []
    text = _("Delivery was %(old)s, now it is %(new)s.")
    return [text % {"old": lei(before), "new": lei(basket.shipping)}]


def _total_change(seen: dict[str, Any], basket: Basket) -> list[str]:
    before = _money(seen.get("total"), basket)
    if before is None or before == basket.total:
        return []
    text = _("The total was %(old)s, now it is %(new)s.")
    return [text % {"old": lei(before), "new": lei(basket.total)}]


def _money(value: Any, basket: Basket) -> Money | None:
    return Money(value, basket.total.currency) if type(value) is int else None


def _read(noted: str) -> dict[str, Any]:
    try:
        found = json.loads(noted)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
