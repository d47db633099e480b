"""Who may write metadata on what, and that nobody loses what another wrote."""

from __future__ import annotations

from typing import Any

import pytest

from engine.accounts.models import User
from engine.orders.models import Order
from tests.engine.accounts.people import person
from tests.engine.checkout import market
from tests.engine.schema.asking import data, refusals
from tests.engine.schema.setup.staff import ana, denied, gid, tell

pytestmark = pytest.mark.django_db

UPDATE = """mutation($id: ID!, $input: [MetadataInput!]!) {
  updateMetadata(id: $id, input: $input) { errors { field code message } }
}"""
DELETE = """mutation($id: ID!, $keys: [String!]!) {
  deleteMetadata(id: $id, keys: $keys) { errors { field code message } }
}"""
UPDATE_PRIVATE, DELETE_PRIVATE = (
    document.replace("Metadata(", "PrivateMetadata(") for document in (UPDATE, DELETE)
)


def pairs(**values: str) -> list[dict[str, str]]:
    """Write metadata as the input has it."""
    return [{"key": key, "value": value} for key, value in values.items()]


def basket() -> Any:
    """A checkout of one apron."""
    shop = market.channel()
    variant = market.variant(shop)
    market.stock(variant, market.warehouse(shop), 5)
    return market.basket(shop, (variant, 1)).checkout


def order() -> Order:
    """An order of one apron."""
    shop = market.channel()
    market.method(shop)
    variant = market.variant(shop)
    market.stock(variant, market.warehouse(shop), 5)
    return market.ordered(shop, (variant, 1))


def test_whoever_knows_a_checkout_writes_its_public_metadata() -> None:
    checkout = basket()

    first = data(UPDATE, {"id": gid(checkout), "input": pairs(plata="ramburs", cui="RO1")})
    second = data(UPDATE, {"id": gid(checkout), "input": pairs(plata="transfer")})
    third = data(DELETE, {"id": gid(checkout), "keys": ["cui", "altceva"]})

    assert first == second == third == {"errors": []}
    checkout.refresh_from_db()
    assert checkout.metadata == {"plata": "transfer"}


def test_nobody_but_staff_writes_private_metadata_even_of_a_checkout() -> None:
    checkout = basket()

    assert denied(UPDATE_PRIVATE, {"id": gid(checkout), "input": pairs(a="b")}, person())
    assert denied(DELETE_PRIVATE, {"id": gid(checkout), "keys": ["a"]})
    tell(UPDATE_PRIVATE, {"id": gid(checkout), "input": pairs(a="b", c="d")})
    tell(DELETE_PRIVATE, {"id": gid(checkout), "keys": ["a"]})

    checkout.refresh_from_db()
    assert (checkout.private_metadata, checkout.metadata) == ({"c": "d"}, {})


def test_an_orders_metadata_is_for_staff() -> None:
    placed = order()
    before = dict(placed.metadata)

    assert denied(UPDATE, {"id": gid(placed), "input": pairs(mesaj="1")})
    assert denied(DELETE, {"id": gid(placed), "keys": list(before)}, person())
    placed.refresh_from_db()
    assert placed.metadata == before

    tell(UPDATE, {"id": gid(placed), "input": pairs(mesaj="1")})
    placed.refresh_from_db()
    assert placed.metadata == {**before, "mesaj": "1"}


@pytest.mark.parametrize("who", ["nobody", "bogdan"])
def test_goods_and_warehouses_are_for_staff(who: str) -> None:
    shop = market.channel()
    user = person() if who == "bogdan" else None
    variant, place = market.variant(shop), market.warehouse(shop)

    assert denied(UPDATE, {"id": gid(variant), "input": pairs(a="b")}, user)
    assert denied(UPDATE, {"id": gid(variant.product), "input": pairs(a="b")}, user)
    assert denied(UPDATE, {"id": gid(place), "input": pairs(a="b")}, user)
    assert denied(UPDATE, {"id": gid(shop), "input": pairs(a="b")}, user)


def test_an_account_and_its_addresses_are_their_owners() -> None:
    bogdan, carmen = person(), person("carmen@example.com")
    home = market.address()
    home.save()
    bogdan.addresses.add(home)

    for row in (bogdan, home):
        assert data(UPDATE, {"id": gid(row), "input": pairs(a="b")}, user=bogdan) == {"errors": []}
        assert denied(UPDATE, {"id": gid(row), "input": pairs(a="c")}, carmen)
        assert denied(UPDATE, {"id": gid(row), "input": pairs(a="c")})
    assert User.objects.get(pk=bogdan.pk).metadata == {"a": "b"}


@pytest.mark.parametrize(
    ("input", "refusal"),
    [
        (pairs(**{"": "x"}), ("input", "REQUIRED")),
        (pairs(**{"  ": "x"}), ("input", "REQUIRED")),
        (pairs(**{"k" * 256: "x"}), ("input", "INVALID")),
        (pairs(a="x" * 64_001), ("input", "INVALID")),
    ],
    ids=["empty", "blank", "long-key", "long-value"],
)
def test_metadata_that_cannot_be_kept_is_refused(
    input: list[dict[str, str]], refusal: tuple[str, str]
) -> None:
    checkout = basket()

    assert refusals(UPDATE, {"id": gid(checkout), "input": input}) == [refusal]
    checkout.refresh_from_db()
    assert checkout.metadata == {}


@pytest.mark.parametrize(
    ("global_id", "code"),
    [
        ("fleac", "GRAPHQL_ERROR"),
        ("Q2hlY2tvdXQ6MQ==", "NOT_FOUND"),
        ("Q2hlY2tvdXQ6MTExMTExMTEtMTExMS0xMTExLTExMTEtMTExMTExMTExMTEx", "NOT_FOUND"),
        ("U3RvY2s6MQ==", "NOT_FOUND"),
    ],
    ids=["malformed", "no-uuid", "unknown", "without-metadata"],
)
def test_an_id_of_nothing_is_refused(global_id: str, code: str) -> None:
    assert refusals(UPDATE, {"id": global_id, "input": pairs(a="b")}, user=ana()) == [("id", code)]
