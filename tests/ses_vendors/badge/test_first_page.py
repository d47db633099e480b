"""A SES that is approved gets its page at the core, and what it says of itself is kept up to date there."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command

from commerce.app import AppClient
from commerce.errors import CommerceError
from commerce.shop import sellers
from ses_vendors.badge import acts, core, tasks
from ses_vendors.badge.models import Errand
from ses_vendors.setup import vocabulary
from ses_vendors.vendors import mirror as profiles
from ses_vendors.vendors.models import State, Vendor
from ses_vendors.vendors.services import profile
from tests.ses_vendors.vendors.people import NOW, a_vendor


@pytest.fixture
def client(db: None, monkeypatch: pytest.MonkeyPatch) -> AppClient:
    """Staff of a prepared embedded core, who stand in for the App."""
    email, password = settings.SALEOR_STAFF_EMAIL, settings.SALEOR_STAFF_PASSWORD
    call_command("put_account", email, password=password, staff=True)
    made = AppClient.log_in(email=email, password=password)
    vocabulary.prepare(made)
    monkeypatch.setattr(core, "client", lambda: made)
    return made


def test_the_first_page_comes_with_the_approval_and_follows_the_profile(client: AppClient) -> None:
    vendor = a_vendor(state=State.IN_REVIEW)
    acts.tell(vendor=vendor, now=NOW)
    tasks.mirror_vendor(vendor.pk)
    assert sellers.one(slug=vendor.slug, language="RO") is None

    acts.move(vendor=vendor, to=State.APPROVED, reason="", by=None, now=NOW)
    tasks.mirror_vendor(vendor.pk)

    page = sellers.one(slug=vendor.slug, language="RO")
    assert page is not None
    assert (page.id, page.text("telefon")) == (Vendor.objects.get(pk=vendor.pk).page_id, "+40700000001")

    values = {"phone": "0700 000 002"}
    profile.update(vendor=vendor, section="contact", values=values, by=None, now=NOW)
    acts.tell(vendor=vendor, now=NOW)
    tasks.mirror_vendor(vendor.pk)

    page = sellers.one(slug=vendor.slug, language="RO")
    assert page is not None
    assert page.text("telefon") == "+40700000002"
    assert not Errand.objects.exists()


def test_a_profile_that_the_core_refuses_waits_and_is_tried_again(
    client: AppClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = a_vendor()
    acts.tell(vendor=vendor, now=NOW)

    def refuse(*_: object) -> None:
        raise CommerceError("The core is away.")

    monkeypatch.setattr(profiles, "put_page", refuse)
    tasks.mirror_vendor(vendor.pk)

    assert Errand.objects.get().subject == str(vendor.pk)
