"""What apps say about sending a checkout: further methods, and which of all methods to leave out.

Apps are asked when delivery options are worked out, and what they say is kept with the checkout's deliveries.
It holds until the basket, its address or its reductions change, and for a day at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from engine.checkout import info as infos
from engine.checkout.deliveries import Option
from engine.checkout.info import CheckoutInfo
from engine.checkout.models import Checkout
from engine.webhooks import asking, listening
from engine.webhooks.models import App
from kernel.ids import to_global_id
from kernel.money import Money

LIST = "SHIPPING_LIST_METHODS_FOR_CHECKOUT"
FILTER = "CHECKOUT_FILTER_SHIPPING_METHODS"
#: Characters of names and descriptions, which are the columns' too.
LONGEST_TEXT = 255
#: Lei; more is no price of a delivery.
MOST_LEI = Decimal(10**9)
LONGEST_DELIVERY_DAYS = 3650


@dataclass(frozen=True, slots=True)
class External:
    """A method of an app, at its gross price. `external_id` is what shoppers' programs know it by."""

    external_id: str
    name: str
    price: Money
    description: str | None = None
    minimum_delivery_days: int | None = None
    maximum_delivery_days: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    private_metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What an app is asked about: a checkout, and the methods that are known so far."""

    info: CheckoutInfo
    options: Sequence[Option]
    externals: Sequence[External] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What the apps said. `terms` names what they were asked about; `excluded` gives reasons by global id."""

    terms: str
    externals: Sequence[External]
    excluded: Mapping[str, str]


def ask(*, checkout_id: UUID, now: datetime) -> Quote | None:
    """Ask the apps how a checkout can be sent; None when no app listens, or there is nothing to send.

    An app that is away has no methods, and excludes none. Ask outside of a transaction.
    """
    if not listening.heard((LIST, FILTER)):
        return None
    checkout = Checkout.objects.select_related(*infos.RELATED).filter(pk=checkout_id).first()
    if checkout is None or checkout.shipping_address is None:
        return None
    info = infos.load(checkout, now=now)
    return _ask(info) if info.requires_shipping else None


def _ask(info: CheckoutInfo) -> Quote:
    own = info.own_options
    answers = asking.ask(LIST, Question(info, own), now=info.now)
    externals = [
        method for answer in answers for method in _methods(answer.app, answer.content, info.currency)
    ]
    return Quote(info.terms, externals, _excluded(info, own, externals))


# --- Methods ---


def _methods(app: App, content: Any, currency: str) -> Iterator[External]:
    """Read an app's methods; what is no method of this currency is left out."""
    for given in content if isinstance(content, list) else ():
        try:
            yield _method(app, given, currency)
        except (TypeError, KeyError, ValueError, InvalidOperation):
            continue


def _method(app: App, given: Mapping[str, Any], currency: str) -> External:
    key = given["id"]
    if given["currency"] != currency or isinstance(key, bool) or not isinstance(key, str | int):
        raise ValueError(given)
    return External(
        external_id=external_id(app, str(key)),
        name=_text(given["name"]),
        price=_price(given["amount"], currency),
        description=None if given.get("description") is None else _text(given["description"]),
        minimum_delivery_days=_days(given.get("minimum_delivery_days")),
        maximum_delivery_days=_days(given.get("maximum_delivery_days")),
        metadata=_pairs(given.get("metadata")),
        private_metadata=_pairs(given.get("private_metadata")),
    )


def external_id(app: App, key: str) -> str:
    """Return the id of an app's method, as Saleor writes it: base64 of `app:<app>:<method>`."""
    return to_global_id("app", f"{app.identifier or app.pk}:{key}")


def _text(given: Any) -> str:
    if not isinstance(given, str) or len(given) > LONGEST_TEXT:
        raise ValueError(given)
    return given


def _price(given: Any, currency: str) -> Money:
    amount = Decimal(str(given))
    if isinstance(given, bool) or not amount.is_finite() or not 0 <= amount <= MOST_LEI:
        raise ValueError(given)
    return Money.from_decimal(amount, currency)


def _days(given: Any) -> int | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= LONGEST_DELIVERY_DAYS:
        raise ValueError(given)
    return given


def _pairs(given: Any) -> dict[str, str]:
    """Read metadata; what is none is no reason to lose the method."""
    pairs = given.items() if isinstance(given, Mapping) else ()
    return {key: value for key, value in pairs if isinstance(key, str) and isinstance(value, str)}


# --- What is left out ---


def _excluded(info: CheckoutInfo, own: Sequence[Option], externals: Sequence[External]) -> dict[str, str]:
    """Return why methods are left out, by their global ids; the reasons of several apps stand together."""
    if not own and not externals:
        return {}
    reasons: dict[str, list[str]] = {}
    for answer in asking.ask(FILTER, Question(info, own, externals), now=info.now):
        content = answer.content if isinstance(answer.content, Mapping) else {}
        listed = content.get("excluded_methods")
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, Mapping) and isinstance(each.get("id"), str):
                reasons.setdefault(each["id"], []).append(str(each.get("reason") or ""))
    return {key: " ".join(filter(None, said))[:LONGEST_TEXT] for key, said in reasons.items()}
