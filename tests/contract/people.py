"""Shoppers with accounts. Saleor mails the proof of an address, which nobody here reads: staff confirms."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command

from commerce.shop import account
from commerce.types import Tokens
from tests.contract import core
from tests.contract.market import Market

PASSWORD = "cinci mere verzi 26"
WHO = "query($email: String) { user(email: $email) { id } }"
CONFIRM = """mutation($id: ID!, $input: CustomerInput!) {
  customerUpdate(id: $id, input: $input) { errors { field code } }
}"""


@dataclass(frozen=True, slots=True)
class Shopper:
    """Somebody with an account."""

    email: str
    password: str
    tokens: Tokens

    @property
    def token(self) -> str:
        """The access token."""
        return self.tokens.access


def make(shop: Market, name: str) -> Shopper:
    """Give somebody an account that is confirmed, and log in."""
    email = f"{name}.{shop.mark}.{shop.number()}@magazin.example"
    if core.is_saleor():
        _register(shop, email, name)
    else:
        call_command("put_account", email, password=PASSWORD, first_name=name, last_name="Popescu")
    tokens = account.log_in(email=email, password=PASSWORD)
    return Shopper(email, PASSWORD, tokens)


def _register(shop: Market, email: str, name: str) -> None:
    account.register(
        email=email,
        password=PASSWORD,
        first_name=name,
        last_name="Popescu",
        language="RO",
        redirect_url="http://localhost:8000/cont/confirmare/",
    )
    user_id = shop.note("customer", core.data(WHO, {"email": email}, token=shop.token)["id"])
    shop.tell(CONFIRM, {"id": user_id, "input": {"isConfirmed": True}})
