"""The last step before an order: what stands above the button, and what the core needs to know first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from commerce.errors import BasketGone, Refused
from commerce.shop import checkout
from commerce.shop.payments import PaymentRefused, PaymentsUnavailable
from commerce.types import Basket, BasketLine, DeliveryOption, Language
from storefront import identities, last_look, lately, parcels, payments
from storefront.forms.address import address_warnings
from storefront.forms.checkout import OrderForm
from storefront.identities import Identity
from storefront.parcels import Part

#: OUG 34/2014 art. 16 m: the right ends when a download begins, but only with the buyer's express consent.
DOWNLOAD = "16m"
CONSENT_KEY = "digital_consent"
PAYMENT_KEY = "payment_method"
#: The core freezes a delivery's name in its own language only; this is the one the buyer read.
DELIVERY_KEY = "delivery_name"

GOODS_CODES = frozenset(
    {
        "INSUFFICIENT_STOCK",
        "UNAVAILABLE_VARIANT_IN_CHANNEL",
        "PRODUCT_UNAVAILABLE_FOR_PURCHASE",
        "PRODUCT_NOT_PUBLISHED",
        "NO_LINES",
    }
)
CONTACT_CODES = frozenset({"EMAIL_NOT_SET", "BILLING_ADDRESS_NOT_SET", "SHIPPING_ADDRESS_NOT_SET"})


@dataclass(frozen=True, slots=True)
class SellerPart:
    """One seller's part of the order, with who the seller is before the law."""

    part: Part[BasketLine]
    identity: Identity | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything above the button, as it is at this moment."""

    basket: Basket
    options: tuple[DeliveryOption, ...]
    payments: tuple[payments.Choice, ...]
    parts: tuple[SellerPart, ...]

    @property
    def parcel_parts(self) -> tuple[Part[BasketLine], ...]:
        """The parts that come in a parcel: what is paid to the courier, one by one."""
        return tuple(each.part for each in self.parts if each.part.is_shipped)

    @property
    def has_downloads(self) -> bool:
        """Say whether the buyer must be asked for consent to an immediate download."""
        return any(line.withdrawal_exemption.startswith(DOWNLOAD) for line in self.basket.lines)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What looks wrong in the addresses; it blocks nothing."""
        addresses = (self.basket.shipping_address, self.basket.billing_address)
        found = (text for address in addresses if address for text in address_warnings(address))
        return tuple(dict.fromkeys(found))

    @property
    def seen(self) -> str:
        """The note of what the page shows."""
        return last_look.note(self.basket)

    def form(self, data: Mapping[str, Any] | None = None) -> OrderForm:
        """Return the form of this step, filled with `data` or with what was chosen before."""
        chosen = self.basket.delivery.id if self.basket.delivery else ""
        initial = {
            "delivery": chosen,
            "payment": self.basket.payment_method,
            "digital_consent": self.basket.metadata.get(CONSENT_KEY) == "yes",
        }
        return OrderForm(data, initial=initial, options=self.options, payments=self.payments)


def has_contact(basket: Basket) -> bool:
    """Say whether the first step is done."""
    is_addressed = basket.billing_address is not None and (
        basket.shipping_address is not None or not basket.is_shipping_required
    )
    return bool(basket.email) and is_addressed


def summarise(basket: Basket, language: Language, *, is_shown: bool = False) -> Summary:
    """Gather what the last page shows; the cheapest delivery is taken where none is chosen, or none valid.

    Some delivery there must be, so the choice adds nothing that was not asked for. With `is_shown` the page
    was shown already, and what the core offered for this basket then is not asked again. Raises Refused.
    """
    if basket.language != language:
        basket = _in_language(basket, language)
    options = _options(basket, language, anew=not is_shown)
    chosen = basket.delivery
    known = {option.id for option in options}
    if options and (chosen is None or chosen.id not in known or basket.problems):
        cheapest = min(options, key=lambda option: (option.price, option.maximum_days or 0))
        basket = checkout.choose_delivery(basket_id=basket.id, delivery_id=cheapest.id, language=language)
    offered = payments.choices(basket, anew=not is_shown)
    return _summary(basket, options, offered, language)


