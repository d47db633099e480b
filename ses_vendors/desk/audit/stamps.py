"""What an entry of the audit log says beside the change: whose SES it is, and on whose behalf it was made.

`additional_data` holds `{"vendor": <id>, "acting": <id of the acting session>}`, each where there is one,
so that a SES's history is found without knowing which of its rows still exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from auditlog.models import LogEntry
from django.contrib.auth.models import User
from django.db.models import Model

from ses_vendors.vendors.models import Vendor

#: Gives the id of the acting session during which a request is made, or None.
Acting = Callable[[], "int | None"]

_seller: ContextVar[int | None] = ContextVar("audited_seller", default=None)
_acting: ContextVar[Acting | None] = ContextVar("audited_acting", default=None)


@contextmanager
def acting(question: Acting) -> Iterator[None]:
    """Ask `question` for the acting session of what is written meanwhile; not before something is."""
    token = _acting.set(question)
    try:
        yield
    finally:
        _acting.reset(token)


def remember_seller(sender: type[Model], instance: Model, **_: Any) -> None:
    """Before an entry is made: note whose row it is about."""
    _seller.set(instance.pk if isinstance(instance, Vendor) else getattr(instance, "vendor_id", None))


def stamp(sender: type[LogEntry], instance: LogEntry, **_: Any) -> None:
    """Write the SES and the acting session into the entry."""
    question = _acting.get()
    found = {"vendor": _seller.get(), "acting": question() if question else None}
    known = {key: value for key, value in found.items() if value is not None}
    instance.additional_data = {**(instance.additional_data or {}), **known} or None
    _seller.set(None)


def note_sign_in(sender: Any, user: Any, **_: Any) -> None:
    """Keep that somebody of the staff signed in."""
    if not isinstance(user, User) or not user.is_staff:
        return
    LogEntry.objects.log_create(
        user,
        force_log=True,
        action=LogEntry.Action.ACCESS,
        actor=user,
        additional_data={"act": "signed in"},
    )
