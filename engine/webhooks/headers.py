"""The headers that an app may wish for on its webhooks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MOST_HEADERS = 5
#: Characters of a line of a message, RFC 5322 section 2.1.1.
LONGEST_LINE = 998
NAME = re.compile(r"(x-|authorization)[!-9;-~]*|brokerproperties", re.IGNORECASE)
VALUE = re.compile(r"[\t -~]*")


def fault(headers: Any) -> str | None:
    """Return what is wrong with the wished headers, None when nothing is."""
    if not isinstance(headers, Mapping):
        return "Headers are an object of names and values."
    if len(headers) > MOST_HEADERS:
        return f"Number of headers exceeds the limit: {MOST_HEADERS}."
    return next((found for pair in headers.items() if (found := _fault(*pair))), None)


def _fault(name: Any, value: Any) -> str | None:
    if not isinstance(name, str) or not isinstance(value, str):
        return "Header must consist of strings."
    if len(name) + len(value) + 2 > LONGEST_LINE:
        return f'Header with key: "{name[:40]}" exceeds the limit of characters: {LONGEST_LINE}.'
    if not NAME.fullmatch(name):
        return f'"{name}" does not match allowed key pattern: "X-*", "Authorization*", or "BrokerProperties".'
    return None if VALUE.fullmatch(value) else f'Value "{value}" contains invalid character.'
