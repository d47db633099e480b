"""Checkouts and their lines. The root of each is its row; `known_of` has what was read with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from engine.accounts.models import User as Account
from engine.catalog import models as catalog
from engine.checkout import models
from engine.checkout.info import LineInfo
from engine.checkout.pricing import PricedLine
from engine.errors import PermissionDenied
from engine.schema.accounts.address import Address
from engine.schema.accounts.types import User
from engine.schema.catalog.channels import Channel
from engine.schema.catalog.products import ProductVariant
from engine.schema.checkout import problems
from engine.schema.checkout.delivery import Delivery, offered
from engine.schema.checkout.problems import CheckoutLineProblem, CheckoutProblem
from engine.schema.checkout.reading import known_of
from engine.schema.enums import LanguageCodeEnum, language_code
from engine.schema.fields import Node, ObjectWithMetadata, global_id
from engine.schema.inventory.shipping import OfferedMethod, ShippingMethod
from engine.schema.money import Money, Taxed, TaxedMoney
from engine.schema.payments.of_checkouts import CheckoutPayments
from kernel.money import Money as Amount


class CheckoutLine(graphene.ObjectType):
    """A variant and how many pieces of it."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    variant = graphene.Field(ProductVariant, required=True)
    quantity = graphene.Int(required=True)
    unit_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_unit_price = graphene.Field(Money, required=True)
    prior_unit_price = graphene.Field(Money)
    total_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_total_price = graphene.Field(Money, required=True)
    prior_total_price = graphene.Field(Money)
    requires_shipping = graphene.Boolean(required=True)
    problems = graphene.List(graphene.NonNull(CheckoutLineProblem))
    is_gift = graphene.Boolean()

    resolve_id = global_id("CheckoutLine")

    @staticmethod
    def resolve_variant(root: models.CheckoutLine, info: Any) -> catalog.ProductVariant:
        return _entry(root, info).offer.variant

    @staticmethod
    def resolve_unit_price(root: models.CheckoutLine, info: Any) -> Taxed:
        priced = _priced(root, info)
        return Taxed(gross=priced.unit, net=priced.unit_net)

    @staticmethod
    def resolve_undiscounted_unit_price(root: models.CheckoutLine, info: Any) -> Amount:
        return _priced(root, info).line.unit_price

    @staticmethod
    def resolve_prior_unit_price(root: models.CheckoutLine, info: Any) -> Amount | None:
        return _entry(root, info).offer.prior_price

    @staticmethod
    def resolve_total_price(root: models.CheckoutLine, info: Any) -> Taxed:
        priced = _priced(root, info)
        return Taxed(gross=priced.total, net=priced.total_net)

    @staticmethod
    def resolve_undiscounted_total_price(root: models.CheckoutLine, info: Any) -> Amount:
        return _priced(root, info).line.total

    @staticmethod
    def resolve_prior_total_price(root: models.CheckoutLine, info: Any) -> Amount | None:
        prior = _entry(root, info).offer.prior_price
        return None if prior is None else prior * root.quantity

    @staticmethod
    def resolve_requires_shipping(root: models.CheckoutLine, info: Any) -> bool:
        return _entry(root, info).offer.requires_shipping

    @staticmethod
    def resolve_problems(root: models.CheckoutLine, info: Any) -> list[Any]:
        return [told for told in problems.of_lines(known_of(root.checkout, info)) if told.line.pk == root.pk]

    @staticmethod
    def resolve_is_gift(root: models.CheckoutLine, info: Any) -> bool:
        return False


def _entry(line: models.CheckoutLine, info: Any) -> LineInfo:
    return known_of(line.checkout, info).entry(line)


def _priced(line: models.CheckoutLine, info: Any) -> PricedLine:
    return known_of(line.checkout, info).priced_line(line)


