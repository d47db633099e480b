"""What is said of a page, product or variant: the values of its attributes.

A choice is shared by all that have it. A text, a number, a file or a reference belongs to one object and
keeps its row when it changes, because its translations hang on the row's key.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Max, Model

from engine.catalog import richtext
from engine.catalog.models import (
    Attribute,
    AttributeValue,
    Page,
    PageAttributeValue,
    PageTypeAttribute,
    Product,
    ProductAttributeValue,
    ProductTypeAttribute,
    ProductVariant,
    VariantAttributeValue,
    VariantTypeAttribute,
)
from engine.catalog.services.attributes import MOST_VALUES, WITH_CHOICES, global_ids
from engine.catalog.slugs import numbered, slug_of
from engine.catalog.texts import plain
from engine.errors import Problem, Refusal, refuse
from kernel.ids import MalformedId, from_global_id

LONGEST_NAME = 250
LONGEST_TEXT = 20_000
#: No measure of goods is larger, and every whole number up to it is exact.
LARGEST_NUMBER = 10**15
FIELD = "attributes"
#: Input types whose values many objects share.
SHARED = WITH_CHOICES | {"BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one attribute, named by its key or its external reference.

    `given` holds the fields of Saleor's AttributeValueInput; the attribute's input type says which counts.
    """

    attribute_key: str | None
    external_reference: str | None
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Owner:
    """How values hang on one kind of object."""

    link: type[Model]
    column: str
    slug: str


OWNERS: dict[type[Model], _Owner] = {
    Page: _Owner(PageAttributeValue, "page", "{key}_{attribute}"),
    Product: _Owner(ProductAttributeValue, "product", "{key}_{attribute}"),
    ProductVariant: _Owner(VariantAttributeValue, "variant", "variant-{key}_{attribute}"),
}


