"""The hundred products with variants, prices, stock, texts and drawn pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from commerce.app import AppClient
from commerce.app import attributes as say
from commerce.app.products import ProductDraft, ProductRef, VariantDraft
from kernel.money import Money
from ses_vendors.demo import fixtures
from ses_vendors.demo.loader.studio import Order, Studio
from ses_vendors.setup import Ground
from ses_vendors.setup.lists import rich_text
from ses_vendors.setup.progress import Progress
from ses_vendors.setup.vocabulary import Words, choice_name

SEO_CHARACTERS = 300
#: The data names the conditions too; the shop's attribute holds the letter of OUG 34/2014 art. 16.
WITHDRAWAL_CODE_LENGTH = 3


def load(
    client: AppClient,
    ground: Ground,
    pages: Mapping[str, str],
    warehouses: Mapping[str, str],
    *,
    progress: Progress,
    studio: Studio,
) -> dict[str, str]:
    """Make or update every product; the studio draws what it has no picture of. Returns ids by SKU.

    `pages` and `warehouses` are ids by the slug of the SES.
    """
    entries, ids = fixtures.read("products"), {}
    channel_id = ground.place.channel_id
    for done, entry in enumerate(entries, start=1):
        product = client.put_product(_draft(entry, ground, pages))
        client.publish_product(product_id=product.id, channel_id=channel_id)
        variants = _variants(entry, warehouses, ground.words)
        client.put_variants(product=product, channel_id=channel_id, variants=variants)
        client.translate_product_texts(reference=entry["sku"], english=_english_texts(entry))
        _draw_missing(studio, product, entry)
        ids[entry["sku"]] = product.id
        progress("products", done, len(entries))
    return ids


def _draft(entry: fixtures.Entry, ground: Ground, pages: Mapping[str, str]) -> ProductDraft:
    words = ground.words
    return ProductDraft(
        reference=entry["sku"],
        slug=entry["slug"],
        name=entry["name"],
        product_type_id=words.goods_type_id if entry["shippable"] else words.services_type_id,
        category_id=ground.category_ids[entry["category"]],
        description=rich_text(entry["description_ro"]),
        seo_description=entry["description_ro"][:SEO_CHARACTERS],
        attributes=_attributes(entry, words, pages),
        tax_class_id=ground.place.tax_class_ids[entry["vat_applied"]],
        weight_grams=entry["weight_g"],
        metadata=_metadata(entry),
        english={
            "name": entry["name_en"],
            "description": rich_text(entry["description_en"]),
            "seoDescription": entry["description_en"][:SEO_CHARACTERS],
        },
    )


def _attributes(entry: fixtures.Entry, words: Words, pages: Mapping[str, str]) -> list[dict[str, Any]]:
    known = words.attributes
    texts = {"compozitie": "composition", "ingrijire": "care_or_use", "avertizari": "warnings"}
    values = [
        say.references(known["ses"], [pages[entry["ses"]]]),
        say.choice(known["origine"], choice_name("origine", entry["made_by"])),
        say.choice(known["clasa-tva"], entry["vat_rate_if_payer"]),
        say.boolean(known["livrare-locala"], entry["local_only"]),
        say.choices(known["material"], [choice_name("material", slug) for slug in entry["materials"]]),
    ]
    values += [
        say.plain_text(known[slug], fixtures.stated(entry[key]))
        for slug, key in texts.items()
        if fixtures.stated(entry[key])
    ]
    if entry["withdrawal_exempt"]:
        code = entry["withdrawal_exempt"][:WITHDRAWAL_CODE_LENGTH]
        values.append(say.choice(known["scutire-retragere"], code))
    return values


def _english_texts(entry: fixtures.Entry) -> dict[str, dict[str, str]]:
    texts = {"compozitie": "composition_en", "ingrijire": "care_or_use_en", "avertizari": "warnings_en"}
    stated = {slug: fixtures.stated(entry[key]) for slug, key in texts.items()}
    return {slug: {"plainText": text} for slug, text in stated.items() if text}


def _metadata(entry: fixtures.Entry) -> dict[str, str]:
    if not entry["components"]:
        return {}
    return {"components": json.dumps(entry["components"], ensure_ascii=False)}


def _variants(entry: fixtures.Entry, warehouses: Mapping[str, str], words: Words) -> list[VariantDraft]:
    return [
        VariantDraft(
            sku=f"{entry['sku']}-{variant['suffix']}" if variant["suffix"] else entry["sku"],
            name=variant["name"],
            english_name=variant["name_en"],
            price=Money(variant["price_bani"]),
            attributes=[
                say.choice(words.attributes[slug], choice_name(slug, value))
                for slug, value in variant["attributes"].items()
            ],
            stock={warehouses[entry["ses"]]: variant["stock"]},
            weight_grams=variant["weight_g"],
        )
        for variant in entry["variants"]
    ]


def _draw_missing(studio: Studio, product: ProductRef, entry: fixtures.Entry) -> None:
    for detail, alt in enumerate((entry["name"], f"{entry['name']}: detaliu")):
        if alt not in product.picture_ids:
            order = Order(
                product_id=product.id,
                alt=alt,
                file_name=f"{entry['slug']}-{detail}.png",
                motif=entry["motif"],
                palette=entry["palette"],
                detail=detail,
            )
            studio.take(order)
