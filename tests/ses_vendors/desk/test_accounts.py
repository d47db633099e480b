"""What people sign in with is read at the desk, and changed there by nobody."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.vendors.people import an_operator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["account/emailaddress/", "mfa/authenticator/"])
def test_nobody_adds_or_changes_what_people_sign_in_with(page: str) -> None:
    root, mara = an_operator("root"), colleague("mara")
    address = EmailAddress.objects.create(user=mara, email="mara@operator.example", verified=False)
    step = Authenticator.objects.create(user=mara, type="totp", data={"secret": "geheim"})
    pk = address.pk if "email" in page else step.pk
    desk = browser(root)

    assert desk.get(f"{ROOT}{page}").status_code == 200
    shown = desk.get(f"{ROOT}{page}{pk}/change/")
    assert shown.status_code == 200
    assert "geheim" not in text(shown)
    assert desk.post(f"{ROOT}{page}{pk}/change/", {"verified": "on"}).status_code == 403
    assert desk.get(f"{ROOT}{page}add/").status_code == 403
    desk.post(f"{ROOT}{page}", {"action": "make_verified", "_selected_action": str(pk)})

    address.refresh_from_db()
    assert not address.verified


def test_only_a_superuser_takes_a_second_step_away() -> None:
    root, mara = an_operator("root"), colleague("mara")
    step = Authenticator.objects.create(user=mara, type="totp", data={"secret": "geheim"})
    page = f"{ROOT}mfa/authenticator/{step.pk}/delete/"

    assert browser(mara).post(page, {"post": "yes"}).status_code == 403
    assert Authenticator.objects.count() >= 1
    assert browser(root).post(page, {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.filter(pk=step.pk).exists()
