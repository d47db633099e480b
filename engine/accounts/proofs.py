"""Short texts in mailed links that prove who reads the mail, each good for one purpose and once."""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from engine.accounts.models import User


class Proof(PasswordResetTokenGenerator):
    """Makes and checks a purpose's texts; they end after `settings.PASSWORD_RESET_TIMEOUT` seconds.

    A text is a digest over the account's state, so it is spent as soon as it has changed that state.
    """

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.key_salt = f"engine.accounts.proofs.{purpose}"

    def make_token(self, user: User) -> str:  # type: ignore[override]
        """Make a text for a shopper; Django's own types know the operator's desk's accounts only."""
        return super().make_token(user)  # type: ignore[arg-type]

    def check_token(self, user: User, token: str) -> bool:  # type: ignore[override]
        """Say whether a text is the shopper's and still good."""
        return super().check_token(user, token)  # type: ignore[arg-type]

    def _make_hash_value(self, user: User, timestamp: int) -> str:  # type: ignore[override]
        state = (user.pk, user.email, user.password, user.jwt_key, user.is_confirmed, user.is_active)
        return "|".join(map(str, (*state, timestamp)))


CONFIRMATION = Proof("confirmation")
PASSWORD_RESET = Proof("password reset")
DELETION = Proof("deletion")
