"""Parts of Saleor's answers, as a 3.24 server writes them."""

from __future__ import annotations

from typing import Any


def money(amount: float, currency: str | None = None) -> dict[str, Any]:
    return {"amount": amount} if currency is None else {"amount": amount, "currency": currency}


def gross(amount: float) -> dict[str, Any]:
    return {"gross": {"amount": amount}}


def ses(
    slug: str = "ana-croitorie", title: str = "Croitoria Anei", facts: str | None = None
) -> dict[str, Any]:
    return {"sellers": [{"slug": slug, "title": title, "facts": facts}]}


def ses_link() -> dict[str, Any]:
    """Who sells, where its documents are not asked for."""
    return {"sellers": [{"slug": "ana-croitorie", "title": "Croitoria Anei"}]}


def connection(*nodes: Any, cursor: str | None = None) -> dict[str, Any]:
    return {
        "pageInfo": {"hasNextPage": cursor is not None, "endCursor": cursor},
        "edges": [{"node": node} for node in nodes],
    }


def edges(*nodes: Any) -> dict[str, Any]:
    return {"edges": [{"node": node} for node in nodes]}


def attribute(slug: str, name: str, input_type: str, **value: Any) -> dict[str, Any]:
    return {"attribute": {"slug": slug, "name": name, "inputType": input_type}, **value}


def product_card(**changes: Any) -> dict[str, Any]:
    return {
        "id": "UHJvZHVjdDox",
        "slug": "sort-de-in",
        "name": "Șorț de in",
        "badge": None,
        "ses": ses(),
        "isAvailable": True,
        "pricing": {
            "priceRange": {"start": {"currency": "RON", **gross(19.6)}, "stop": gross(24.05)},
        },
        "webp256": {"url": "/thumbnail/1/256/webp/"},
        "webp512": {"url": "/thumbnail/1/512/webp/"},
        "avif512": {"url": "/thumbnail/1/512/avif/"},
        "productVariants": edges({"id": "UHJvZHVjdFZhcmlhbnQ6MQ=="}),
        **changes,
    }


def address(**changes: Any) -> dict[str, Any]:
    return {
        "id": "QWRkcmVzczox",
        "firstName": "Bogdan",
        "lastName": "Ionescu",
        "companyName": "",
        "streetAddress1": "Bd. Unirii 5",
        "streetAddress2": "sc. B, ap. 12",
        "city": "București",
        "cityArea": "Sector 3",
        "postalCode": "030167",
        "country": {"code": "RO"},
        "countryArea": "RO-B",
        "phone": "+40721000000",
        "metadata": [],
        **changes,
    }


def basket_line(**changes: Any) -> dict[str, Any]:
    return {
        "id": "Q2hlY2tvdXRMaW5lOjE=",
        "quantity": 2,
        "requiresShipping": True,
        "unitPrice": gross(19.6),
        "undiscountedUnitPrice": money(25),
        "totalPrice": gross(39.2),
        "variant": {
            "id": "UHJvZHVjdFZhcmlhbnQ6MQ==",
            "name": "M",
            "sku": "ANA-1-M",
            "quantityAvailable": 7,
            "assignedAttributes": [
                attribute("marime", "Mărime", "DROPDOWN", choice={"slug": "m", "name": "M"})
            ],
            "product": {
                "slug": "sort-de-in",
                "name": "Șorț de in",
                "ses": ses(),
                "exemption": None,
                "badge": None,
                "webp256": {"url": "/thumbnail/1/256/webp/", "alt": "Șorț"},
                "avif256": {"url": "/thumbnail/1/256/avif/"},
            },
        },
        **changes,
    }


def checkout(**changes: Any) -> dict[str, Any]:
    return {
        "id": "Q2hlY2tvdXQ6MQ==",
        "email": None,
        "customerNote": "",
        "isShippingRequired": True,
        "voucherCode": None,
        "languageCode": "RO",
        "stockReservationExpires": None,
        "metadata": [],
        "shippingAddress": None,
        "billingAddress": None,
        "delivery": None,
        "discount": None,
        "subtotalPrice": gross(39.2),
        "shippingPrice": gross(0.0),
        "totalPrice": {"currency": "RON", **gross(39.2), "tax": money(6.8)},
        "lines": [basket_line()],
        "problems": [],
        **changes,
    }


def refused(mutation: str, field: str | None, code: str, **more: Any) -> dict[str, Any]:
    error = {"field": field, "code": code, "message": "No.", **more}
    return {mutation: {"errors": [error]}}
