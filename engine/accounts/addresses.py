"""What makes an address one that a parcel can reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import phonenumbers

from engine.accounts import texts
from engine.accounts.models import Address
from engine.errors import Problem, Refusal

TEXTS = (
    "first_name",
    "last_name",
    "company_name",
    "street_address_1",
    "street_address_2",
    "city",
    "city_area",
    "postal_code",
    "country_area",
    "phone",
)
REQUIRED = ("street_address_1", "city")
#: Per country: what a postal code looks like. Where a pattern is known, the code is required.
POSTAL_CODES = {"RO": re.compile(r"\d{6}", re.ASCII)}

MISSING = "This field is required."
WRONG = "This value is not valid for the address."


def validate_address(data: Mapping[str, Any], *, address_type: str | None = None) -> dict[str, Any]:
    """Return the fields of an `Address` row: texts trimmed, the phone as +40…, the country's code.

    `data` has the model's field names; further ones (`metadata`) pass unchanged. `address_type`
    (SHIPPING or BILLING) is repeated in each problem. A county may be missing or written any way,
    as at Saleor: a shop that wants more asks for it at its own counter.

    Raises:
        Refusal: REQUIRED or INVALID per field, all problems together.
    """
    clean = {**data, "country": data.get("country") or "RO"}
    clean |= {name: (data.get(name) or "").strip() for name in TEXTS}
    problems = [*_missing(clean), *_too_long(clean), *_wrong_postal_code(clean)]
    if clean["phone"]:
        number = _phone(clean["phone"], clean["country"])
        if number is None:
            problems.append(("phone", "INVALID", f"'{clean['phone']}' is not a valid phone number."))
        clean["phone"] = number
    if problems:
        raise Refusal(*(_problem(*problem, address_type) for problem in problems))
    return clean


Fault = tuple[str, str, str]


def _missing(clean: Mapping[str, Any]) -> list[Fault]:
    wanted = [*REQUIRED, *(["postal_code"] if clean["country"] in POSTAL_CODES else [])]
    return [(name, "REQUIRED", MISSING) for name in wanted if not clean[name]]


def _too_long(clean: Mapping[str, Any]) -> list[Fault]:
    limits = {name: texts.longest(Address, name) for name in TEXTS}
    return [
        (name, "INVALID", f"Ensure this value has at most {limit} characters.")
        for name, limit in limits.items()
        if limit is not None and len(clean[name]) > limit
    ]


def _wrong_postal_code(clean: Mapping[str, Any]) -> list[Fault]:
    pattern = POSTAL_CODES.get(clean["country"])
    given = clean["postal_code"]
    if pattern is None or not given or pattern.fullmatch(given):
        return []
    return [("postal_code", "INVALID", WRONG)]


def _phone(given: str, country: str) -> str | None:
    """Return the number in its international form (E.164), None where it is none."""
    try:
        number = phonenumbers.parse(given, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _problem(name: str, code: str, message: str, address_type: str | None) -> Problem:
    extra = {"address_type": address_type} if address_type else {}
    return Problem(code=code, message=message, field=_camel(name), extra=extra)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
