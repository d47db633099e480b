"""Categories, collections, pages and menus."""

from __future__ import annotations

from commerce.app import AppClient
from commerce.app.content import MenuEntry
from tests.commerce.app.sending import done, sent
from tests.commerce.fake_core import FakeCore

RICH = {"blocks": [{"type": "paragraph", "data": {"text": "Din in."}}]}


def test_category_is_made_under_its_parent_and_translated(core: FakeCore, client: AppClient) -> None:
    core.answers["app/category"] = {"category": None}
    core.answers["app/category_create"] = done("categoryCreate", category={"id": "c"})
    core.answers["app/category_translate"] = done("categoryTranslate")

    client.put_category(
        slug="sorturi",
        name="Șorțuri",
        parent_id="p",
        description=RICH,
        english={"name": "Aprons", "description": RICH},
    )

    text = '{"blocks":[{"type":"paragraph","data":{"text":"Din in."}}]}'
    assert sent(core, "app/category_create") == {
        "input": {"slug": "sorturi", "name": "Șorțuri", "description": text},
        "parent": "p",
    }
    assert sent(core, "app/category_translate")["input"] == {"name": "Aprons", "description": text}


def test_collection_is_published_with_its_products(core: FakeCore, client: AppClient) -> None:
    core.answers["app/collection"] = {"collection": {"id": "c"}}
    core.answers["app/collection_update"] = done("collectionUpdate", collection={"id": "c"})
    core.answers["app/collection_listing"] = done("collectionChannelListingUpdate")
    core.answers["app/collection_add_products"] = done("collectionAddProducts")

    client.put_collection(slug="cadouri", name="Cadouri", channel_id="ch", product_ids=["p"])

    assert sent(core, "app/collection_listing")["input"] == {
        "addChannels": [{"channelId": "ch", "isPublished": True}]
    }
    assert sent(core, "app/collection_add_products")["products"] == ["p"]


def test_page_is_made_with_attributes_and_metadata(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page"] = {"page": None}
    core.answers["app/page_create"] = done("pageCreate", page={"id": "p"})
    core.answers["app/metadata_update"] = done("updateMetadata")

    client.put_page(
        slug="ana-croitorie",
        title="Croitoria Anei",
        page_type_id="pt",
        attributes=[{"id": "a", "plainText": "RO1"}],
        metadata={"tagline.ro": "12"},
    )

    made = sent(core, "app/page_create")["input"]
    assert (made["pageType"], made["isPublished"]) == ("pt", True)
    assert made["attributes"] == [{"id": "a", "plainText": "RO1"}]
    assert sent(core, "app/metadata_update") == {
        "id": "p",
        "input": [{"key": "tagline.ro", "value": "12"}],
    }


def test_page_that_is_there_keeps_its_type(core: FakeCore, client: AppClient) -> None:
    core.answers["app/page"] = {"page": {"id": "p"}}
    core.answers["app/page_update"] = done("pageUpdate", page={"id": "p"})

    assert client.put_page(slug="termeni", title="Termeni", page_type_id="pt") == "p"

    assert "pageType" not in sent(core, "app/page_update")["input"]


def test_menu_gets_the_entries_it_lacks(core: FakeCore, client: AppClient) -> None:
    core.answers["app/menu"] = {"menu": {"id": "m", "items": [{"id": "i", "name": "Produse"}]}}
    core.answers["app/menu_item_create"] = done("menuItemCreate", menuItem={"id": "j"})
    core.answers["app/menu_item_translate"] = done("menuItemTranslate")

    client.put_menu(
        slug="navbar",
        name="Sus",
        entries=[
            MenuEntry("Produse", "Products", url="/produse/"),
            MenuEntry("Cadouri", "Gifts", collection_id="c"),
        ],
    )

    assert sent(core, "app/menu_item_create")["input"] == {
        "menu": "m",
        "name": "Cadouri",
        "collection": "c",
    }
    assert core.operations.count("app/menu_item_create") == 1


def test_new_menu_is_made(core: FakeCore, client: AppClient) -> None:
    core.answers["app/menu"] = {"menu": None}
    core.answers["app/menu_create"] = done("menuCreate", menu={"id": "m"})

    assert client.put_menu(slug="navbar", name="Sus", entries=[]) == "m"
