"""What can go wrong at the commerce core, in names the houses can act on."""

from __future__ import annotations

from dataclasses import dataclass


class CommerceError(Exception):
    """Anything the commerce core could not do for us."""


class CoreUnavailable(CommerceError):
    """The core did not answer in time, or answered with a server fault.

    `may_have_happened` is true when a mutation was sent and its answer lost: it must not be
    repeated without first reading the core's state.
    """

    def __init__(self, message: str, *, may_have_happened: bool = False) -> None:
        super().__init__(message)
        self.may_have_happened = may_have_happened


class InvalidRequest(CommerceError):
    """The core refused the document itself (syntax, types, limits): a defect of ours or bad input."""


class PermissionRefused(CommerceError):
    """The caller's token does not allow this operation."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal from a mutation's `errors`: Saleor's field, code and message, with the ids it names."""

    field: str | None
    code: str
    message: str
    variant_ids: tuple[str, ...] = ()
    line_ids: tuple[str, ...] = ()
    address_type: str | None = None


class Refused(CommerceError):
    """A mutation was understood and refused; nothing changed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.code} {p.message}" for p in problems))
        self.problems = problems

    @property
    def codes(self) -> frozenset[str]:
        """The refusal codes, for choosing a sentence."""
        return frozenset(problem.code for problem in self.problems)


class InsufficientStock(Refused):
    """More pieces were asked for than are available."""


class BasketGone(Refused):
    """The basket does not exist (any more): completed, expired, deleted or never there."""


class InvalidCredentials(Refused):
    """Wrong e-mail or password, an unconfirmed account, or a token that is spent."""


class LoginDelayed(InvalidCredentials):
    """Too many failed log-ins from one address; the message says until when."""