def settle(summary: Summary, form: OrderForm, language: Language) -> Summary:
    """Tell the core the delivery and the payment that were chosen, and return what the page shows then.

    A refusal of the delivery becomes the field's error.
    """
    basket = _with_delivery(summary, form, language)
    values = _choices(summary, form, basket)
    if any(basket.metadata.get(key) != value for key, value in values.items()):
        checkout.set_metadata(basket_id=basket.id, values=values)
        basket = replace(basket, metadata={**basket.metadata, **values})
    # What is open depends on the total, and that on the delivery.
    is_same = basket.total == summary.basket.total
    offered = summary.payments if is_same else payments.choices(basket)
    return _summary(basket, summary.options, offered, language)


def seal_payment(summary: Summary, form: OrderForm) -> bool:
    """Open the payment that was chosen and keep with the basket what the payer needs to know.

    Returns whether the order may be placed; else the form says beside the choice why not. A basket whose
    order is being placed this moment may: the core places it once.

    Raises BasketGone, Refused, CoreUnavailable.
    """
    try:
        values = payments.seal(summary.basket, form.cleaned_data["payment"])
    except PaymentRefused as refusal:
        form.add_error("payment", str(refusal) or _("This way to pay is not open for your order."))
        return False
    except PaymentsUnavailable:
        form.add_error(
            "payment", _("Payments cannot be started right now. Nothing was ordered; try again soon.")
        )
        return False
    except Refused as refusal:
        if "CHECKOUT_COMPLETION_IN_PROGRESS" in refusal.codes:
            return True
        raise
    if any(summary.basket.metadata.get(key) != value for key, value in values.items()):
        checkout.set_metadata(basket_id=summary.basket.id, values=values)
    return True


def sentence(refusal: Refused) -> str:
    """Say why an order was not placed, where it is neither the goods nor the details."""
    if "VOUCHER_NOT_APPLICABLE" in refusal.codes:
        return _("The voucher is not valid any more: take it out of the basket. Nothing was ordered.")
    if refusal.codes & {
        "SHIPPING_METHOD_NOT_SET",
        "INVALID_SHIPPING_METHOD",
        "DELIVERY_METHOD_NOT_APPLICABLE",
    }:
        return _("The delivery you chose is not offered any more. Nothing was ordered.")
    return _("The order could not be placed. Nothing was ordered; please try again.")


# --- Within ---


def _in_language(basket: Basket, language: Language) -> Basket:
    """Let the order, and so its letter, speak the language of the page with the button."""
    assert basket.billing_address is not None  # noqa: S101
    return checkout.set_contact(
        basket_id=basket.id,
        email=basket.email,
        shipping=basket.shipping_address if basket.is_shipping_required else None,
        billing=basket.billing_address,
        metadata={},
        note=basket.note,
        language=language,
    )


def _options(basket: Basket, language: Language, *, anew: bool) -> tuple[DeliveryOption, ...]:
    if not basket.is_shipping_required:
        return ()

    def ask() -> tuple[DeliveryOption, ...]:
        options = checkout.delivery_options(basket_id=basket.id, language=language)
        return tuple(option for option in options if option.is_active)

    # A basket with problems may have a delivery that is not offered any more.
    return lately.said(("deliveries", language), basket, ask, anew=anew or bool(basket.problems))


def _summary(
    basket: Basket,
    options: tuple[DeliveryOption, ...],
    offered: tuple[payments.Choice, ...],
    language: Language,
) -> Summary:
    known = identities.by_slug(language)
    return Summary(
        basket=basket,
        options=options,
        payments=offered,
        parts=tuple(
            SellerPart(part, known.get(part.seller.slug) if part.seller else None)
            for part in parcels.split(basket.lines, delivery=basket.shipping)
        ),
    )


def _with_delivery(summary: Summary, form: OrderForm, language: Language) -> Basket:
    basket, wanted = summary.basket, form.cleaned_data.get("delivery")
    if not wanted or (basket.delivery and basket.delivery.id == wanted):
        return basket
    try:
        return checkout.choose_delivery(basket_id=basket.id, delivery_id=wanted, language=language)
    except BasketGone:
        raise
    except Refused:
        form.add_error("delivery", form.fields["delivery"].error_messages["invalid_choice"])
        return basket


def _choices(summary: Summary, form: OrderForm, basket: Basket) -> dict[str, str]:
    values = {DELIVERY_KEY: basket.delivery.name} if basket.delivery else {}
    if form.cleaned_data.get("payment"):
        values[PAYMENT_KEY] = form.cleaned_data["payment"]
    if summary.has_downloads:
        values[CONSENT_KEY] = "yes" if form.cleaned_data.get("digital_consent") else "no"
    return values
