"""The demo fixtures keep their promises: complete, consistent, correctly written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[3] / "ses_vendors"
#: What the demo is loaded from: its own data, and what any shop starts with.
FOLDERS = (HOUSE / "demo" / "data", HOUSE / "setup" / "data")

# Generic environmental claims, banned by Directive (EU) 2024/825 without recognised excellent performance.
GREEN_CLAIM = re.compile(
    r"\b(ecologic\w*|eco|eco-friendly|prietenos\w* cu|sustenabil\w*|biodegradabil\w*|zero emisii"
    r"|sustainable|biodegradable|climate neutral|environmentally)\b",
    re.IGNORECASE,
)


def load(name: str) -> Any:
    (path,) = (folder / f"{name}.json" for folder in FOLDERS if (folder / f"{name}.json").exists())
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def products() -> list[dict[str, Any]]:
    return load("products")


@pytest.fixture(scope="module")
def ses() -> list[dict[str, Any]]:
    return load("ses")


def test_every_sku_is_there_exactly_once(products):
    per_ses = {1: 10, 2: 9, 3: 10, 4: 9, 5: 9, 6: 9, 7: 10, 8: 8, 9: 9, 10: 9, 11: 8}

    expected = [f"SES{n:02}-{i:02}" for n, count in per_ses.items() for i in range(1, count + 1)]

    assert [p["sku"] for p in products] == expected
    assert len(expected) == 100


def test_slugs_are_ascii_and_unique(products):
    slugs = [p["slug"] for p in products]

    assert len(set(slugs)) == 100
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_the_eleven_sum_to_58_jobs_of_which_47_vulnerable(ses):
    assert len(ses) == 11
    assert sum(s["jobs_total"] for s in ses) == 58
    assert sum(s["jobs_vulnerable"] for s in ses) == 47


def test_groups_are_public_only_from_five_people_up(ses):
    assert all(not s["groups_public"] or s["jobs_vulnerable"] >= 5 for s in ses)


def test_stories_tell_120_to_180_words(ses):
    lengths = {(s["slug"], key): len(s[key].split()) for s in ses for key in ("story_ro", "story_en")}

    assert {where: n for where, n in lengths.items() if not 120 <= n <= 180} == {}


def test_descriptions_are_40_to_80_words_and_claim_nothing_generic(products):
    texts = {p["sku"]: p["description_ro"] for p in products}

    assert {sku for sku, text in texts.items() if not 40 <= len(text.split()) <= 80} == set()
    assert {
        p["sku"] for p in products if GREEN_CLAIM.search(p["description_ro"] + p["description_en"])
    } == set()
    assert len(set(texts.values())) == 100


def test_no_cedilla_letters_anywhere():
    found = {
        path.name
        for folder in FOLDERS
        for path in folder.iterdir()
        if set("şţŞŢ") & set(path.read_text(encoding="utf-8"))
    }

    assert found == set()


def test_products_point_to_things_that_exist(products, ses):
    categories = load("categories")
    vocabulary = {kind: {v["slug"] for v in values} for kind, values in load("vocabulary").items()}

    children = {child["slug"] for top in categories for child in top["children"]}

    assert {p["category"] for p in products} == children
    assert {p["ses"] for p in products} == {s["slug"] for s in ses}
    assert {m for p in products for m in p["materials"]} == vocabulary["material"]
    assert {p["made_by"] for p in products} == vocabulary["origine"]
    for product in products:
        for variant in product["variants"]:
            assert all(value in vocabulary[kind] for kind, value in variant["attributes"].items())


def test_all_thirty_source_categories_are_mapped_once(products):
    mapped = [(c["source_category"], c["slug"]) for top in load("categories") for c in top["children"]]

    assert len(mapped) == len(dict(mapped)) == 30
    assert all(dict(mapped)[p["source_category"]] == p["category"] for p in products)


def test_category_slugs_are_unique_across_both_levels():
    tops = load("categories")

    slugs = [top["slug"] for top in tops] + [child["slug"] for top in tops for child in top["children"]]

    assert len(slugs) == len(set(slugs)) == 39


def test_variants_differ_by_suffix_and_by_attributes(products):
    for product in products:
        variants = product["variants"]
        suffixes = [v["suffix"] for v in variants]
        attributes = [tuple(sorted(v["attributes"].items())) for v in variants]

        assert len(set(suffixes)) == len(variants) >= 1, product["sku"]
        assert len(set(attributes)) == len(variants), product["sku"]
        assert len({tuple(sorted(v["attributes"])) for v in variants}) == 1, product["sku"]
        assert (suffixes == [""]) == (attributes == [()]), product["sku"]


def test_prices_are_positive_whole_bani_and_keep_the_base_price(products):
    for product in products:
        prices = [v["price_bani"] for v in product["variants"]]

        assert all(type(price) is int and price > 0 for price in prices), product["sku"]
        assert product["price_bani"] == product["price_lei"] * 100
        assert product["price_bani"] in prices, product["sku"]


def test_stock_varies_and_some_things_are_sold_out_or_the_last_one(products):
    totals = {p["sku"]: sum(v["stock"] for v in p["variants"]) for p in products}

    assert {sku for sku, total in totals.items() if total == 0} == {"SES03-06", "SES09-09", "SES11-02"}
    assert {sku for sku, total in totals.items() if total == 1} == {"SES02-08", "SES02-09", "SES05-09"}
    assert {v["stock"] for p in products for v in p["variants"]} <= set(range(41))


def test_only_sellers_who_pay_vat_apply_it(products, ses):
    payers = {s["slug"] for s in ses if s["vat_registered"]}

    applied = {p["sku"]: p["vat_rate_if_payer"] if p["ses"] in payers else None for p in products}

    assert {p["sku"]: p["vat_applied"] for p in products} == applied


def test_every_box_names_the_maker_of_each_thing_inside(products, ses):
    slugs = {s["slug"] for s in ses}
    boxes = {p["sku"]: p["components"] for p in products if p["components"]}

    assert set(boxes) == {"SES04-09", "SES11-01", "SES11-02", "SES11-03", "SES11-04", "SES11-05"}
    assert all(part["ses"] in slugs for parts in boxes.values() for part in parts)
    assert all(p["made_by"] == "asamblat" for p in products if p["components"])


def test_food_warnings_keep_allergens_in_capitals(products):
    warned = [
        p["warnings"].removeprefix("Alergeni: ") for p in products if p["warnings"].startswith("Alergeni")
    ]

    names = {
        name for text in warned if "vezi" not in text for name in text.replace(" (gluten)", "").split(", ")
    }

    assert names == {"GRÂU", "LAPTE", "OUĂ", "NUCI", "OVĂZ", "MIGDALE", "SUSAN", "ȚELINĂ"}


def test_collections_hold_products_that_exist(products):
    skus = {p["sku"] for p in products}

    for collection in load("collections"):
        assert set(collection["skus"]) <= skus
        assert len(collection["skus"]) == len(set(collection["skus"])) >= 8


def test_motif_and_palette_pairs_are_unique(products):
    pairs = {(p["motif"], p["palette"]) for p in products}

    assert len(pairs) == 100
    assert len({motif for motif, _ in pairs}) >= 45
