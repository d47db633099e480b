"""SES outside of the eleven, so that the desk's queues have something in them."""

from __future__ import annotations

from collections import Counter

import pytest
import stdnum.ro.cui
from django.utils import timezone

from kernel.badge import Origin, judge
from ses_vendors.badge import facts, queries
from ses_vendors.badge.models import Attestation, AttestationChange
from ses_vendors.demo import fixtures
from ses_vendors.demo.loader import attestations, operators, queues
from ses_vendors.vendors.models import Vendor, VendorDocument
from ses_vendors.vendors.services import requirements
from tests.ses_vendors.vendors.people import a_vendor

pytestmark = pytest.mark.django_db


def test_every_queue_has_somebody_and_nobody_has_a_page_or_a_badge() -> None:
    requirements.put_defaults()
    queues.load()
    queues.load()

    vendors = list(Vendor.objects.all())
    assert Counter(each.state for each in vendors) == {"applied": 1, "in_review": 1, "suspended": 3}
    assert Counter(each.status for each in Attestation.objects.all()) == {
        "submitted": 1, "verified": 1, "suspended": 1, "withdrawn": 1
    }  # fmt: skip
    assert all(each.page_id == "" and stdnum.ro.cui.is_valid(each.cui) for each in vendors)
    assert queries.to_check().count() == 1
    waiting = VendorDocument.objects.filter(state="submitted")
    assert {each.vendor.trade_name for each in waiting} == {"Ghiozdan Nou"}
    assert (waiting.count(), VendorDocument.objects.count()) == (2, 12)
    now = timezone.now()
    levels = {judge(origin=Origin.OWN, standing=facts.standing_of(each), now=now).level for each in vendors}
    assert levels == {"none"}
    assert not {each.slug for each in vendors} & {ses["slug"] for ses in fixtures.read("ses")}


def test_documents_are_entered_by_one_and_verified_by_another_and_their_codes_stay() -> None:
    ses = fixtures.read("ses")[0]
    vendor, now = a_vendor(slug=ses["slug"]), timezone.now()

    for _ in range(2):
        for document in attestations._documents(ses):
            attestations.put(vendor, now=now, **document)

    made = list(vendor.attestations.order_by("kind"))
    assert [each.kind for each in made] == ["atestat", "marca", "upa"]
    assert {(each.entered_by.email, each.verified_by.email) for each in made} == {  # type: ignore[union-attr]
        (operators.CARMEN, operators.DAN)
    }
    assert made[0].code == "NPYN5H5ZA5XN"
    copies = [each.scan for each in made if each.scan]
    assert [(copy.media_type, copy.state) for copy in copies] == [("application/pdf", "accepted")] * 3
    assert VendorDocument.objects.count() == 3
    assert AttestationChange.objects.count() == 9
