"""The life of a badge: a SES applies, two operators look, its goods carry the badge, and its last day passes.

Nothing runs when a day passes. What is shown is judged when it is shown, so the clock alone takes the badge
from every page, from the open data and from kept pages; what was bought before keeps what was true then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from celery import signals
from playwright.sync_api import Page, expect

from commerce.app import attributes as say
from commerce.app.attributes import AttributeRef
from commerce.app.products import ProductDraft, VariantDraft
from config.celery import app as celery_app
from engine.catalog.models import AttributeValue
from engine.webhooks.models import App, Webhook, WebhookEvent
from kernel.badge import Level
from kernel.badge.rule import BUCHAREST
from kernel.ids import to_global_id
from kernel.money import Money
from ses_vendors.badge import core
from ses_vendors.badge.models import Attestation, Errand, JobRun, Kind, Status
from ses_vendors.desk.groups import VERIFIER
from ses_vendors.installation import manifest
from ses_vendors.vendors.models import DocumentState, State, Vendor
from ses_vendors.vendors.services.requirements import put_defaults
from storefront.tasks import refresh_catalogue_index
from tests.browser import desk, ordering, people, selling, surfaces
from tests.browser.conftest import DESKTOP, PHONE, Site
from tests.browser.ordering import ROMANIAN
from tests.browser.surfaces import LABELS, Papers
from tests.engine.checkout import market as stall
from tests.ses_vendors.desk.staff import colleague

pytestmark = pytest.mark.browser

PAPER, NOTE = "dovada-cont", "Nu se vede IBAN-ul: mai faceți o fotografie."
GOODS = "fata-de-masa"
#: Of the mark that Carmen types; the attestation that Ana types ends on 11 March 2029.
MARK = {"kind": "marca", "series": "DEMO-MS", "number": "000077", "issuer": "AJOFM Iași",
        "issued_on": "15.01.2025", "valid_until": "14.01.2028"}  # fmt: skip


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is a Tuesday morning in November, and time goes on, until the test moves it."""
    with time_machine.travel(datetime(2026, 11, 24, 10, 0, tzinfo=BUCHAREST)) as traveller:
        yield traveller


@pytest.fixture
def enqueued() -> Iterator[list[str]]:
    """The names of tasks that are sent to a worker, or run."""
    names: list[str] = []

    def hear(sender: Any = None, **_: Any) -> None:
        names.append(getattr(sender, "name", str(sender)))

    for signal in (signals.before_task_publish, signals.task_prerun):
        signal.connect(hear, weak=False, dispatch_uid="life")
    yield names
    for signal in (signals.before_task_publish, signals.task_prerun):
        signal.disconnect(hear, dispatch_uid="life")


def test_from_the_application_to_the_day_after_the_last(
    clock: time_machine.Traveller, site: Site, visits: Any, settings: Any, enqueued: list[str]
) -> None:
    put_defaults()
    let_the_app_hear()
    ana = visits(viewport=PHONE, locale="ro-RO", java_script_enabled=False).page()
    carmen, dan = (operator(site, visits, name) for name in ("carmen", "dan"))

    selling.become_ready(ana, ROMANIAN)
    vendor = Vendor.objects.get()
    send_back_and_again(ana, carmen, vendor)
    papers = verify(carmen, dan, vendor)
    desk.act(dan, vendor, "in-review-to-approved")
    vendor.refresh_from_db()
    assert (vendor.state, bool(vendor.page_id)) == (State.APPROVED, True)
    put_goods_on_sale(site, vendor)

    settings.PAGE_CACHE_SECONDS = 300
    bogdan = visits(viewport=DESKTOP, locale="ro-RO", java_script_enabled=False).page()
    order = buy(bogdan)
    put_into_basket(bogdan)
    assert everywhere(bogdan, papers) == shown(Level.INSERTION)
    assert proofs(bogdan, papers) == ("Valabil", "Valabil")

    # From here on there is no worker and no beat: nothing but the clock.
    celery_app.conf.update(task_always_eager=False)
    assert "ses_vendors.badge.tasks.mirror_vendor" in enqueued
    enqueued.clear()
    for moment, level, said in MOMENTS:
        clock.move_to(datetime(*moment, tzinfo=BUCHAREST), tick=False)
        if moment[-1]:
            # A shopper's session is over by now.
            put_into_basket(bogdan)
            assert "etag" in bogdan.request.get(f"/produse/{GOODS}/").headers, "No page is kept."
        assert everywhere(bogdan, papers) == shown(level), moment
        assert proofs(bogdan, papers) == said, moment

    bogdan.goto(order)
    expect(bogdan.locator("main")).to_contain_text(
        f"{ROMANIAN.said('As at purchase:')} {LABELS[Level.INSERTION]}"
    )
    expect(bogdan.locator("main")).to_contain_text("DEMO-MS 000077")
    assert enqueued == []
    assert (JobRun.objects.count(), Errand.objects.count()) == (0, 0)


#: The last second of a day and the first of the next; what shows then; what the proofs say of the attestation
#: and of the mark.
MOMENTS = (
    ((2028, 1, 14, 23, 59, 59), Level.INSERTION, ("Valabil", "Valabil, expiră curând")),
    ((2028, 1, 15, 0, 0, 0), Level.ATTESTED, ("Valabil", "Expirat")),
    ((2029, 3, 11, 23, 59, 59), Level.ATTESTED, ("Valabil, expiră curând", "Expirat")),
    ((2029, 3, 12, 0, 0, 0), Level.NONE, ("Expirat", "Expirat")),
)


# --- From the application to the goods ---


