"""Everywhere that a badge shows: the shop's pages, the open data, the proofs; read as a stranger does."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIRequestContext, Locator, Page

from kernel.badge import Level
from kernel.badge.texts import WORDINGS

LABELS = {each.level: each.short_ro for each in WORDINGS}
#: Every surface on which a badge shows, proofs aside.
NAMES = (
    *("card", "search", "product", "structured data", "papers of the product", "seller"),
    *("papers of the seller", "basket", "directory", "facet"),
    *("API, product", "API, seller", "CSV", "CSV, papers", "JSON-LD"),
)
#: What is read of a badge through the public API.
QUESTION = """
query($goods: String!, $ses: String!) {
  badge(slug: $goods) { level document { status } }
  vendor(slug: $ses) { level attestations { kind status } }
}
"""


@dataclass(frozen=True, slots=True)
class Papers:
    """What the surfaces are read for: a product of a SES, and the proofs of the SES's two documents."""

    goods: str
    ses: str
    attestation: str
    mark: str

    def rests_on(self, text: str) -> Level:
        """The level that follows from the proofs that a text leads to."""
        if f"/insigna/{self.mark}" in text:
            return Level.INSERTION
        return Level.ATTESTED if f"/insigna/{self.attestation}" in text else Level.NONE


def of_the_shop(page: Page, papers: Papers) -> dict[str, Level]:
    """The level that each page of the shop shows, the shopper's basket among them."""
    listing = f"/produse/?ses={papers.ses}"
    own = f".goods:has(a[href='/produse/{papers.goods}/'])"
    levels = {}
    for name, path, place in (
        ("card", listing, own),
        ("search", f"/produse/?q={papers.goods}", own),
        ("product", f"/produse/{papers.goods}/", ".product__buy"),
        ("seller", f"/ses/{papers.ses}/", own),
        ("basket", "/cos/", "main"),
    ):
        page.goto(path)
        levels[name] = badge_in(page.locator(place))
        if name == "product":
            levels["structured data"] = _certified(page, papers)
            levels["papers of the product"] = papers.rests_on(page.locator(".product").inner_html())
        if name == "seller":
            levels["papers of the seller"] = papers.rests_on(page.locator("main").inner_html())
    page.goto("/ses/")
    levels["directory"] = papers.rests_on(
        page.locator(f".seller-card:has(a[href='/ses/{papers.ses}/'])").inner_html()
    )
    levels["facet"] = Level.NONE
    for value, level in (("atestat", Level.ATTESTED), ("insertie", Level.INSERTION)):
        page.goto(f"{listing}&insigna={value}")
        if page.locator(own).count():
            levels["facet"] = level
    return levels


def badge_in(place: Locator) -> Level:
    """The level of the one badge in a place, which says its words; the line about who sells is no badge."""
    (shown,) = place.all()
    badges = shown.locator(".badge").all()
    if not badges:
        return Level.LINE if shown.locator(".badge-line").count() else Level.NONE
    (badge,) = badges
    (level,) = re.findall(r"badge--(\w+)", badge.get_attribute("class") or "")
    words = badge.inner_text().partition("(")[0].strip()
    assert words == LABELS[Level(level)], words
    return Level(level)


def _certified(page: Page, papers: Papers) -> Level:
    """What search engines read."""
    told = page.locator("script[type='application/ld+json']").first.text_content() or "{}"
    certification: Mapping[str, Any] = json.loads(told).get("hasCertification", {})
    return papers.rests_on(str(certification.get("url", "")))


def of_the_data(web: APIRequestContext, papers: Papers) -> dict[str, Level]:
    """The level that follows from the public API and from each form of the directory."""
    variables = {"goods": papers.goods, "ses": papers.ses}
    answer = web.post("/ses/graphql/", data={"query": QUESTION, "variables": variables}).json()["data"]
    (row,) = (
        each
        for each in csv.DictReader(io.StringIO(web.get("/ses/director.csv").text().lstrip("\ufeff")))
        if each["slug"] == papers.ses
    )
    return {
        "API, product": Level(answer["badge"]["level"].lower()),
        "API, seller": Level(answer["vendor"]["level"].lower()),
        "CSV": Level(row["level"]),
        "CSV, papers": papers.rests_on(row["marca_proof_url"] + row["atestat_proof_url"]),
        "JSON-LD": papers.rests_on(" ".join(_active(web, papers))),
    }


def _active(web: APIRequestContext, papers: Papers) -> list[str]:
    """The proofs of the documents that the directory says are active."""
    listed = web.get("/ses/director.jsonld").json()["itemListElement"]
    (ses,) = (each["item"] for each in listed if each["item"]["identifier"] == papers.ses)
    return [
        each["url"]
        for each in ses.get("hasCertification", ())
        if each["certificationStatus"].endswith("/CertificationActive")
    ]


def of_the_proofs(page: Page, papers: Papers) -> dict[str, str]:
    """What the two proofs say of their documents, and the pictures that the SES has on its own site."""
    told = {}
    for name, code in (("attestation", papers.attestation), ("mark", papers.mark)):
        page.goto(f"/insigna/{code}/")
        told[name] = page.locator(".proof-state strong").inner_text()
        picture = page.request.get(f"/insigna/{code}/insigna.svg").text()
        (title,) = re.findall(r"<title>([^.<]*)", picture)
        told[f"picture of the {name}"] = title
    return told
