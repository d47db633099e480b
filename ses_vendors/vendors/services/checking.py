"""Fields of a SES, checked before they are kept: numbers written one way, the rest as the model says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import CharField, Model, TextField

from ses_vendors.vendors import identifiers
from ses_vendors.vendors.models import Vendor

#: Fields that are written one way, whoever types them.
_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "cui": identifiers.cui,
    "phone": identifiers.phone,
    "safety_phone": identifiers.phone,
    "postal_code": identifiers.postal_code,
}


class BadFields(ValidationError):
    """Some fields cannot be kept; `message_dict` has the messages by field."""


def plain(text: object) -> str:
    """Return a text without what no database takes and nobody means."""
    return str(text if text is not None else "").replace("\x00", "").strip()


def one_line(text: str) -> str:
    """Return a text on one line: a line break in a name must not begin another header of a letter."""
    return " ".join(text.split())


def clean(row: Model, fields: Collection[str], *, prefix: str = "") -> None:
    """Write the named fields one way and check them. Raises BadFields, with `prefix` before the names."""
    faults: dict[str, list[ValidationError]] = {}
    for name in sorted(fields):
        try:
            _write(row, name)
        except identifiers.BadValue as fault:
            faults[name] = [fault]
        _check_length(row, name, faults)
    others = {each.name for each in row._meta.fields} - (set(fields) - set(faults))
    try:
        row.clean_fields(exclude=others)
    except ValidationError as fault:
        faults = {**fault.error_dict, **faults}
    if faults:
        raise BadFields({f"{prefix}{name}": list(errors) for name, errors in faults.items()})


def _check_length(row: Model, name: str, faults: dict[str, list[ValidationError]]) -> None:
    """Bound long texts too: Django leaves that to a form's widget."""
    field = row._meta.get_field(name)
    if isinstance(field, TextField) and field.max_length:
        try:
            MaxLengthValidator(field.max_length)(getattr(row, name))
        except ValidationError as fault:
            faults[name] = [fault]


def _write(row: Model, name: str) -> None:
    value = getattr(row, name)
    if name in _WRITTEN and value:
        setattr(row, name, _WRITTEN[name](value))
    elif name == "registry_number" and isinstance(row, Vendor):
        row.registry_number = identifiers.registration(row.registry_kind, value)
    elif type(row._meta.get_field(name)) is CharField and isinstance(value, str):
        setattr(row, name, one_line(value))


def merged(*faults: BadFields | None) -> BadFields | None:
    """Return several faults as one; None where there is none."""
    found: dict[str, Any] = {}
    for each in faults:
        found |= each.error_dict if each else {}
    return BadFields(found) if found else None
