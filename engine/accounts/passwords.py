"""Which passwords are good enough, and the key that goes with one."""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
    validate_password,
)
from django.core.exceptions import ValidationError

from engine.accounts.models import User
from engine.errors import Problem, Refusal

SHORTEST = 8
#: Characters. Hashing a longer text would cost the server more than the caller.
LONGEST = 1000
VALIDATORS = (
    MinimumLengthValidator(SHORTEST),
    CommonPasswordValidator(),
    NumericPasswordValidator(),
    UserAttributeSimilarityValidator(("email", "first_name", "last_name")),
)


def check(password: str, *, user: User, field: str) -> None:
    """Refuse a password that is easily guessed.

    Raises:
        Refusal: PASSWORD_TOO_SHORT, …_TOO_COMMON, …_ENTIRELY_NUMERIC, …_TOO_SIMILAR, or INVALID when
            it is longer than 1,000 characters.
    """
    if len(password) > LONGEST:
        raise Refusal(Problem("INVALID", f"Ensure this value has at most {LONGEST} characters.", field))
    try:
        validate_password(password, user, VALIDATORS)  # type: ignore[arg-type] # any user with these fields
    except ValidationError as error:
        raise Refusal(*(_problem(fault, field) for fault in error.error_list)) from error


def store(user: User, password: str) -> None:
    """Set the password on the row, unsaved, with a new `jwt_key`: tokens of the old one end."""
    user.password = make_password(password)
    user.jwt_key = new_jwt_key()


def new_jwt_key() -> str:
    """Return a key that no token carries yet."""
    return secrets.token_urlsafe(9)


def _problem(fault: ValidationError, field: str) -> Problem:
    return Problem(str(fault.code).upper(), fault.messages[0], field)
