"""Assigned attributes: each input type keeps its value under another alias (see AttributeFields)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from commerce import richtext
from commerce.shop.values import text
from commerce.transport import Json
from commerce.types import Attribute, AttributeValue

Values = tuple[AttributeValue, ...]


def read(nodes: Iterable[Json]) -> tuple[Attribute, ...]:
    """Read attributes in the core's order. Kinds this shop does not use come without values."""
    return tuple(_attribute(node) for node in nodes)


def rich_html(nodes: Iterable[Json], slug: str) -> str:
    """Clean HTML of a rich text attribute, "" when it is missing or empty."""
    for node in nodes:
        if node["attribute"]["slug"] == slug:
            return richtext.to_html(node.get("richTranslation") or node.get("rich"))
    return ""


def _attribute(node: Json) -> Attribute:
    head = node["attribute"]
    reader = _READERS.get(head["inputType"])
    return Attribute(
        slug=head["slug"],
        name=text(head),
        input_type=head["inputType"],
        values=reader(node) if reader else (),
    )


def _plain(node: Json) -> Values:
    value = node.get("plainTranslation") or node["plain"]
    return (AttributeValue(slug="", text=value),) if value else ()


def _rich(node: Json) -> Values:
    value = richtext.to_text(node.get("richTranslation") or node["rich"])
    return (AttributeValue(slug="", text=value),) if value else ()


def _choice(node: Json) -> Values:
    return (_chosen(node["choice"]),) if node["choice"] else ()


def _choices(node: Json) -> Values:
    return tuple(_chosen(value) for value in node["choices"] or ())


def _chosen(value: Json) -> AttributeValue:
    return AttributeValue(slug=value["slug"] or "", text=value.get("translation") or value["name"] or "")


def _boolean(node: Json) -> Values:
    if node["boolean"] is None:
        return ()
    word = "true" if node["boolean"] else "false"
    return (AttributeValue(slug=word, text=word),)


def _number(node: Json) -> Values:
    """12.0 on the wire is "12" here."""
    if node["number"] is None:
        return ()
    number = Decimal(str(node["number"]))
    whole = number == number.to_integral_value()
    return (AttributeValue(slug="", text=str(int(number)) if whole else format(number.normalize(), "f")),)


def _file(node: Json) -> Values:
    return (AttributeValue(slug="", text=node["file"]["url"]),) if node["file"] else ()


def _pages(node: Json) -> Values:
    return tuple(AttributeValue(slug=page["slug"], text=page["title"]) for page in node.get("sellers") or ())


_READERS: dict[str, Callable[[Json], Values]] = {
    "PLAIN_TEXT": _plain,
    "RICH_TEXT": _rich,
    "DROPDOWN": _choice,
    "MULTISELECT": _choices,
    "BOOLEAN": _boolean,
    "NUMERIC": _number,
    "FILE": _file,
    "REFERENCE": _pages,
}
