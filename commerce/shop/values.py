"""Small values out of Saleor's JSON: money, moments, texts in a language, pictures, sellers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from commerce.transport import Json
from commerce.types import Picture, SellerName
from kernel import selling
from kernel.badge import facts
from kernel.badge.facts import Origin
from kernel.money import Money


def money(amount: object, currency: str) -> Money:
    """Read an amount in lei. A float is read by its shortest decimal text, so 19.6 is 1960 bani."""
    return Money.from_decimal(str(amount), currency)


def gross(taxed: Json, currency: str) -> Money:
    """Read the gross part of a TaxedMoney."""
    return Money.from_decimal(str(taxed["gross"]["amount"]), currency)


def moment(value: str | datetime) -> datetime:
    """Read a DateTime, which a core in the same process may give as it is; always aware."""
    read = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def text(node: Json, field: str = "name") -> str:
    """Read a text in the language that was asked for, or the channel's own where it is not translated."""
    translation = node.get("translation")
    return (translation and translation.get(field)) or node[field] or ""


def metadata(node: Json) -> dict[str, str]:
    """Read public metadata as a dict."""
    return {item["key"]: item["value"] for item in node["metadata"]}


def seller(reference: Json | None) -> SellerName | None:
    """Read the `ses` attribute: the page it points to."""
    pages = reference and reference.get("sellers")
    if not pages:
        return None
    page = pages[0]
    standing, _ = facts.read(page.get("facts"))
    return SellerName(page["slug"], page["title"], standing, selling.read(page.get("sales")))


def origin(product: Json) -> Origin | None:
    """Read who made a product, from the facts in its metadata (aliased `badge`)."""
    return facts.read(product["badge"])[1]


def withdrawal_exemption(reference: Json | None) -> str:
    """Read the `scutire-retragere` attribute: a letter of OUG 34/2014 art. 16, or nothing."""
    code = reference and reference.get("code")
    return code["slug"] or "" if code else ""


def thumbnails(node: Json, *, webp: tuple[int, ...], avif: tuple[int, ...]) -> Picture | None:
    """Read a product's thumbnails, aliased `webp256`, `avif512` and so on; None where it has no picture."""
    first = node[f"webp{webp[0]}"]
    if first is None:
        return None
    return Picture(alt=first.get("alt") or "", webp=_urls(node, "webp", webp), avif=_urls(node, "avif", avif))


def _urls(node: Json, kind: str, widths: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((width, node[f"{kind}{width}"]["url"]) for width in widths if node[f"{kind}{width}"])


def pictures(media: Any) -> tuple[Picture, ...]:
    """Read media; films and the like are left out."""
    return tuple(_picture(node) for node in media or () if node["type"] == "IMAGE")


def _picture(node: Json) -> Picture:
    return Picture(
        alt=node["alt"],
        webp=((256, node["webp256"]), (512, node["webp512"]), (1024, node["webp1024"])),
        avif=((512, node["avif512"]), (1024, node["avif1024"])),
    )
