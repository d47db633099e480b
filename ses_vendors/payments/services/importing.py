"""Bank statements: kept when uploaded, looked at, applied once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from ses_vendors.payments import matching, statements
from ses_vendors.payments.matching import Candidate, Match, Outcome
from ses_vendors.payments.models import Payment, StatementImport, StatementLine
from ses_vendors.payments.services import marking
from ses_vendors.payments.statements import LARGEST_FILE, Line, UnreadableStatement

#: Names of files are shown, not used.
LONGEST_NAME = 200
T = TypeVar("T")


__all__ = ["LARGEST_FILE", "AlreadyApplied", "apply", "needing_attention", "preview", "upload"]


class AlreadyApplied(Exception):
    """The statement was applied before; nothing changed."""


@transaction.atomic
def upload(*, name: str, content: bytes, by: str, own_iban: str, now: datetime) -> StatementImport:
    """Keep a statement, read but not applied. The same file again is the same statement.

    `own_iban` is the account that payers were told; a statement that names another one is refused.

    Raises:
        UnreadableStatement: with a message for whoever uploaded it, and the line.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = StatementImport.objects.filter(digest=digest).first()
    if known is not None:
        return known
    read = statements.read(content)
    _check_account(read.account, own_iban)
    statement, is_new = StatementImport.objects.get_or_create(
        digest=digest,
        defaults={
            "name": name[-LONGEST_NAME:] or "statement",
            "format": read.format,
            "account": read.account,
            "uploaded_at": now,
            "uploaded_by": by,
        },
    )
    if is_new:
        _keep(statement, read.lines, account=read.account or own_iban)
    return statement


def preview(statement: StatementImport) -> tuple[Match, ...]:
    """Say what applying the statement would do now; nothing changes."""
    return _matches(list(statement.lines.order_by("position")))


@transaction.atomic
def apply(*, statement_id: int, by: str, now: datetime) -> dict[Outcome, int]:
    """Mark what the statement proves as paid, and take down what each line is; return how many of each.

    Raises:
        AlreadyApplied: it was; a second time changes nothing.
    """
    statement = StatementImport.objects.select_for_update().get(pk=statement_id)
    if statement.applied_at is not None:
        raise AlreadyApplied(str(statement))
    statement.applied_at, statement.applied_by = now, by
    statement.save(update_fields=["applied_at", "applied_by"])
    lines = list(statement.lines.order_by("position"))
    _lock_named(lines)
    found = _matches(lines)
    payments = _payments([each.reference for each in found if each.reference])
    for line, each in zip(lines, found, strict=True):
        line.outcome, line.payment = each.outcome, payments.get(each.reference)
        if each.outcome is Outcome.PAID:
            marking.mark_paid(payment_id=payments[each.reference].pk, by=f"{statement.name} ({by})", now=now)
    StatementLine.objects.bulk_update(lines, ["outcome", "payment"], batch_size=500)
    return {outcome: n for outcome in Outcome if (n := sum(each.outcome is outcome for each in found))}


def needing_attention(found: Sequence[Match]) -> tuple[Match, ...]:
    """Return the lines that a person has to look at: money that came and is nobody's yet."""
    plain = (Outcome.PAID, Outcome.OUTGOING, Outcome.SEEN_BEFORE)
    return tuple(each for each in found if each.outcome not in plain)


# --- Within ---


def _check_account(account: str, own_iban: str) -> None:
    own = "".join(own_iban.split()).upper()
    if account.startswith("RO") and own.startswith("RO") and account != own:
        raise UnreadableStatement(
            _("This is the statement of %(account)s, not of the shop's account %(own)s.")
            % {"account": account, "own": own}
        )


def _keep(statement: StatementImport, lines: Sequence[Line], *, account: str) -> None:
    StatementLine.objects.bulk_create(
        (
            StatementLine(
                statement=statement,
                position=position,
                booked_on=line.booked_on,
                amount=line.amount.minor_units,
                currency=line.amount.currency,
                text=line.text,
                bank_reference=line.bank_reference,
                repeat=line.repeat,
                fingerprint=line.fingerprint(account),
            )
            for position, line in enumerate(lines)
        ),
        batch_size=500,
    )


def _matches(rows: Sequence[StatementLine]) -> tuple[Match, ...]:
    lines = [_line(row) for row in rows]
    known = {ref: _candidate(each) for ref, each in _payments(matching.named(lines)).items()}
    wanted = {line.amount.minor_units for line in lines if line.is_incoming}
    return matching.match(lines, known, open_payments=_awaited(wanted), seen=_seen(rows))


def _line(row: StatementLine) -> Line:
    return Line(row.booked_on, row.money, row.text, row.bank_reference, row.repeat)


def _candidate(payment: Payment) -> Candidate:
    return Candidate(payment.reference, payment.money, payment.state, bool(payment.order_id))


def _payments(wanted: Sequence[str] | frozenset[str]) -> dict[str, Payment]:
    found: dict[str, Payment] = {}
    for some in _batches(sorted(wanted)):
        found |= {each.reference: each for each in Payment.objects.filter(reference__in=some)}
    return found


def _awaited(amounts: set[int]) -> list[Candidate]:
    return [
        _candidate(payment)
        for some in _batches(sorted(amounts))
        for payment in Payment.objects.awaited().filter(amount__in=some)
    ]


def _seen(rows: Sequence[StatementLine]) -> frozenset[int]:
    """Return the positions of lines that an applied statement brought before."""
    applied = StatementLine.objects.filter(statement__applied_at__isnull=False)
    if rows:
        applied = applied.exclude(statement=rows[0].statement_id)
    known: set[str] = set()
    for some in _batches([row.fingerprint for row in rows]):
        known.update(applied.filter(fingerprint__in=some).values_list("fingerprint", flat=True))
    return frozenset(place for place, row in enumerate(rows) if row.fingerprint in known)


def _lock_named(rows: Sequence[StatementLine]) -> None:
    """Lock, in the order of their keys, the payments that the lines name."""
    for some in _batches(sorted(matching.named([_line(row) for row in rows]))):
        list(Payment.objects.select_for_update().filter(reference__in=some).order_by("pk"))


def _batches(values: Sequence[T], size: int = 500) -> list[Sequence[T]]:
    return [values[start : start + size] for start in range(0, len(values), size)]
