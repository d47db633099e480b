"""The whole schema: the root fields of every room, put together once."""

from __future__ import annotations

import graphene

from engine.schema.accounts import AccountMutations, AccountQueries
from engine.schema.catalog.attributes import CONCRETE
from engine.schema.catalog.queries import CatalogQueries
from engine.schema.checkout import CheckoutMutations, CheckoutQueries
from engine.schema.inventory import InventoryQueries
from engine.schema.orders import OrderMutations, OrderQueries
from engine.schema.payments.events import PAYMENT_TYPES
from engine.schema.payments.mutations import PaymentMutations
from engine.schema.payments.queries import PaymentQueries
from engine.schema.setup.catalog import CatalogMutations
from engine.schema.setup.shopkeeping import SetupMutations
from engine.schema.setup.vouchers import VoucherQueries
from engine.schema.webhooks import EVENT_TYPES, AppMutations, AppQueries, Subscription, WebhookMutations


class Query(
    AccountQueries,
    AppQueries,
    CatalogQueries,
    CheckoutQueries,
    InventoryQueries,
    OrderQueries,
    PaymentQueries,
    VoucherQueries,
    graphene.ObjectType,
):
    """What can be asked."""


class Mutation(
    AccountMutations,
    AppMutations,
    CatalogMutations,
    CheckoutMutations,
    OrderMutations,
    PaymentMutations,
    SetupMutations,
    WebhookMutations,
    graphene.ObjectType,
):
    """What can be changed."""


schema = graphene.Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[*CONCRETE, *EVENT_TYPES, *PAYMENT_TYPES],
)
graphql_schema = schema.graphql_schema
