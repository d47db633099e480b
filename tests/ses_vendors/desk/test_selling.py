"""The operator lets a SES sell without an attestation in force, for a reason, and takes that back."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from ses_vendors.badge.models import Errand
from ses_vendors.desk.groups import VERIFIER
from ses_vendors.vendors.models import Vendor
from tests.ses_vendors.desk.staff import ROOT, browser, colleague, text
from tests.ses_vendors.signing_in import PeopleClient
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def carmen() -> PeopleClient:
    """A verifier's browser."""
    return browser(colleague("carmen", VERIFIER))


def act(vendor: Vendor, code: str) -> str:
    return f"{ROOT}ses_sellers/vendor/{vendor.pk}/act/{code}/"


def test_the_leave_needs_a_reason_and_is_told_to_the_core(carmen: PeopleClient) -> None:
    vendor = a_vendor()

    refused = carmen.post(act(vendor, "allow-unattested"), {"reason": " "})
    kept = Vendor.objects.get(pk=vendor.pk)
    assert (refused.status_code, kept.may_sell_unattested, Errand.objects.count()) == (422, False, 0)

    done = carmen.post(act(vendor, "allow-unattested"), {"reason": "Reînnoirea e depusă."})
    kept = Vendor.objects.get(pk=vendor.pk)
    assert (done.status_code, kept.may_sell_unattested) == (302, True)
    assert kept.unattested_reason == "Reînnoirea e depusă."
    assert Errand.objects.get().subject == str(vendor.pk)


def test_it_is_taken_back_by_a_button_that_shows_only_then(carmen: PeopleClient) -> None:
    vendor = a_vendor(may_sell_unattested=True, unattested_reason="Motiv.")
    page = text(carmen.get(f"{ROOT}ses_sellers/vendor/{vendor.pk}/change/"))

    done = carmen.post(act(vendor, "forbid-unattested"))

    kept = Vendor.objects.get(pk=vendor.pk)
    assert act(vendor, "forbid-unattested") in page
    assert act(vendor, "allow-unattested") not in page
    assert (done.status_code, kept.may_sell_unattested, kept.unattested_reason) == (302, False, "")
