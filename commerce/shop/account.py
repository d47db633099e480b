"""A shopper's account at the core."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from django.conf import settings

from commerce.call import mutate, query
from commerce.shop import addresses
from commerce.transport import Json
from commerce.types import Account, Address, AddressId, Language, Tokens

AddressKind = Literal["SHIPPING", "BILLING"]


def register(
    *, email: str, password: str, first_name: str, last_name: str, language: Language, redirect_url: str
) -> bool:
    """Make an account; True when its e-mail must be confirmed first (the link goes to `redirect_url`).

    The core answers the same for an address that is taken. Raises Refused (PASSWORD_…, INVALID).
    """
    made = {
        "email": email,
        "password": password,
        "firstName": first_name,
        "lastName": last_name,
        "languageCode": language,
        "redirectUrl": redirect_url,
        "channel": settings.SALEOR_CHANNEL,
    }
    return bool(mutate("account/register", {"input": made})["requiresConfirmation"])


def confirm(*, email: str, token: str) -> None:
    """Confirm an e-mail with the mailed token. Raises InvalidCredentials when it is spent or wrong."""
    mutate("account/confirm", {"email": email, "token": token})


def send_confirmation(*, token: str, redirect_url: str) -> None:
    """Mail the confirmation again to the logged-in shopper: the core sends it to nobody else."""
    variables = {"channel": settings.SALEOR_CHANNEL, "redirectUrl": redirect_url}
    mutate("account/send_confirmation", variables, token=token)


def log_in(*, email: str, password: str) -> Tokens:
    """Exchange a password for tokens. Raises InvalidCredentials, LoginDelayed."""
    return _tokens(mutate("account/log_in", {"email": email, "password": password}))


def refresh(*, refresh_token: str) -> str:
    """Get a new access token. Raises InvalidCredentials when the refresh token is spent."""
    access: str = mutate("account/refresh", {"refreshToken": refresh_token})["token"]
    return access


def request_password_reset(*, email: str, redirect_url: str) -> None:
    """Mail a link for a new password, if the core has such an account (it does not say). Raises Refused."""
    variables = {"email": email, "redirectUrl": redirect_url, "channel": settings.SALEOR_CHANNEL}
    mutate("account/request_password_reset", variables)


def set_password(*, email: str, token: str, password: str) -> Tokens:
    """Set a new password with the mailed token. Raises InvalidCredentials, Refused (PASSWORD_…)."""
    return _tokens(mutate("account/set_password", {"email": email, "token": token, "password": password}))


def change_password(*, token: str, old: str, new: str) -> None:
    """Change the password. Raises InvalidCredentials when the old one is wrong, Refused (PASSWORD_…)."""
    mutate("account/change_password", {"old": old, "new": new}, token=token)


def me(*, token: str) -> Account | None:
    """Read the logged-in shopper; None when the token is nobody's (any more)."""
    node = query("account/me", {}, token=token)["me"]
    return _account(node) if node else None


def update(*, token: str, first_name: str, last_name: str, language: Language) -> Account:
    """Change the shopper's names and language. Raises PermissionRefused, Refused."""
    wanted = {"firstName": first_name, "lastName": last_name, "languageCode": language}
    return _account(mutate("account/update", {"input": wanted}, token=token)["user"])


def add_address(*, token: str, address: Address, default: bool) -> Address:
    """Add an address to the shopper's book, as the default for both uses if wanted. Raises Refused."""
    variables = {"input": addresses.write(address), "type": "SHIPPING" if default else None}
    node = mutate("account/add_address", variables, token=token)["address"]
    if not default:
        return addresses.read(node)
    set_default_address(token=token, address_id=node["id"], kind="BILLING")
    return replace(addresses.read(node), is_default_shipping=True, is_default_billing=True)


def update_address(*, token: str, address: Address) -> Address:
    """Change the address that has `address.id`. Raises Refused."""
    variables = {"id": address.id, "input": addresses.write(address)}
    return addresses.read(mutate("account/update_address", variables, token=token)["address"])


def delete_address(*, token: str, address_id: AddressId) -> None:
    """Take an address out of the book. Raises Refused, PermissionRefused when it is another's."""
    mutate("account/delete_address", {"id": address_id}, token=token)


def set_default_address(*, token: str, address_id: AddressId, kind: AddressKind) -> None:
    """Make an address the one that is offered first for a use. Raises Refused."""
    mutate("account/set_default_address", {"id": address_id, "type": kind}, token=token)


def request_deletion(*, token: str, redirect_url: str) -> None:
    """Mail the shopper a link that deletes the account. Raises Refused, PermissionRefused."""
    variables = {"redirectUrl": redirect_url, "channel": settings.SALEOR_CHANNEL}
    mutate("account/request_deletion", variables, token=token)


def delete(*, token: str, deletion_token: str) -> None:
    """Delete the account with the mailed token. Raises InvalidCredentials when it is spent or wrong."""
    mutate("account/delete", {"token": deletion_token}, token=token)


def _tokens(payload: Json) -> Tokens:
    return Tokens(access=payload["token"], refresh=payload["refreshToken"])


def _account(node: Json) -> Account:
    return Account(
        id=node["id"],
        email=node["email"],
        first_name=node["firstName"],
        last_name=node["lastName"],
        is_confirmed=node["isConfirmed"],
        language="EN" if node["languageCode"] == "EN" else "RO",
        addresses=tuple(addresses.read(address) for address in node["addresses"]),
    )
