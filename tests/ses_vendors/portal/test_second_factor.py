"""Who needs a second factor is sent to it, and does nothing else before."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.test import RequestFactory, TestCase

from ses_vendors.installation import encryption
from ses_vendors.portal import second_factor
from ses_vendors.vendors.models import Role
from tests.ses_vendors.portal import passkeys
from tests.ses_vendors.portal.entering import (
    PASSWORD,
    an_account,
    code,
    letters,
    try_code,
    try_password,
    with_app,
)
from tests.ses_vendors.signing_in import PeopleClient
from tests.ses_vendors.vendors.people import a_member, a_vendor

pytestmark = pytest.mark.django_db
SET_UP = "/atelier/cont/al-doilea-pas/"
CONFIRM = f"{SET_UP}confirma/"
APP, KEY = f"{SET_UP}aplicatie/", f"{SET_UP}chei/noua/"


@pytest.mark.parametrize(
    ("roles", "needed"),
    [((Role.OWNER,), True), ((Role.MONEY,), True), ((Role.CATALOGUE, Role.ORDERS), False)],
)
def test_whoever_sees_money_anywhere_needs_it(roles: tuple[Role, ...], needed: bool) -> None:
    ana = a_member(a_vendor(), (Role.CATALOGUE,))
    a_member(a_vendor(), roles, ana)

    assert second_factor.is_needed(ana) is needed


def test_an_owner_without_one_only_reaches_its_set_up(client: PeopleClient) -> None:
    vendor = a_vendor()
    ana = a_member(vendor, user=an_account())
    try_password(client, ana.email)

    answers = [client.get(f"/atelier/{vendor.slug}/{path}") for path in ("", "echipa/", "profil/")]

    assert {each.url.partition("?")[0] for each in answers} == {SET_UP}
    assert client.get(SET_UP).status_code == 200


def test_setting_it_up_opens_the_pages(client: PeopleClient) -> None:
    vendor = a_vendor()
    ana = a_member(vendor, user=an_account())
    try_password(client, ana.email)
    page = client.get(APP).content.decode()
    secret = re.search(r'class="secret-words"[^>]*>\s*([A-Z2-7]+)', page)
    assert secret

    refused = client.post(APP, {"code": "000000"})
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = client.post(APP, {"code": code(secret=_secret_of(client))})
    codes = client.get(done.url)
    entered = client.get(f"/atelier/{vendor.slug}/echipa/")

    assert refused.status_code == 200
    assert done.url == f"{SET_UP}coduri/"
    assert len(re.findall(r"<li>\s*\d{8}\s*</li>", codes.content.decode())) == 10
    assert entered.status_code == 200
    assert letters()[-1].to == [ana.email]


@pytest.mark.parametrize(("is_verified", "status"), [(True, 200), (False, 302)])
def test_a_new_passkey_counts_when_it_knew_its_person(
    client: PeopleClient, is_verified: bool, status: int
) -> None:
    vendor = a_vendor()
    ana = a_member(vendor, user=an_account())
    try_password(client, ana.email)
    client.get(KEY)

    done = client.post(KEY, {"name": "Telefon", "credential": passkeys.made(client, is_verified=is_verified)})

    assert done.status_code == 302
    assert Authenticator.objects.filter(user=ana, type="webauthn").count() == 1
    assert client.get(f"/atelier/{vendor.slug}/").status_code == status


def test_a_password_alone_adds_nothing_beside_what_was_set_up_elsewhere(client: PeopleClient) -> None:
    vendor = a_vendor()
    ana = a_member(vendor, user=an_account())
    try_password(client, ana.email)
    with_key(ana)

    answers = [client.get(APP), client.post(APP, {"code": "000000"})]

    assert {each.url.partition("?")[0] for each in answers} == {f"{SET_UP}chei/confirma/"}
    assert not Authenticator.objects.filter(user=ana, type="totp").exists()


def test_a_password_given_lately_adds_nothing_either(client: PeopleClient) -> None:
    """Somebody confirmed the password within the minutes in which another browser set the first one up."""
    ana = a_member(a_vendor(), user=an_account())
    try_password(client, ana.email)
    client.post("/atelier/cont/confirma/", {"password": PASSWORD})
    client.get(APP)
    with_key(ana)

    client.post(APP, {"code": code(secret=_secret_of(client))})

    assert not Authenticator.objects.filter(user=ana, type="totp").exists()


def test_only_the_first_one_counts_by_itself(client: PeopleClient, rf: RequestFactory) -> None:
    ana = with_app(an_account())
    with_key(ana)
    request = rf.get(APP)
    request.user, request.session = ana, client.people_session()

    second_factor.count_first(request, Authenticator.Type.TOTP)

    assert not second_factor.was_used(request)


def test_who_signs_in_by_password_is_asked_as_ever(client: PeopleClient) -> None:
    ana = with_app(a_member(a_vendor(), user=an_account()))
    client.force_login(ana, second_factor=False)

    assert client.get("/atelier/").url.partition("?")[0] == CONFIRM


def test_the_last_passkey_stays_with_whom_it_is_demanded_of(client: PeopleClient) -> None:
    ana = a_member(a_vendor(), user=an_account())
    key = with_key(ana)
    client.force_login(ana)

    asked = client.get(f"/en{SET_UP}chei/{key.pk}/sterge/")
    refused = client.post(f"/en{SET_UP}chei/{key.pk}/sterge/")

    assert (asked.status_code, refused.status_code) == (200, 422)
    for page in (asked, refused):
        assert "Set up another one before you take this one away." in page.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_passkey_goes_where_another_stays_or_none_is_needed(client: PeopleClient) -> None:
    owner, helper = a_member(a_vendor(), user=an_account()), an_account("matei@atelier.example")
    spare, only = with_key(with_app(owner)), with_key(helper)

    for person, key in ((owner, spare), (helper, only)):
        client.force_login(person)
        assert client.post(f"{SET_UP}chei/{key.pk}/sterge/").status_code == 302

    assert set(Authenticator.objects.values_list("user", "type")) == {(owner.pk, "totp")}


def test_the_secret_is_encrypted_in_the_database(client: PeopleClient) -> None:
    ana = with_app(an_account())

    kept = Authenticator.objects.get(user=ana).data["secret"]

    assert "JBSWY3DP" not in kept
    assert encryption.decrypt(kept).startswith("JBSWY3DP")


def test_under_another_key_no_code_fits_and_nothing_breaks(client: PeopleClient, settings: Any) -> None:
    ana = with_app(an_account())
    settings.APP_ENCRYPTION_KEYS = ["another key altogether, of a shop in production"]
    try_password(client, ana.email)

    answer = try_code(client, code())

    assert answer.status_code == 200
    assert client.get("/atelier/cont/parola/").status_code == 302


def test_the_last_one_stays_with_whom_it_is_demanded_of(client: PeopleClient) -> None:
    ana = with_app(a_member(a_vendor(), user=an_account()))
    client.force_login(ana)

    answer = client.post(f"{APP}sterge/")

    assert answer.status_code == 200
    assert Authenticator.objects.filter(user=ana).count() == 1


def test_who_has_one_confirms_with_it_and_not_with_the_password(client: PeopleClient) -> None:
    ana = with_app(an_account())
    client.force_login(ana, ago=3600)

    asked = client.get(f"{APP}sterge/")

    assert asked.url.partition("?")[0] == CONFIRM
    assert client.get("/atelier/cont/confirma/").url.partition("?")[0] == CONFIRM


@pytest.mark.parametrize("path", ["/operator/", "/operator/auth/user/", "/operator/ses_payments/payment/"])
def test_an_operator_needs_it_at_the_desk(client: PeopleClient, path: str) -> None:
    carmen = an_account("carmen@operator.example", is_staff=True, is_superuser=True)
    client.force_login(carmen, second_factor=False)

    answer = client.get(path)

    assert answer.url.partition("?")[0] == SET_UP


def test_the_desk_has_the_same_door(client: PeopleClient) -> None:
    carmen = with_app(an_account("carmen@operator.example", is_staff=True, is_superuser=True))

    asked = client.get("/operator/", follow=True)
    assert asked.redirect_chain[-1][0].startswith("/atelier/cont/intra/?next=")
    try_password(client, carmen.email)
    entered = try_code(client, code())

    assert entered.url == "/operator/"
    assert client.get("/operator/").status_code == 200


def test_the_desks_own_form_takes_no_password(client: PeopleClient) -> None:
    User.objects.create_superuser("operator", "operator@operator.example", "ulciorul-de-pe-prag-26")

    answer = client.post("/operator/login/", {"username": "operator", "password": "ulciorul-de-pe-prag-26"})

    assert answer.status_code == 302
    assert answer.url.startswith("/atelier/cont/intra/")
    assert "_auth_user_id" not in client.people_session()


@pytest.mark.parametrize(
    "path",
    ["", "aplicatie/", "chei/", "chei/noua/", "coduri/", "coduri/noi/", "coduri/descarca/"],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_it_is_drawn(client: PeopleClient, path: str, prefix: str) -> None:
    ana = an_account()
    if path.startswith("coduri"):
        with_app(ana)
        RecoveryCodes.activate(ana)
    client.force_login(ana)

    answer = client.get(f"{prefix}{SET_UP}{path}")

    assert answer.status_code == 200
    if not path.endswith("descarca/"):
        assert answer.content.count(b"<h1") == 1


@pytest.mark.parametrize("path", ["parola/", "e-mail/", "iesi/", "confirma/"])
def test_the_pages_of_an_account_are_drawn(client: PeopleClient, path: str) -> None:
    client.force_login(an_account())

    assert client.get(f"/atelier/cont/{path}").content.count(b"<h1") == 1


def test_a_new_address_counts_when_its_letter_is_answered(client: PeopleClient) -> None:
    ana = with_app(an_account())
    client.force_login(ana)

    asked = client.post("/atelier/cont/e-mail/", {"email": "ana.noua@atelier.example", "action_add": "1"})
    ana.refresh_from_db()
    assert (asked.status_code, ana.email) == (302, "ana@atelier.example")
    path = re.findall(r"https?://[^/\s]+(/\S+)", letters()[-1].body)[0]
    client.post(path)

    ana.refresh_from_db()
    assert ana.email == "ana.noua@atelier.example"


@pytest.mark.parametrize("pk", [999_999, 10**30])
def test_a_key_that_is_not_there_is_not_found(client: PeopleClient, pk: int) -> None:
    client.force_login(an_account())

    assert client.get(f"{SET_UP}chei/{pk}/nume/").status_code == 404
    assert client.post(f"{SET_UP}chei/{pk}/sterge/").status_code == 404


def _secret_of(client: PeopleClient) -> str:
    """The secret of the last drawn page, as the session keeps it for the form."""
    return str(client.people_session()["mfa.totp.secret"])


def with_key(user: User, name: str = "Telefon") -> Authenticator:
    """A passkey of somebody's."""
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )
