"""Romanian addresses between Saleor's fields and ours."""

from __future__ import annotations

from typing import Any

from commerce.shop.values import metadata
from commerce.transport import Json
from commerce.types import Address, AddressId

SECTOR_PREFIX = "Sector "


def read(node: Json) -> Address:
    """Read an address; what it is the default for is known only of one in the shopper's book."""
    area = node["cityArea"]
    return Address(
        first_name=node["firstName"],
        last_name=node["lastName"],
        street=node["streetAddress1"],
        street_extra=node["streetAddress2"],
        city=node["city"],
        county=node["countryArea"],
        postal_code=node["postalCode"],
        phone=node["phone"] or "",
        company_name=node["companyName"],
        sector=area.removeprefix(SECTOR_PREFIX) if area.startswith(SECTOR_PREFIX) else "",
        country=node["country"]["code"],
        id=AddressId(node["id"]),
        is_default_shipping=bool(node.get("isDefaultShippingAddress")),
        is_default_billing=bool(node.get("isDefaultBillingAddress")),
        metadata=metadata(node),
    )


def write(address: Address) -> dict[str, Any]:
    """Write an AddressInput. Saleor has no field for the Bucharest sector: `cityArea` keeps it."""
    return {
        "firstName": address.first_name,
        "lastName": address.last_name,
        "companyName": address.company_name,
        "streetAddress1": address.street,
        "streetAddress2": address.street_extra,
        "city": address.city,
        "cityArea": f"{SECTOR_PREFIX}{address.sector}" if address.sector else "",
        "postalCode": address.postal_code,
        "country": address.country,
        "countryArea": address.county,
        "phone": address.phone,
        "metadata": [{"key": key, "value": value} for key, value in address.metadata.items()],
    }
