"""A till for the tests of checkouts through GraphQL: ids, and the documents asked most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.catalog.models import Channel, ProductVariant
from engine.checkout.info import CheckoutInfo
from kernel.ids import to_global_id
from tests.engine.checkout import market
from tests.engine.schema.asking import data

ERRORS = "errors { field code message variants lines addressType }"

CREATE = f"""mutation($input: CheckoutCreateInput!) {{ checkoutCreate(input: $input) {{
  checkout {{ id }} {ERRORS}
}} }}"""
ADD = f"""mutation($id: ID!, $lines: [CheckoutLineInput!]!) {{ checkoutLinesAdd(id: $id, lines: $lines) {{
  checkout {{ lines {{ quantity variant {{ id }} }} totalPrice {{ gross {{ amount }} }} }} {ERRORS}
}} }}"""
UPDATE = f"""mutation($id: ID!, $lines: [CheckoutLineUpdateInput!]!) {{
  checkoutLinesUpdate(id: $id, lines: $lines) {{ checkout {{ lines {{ id quantity }} }} {ERRORS} }}
}}"""
DELETE = f"""mutation($id: ID!, $ids: [ID!]!) {{ checkoutLinesDelete(id: $id, linesIds: $ids) {{
  checkout {{ lines {{ id }} quantity }} {ERRORS}
}} }}"""
OPTIONS = """mutation($id: ID!) { deliveryOptionsCalculate(id: $id) {
  deliveries { id shippingMethod { id name active message price { amount currency }
    minimumDeliveryDays maximumDeliveryDays } }
  errors { field code message }
} }"""
CHOOSE = f"""mutation($id: ID!, $delivery: ID) {{
  checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $delivery) {{
    checkout {{ delivery {{ id }} shippingPrice {{ gross {{ amount }} }} }} {ERRORS}
  }}
}}"""
COMPLETE = f"""mutation($id: ID!) {{ checkoutComplete(id: $id) {{
  order {{ id number }} confirmationNeeded confirmationData {ERRORS}
}} }}"""

ADDRESS = {
    "firstName": "Bogdan",
    "lastName": "Ionescu",
    "streetAddress1": "Str. Exemplului 7",
    "city": "Iași",
    "countryArea": "RO-IS",
    "postalCode": "700001",
    "country": "RO",
}


def stall(pieces: int = 10, **fields: Any) -> tuple[Channel, ProductVariant]:
    """A shop with aprons of 100 lei, sent for 19,99."""
    shop = market.channel(**fields)
    apron = market.variant(shop)
    market.stock(apron, market.warehouse(shop), pieces)
    market.method(shop, price=1999, minimum_delivery_days=1, maximum_delivery_days=4)
    return shop, apron


def variant_id(of: ProductVariant) -> str:
    """Return a variant's global id."""
    return to_global_id("ProductVariant", of.pk)


def checkout_id(info: CheckoutInfo) -> str:
    """Return a checkout's global id."""
    return to_global_id("Checkout", info.checkout.pk)


def line_id(info: CheckoutInfo, position: int = 0) -> str:
    """Return the global id of one of a checkout's lines."""
    return to_global_id("CheckoutLine", info.lines[position].line.pk)


def told(document: str, variables: Mapping[str, Any], **how: Any) -> dict[str, Any]:
    """Return the only error of a mutation's payload, after checking that it brings no checkout."""
    payload = data(document, variables, **how)
    assert payload.get("checkout") is None
    (error,) = payload["errors"]
    return dict(error)


def error(field: str | None, code: str, message: str, **further: Any) -> dict[str, Any]:
    """Write a whole CheckoutError."""
    nothing = {"variants": None, "lines": None, "addressType": None}
    return {"field": field, "code": code, "message": message, **nothing, **further}
