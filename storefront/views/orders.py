"""A placed order, for whoever has its signed link."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commerce.shop import orders
from commerce.types import Order
from storefront import identities, language, order_links, order_page, payments, session
from storefront.legal import FACTS


@never_cache
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show an order and where its parcels are. A token we did not make is a page that does not exist."""
    order = own_order(token)
    speech = language.current()
    context = {
        "order": order,
        "status": order_page.status(order),
        "parts": order_page.parts(order, identities.by_slug(speech)),
        "timeline": order_page.timeline(order),
        "delivery_name": order_page.delivery_name(order),
        "payment_name": payments.name(order.payment_method),
        "account": payments.account(order) if order_page.owes_transfer(order) else None,
        "is_new": session.order_of(request) == order.id and not order.fulfillments,
        "is_undeliverable": order_page.UNDELIVERABLE_KEY in order.metadata,
        "withdrawal_days": FACTS.withdrawal_days,
        "is_demo": settings.SHOP_DEMO,
    }
    return _private(render(request, "storefront/order.html", context))


def own_order(token: str) -> Order:
    """Return the order that a token stands for. Raises Http404 for a forged token or a missing order."""
    order_id = order_links.order_id(token)
    found = orders.one(order_id=order_id, language=language.current()) if order_id else None
    if found is None:
        raise Http404
    return found


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the link out of search engines, caches and other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
