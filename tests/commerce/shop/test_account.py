"""An account at the core: who may, who may not, and what is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from commerce.errors import InvalidCredentials, LoginDelayed, Refused
from commerce.shop import account
from commerce.types import Account, Address, Tokens
from tests.commerce import answers
from tests.commerce.fake_core import FakeCore

HOME = Address(
    first_name="Bogdan",
    last_name="Ionescu",
    street="Bd. Unirii 5",
    street_extra="sc. B, ap. 12",
    city="București",
    county="RO-B",
    postal_code="030167",
    phone="+40721000000",
    sector="3",
    id="QWRkcmVzczox",
)
URL = "https://magazin.example/cont/confirmare/"


def _own_address(**changes: Any) -> dict[str, Any]:
    return answers.address(isDefaultShippingAddress=False, isDefaultBillingAddress=False, **changes)


def _user(**changes: Any) -> dict[str, Any]:
    return {
        "id": "VXNlcjox",
        "email": "bogdan@a.example",
        "firstName": "Bogdan",
        "lastName": "Ionescu",
        "isConfirmed": True,
        "languageCode": "RO",
        "addresses": [_own_address()],
        **changes,
    }


def test_registration_says_whether_to_confirm(core: FakeCore) -> None:
    core.answers["account/register"] = {"accountRegister": {"requiresConfirmation": True, "errors": []}}

    must_confirm = account.register(
        email="bogdan@a.example",
        password="parolă lungă",
        first_name="Bogdan",
        last_name="Ionescu",
        language="EN",
        redirect_url=URL,
    )

    assert must_confirm is True
    assert core.calls[0][1]["input"] == {
        "email": "bogdan@a.example",
        "password": "parolă lungă",
        "firstName": "Bogdan",
        "lastName": "Ionescu",
        "languageCode": "EN",
        "redirectUrl": URL,
        "channel": "ses-ro",
    }


def test_weak_password_is_refused_by_its_code(core: FakeCore) -> None:
    core.answers["account/set_password"] = answers.refused("setPassword", "password", "PASSWORD_TOO_SHORT")

    with pytest.raises(Refused) as caught:
        account.set_password(email="bogdan@a.example", token="t", password="1")

    assert type(caught.value) is Refused
    assert caught.value.codes == {"PASSWORD_TOO_SHORT"}


def test_log_in_gives_tokens(core: FakeCore) -> None:
    core.answers["account/log_in"] = {"tokenCreate": {"token": "a", "refreshToken": "r", "errors": []}}
    core.answers["account/refresh"] = {"tokenRefresh": {"token": "b", "errors": []}}

    assert account.log_in(email="bogdan@a.example", password="p") == Tokens("a", "r")
    assert account.refresh(refresh_token="r") == "b"


@pytest.mark.parametrize(
    ("code", "error"), [("INVALID_CREDENTIALS", InvalidCredentials), ("LOGIN_ATTEMPT_DELAYED", LoginDelayed)]
)
def test_refused_log_in_is_named(core: FakeCore, code: str, error: type[Refused]) -> None:
    core.answers["account/log_in"] = answers.refused("tokenCreate", "email", code)

    with pytest.raises(Refused) as caught:
        account.log_in(email="bogdan@a.example", password="p")

    assert type(caught.value) is error


def test_mailed_tokens_work_once(core: FakeCore) -> None:
    core.answers["account/confirm"] = [
        {"confirmAccount": {"errors": []}},
        answers.refused("confirmAccount", "token", "INVALID"),
    ]
    core.answers["account/delete"] = answers.refused("accountDelete", "token", "INVALID")

    account.confirm(email="bogdan@a.example", token="t")

    with pytest.raises(InvalidCredentials):
        account.confirm(email="bogdan@a.example", token="t")
    with pytest.raises(InvalidCredentials):
        account.delete(token="Bogdan", deletion_token="t")


def test_mail_is_asked_for_with_the_channel(core: FakeCore) -> None:
    core.answers["account/send_confirmation"] = {"sendConfirmationEmail": {"errors": []}}
    core.answers["account/request_password_reset"] = {"requestPasswordReset": {"errors": []}}
    core.answers["account/request_deletion"] = {"accountRequestDeletion": {"errors": []}}

    account.send_confirmation(token="Bogdan", redirect_url=URL)
    account.request_password_reset(email="bogdan@a.example", redirect_url=URL)
    account.request_deletion(token="Bogdan", redirect_url=URL)

    assert [(variables["channel"], token) for _, variables, token in core.calls] == [
        ("ses-ro", "Bogdan"),
        ("ses-ro", None),
        ("ses-ro", "Bogdan"),
    ]


def test_password_is_changed_with_the_old_one(core: FakeCore) -> None:
    core.answers["account/change_password"] = answers.refused(
        "passwordChange", "oldPassword", "INVALID_CREDENTIALS"
    )

    with pytest.raises(InvalidCredentials):
        account.change_password(token="Bogdan", old="x", new="y")

    assert core.calls[0][1:] == ({"old": "x", "new": "y"}, "Bogdan")


def test_me_is_read_exactly_or_nobody(core: FakeCore) -> None:
    core.answers["account/me"] = [{"me": _user()}, {"me": None}]

    assert account.me(token="Bogdan") == Account(
        id="VXNlcjox",
        email="bogdan@a.example",
        first_name="Bogdan",
        last_name="Ionescu",
        is_confirmed=True,
        language="RO",
        addresses=(HOME,),
    )
    assert account.me(token="old") is None


def test_names_and_language_are_changed(core: FakeCore) -> None:
    core.answers["account/update"] = {
        "accountUpdate": {"user": _user(firstName="Bogdan Ion", languageCode="EN"), "errors": []}
    }

    changed = account.update(token="Bogdan", first_name="Bogdan Ion", last_name="Ionescu", language="EN")

    assert (changed.first_name, changed.language) == ("Bogdan Ion", "EN")
    wanted = {"firstName": "Bogdan Ion", "lastName": "Ionescu", "languageCode": "EN"}
    assert core.calls[0][1] == {"input": wanted}


def test_address_is_added_without_changing_the_default(core: FakeCore) -> None:
    core.answers["account/add_address"] = {"accountAddressCreate": {"address": _own_address(), "errors": []}}

    added = account.add_address(token="Bogdan", address=HOME, default=False)

    assert added == HOME
    assert core.calls[0][1]["type"] is None
    assert core.calls[0][1]["input"]["cityArea"] == "Sector 3"


def test_default_address_is_for_both_uses(core: FakeCore) -> None:
    core.answers["account/add_address"] = {"accountAddressCreate": {"address": _own_address(), "errors": []}}
    core.answers["account/set_default_address"] = {"accountSetDefaultAddress": {"errors": []}}

    added = account.add_address(token="Bogdan", address=HOME, default=True)

    assert added == replace(HOME, is_default_shipping=True, is_default_billing=True)
    assert core.calls[0][1]["type"] == "SHIPPING"
    assert core.calls[1][1] == {"id": "QWRkcmVzczox", "type": "BILLING"}


def test_address_is_changed_and_deleted(core: FakeCore) -> None:
    core.answers["account/update_address"] = {
        "accountAddressUpdate": {"address": _own_address(city="Iași"), "errors": []}
    }
    core.answers["account/delete_address"] = answers.refused("accountAddressDelete", "id", "NOT_FOUND")

    assert account.update_address(token="Bogdan", address=HOME).city == "Iași"
    with pytest.raises(Refused) as caught:
        account.delete_address(token="Bogdan", address_id="QWRkcmVzczox")
    assert type(caught.value) is Refused
    assert [v["id"] for _, v, _ in core.calls] == ["QWRkcmVzczox", "QWRkcmVzczox"]
