"""Products: made by their reference, brought up to date by it."""

from __future__ import annotations

from typing import Any

import pytest

from commerce.app import AppClient
from commerce.app.products import ProductDraft, ProductRef, VariantDraft
from commerce.errors import Refused
from commerce.transport import Upload
from kernel.money import Money
from tests.commerce import answers
from tests.commerce.app.sending import done, sent
from tests.commerce.fake_core import FakeCore


def _draft(**changes: Any) -> ProductDraft:
    fields: dict[str, Any] = {
        "reference": "ana-001",
        "slug": "sort-de-in",
        "name": "Șorț de in",
        "product_type_id": "t",
        "category_id": "c",
        "tax_class_id": "tx",
        "weight_grams": 350,
        "english": {"name": "Linen apron"},
        **changes,
    }
    return ProductDraft(**fields)


def test_product_is_made_by_its_reference(core: FakeCore, client: AppClient) -> None:
    core.answers["app/product"] = {"product": None}
    core.answers["app/product_create"] = done("productCreate", product={"id": "p"})
    core.answers["app/product_translate"] = done("productTranslate")

    assert client.put_product(_draft()) == ProductRef("p", {}, {})

    assert sent(core, "app/product") == {"reference": "ana-001"}
    made = sent(core, "app/product_create")["input"]
    assert made["externalReference"] == "ana-001"
    assert (made["productType"], made["taxClass"], made["weight"]) == ("t", "tx", "0.35")


def test_product_that_is_there_is_updated_and_known(core: FakeCore, client: AppClient) -> None:
    core.answers["app/product"] = {
        "product": {
            "id": "p",
            "slug": "sort-de-in",
            "media": [{"id": "m", "alt": "Față"}],
            "productVariants": answers.edges({"id": "v", "sku": "ANA-1-M"}),
        }
    }
    core.answers["app/product_update"] = done("productUpdate", product={"id": "p"})

    found = client.put_product(_draft(english=None, tax_class_id=None, weight_grams=None))

    assert found == ProductRef("p", {"ANA-1-M": "v"}, {"Față": "m"})
    assert "productType" not in sent(core, "app/product_update")["input"]


def test_only_new_variants_are_made_and_only_they_get_stock(core: FakeCore, client: AppClient) -> None:
    core.answers["app/variant_bulk_create"] = done(
        "productVariantBulkCreate",
        results=[{"productVariant": {"id": "w", "sku": "ANA-1-L"}, "errors": []}],
    )
    core.answers["app/variant_listing"] = done("productVariantChannelListingUpdate")
    core.answers["app/variant_translate"] = done("productVariantTranslate")
    medium = VariantDraft("ANA-1-M", "M", "M", Money(1960), stock={"wh": 5})
    large = VariantDraft("ANA-1-L", "L", "L", Money(2405), stock={"wh": 4}, weight_grams=400)

    ids = client.put_variants(
        product=ProductRef("p", {"ANA-1-M": "v"}, {}), channel_id="ch", variants=[medium, large]
    )

    assert ids == {"ANA-1-M": "v", "ANA-1-L": "w"}
    assert sent(core, "app/variant_bulk_create")["variants"] == [
        {
            "sku": "ANA-1-L",
            "name": "L",
            "externalReference": "ANA-1-L",
            "trackInventory": True,
            "attributes": [],
            "stocks": [{"warehouse": "wh", "quantity": 4}],
            "channelListings": [{"channelId": "ch", "price": "24.05"}],
            "weight": "0.4",
        }
    ]
    assert sent(core, "app/variant_listing") == {
        "id": "v",
        "input": [{"channelId": "ch", "price": "19.60"}],
    }


def test_refused_variant_row_is_told(core: FakeCore, client: AppClient) -> None:
    row = {"productVariant": None, "errors": [{"field": "sku", "code": "UNIQUE", "message": "Taken."}]}
    core.answers["app/variant_bulk_create"] = done("productVariantBulkCreate", results=[row])

    with pytest.raises(Refused, match="sku: UNIQUE Taken") as caught:
        client.put_variants(
            product=ProductRef("p", {}, {}),
            channel_id="ch",
            variants=[VariantDraft("ANA-1-L", "L", "L", Money(2405))],
        )

    assert caught.value.codes == {"UNIQUE"}


def test_product_is_published_stocked_and_pictured(core: FakeCore, client: AppClient) -> None:
    core.answers["app/product_listing"] = done("productChannelListingUpdate")
    core.answers["app/variant_stocks_update"] = done("productVariantStocksUpdate")
    core.answers["app/media_create"] = done("productMediaCreate", media={"id": "m"})
    core.answers["app/media_delete"] = done("productMediaDelete")
    core.answers["app/file_upload"] = done(
        "fileUpload", uploadedFile={"url": "/media/a.png", "contentType": "image/png"}
    )
    picture = Upload("a.png", b"\x89PNG", "image/png")

    client.publish_product(product_id="p", channel_id="ch")
    client.set_stock(variant_id="v", warehouse_id="wh", quantity=3)
    made = client.add_picture(product_id="p", alt="Față", picture=picture)
    client.delete_picture(picture_id="old")
    stored = client.upload_file(picture)

    assert sent(core, "app/product_listing")["input"]["updateChannels"] == [
        {
            "channelId": "ch",
            "isPublished": True,
            "visibleInListings": True,
            "isAvailableForPurchase": True,
        }
    ]
    assert sent(core, "app/variant_stocks_update")["stocks"] == [{"warehouse": "wh", "quantity": 3}]
    assert (made, stored) == ("m", ("/media/a.png", "image/png"))
    assert core.files == {"input.image": picture, "file": picture}
