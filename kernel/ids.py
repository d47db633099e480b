"""Saleor's global ids: base64 of `TypeName:primary-key`."""

from __future__ import annotations

import base64
import binascii


class MalformedId(ValueError):
    """The text is not a global id, or names another type than expected."""


def to_global_id(type_name: str, key: object) -> str:
    """Return the opaque id of one object, as Saleor writes it."""
    return base64.b64encode(f"{type_name}:{key}".encode()).decode("ascii")


def from_global_id(global_id: str, expected_type: str | None = None) -> tuple[str, str]:
    """Split a global id into its type name and key.

    Raises:
        MalformedId: the text cannot be decoded, or the type is not the expected one.
    """
    try:
        decoded = base64.b64decode(global_id.encode("ascii"), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise MalformedId(f"Invalid ID: {global_id}.") from error
    type_name, separator, key = decoded.partition(":")
    if not separator or not type_name or not key:
        raise MalformedId(f"Invalid ID: {global_id}.")
    if expected_type is not None and type_name != expected_type:
        raise MalformedId(f"Invalid ID: {global_id}. Expected: {expected_type}, received: {type_name}.")
    return type_name, key
