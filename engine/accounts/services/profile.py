"""What people change about themselves, up to going away."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from engine.accounts.models import User
from engine.accounts.proofs import DELETION
from engine.accounts.texts import fitting
from engine.errors import refuse

TEXTS = ("first_name", "last_name", "language_code")


@transaction.atomic
def update(*, user: User, values: Mapping[str, str | None], metadata: Mapping[str, str]) -> User:
    """Change the texts that are given (`first_name`, `last_name`, `language_code`); add metadata.

    Raises:
        Refusal: INVALID when a text is longer than its column.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    for name in TEXTS:
        if (value := values.get(name)) is not None:
            setattr(user, name, fitting(name, value))
    user.metadata = {**user.metadata, **metadata}
    user.save(update_fields=[*TEXTS, "metadata", "updated_at"])
    return user


@transaction.atomic
def delete(*, user: User, token: str) -> User:
    """Delete an account and its address book with the mailed token; its orders stay, without it.

    Returns the row as it was. Raises Refusal: INVALID on `token`, DELETE_STAFF_ACCOUNT.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not DELETION.check_token(user, token):
        raise refuse("INVALID", "Invalid or expired token.", "token")
    require_no_staff(user)
    key = user.pk
    user.addresses.all().delete()
    user.delete()
    user.pk = key
    return user


def require_no_staff(user: User) -> None:
    """Refuse to delete staff by this door. Raises Refusal: DELETE_STAFF_ACCOUNT."""
    if user.is_staff:
        raise refuse("DELETE_STAFF_ACCOUNT", "Cannot delete a staff account.", "user")
