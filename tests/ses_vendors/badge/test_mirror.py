"""What the core is told: at once on suspension, only differences, and repaired by the nightly round."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from commerce import freshness
from commerce.app import AppClient
from commerce.errors import CoreUnavailable
from engine.catalog.models import Page, Product
from kernel.badge import Level, Origin, facts, judge
from kernel.badge.facts import PRODUCT_KEY
from ses_vendors.badge import acts, core, handlers, mirror, tasks
from ses_vendors.badge import facts as badge_facts
from ses_vendors.badge.models import Errand, JobRun, Kind
from ses_vendors.vendors.models import State, Vendor
from tests.ses_vendors.badge.core import Stall, a_stall
from tests.ses_vendors.badge.papers import a_submitted, a_verified, pair
from tests.ses_vendors.vendors.people import NOW, a_vendor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def vendor(db: None) -> Vendor:
    return a_vendor()


@pytest.fixture
def stall(vendor: Vendor, monkeypatch: pytest.MonkeyPatch) -> Stall:
    made = a_stall(vendor)
    monkeypatch.setattr(core, "client", lambda: made.client)
    # Tasks are called by the tests themselves.
    monkeypatch.setattr(tasks, "_enqueue", lambda *_: None)
    return made


def level(text: str | None, *, at: datetime, origin: Origin = Origin.OWN) -> Level:
    standing, _ = facts.read(text)
    return judge(origin=origin, standing=standing, now=at).level


def test_verifying_writes_the_page_at_once_and_the_goods_by_the_task(
    stall: Stall, vendor: Vendor, django_capture_on_commit_callbacks: Any
) -> None:
    carmen, dan = pair()
    handed_in = a_submitted(vendor, by=carmen)
    before = freshness.stamp("catalogue")

    with time_machine.travel(NOW, tick=False), django_capture_on_commit_callbacks(execute=True):
        acts.verify(attestation=handed_in, registry_checked_on=None, by=dan, now=NOW)

    freshness.forget()
    assert level(stall.page_facts(), at=NOW) is Level.ATTESTED
    assert freshness.stamp("catalogue") != before
    assert stall.goods_facts() == {"perna": None, "ata": None, "nimic": None}
    assert Errand.objects.get().subject == str(vendor.pk)

    tasks.mirror_vendor(vendor.pk)

    told = stall.goods_facts()
    assert facts.read(told["perna"])[1] is Origin.OWN
    assert facts.read(told["ata"])[1] is Origin.RESOLD
    assert level(told["perna"], at=NOW) is Level.ATTESTED
    assert told["nimic"] is None
    assert not Errand.objects.exists()


def test_a_suspension_reaches_the_page_with_the_act_itself(
    stall: Stall, vendor: Vendor, django_capture_on_commit_callbacks: Any
) -> None:
    by = pair()
    document = a_verified(vendor, by=by)
    mirror.everything(stall.client, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        acts.suspend(attestation=document, reason="Motiv.", by=by[1], now=NOW + HOUR)

    assert level(stall.page_facts(), at=NOW + HOUR) is Level.NONE
    assert level(stall.page_facts(), at=NOW) is Level.ATTESTED


def test_suspending_the_seller_does_too(
    stall: Stall, vendor: Vendor, django_capture_on_commit_callbacks: Any
) -> None:
    by = pair()
    a_verified(vendor, by=by)
    mirror.everything(stall.client, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        acts.move(vendor=vendor, to=State.SUSPENDED, reason="Motiv.", by=by[1], now=NOW + HOUR)

    assert level(stall.page_facts(), at=NOW + HOUR) is Level.NONE


def test_where_the_core_is_away_the_act_stands_and_the_sweep_tells_it_later(
    stall: Stall, vendor: Vendor, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    by = pair()
    document = a_verified(vendor, by=by)
    mirror.everything(stall.client, now=NOW)

    def away(*_: Any, **__: Any) -> None:
        raise CoreUnavailable("No answer.")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(AppClient, "page_facts", away)
        acts.suspend(attestation=document, reason="Motiv.", by=by[1], now=NOW + HOUR)
        tasks.mirror_vendor(vendor.pk)

    document.refresh_from_db()
    assert document.status == "suspended"
    assert level(stall.page_facts(), at=NOW + HOUR) is Level.ATTESTED

    tasks.sweep()
    assert level(stall.page_facts(), at=NOW + HOUR) is Level.ATTESTED  # not before the pause is over
    Errand.objects.update(due_at=datetime.now(NOW.tzinfo))
    tasks.sweep()

    assert level(stall.page_facts(), at=NOW + HOUR) is Level.NONE
    assert not Errand.objects.exists()
    assert JobRun.objects.get(name="badge.sweep").is_ok


def test_the_pages_attributes_name_the_documents_that_stand(stall: Stall, vendor: Vendor) -> None:
    by = pair()
    a_verified(vendor, by=by, number="000001")
    mark = a_verified(
        vendor, Kind.MARK, by=by, number="000002", issued_on=date(2024, 6, 3), valid_until=date(2027, 6, 2)
    )
    mirror.page(stall.client, vendor, badge_facts.standing_of(vendor), now=NOW)

    found = stall.client.page_facts(stall.page_id)
    assert found is not None
    assert (found.values["atestat-numar"], found.values["atestat-valabil"]) == ("000001", date(2029, 3, 11))
    assert (found.values["marca-numar"], found.values["marca-emis"]) == ("000002", date(2024, 6, 3))
    assert found.values["upa-numar"] is None

    acts.suspend(attestation=mark, reason="Motiv.", by=by[1], now=NOW + HOUR)
    mirror.page(stall.client, vendor, badge_facts.standing_of(vendor), now=NOW + HOUR)

    found = stall.client.page_facts(stall.page_id)
    assert found is not None
    assert (found.values["marca-numar"], found.values["marca-emis"]) == (None, None)
    assert found.values["atestat-numar"] == "000001"


def test_what_is_right_already_is_not_written_again(stall: Stall, vendor: Vendor) -> None:
    a_verified(vendor)

    first = mirror.everything(stall.client, now=NOW)
    stamp = freshness.stamp("catalogue")
    second = mirror.everything(stall.client, now=NOW)

    freshness.forget()
    assert (first.pages_written, first.goods, first.goods_written) == (1, 3, 2)
    assert (second.pages, second.pages_written, second.goods_written) == (1, 0, 0)
    assert freshness.stamp("catalogue") == stamp


def test_the_nightly_round_repairs_what_drifted(stall: Stall, vendor: Vendor) -> None:
    a_verified(vendor)
    mirror.everything(stall.client, now=NOW)
    right = (stall.page_facts(), stall.goods_facts())
    Page.objects.update(metadata={})
    Product.objects.filter(slug="perna").update(metadata={PRODUCT_KEY: "nonsense", "other": "stays"})
    Product.objects.filter(slug="nimic").update(metadata={PRODUCT_KEY: right[1]["perna"]})

    tasks.nightly()

    assert stall.page_facts() == right[0]
    assert stall.goods_facts() == {**right[1], "nimic": '{"documents":[]}'}
    assert Product.objects.get(slug="perna").metadata["other"] == "stays"
    run = JobRun.objects.get(name="badge.nightly")
    assert (run.is_ok, run.said) == (True, "1 of 1 pages and 2 of 3 products were written.")


def test_a_product_that_the_core_tells_of_is_brought_up_to_its_seller(stall: Stall, vendor: Vendor) -> None:
    a_verified(vendor)

    handlers.product_changed({"product": {"id": stall.own}})
    handlers.product_changed({"product": {"id": stall.own}})
    handlers.product_changed({"product": None})
    assert Errand.objects.count() == 1
    tasks.mirror_changed_products()

    told = stall.goods_facts()
    assert level(told["perna"], at=datetime.now(NOW.tzinfo)) is Level.ATTESTED
    assert told["ata"] is None
    assert not Errand.objects.exists()


def test_without_the_app_errands_wait_and_a_failed_job_says_so(vendor: Vendor) -> None:
    acts.tell(vendor=vendor, now=NOW)

    tasks.sweep()
    tasks.nightly()

    assert Errand.objects.get().tries == 0
    run = JobRun.objects.get(name="badge.nightly")
    assert (run.is_ok, run.said) == (False, "The App is not installed at the shop's core.")


def test_facts_are_dates_and_never_an_answer(stall: Stall, vendor: Vendor) -> None:
    a_verified(vendor)
    mirror.everything(stall.client, now=NOW)

    told = json.loads(stall.goods_facts()["perna"] or "")

    assert set(told) == {"documents", "origin"}
    assert set(told["documents"][0]) == {
        "kind", "series", "number", "issuer", "issued_on", "valid_until", "since", "code"
    }  # fmt: skip
