"""Counties and regions are the constants of the country, in the order of its alphabet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kernel.counties import (
    COUNTIES,
    REGIONS,
    alphabetical,
    county,
    postal_code_fits,
    region,
)

DATA = Path(__file__).parents[2] / "ses_vendors" / "setup" / "data" / "ro_regions.json"


def test_counties_are_those_of_the_research() -> None:
    researched = {
        (one["iso"], one["auto"], one["name"], tuple(one["postal_prefixes"]), each["slug"], each["name"])
        for each in json.loads(DATA.read_text())
        for one in each["counties"]
    }

    written = {(c.iso, c.auto, c.name, c.postal_prefixes, c.region_slug, c.region_name) for c in COUNTIES}

    assert written == researched
    assert len(COUNTIES) == 42


def test_regions_are_eight_and_each_has_its_counties() -> None:
    assert [(each.slug, each.nuts2) for each in REGIONS] == [
        ("bucuresti-ilfov", "RO32"),
        ("centru", "RO12"),
        ("nord-est", "RO21"),
        ("nord-vest", "RO11"),
        ("sud-est", "RO22"),
        ("sud-muntenia", "RO31"),
        ("sud-vest-oltenia", "RO41"),
        ("vest", "RO42"),
    ]
    capital = [each.name for each in COUNTIES if each.region_slug == "bucuresti-ilfov"]
    assert capital == ["București", "Ilfov"]
    assert {each.region_slug for each in COUNTIES} == {each.slug for each in REGIONS}


def test_counties_stand_in_the_order_of_the_romanian_alphabet() -> None:
    names = [each.name for each in COUNTIES]

    assert names == sorted(names, key=alphabetical)
    assert names[7:13] == ["Brașov", "Brăila", "București", "Buzău", "Caraș-Severin", "Călărași"]
    assert names[-5:] == ["Timiș", "Tulcea", "Vaslui", "Vâlcea", "Vrancea"]


def test_no_two_counties_share_the_beginning_of_a_postal_code() -> None:
    prefixes = [prefix for each in COUNTIES for prefix in each.postal_prefixes]

    assert len(prefixes) == len(set(prefixes)) == 47


def test_looking_up() -> None:
    iasi = county("RO-IS")

    assert iasi is not None
    assert (iasi.name, iasi.auto, iasi.seat, iasi.region_name) == ("Iași", "IS", "Iași", "Nord-Est")
    assert county("RO-XX") is None
    assert county("") is None
    vest = region("vest")
    assert vest is not None
    assert vest.name == "Vest"
    assert region("est") is None


@pytest.mark.parametrize(
    ("iso", "code", "fits"),
    [
        ("RO-IS", "700505", True),
        ("RO-IS", "720505", False),
        ("RO-B", "010011", True),
        ("RO-B", "062204", True),
        ("RO-B", "077190", False),
        ("RO-IF", "077190", True),
        ("RO-IS", "", False),
        ("RO-XX", "700505", False),
    ],
)
def test_a_postal_code_begins_as_those_of_its_county(iso: str, code: str, fits: bool) -> None:
    assert postal_code_fits(iso, code) is fits
