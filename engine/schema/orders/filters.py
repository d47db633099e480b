"""From filter inputs to conditions on orders."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from engine.orders.models import Fulfillment
from engine.schema.enums import code
from engine.schema.keys import uuids_of, whole_keys_of

#: The statuses in which something can be sent.
TO_FULFILL = ("UNFULFILLED", "PARTIALLY_FULFILLED")
#: What a search looks into besides the number.
SEARCHED = (
    "user_email",
    "billing_address__first_name",
    "billing_address__last_name",
    "shipping_address__first_name",
    "shipping_address__last_name",
    "lines__product_name",
    "lines__product_sku",
)
CUSTOMER = ("user_email", "user__first_name", "user__last_name", "user__email")
LARGEST_NUMBER = 2**63 - 1


def where(wanted: Any) -> Q:
    """Return the condition of an `OrderWhereInput`."""
    return _all(wanted, WHERE)


def older(wanted: Any) -> Q:
    """Return the condition of an `OrderFilterInput`."""
    return _all(wanted, OLDER)


def search(text: str) -> Q:
    """Return the orders with a number (`7` or `#7`), or that hold a text in names, e-mail or goods."""
    text = text.strip().removeprefix("#")
    if text.isdecimal():
        return Q(number__in=_numbers([text]))
    return _holds(SEARCHED, text) if text else Q()


def _all(wanted: Any, parts: dict[str, Callable[[Any], Q]]) -> Q:
    given = ((name, value) for name, value in (wanted or {}).items() if value is not None)
    return reduce(and_, (parts[name](value) for name, value in given), Q())


def _holds(columns: tuple[str, ...], text: str) -> Q:
    return reduce(or_, (Q(**{f"{column}__icontains": text}) for column in columns))


def _numbers(texts: list[str]) -> list[int]:
    found = (int(text) for text in texts if text.isdecimal() and len(text) < 20)
    return [number for number in found if number <= LARGEST_NUMBER]


def _choices(value: Any) -> list[Any] | None:
    """Return what `eq` and `oneOf` allow together; None where neither is given."""
    given = [[value["eq"]]] if value.get("eq") is not None else []
    given += [value["one_of"]] if value.get("one_of") is not None else []
    if not given:
        return None
    return [code(choice) for choice in given[0] if all(choice in others for others in given)]


def _equal(column: str) -> Callable[[Any], Q]:
    def condition(value: Any) -> Q:
        allowed = _choices(value)
        return Q() if allowed is None else Q(**{f"{column}__in": allowed})

    return condition


def _keyed(column: str, type_name: str, keys_of: Callable[[Any, str], list[Any]]) -> Callable[[Any], Q]:
    def condition(value: Any) -> Q:
        allowed = _choices(value)
        return Q() if allowed is None else Q(**{f"{column}__in": keys_of(allowed, type_name)})

    return condition


def _between(column: str) -> Callable[[Any], Q]:
    def condition(value: Any) -> Q:
        bounds = (bound for bound in ("gte", "lte") if value.get(bound) is not None)
        return Q(**{f"{column}__{bound}": value[bound] for bound in bounds})

    return condition


def _number(value: Any) -> Q:
    return _equal("number")(value) & _between("number")(value.get("range") or {})


def _sent(value: bool) -> Q:
    parcels = Q(Exists(Fulfillment.objects.filter(order=OuterRef("pk"))))
    return parcels if value else ~parcels


def _status(values: Any) -> Q:
    return reduce(or_, (_older_status(code(value)) for value in values), Q(pk__in=[]))


def _older_status(status: str) -> Q:
    if status == "READY_TO_FULFILL":
        return Q(status__in=TO_FULFILL, charge_status__in=("FULL", "OVERCHARGED"))
    if status == "READY_TO_CAPTURE":
        return Q(pk__in=[])
    return Q(status=status)


def _among(column: str) -> Callable[[Any], Q]:
    return lambda values: Q(**{f"{column}__in": [code(value) for value in values]})


WHERE: dict[str, Callable[[Any], Q]] = {
    "ids": lambda ids: Q(pk__in=uuids_of(ids, "Order")),
    "number": _number,
    "channel_id": _keyed("channel_id", "Channel", whole_keys_of),
    "created_at": _between("created_at"),
    "updated_at": _between("updated_at"),
    "user": _keyed("user_id", "User", whole_keys_of),
    "user_email": _equal("user_email"),
    "authorize_status": _equal("authorize_status"),
    "charge_status": _equal("charge_status"),
    "status": _equal("status"),
    "checkout_id": _keyed("checkout_id", "Checkout", uuids_of),
    "voucher_code": _equal("voucher_code"),
    "has_fulfillments": _sent,
    "AND": lambda parts: reduce(and_, (where(part) for part in parts), Q()),
    "OR": lambda parts: reduce(or_, (where(part) for part in parts), Q()),
}

OLDER: dict[str, Callable[[Any], Q]] = {
    "status": _status,
    "charge_status": _among("charge_status"),
    "authorize_status": _among("authorize_status"),
    "customer": lambda text: _holds(CUSTOMER, text),
    "created": _between("created_at__date"),
    "updated_at": _between("updated_at"),
    "search": search,
    "channels": lambda ids: Q(channel_id__in=whole_keys_of(ids, "Channel")),
    "ids": lambda ids: Q(pk__in=uuids_of(ids, "Order")),
    "numbers": lambda texts: Q(number__in=_numbers(texts)),
    "checkout_ids": lambda ids: Q(checkout_id__in=uuids_of(ids, "Checkout")),
}
