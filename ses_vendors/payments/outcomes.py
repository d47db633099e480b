"""What a statement's lines are, in words for the operator."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ses_vendors.payments import references
from ses_vendors.payments.matching import Match, Outcome
from ses_vendors.payments.methods import lei

OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.PAID: _("paid: reference and amount agree"),
    Outcome.AMOUNT_DIFFERS: _("the amount is not the payment's"),
    Outcome.ALREADY_PAID: _("the payment was paid before: this is a second transfer"),
    Outcome.TWICE: _("the statement pays this twice"),
    Outcome.CANCELLED: _("the payment is cancelled: give the money back"),
    Outcome.NOT_ORDERED: _("the basket was never ordered"),
    Outcome.SEVERAL: _("the text names several payments"),
    Outcome.UNKNOWN: _("no reference"),
    Outcome.OUTGOING: _("money that went out"),
    Outcome.SEEN_BEFORE: _("an earlier statement brought this"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A matched line as the operator reads it."""

    match: Match

    @property
    def amount(self) -> str:
        """The sum, written out."""
        return lei(self.match.line.amount)

    @property
    def outcome(self) -> str:
        """What it is, in words."""
        return str(OUTCOMES[self.match.outcome])

    @property
    def reference(self) -> str:
        """The payment it names, as printed; nothing where it names none."""
        return references.printed(self.match.reference) if self.match.reference else ""

    @property
    def guesses(self) -> tuple[str, ...]:
        """What a person may compare, as printed."""
        return tuple(references.printed(guess) for guess in self.match.guesses)