class _Wrong(Exception):
    """One statement cannot be kept."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def attributes_of(row: Any) -> list[Attribute]:
    """Return the attributes that the type of a page, product or variant carries, in order."""
    match row:
        case Page():
            links: Any = PageTypeAttribute.objects.filter(page_type_id=row.page_type_id)
        case Product():
            links = ProductTypeAttribute.objects.filter(product_type_id=row.product_type_id)
        case _:
            links = VariantTypeAttribute.objects.filter(product_type_id=row.product.product_type_id)
    return [link.attribute for link in links.select_related("attribute")]


def assign(
    row: Any,
    statements: Sequence[Statement],
    *,
    carried: Sequence[Attribute] | None = None,
    is_new: bool,
) -> None:
    """Give a stored row the values that are said of it; attributes that are not named keep theirs.

    `carried` are the attributes of the row's type, read here when not given.

    Raises:
        Refusal: NOT_FOUND, REQUIRED, INVALID or DUPLICATED_INPUT_ITEM on `attributes`, naming them.
    """
    carried = attributes_of(row) if carried is None else carried
    said = _by_attribute(statements, carried)
    problems = [] if not is_new else _unsaid(said, carried)
    for attribute, given in said:
        try:
            _link(row, attribute, _values(row, attribute, given))
        except _Wrong as wrong:
            problems.append(_problem(wrong.code, wrong.message, [attribute]))
    if problems:
        raise Refusal(*problems)


def _problem(code: str, message: str, attributes: Sequence[Attribute]) -> Problem:
    return Problem(code, message, FIELD, {"attributes": global_ids(attributes)})


def _by_attribute(
    statements: Sequence[Statement], carried: Sequence[Attribute]
) -> list[tuple[Attribute, Mapping[str, Any]]]:
    by_key = {str(attribute.pk): attribute for attribute in carried}
    by_reference = {attribute.external_reference: attribute for attribute in carried}
    found = []
    for statement in statements:
        if statement.attribute_key is None and statement.external_reference is None:
            raise refuse("REQUIRED", "You must supply an attribute's id or external reference.", FIELD)
        attribute = by_key.get(statement.attribute_key or "")
        if attribute is None and statement.external_reference is not None:
            attribute = by_reference.get(statement.external_reference)
        if attribute is None:
            named = statement.attribute_key or statement.external_reference
            raise refuse("NOT_FOUND", f"The type has no such attribute: {named}.", FIELD)
        found.append((attribute, statement.given))
    repeated = [attribute for attribute, _ in found]
    if len({attribute.pk for attribute in repeated}) < len(repeated):
        raise refuse("DUPLICATED_INPUT_ITEM", "The same attribute is given twice.", FIELD)
    return found


def _unsaid(said: Sequence[tuple[Attribute, Any]], carried: Sequence[Attribute]) -> list[Problem]:
    named = {attribute.pk for attribute, _ in said}
    missing = [attribute for attribute in carried if attribute.value_required and attribute.pk not in named]
    return [_problem("REQUIRED", "All required attributes must take a value.", missing)] if missing else []


def _values(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    values = READERS[attribute.input_type](row, attribute, given)
    if attribute.value_required and not values:
        raise _Wrong("REQUIRED", "Attribute expects a value but none were given.")
    return values


def _link(row: Any, attribute: Attribute, values: Sequence[AttributeValue]) -> None:
    owner = OWNERS[type(row)]
    links = owner.link._default_manager.filter(**{owner.column: row})
    old = links.filter(value__attribute=attribute).exclude(value__in=values)
    unused = list(old.values_list("value_id", flat=True))
    old.delete()
    if attribute.input_type not in SHARED:
        AttributeValue.objects.filter(pk__in=unused).delete()
    owner.link._default_manager.bulk_create(
        [owner.link(**{owner.column: row}, value=value, sort_order=i) for i, value in enumerate(values)],
        update_conflicts=True,
        unique_fields=[owner.column, "value"],
        update_fields=["sort_order"],
    )


# --- One reader per input type: from what is given to stored values ---


def _own(row: Any, attribute: Attribute, suffix: str = "", **columns: Any) -> AttributeValue:
    """Store the value that belongs to this row alone."""
    slug = OWNERS[type(row)].slug.format(key=row.pk, attribute=attribute.pk) + suffix
    value, _ = AttributeValue.objects.update_or_create(attribute=attribute, slug=slug, defaults=columns)
    return value


def _single_choice(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    chosen = given.get("swatch" if attribute.input_type == "SWATCH" else "dropdown")
    wanted = [chosen] if chosen else _named(given)
    if len(wanted) > 1:
        raise _Wrong("INVALID", "Attribute must take only one value.")
    return _chosen(attribute, wanted)


def _several_choices(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    return _chosen(attribute, given.get("multiselect") or _named(given))


def _named(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"value": name} for name in given.get("values") or ()]


def _chosen(attribute: Attribute, wanted: Iterable[Mapping[str, Any]]) -> list[AttributeValue]:
    values = [_choice(attribute, each) for each in wanted]
    if len({value.pk for value in values}) < len(values):
        raise _Wrong("DUPLICATED_INPUT_ITEM", "The same value is given twice.")
    return values


def _choice(attribute: Attribute, wanted: Mapping[str, Any]) -> AttributeValue:
    """Return a choice by its id or reference; one that is named is added where it is new, as at Saleor."""
    if wanted.get("id"):
        return _known(attribute, pk=_key(wanted["id"], "AttributeValue"))
    if wanted.get("external_reference"):
        return _known(attribute, external_reference=wanted["external_reference"])
    name = plain(wanted.get("value"))
    if not name:
        raise _Wrong("REQUIRED", "Attribute values cannot be blank.")
    if len(name) > LONGEST_NAME:
        raise _Wrong("INVALID", "Attribute value length is exceeded.")
    known = {value.name.casefold(): value for value in attribute.values.all()}
    return known.get(name.casefold()) or _new_choice(attribute, name, known.values())


def _known(attribute: Attribute, **columns: Any) -> AttributeValue:
    value = attribute.values.filter(**columns).first()
    if value is None:
        raise _Wrong("NOT_FOUND", "The attribute has no such value.")
    return value


def _new_choice(attribute: Attribute, name: str, known: Iterable[AttributeValue]) -> AttributeValue:
    taken = {value.slug for value in known}
    if len(taken) >= MOST_VALUES:
        raise _Wrong("INVALID", f"An attribute has at most {MOST_VALUES} values.")
    last = attribute.values.aggregate(last=Max("sort_order"))["last"] or 0
    slug = numbered(slug_of(name), taken)
    return AttributeValue.objects.create(attribute=attribute, name=name, slug=slug, sort_order=last + 1)


def _key(global_id: str, type_name: str) -> int:
    try:
        key = from_global_id(global_id, type_name)[1]
    except MalformedId as error:
        raise _Wrong("GRAPHQL_ERROR", str(error)) from error
    if not key.isdecimal() or len(key) > 18:
        raise _Wrong("NOT_FOUND", f"Couldn't resolve to a node: {global_id}")
    return int(key)


def _number(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    text = plain(given.get("numeric") or next(iter(given.get("values") or ()), None))
    if not text:
        return []
    try:
        number = float(text)
    except ValueError as error:
        raise _Wrong("INVALID", "Numeric value is required.") from error
    if not math.isfinite(number) or abs(number) > LARGEST_NUMBER:
        raise _Wrong("INVALID", "Numeric value is required.")
    return [_own(row, attribute, name=text[:LONGEST_NAME], numeric=number)]


def _yes_or_no(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    answer = given.get("boolean")
    if answer is None:
        return []
    value, _ = AttributeValue.objects.get_or_create(
        attribute=attribute,
        slug=f"{attribute.pk}_{str(answer).lower()}",
        defaults={"name": f"{attribute.name}: {'Yes' if answer else 'No'}"[:LONGEST_NAME], "boolean": answer},
    )
    return [value]


def _plain_text(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    text = plain(given.get("plain_text"))
    if len(text) > LONGEST_TEXT:
        raise _Wrong("INVALID", "Attribute value length is exceeded.")
    return [_own(row, attribute, name=text[:LONGEST_NAME], plain_text=text)] if text else []


def _rich_text(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    if given.get("rich_text") is None:
        return []
    try:
        document = richtext.clean(given["rich_text"])
    except richtext.BadRichText as error:
        raise _Wrong("INVALID", str(error)) from error
    name = richtext.text_of(document)[:LONGEST_NAME]
    return [_own(row, attribute, name=name, rich_text=document)] if name else []


def _file(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    url = plain(given.get("file")).removeprefix(settings.PUBLIC_URL)
    if not url:
        return []
    if not url.startswith(settings.MEDIA_URL) or ".." in url or len(url) > LONGEST_NAME:
        raise _Wrong("INVALID", "The file is not one that was uploaded here.")
    content_type = plain(given.get("content_type"))[:50] or None
    name = url.rpartition("/")[2]
    return [_own(row, attribute, name=name, file_url=url, content_type=content_type)]


def _references(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    keys = [_key(each, "Page") for each in given.get("references") or ()]
    if len(set(keys)) < len(keys):
        raise _Wrong("DUPLICATED_INPUT_ITEM", "The same reference is given twice.")
    pages = Page.objects.in_bulk(keys)
    if len(pages) < len(keys):
        raise _Wrong("NOT_FOUND", "A page that is referred to is not there.")
    return [_own(row, attribute, f"_{key}", name=pages[key].title, reference_page=pages[key]) for key in keys]


def _moment(row: Any, attribute: Attribute, given: Mapping[str, Any]) -> list[AttributeValue]:
    day, moment = given.get("date"), given.get("date_time")
    if attribute.input_type == "DATE" and day is not None:
        moment = datetime.combine(day, time(), UTC)
    if moment is None:
        return []
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return [_own(row, attribute, name=moment.isoformat(), date_time=moment)]


READERS: dict[str, Callable[[Any, Attribute, Mapping[str, Any]], list[AttributeValue]]] = {
    "DROPDOWN": _single_choice,
    "SWATCH": _single_choice,
    "MULTISELECT": _several_choices,
    "NUMERIC": _number,
    "BOOLEAN": _yes_or_no,
    "PLAIN_TEXT": _plain_text,
    "RICH_TEXT": _rich_text,
    "FILE": _file,
    "REFERENCE": _references,
    "DATE": _moment,
    "DATE_TIME": _moment,
}
