"""The embedded core with Ana's page and two of her goods, and the App's verbs there."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command

from commerce.app import AppClient
from commerce.app import attributes as say
from commerce.app.products import ProductDraft
from engine.catalog.models import Page, Product
from kernel.badge.facts import PAGE_KEY, PRODUCT_KEY
from ses_vendors.badge import mirror
from ses_vendors.vendors.models import Vendor


@dataclass(frozen=True, slots=True)
class Stall:
    """Ana's page and goods at the core: one she makes, one she resells, and one of nobody's."""

    client: AppClient
    page_id: str
    own: str
    resold: str
    nobodys: str

    def page_facts(self) -> str | None:
        """What the page carries."""
        return Page.objects.get(slug="atelier").metadata.get(PAGE_KEY)

    def goods_facts(self) -> dict[str, str | None]:
        """What the goods carry, by slug."""
        return {each.slug: each.metadata.get(PRODUCT_KEY) for each in Product.objects.all()}


def a_stall(vendor: Vendor) -> Stall:
    """Set all of it up; `vendor` is the page's from now on."""
    settings_pair = {"email": "echipa@magazin.example", "password": "o-parola-lunga-26"}
    call_command("put_account", settings_pair["email"], password=settings_pair["password"], staff=True)
    client = AppClient.log_in(**settings_pair)
    client.put_channel(slug=settings.SALEOR_CHANNEL, name="SES")
    ses = client.put_attribute(
        slug="ses", name="Vândut de", english_name="Sold by", owner="PRODUCT_TYPE",
        input_type="REFERENCE", entity_type="PAGE",
    )  # fmt: skip
    origin = client.put_attribute(
        slug="origine", name="Origine", english_name="Origin", owner="PRODUCT_TYPE",
        input_type="DROPDOWN", values={"Producție proprie": "Own production", "Revândut": "Resold"},
    )  # fmt: skip
    documents = [
        client.put_attribute(slug=slug, name=ro, english_name=en, owner="PAGE_TYPE", input_type=kind)
        for slug, ro, en, kind in mirror.PAGE_ATTRIBUTES
    ]
    attribute_ids = [each.id for each in documents]
    page_type = client.put_page_type(slug="ateliere", name="Ateliere", attribute_ids=attribute_ids)
    page_id = client.put_page(slug="atelier", title="Atelierul Anei", page_type_id=page_type)
    goods = client.put_product_type(
        slug="bunuri", name="Bunuri", product_attribute_ids=[ses.id, origin.id], variant_attribute_ids=[]
    )
    category = client.put_category(slug="toate", name="Toate")

    def product(slug: str, *said: object) -> str:
        draft = ProductDraft(
            reference=slug, slug=slug, name=slug, product_type_id=goods, category_id=category,
            attributes=said,  # type: ignore[arg-type]
        )  # fmt: skip
        return client.put_product(draft).id

    hers = say.references(ses, [page_id])
    vendor.page_id = page_id
    vendor.save(update_fields=["page_id"])
    return Stall(
        client=client,
        page_id=page_id,
        own=product("perna", hers, say.choice(origin, "Producție proprie")),
        resold=product("ata", hers, say.choice(origin, "Revândut")),
        nobodys=product("nimic"),
    )