def let_the_app_hear() -> None:
    """Have the core tell the App of goods and orders too, beside what it asks when something is paid."""
    for declared in manifest.webhooks():
        if declared.async_events:
            webhook = Webhook.objects.create(
                app=App.objects.get(),
                name=declared.name,
                target_url=declared.target_url,
                subscription_query=declared.query,
            )
            WebhookEvent.objects.bulk_create(
                WebhookEvent(webhook=webhook, event_type=code) for code in declared.async_events
            )


def operator(site: Site, visits: Any, name: str) -> Page:
    """A verifier before the desk."""
    visit = visits(viewport=DESKTOP, locale="ro-RO")
    people.sign_in(visit.context, site, colleague(name, VERIFIER))
    page: Page = visit.page()
    return page


def send_back_and_again(ana: Page, carmen: Page, vendor: Vendor) -> None:
    """Carmen asks for a correction; Ana reads why and hands in again; Carmen accepts what there is."""
    desk.act(carmen, vendor.documents.get(requirement__code=PAPER), "send-back", note=NOTE)

    selling.open_page(ana, ROMANIAN, "Documents")
    expect(selling.paper(ana, PAPER)).to_contain_text(NOTE)
    selling.hand_in(ana, ROMANIAN, PAPER, "Send again")

    for row in vendor.documents.filter(state=DocumentState.SUBMITTED, requirement__isnull=False):
        desk.act(carmen, row, "accept")


def verify(carmen: Page, dan: Page, vendor: Vendor) -> Papers:
    """Dan verifies what Ana typed, and what Carmen types for her: she herself may not."""
    attestation = vendor.attestations.get()
    desk.act(dan, attestation, "verify")

    carmen.goto(desk.address(vendor))
    carmen.locator("a[href*='/attestation/add/']").click()
    desk.send(carmen, **MARK)
    mark = vendor.attestations.get(kind=Kind.MARK)
    desk.act(carmen, mark, "submit")
    expect(carmen.locator(".desk-warning")).to_be_visible()
    expect(desk.button(carmen, "verify")).to_have_count(0)
    refused = carmen.goto(desk.asking(mark, "verify"))
    assert (refused and refused.status, status(mark)) == (403, Status.SUBMITTED)
    desk.act(dan, mark, "verify")
    assert (status(attestation), status(mark)) == (Status.VERIFIED, Status.VERIFIED)
    return Papers(goods=GOODS, ses=vendor.slug, attestation=attestation.code, mark=mark.code)


def status(row: Attestation) -> str:
    """The status that a document has by now."""
    row.refresh_from_db()
    return row.status


def put_goods_on_sale(site: Site, vendor: Vendor) -> None:
    """Put a product of Ana's own making into the core, beside the page that the App made of her SES."""
    shop, client = site.market, core.client()
    warehouse = stall.warehouse(shop.channel, vendor.slug)
    warehouse.shipping_zones.add(*shop.courier.shipping_zone._meta.model.objects.all())  # type: ignore[union-attr]
    own = AttributeValue.objects.get(attribute__slug="origine", slug="productie-proprie")
    attributes = {
        slug: AttributeRef(to_global_id("Attribute", shop.attributes[slug].pk), {})
        for slug in ("ses", "origine")
    }
    product = client.put_product(
        ProductDraft(
            reference=GOODS,
            slug=GOODS,
            name="Față de masă",
            product_type_id=to_global_id("ProductType", shop.product_type.pk),  # type: ignore[union-attr]
            category_id=to_global_id("Category", shop.categories["pentru-casa"].pk),
            attributes=(
                say.references(attributes["ses"], [vendor.page_id]),
                {
                    "id": attributes["origine"].id,
                    "dropdown": {"id": to_global_id("AttributeValue", own.pk)},
                },
            ),
            weight_grams=400,
        )
    )
    channel_id = to_global_id("Channel", shop.channel.pk)
    client.publish_product(product_id=product.id, channel_id=channel_id)
    stock = {to_global_id("Warehouse", warehouse.pk): 20}
    variant = VariantDraft("FATA", "", "", Money(12900, "RON"), stock=stock, weight_grams=400)
    client.put_variants(product=product, channel_id=channel_id, variants=[variant])
    # The App sends this task by its name, which Celery leaves to a worker even where all else runs at once.
    refresh_catalogue_index()


# --- The shopper ---


def put_into_basket(page: Page) -> None:
    """One piece."""
    page.goto(f"/produse/{GOODS}/")
    page.locator("form.add").get_by_role("button", name=ROMANIAN.said("Add to basket")).click()
    page.wait_for_url("**/cos/**")


def buy(page: Page) -> str:
    """Order a piece; return where the order is followed."""
    put_into_basket(page)
    ordering.give_details(page, ROMANIAN, email="bogdan@example.com")
    ordering.place_order(page, ROMANIAN)
    return page.url


def everywhere(page: Page, papers: Papers) -> dict[str, Level]:
    """The level on every surface."""
    return {**surfaces.of_the_shop(page, papers), **surfaces.of_the_data(page.request, papers)}


def shown(level: Level) -> dict[str, Level]:
    """The same level on every surface."""
    return dict.fromkeys(surfaces.NAMES, level)


def proofs(page: Page, papers: Papers) -> tuple[str, str]:
    """What the proofs say of the attestation and of the mark; their pictures say it too."""
    told = surfaces.of_the_proofs(page, papers)
    for name in ("attestation", "mark"):
        is_over = told[name] == "Expirat"
        assert (told[f"picture of the {name}"] == "Expirat") is is_over, told
    return told["attestation"], told["mark"]
