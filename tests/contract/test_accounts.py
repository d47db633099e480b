"""Accounts: log-in, names, addresses, orders; and whom the core does not believe."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from commerce.errors import InvalidCredentials, LoginDelayed, PermissionRefused, Refused
from commerce.shop import account, checkout, orders
from commerce.shop import basket as baskets
from commerce.types import AddressId
from kernel.ids import to_global_id
from kernel.money import Money
from tests.contract import core, people
from tests.contract.market import Market, address
from tests.contract.people import Shopper
from tests.contract.shopping import fill, ready
from tests.contract.test_baskets import problems

LINK = "http://localhost:8000/cont/confirmare/"
#: Seconds a core holds an address up after a wrong password, and some.
DELAY = 20


@pytest.fixture(scope="module")
def bogdan(shop: Market) -> Shopper:
    """A shopper with an account."""
    return people.make(shop, "bogdan")


@pytest.fixture(scope="module")
def carmen(shop: Market) -> Shopper:
    """Another one."""
    return people.make(shop, "carmen")


def test_a_shopper_reads_who_they_are(bogdan: Shopper) -> None:
    me = account.me(token=bogdan.token)

    assert me is not None
    assert (me.email, me.first_name, me.last_name) == (bogdan.email, "bogdan", "Popescu")
    assert (me.is_confirmed, me.language, me.addresses) == (True, "RO", ())


def test_a_token_that_is_not_believed_is_nobodys() -> None:
    assert account.me(token="eyJhbGciOiJSUzI1NiJ9.e30.c2ln") is None


def test_an_access_token_is_renewed(bogdan: Shopper) -> None:
    renewed = account.refresh(refresh_token=bogdan.tokens.refresh)

    me = account.me(token=renewed)
    assert me is not None
    assert me.email == bogdan.email


@pytest.mark.parametrize(
    ("token", "code"),
    [("abc", "JWT_DECODE_ERROR"), ("", "JWT_DECODE_ERROR")],
)
def test_a_refresh_token_that_is_none_is_refused(token: str, code: str) -> None:
    with pytest.raises(InvalidCredentials) as refused:
        account.refresh(refresh_token=token)

    assert problems(refused) == [("refreshToken", code)]


def test_an_access_token_is_no_refresh_token(bogdan: Shopper) -> None:
    with pytest.raises(InvalidCredentials) as refused:
        account.refresh(refresh_token=bogdan.token)

    assert problems(refused) == [("refreshToken", "JWT_INVALID_TOKEN")]


def test_names_and_language_are_changed(carmen: Shopper) -> None:
    changed = account.update(token=carmen.token, first_name="Carmen", last_name="Ionescu", language="EN")

    assert (changed.first_name, changed.last_name, changed.language) == ("Carmen", "Ionescu", "EN")
    assert account.me(token=carmen.token) == changed


def test_nobody_changes_nobodys_names() -> None:
    with pytest.raises(PermissionRefused):
        account.update(token="", first_name="N", last_name="N", language="RO")


def test_addresses_are_kept_changed_preferred_and_deleted(shop: Market) -> None:
    dan = people.make(shop, "dan")
    home = account.add_address(token=dan.token, address=address(), default=True)
    work = account.add_address(token=dan.token, address=address(street="Str. Muncii nr. 1"), default=False)

    me = account.me(token=dan.token)
    assert me is not None
    assert {a.street: (a.is_default_shipping, a.is_default_billing) for a in me.addresses} == {
        "Str. Exemplului nr. 4": (True, True),
        "Str. Muncii nr. 1": (False, False),
    }

    assert work.id is not None
    assert home.id is not None
    account.update_address(token=dan.token, address=replace(work, city="Vaslui", postal_code="730001"))
    account.set_default_address(token=dan.token, address_id=work.id, kind="SHIPPING")
    account.delete_address(token=dan.token, address_id=home.id)

    me = account.me(token=dan.token)
    assert me is not None
    (left,) = me.addresses
    assert (left.id, left.postal_code, left.is_default_shipping) == (work.id, "730001", True)


def test_an_address_that_is_none_is_refused_and_not_kept(carmen: Shopper) -> None:
    with pytest.raises(Refused) as refused:
        account.add_address(token=carmen.token, address=address(postal_code="1"), default=False)

    assert problems(refused) == [("postalCode", "INVALID")]
    me = account.me(token=carmen.token)
    assert me is not None
    assert me.addresses == ()


def test_an_address_of_somebody_else_stays(shop: Market, bogdan: Shopper, carmen: Shopper) -> None:
    eva = people.make(shop, "eva")
    kept = account.add_address(token=eva.token, address=address(), default=False)
    assert kept.id is not None

    with pytest.raises((Refused, PermissionRefused)):
        account.delete_address(token=bogdan.token, address_id=kept.id)
    with pytest.raises(Refused) as none:
        account.delete_address(token=bogdan.token, address_id=AddressId(to_global_id("Address", 987654321)))

    assert problems(none) == [("id", "NOT_FOUND")]
    me = account.me(token=eva.token)
    assert me is not None
    assert [each.id for each in me.addresses] == [kept.id]


def test_a_basket_becomes_a_shoppers_and_its_order_is_theirs(shop: Market, bogdan: Shopper) -> None:
    good = shop.good(price=1500, stock=10)
    basket = ready((good, 2), email=bogdan.email)
    baskets.attach_customer(basket_id=basket.id, token=bogdan.token)

    sold = checkout.place_order(basket_id=basket.id)

    mine, cursor = orders.mine(token=bogdan.token, language="RO")
    assert cursor is None
    newest = mine[0]
    assert (newest.id, newest.number, newest.quantity, newest.total) == (sold.id, sold.number, 2, Money(4999))


def test_nobody_has_no_orders_and_attaches_no_basket(shop: Market) -> None:
    basket = fill((shop.good(), 1))

    with pytest.raises(PermissionRefused):
        orders.mine(token="", language="RO")
    with pytest.raises(PermissionRefused):
        baskets.attach_customer(basket_id=basket.id, token="")


@pytest.mark.parametrize(
    ("password", "code"),
    [("scurt", "PASSWORD_TOO_SHORT"), ("", "PASSWORD_TOO_SHORT")],
)
def test_a_weak_password_is_refused(shop: Market, password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        account.register(
            email=f"nou.{shop.mark}@magazin.example",
            password=password,
            first_name="Nou",
            last_name="Nouț",
            language="RO",
            redirect_url=LINK,
        )

    assert problems(refused) == [("password", code)]


def test_a_link_to_elsewhere_is_refused(shop: Market) -> None:
    with pytest.raises(Refused) as refused:
        account.register(
            email=f"nou.{shop.mark}@magazin.example",
            password=people.PASSWORD,
            first_name="Nou",
            last_name="Nouț",
            language="RO",
            redirect_url="https://altundeva.example/",
        )

    assert problems(refused) == [("redirectUrl", "INVALID")]


def test_passwords_are_changed_by_whoever_knows_the_old_one(shop: Market) -> None:
    fane = people.make(shop, "fane")

    with pytest.raises(InvalidCredentials) as wrong:
        account.change_password(token=fane.token, old="alta", new="sase pere galbene 27")
    with pytest.raises(Refused) as weak:
        account.change_password(token=fane.token, old=fane.password, new="kă9țz")
    account.change_password(token=fane.token, old=fane.password, new="sase pere galbene 27")

    assert problems(wrong) == [("oldPassword", "INVALID_CREDENTIALS")]
    assert problems(weak) == [("newPassword", "PASSWORD_TOO_SHORT")]
    assert account.log_in(email=fane.email, password="sase pere galbene 27").access


def test_mailed_tokens_that_are_made_up_are_not_believed(bogdan: Shopper) -> None:
    with pytest.raises(InvalidCredentials) as confirmed:
        account.confirm(email=bogdan.email, token="abc-def")
    with pytest.raises(InvalidCredentials) as reset:
        account.set_password(email=bogdan.email, token="abc-def", password="opt prune vinete 28")
    with pytest.raises(InvalidCredentials) as deleted:
        account.delete(token=bogdan.token, deletion_token="abc-def")

    assert problems(confirmed) == [("token", "INVALID")]
    assert problems(reset) == [("token", "INVALID")]
    assert problems(deleted) == [("token", "INVALID")]


def test_a_shopper_is_no_staff(shop: Market, bogdan: Shopper) -> None:
    answer = core.ask("{ orders(first: 1) { totalCount } }", token=bogdan.token)

    assert [code for code, _ in answer.faults] == ["PermissionDenied"]


def test_a_wrong_password_is_refused_and_holds_up_the_next_try(shop: Market) -> None:
    gina = people.make(shop, "gina")

    with pytest.raises(InvalidCredentials) as wrong:
        account.log_in(email=gina.email, password="greșită")
    with pytest.raises(LoginDelayed) as delayed:
        account.log_in(email=gina.email, password="greșită")

    assert problems(wrong) == [("email", "INVALID_CREDENTIALS")]
    assert problems(delayed) == [(None, "LOGIN_ATTEMPT_DELAYED")]
    assert log_in_at_last(gina).access


def log_in_at_last(shopper: Shopper) -> people.Tokens:
    """Log in as soon as the core lets anybody try."""
    until = time.monotonic() + DELAY
    while True:
        try:
            return account.log_in(email=shopper.email, password=shopper.password)
        except LoginDelayed:
            assert time.monotonic() < until
            time.sleep(0.5)
