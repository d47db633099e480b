"""What texts of an order must be like."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from engine.errors import refuse

LONGEST_EMAIL = 254


def length(text: str, limit: int, field: str) -> None:
    """Refuse a text of more characters than the limit. Raises Refusal: INVALID."""
    if len(text) > limit:
        raise refuse("INVALID", f"Ensure this value has at most {limit} characters.", field)


def email(text: str, field: str) -> None:
    """Refuse what is no e-mail address. Raises Refusal: INVALID."""
    length(text, LONGEST_EMAIL, field)
    try:
        validate_email(text)
    except ValidationError as error:
        raise refuse("INVALID", "Enter a valid email address.", field) from error
