"""The letter that confirms an order: text and HTML, in the order's language, by seller."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.types import Language, Order
from storefront import order_links, order_page, payments
from storefront.identities import Identity
from storefront.legal import FACTS

DJANGO_LANGUAGES: dict[Language, str] = {"RO": "ro", "EN": "en"}


def confirmation(order: Order, identities: Mapping[str, Identity]) -> EmailMultiAlternatives:
    """Return the confirmation of an order, ready to send.

    Its Message-ID is always the same for the same order, so that mail programs fold a second copy into the
    first (see `tasks.confirm_order`).
    """
    with translation.override(DJANGO_LANGUAGES[order.language]):
        values = _values(order, identities)
        subject = _("Order %(number)s is placed") % {"number": order.number}
        message = EmailMultiAlternatives(
            f"{subject} – {settings.SHOP_NAME}",
            render_to_string("storefront/mail/confirmation.txt", values),
            to=[order.email],
            reply_to=[settings.SHOP_OPERATOR["email"]],
            headers={"Message-ID": message_id(order)},
        )
        html = render_to_string("storefront/mail/confirmation.html", values)
        message.attach_alternative(html, "text/html")
    return message


def message_id(order: Order) -> str:
    """The letter's own id, from the order's: it tells nobody the order's id."""
    digest = hashlib.sha256(f"confirmation:{order.id}".encode()).hexdigest()[:32]
    domain = settings.SHOP_OPERATOR["email"].rpartition("@")[2]
    return f"<{digest}@{domain}>"


def _values(order: Order, identities: Mapping[str, Identity]) -> dict[str, object]:
    return {
        "order": order,
        "parts": order_page.parts(order, identities),
        "delivery_name": order_page.delivery_name(order),
        "payment_name": payments.name(order.payment_method),
        "is_cash": order.payment_method == payments.CASH_ON_DELIVERY,
        "account": payments.account(order) if order_page.owes_transfer(order) else None,
        "link": absolute(order_links.path(order.id)),
        "withdrawal_link": absolute(reverse("storefront:legal", args=["retragere"])),
        "terms_link": absolute(reverse("storefront:legal", args=["termeni"])),
        "guarantee_link": absolute(reverse("storefront:legal", args=["retur-si-garantii"])),
        "withdrawal_days": FACTS.withdrawal_days,
        "guarantee_years": FACTS.guarantee_years,
        "shop_name": settings.SHOP_NAME,
        "operator": settings.SHOP_OPERATOR,
        "is_demo": settings.SHOP_DEMO,
        "language_code": translation.get_language(),
    }


def absolute(path: str) -> str:
    """The address of a page as a letter needs it."""
    return f"{settings.PUBLIC_URL}{path}"