class Checkout(CheckoutPayments, graphene.ObjectType):
    """A basket on its way to an order."""

    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    created = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    user = graphene.Field(User)
    channel = graphene.Field(Channel, required=True)
    billing_address = graphene.Field(Address)
    shipping_address = graphene.Field(Address)
    customer_note = graphene.String(required=True)
    discount = graphene.Field(Money)
    discount_name = graphene.String()
    voucher_code = graphene.String()
    shipping_methods = graphene.List(graphene.NonNull(ShippingMethod), required=True)
    email = graphene.String()
    is_shipping_required = graphene.Boolean(required=True)
    quantity = graphene.Int(required=True)
    stock_reservation_expires = graphene.DateTime()
    lines = graphene.List(graphene.NonNull(CheckoutLine), required=True)
    shipping_price = graphene.Field(TaxedMoney, required=True)
    delivery = graphene.Field(Delivery)
    subtotal_price = graphene.Field(TaxedMoney, required=True)
    token = graphene.UUID(required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    language_code = graphene.Field(LanguageCodeEnum, required=True)
    display_gross_prices = graphene.Boolean(required=True)
    problems = graphene.List(graphene.NonNull(CheckoutProblem))

    resolve_id = global_id("Checkout")

    @staticmethod
    def resolve_created(root: models.Checkout, info: Any) -> datetime:
        return root.created_at

    @staticmethod
    def resolve_user(root: models.Checkout, info: Any) -> Account | None:
        """Tell whose it is to the owner and staff: a checkout's id alone names nobody."""
        may_see = info.context.may("MANAGE_USERS", "HANDLE_PAYMENTS")
        if root.user is None or root.user == info.context.user or may_see:
            return root.user
        raise PermissionDenied("MANAGE_USERS", "HANDLE_PAYMENTS", "OWNER")

    @staticmethod
    def resolve_customer_note(root: models.Checkout, info: Any) -> str:
        return root.note

    @staticmethod
    def resolve_discount(root: models.Checkout, info: Any) -> Amount:
        return known_of(root, info).priced.discount

    @staticmethod
    def resolve_discount_name(root: models.Checkout, info: Any) -> str | None:
        use = known_of(root, info).voucher
        return use.voucher.name or None if use else None

    @staticmethod
    def resolve_shipping_methods(root: models.Checkout, info: Any) -> list[OfferedMethod]:
        return [offered(option) for option in known_of(root, info).options]

    @staticmethod
    def resolve_is_shipping_required(root: models.Checkout, info: Any) -> bool:
        return known_of(root, info).requires_shipping

    @staticmethod
    def resolve_quantity(root: models.Checkout, info: Any) -> int:
        return sum(entry.line.quantity for entry in known_of(root, info).lines)

    @staticmethod
    def resolve_stock_reservation_expires(root: models.Checkout, info: Any) -> datetime | None:
        return known_of(root, info).holding.expires_at

    @staticmethod
    def resolve_lines(root: models.Checkout, info: Any) -> list[models.CheckoutLine]:
        return [entry.line for entry in known_of(root, info).lines]

    @staticmethod
    def resolve_shipping_price(root: models.Checkout, info: Any) -> Taxed:
        priced = known_of(root, info).priced
        return Taxed(gross=priced.delivery_price, net=priced.delivery_price_net)

    @staticmethod
    def resolve_subtotal_price(root: models.Checkout, info: Any) -> Taxed:
        priced = known_of(root, info).priced
        return Taxed(gross=priced.subtotal, net=priced.subtotal_net)

    @staticmethod
    def resolve_token(root: models.Checkout, info: Any) -> Any:
        return root.pk

    @staticmethod
    def resolve_total_price(root: models.Checkout, info: Any) -> Taxed:
        priced = known_of(root, info).priced
        return Taxed(gross=priced.total, net=priced.total_net)

    @staticmethod
    def resolve_language_code(root: models.Checkout, info: Any) -> str:
        return language_code(root.language_code)

    @staticmethod
    def resolve_display_gross_prices(root: models.Checkout, info: Any) -> bool:
        return True

    @staticmethod
    def resolve_problems(root: models.Checkout, info: Any) -> list[Any]:
        return problems.of_checkout(known_of(root, info))
